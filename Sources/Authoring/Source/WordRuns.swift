import Office

/// What a run's properties say that alters its text.
struct WordRunLook {
    var isHidden = false
    /// Whether it stands above the line, or below; nil for neither.
    var isAbove: Bool?
    /// The font that its symbols are of.
    var font = ""
    /// Whether what comes asks to be filled in.
    var isPrompt = false

    /// Reads the properties whose start was read.
    ///
    /// - Parameter styles: the document's, by their ids.
    mutating func read(_ xml: inout XMLReader, _ styles: [String: WordStyle]) throws(OfficeError) {
        var look = self
        try forEachChild(&xml) { element in
            switch element.name.local {
            case "rStyle":
                if let style = element["val"].flatMap({ styles[$0] }), style.isHidden { look.isHidden = true }
            case "vanish": look.isHidden = isOn(element)
            case "vertAlign":
                look.isAbove = element["val"] == "superscript" ? true : element["val"] == "subscript" ? false : nil
            case "rFonts": look.font = element["ascii"] ?? element["hAnsi"] ?? ""
            default: break
            }
        }
        self = look
    }
}

/// Whether a property is on: `<w:vanish/>`, and not `<w:vanish w:val="0"/>`.
func isOn(_ element: XMLElement) -> Bool { !["0", "false", "off"].contains(element["val"] ?? "1") }

/// A field of an old form, in which something is chosen or ticked.
enum WordFormField {
    /// What is shown where the field stands: what was chosen of a list, or a box; nothing for a field of text, whose text
    /// follows. Reads past the end of the field's data, whose start was read.
    static func shown(_ xml: inout XMLReader) throws(OfficeError) -> String {
        var entries: [String] = []
        var chosen = 0
        var box: (isByDefault: Bool, isTicked: Bool?)?
        try forEachChild(&xml) { element in
            switch element.name.local {
            case "listEntry": entries.append(element["val"] ?? "")
            case "result": chosen = element["val"].flatMap { Int($0) } ?? 0
            case "checkBox": box = (false, nil)
            case "default": if box != nil { box?.isByDefault = isOn(element) }
            case "checked": if box != nil { box?.isTicked = isOn(element) }
            default: break
            }
        }
        if let box { return box.isTicked ?? box.isByDefault ? "☑" : "□" }
        return entries.indices.contains(chosen) ? entries[chosen] : ""
    }
}

/// Where a content control begins that shows only what asks to be filled in.
struct Prompt {
    /// Whether the content that comes next is such a one.
    var isNext = false
    private var depth: Int?

    /// Whether the content that begins at a depth is a prompt.
    mutating func begins(at depth: Int) -> Bool {
        guard isNext, self.depth == nil else { return false }
        self.depth = depth
        isNext = false
        return true
    }

    /// Whether the prompt ends with the element that ends at a depth.
    mutating func ends(at depth: Int) -> Bool {
        guard self.depth == depth else { return false }
        self.depth = nil
        return true
    }
}
