/// Reads the text of a part that flows in paragraphs, or has none: a document, a slide, properties, links.
///
/// A paragraph's runs are joined, since a number may be split over several. Of a paragraph with tracked changes come
/// what it is now, what it was before, and what was deleted alone, which may have stood elsewhere. Instructions of fields are passages of their own.
func readFlow(
    _ bytes: [UInt8], part: String, _ limits: OfficeLimits, _ take: (OfficePassage) -> Void
) throws(OfficeError) {
    var reader = XMLReader(bytes, part: part, limits: limits)
    var flow = Flow()
    while let event = try reader.next() {
        switch event {
        case .start(let element):
            for attribute in element.attributes where tellingAttributes.contains(attribute.name.local) {
                take(OfficePassage(attribute.value, at: .element(part: part, name: attribute.name.local)))
            }
            flow.start(element.name.local)
        case .text(let text): flow.add(text)
        case .end(let name):
            if isParagraph(name.local) {
                guard let paragraph = flow.open.popLast() else { break }
                for (text, isDeleted) in paragraph.texts where !text.isEmpty {
                    let place = OfficePassage.Place.paragraph(part: part, number: paragraph.number)
                    take(OfficePassage(text, at: place, isDeleted: isDeleted))
                }
            } else if let text = flow.end(name.local) {
                take(OfficePassage(text, at: .element(part: part, name: name.local)))
            }
        }
    }
}

/// What holds runs: a paragraph of a text or a slide, the text of a comment in a workbook.
private func isParagraph(_ name: String) -> Bool { name == "p" || name == "text" }

/// Attributes that carry words or addresses: link targets, descriptions of pictures, authors of comments.
private let tellingAttributes: Set<String> = [
    "Target", "descr", "title", "alt", "author", "initials", "tooltip", "display", "instr", "displayName", "userId",
    "location", "name", "href",
]

/// The paragraphs that are open, one inside another in text boxes, and what of them is a tracked change.
private struct Flow {
    struct Paragraph {
        var number: Int
        var now = ""
        var before = ""
        var instructions = ""
        /// The deleted runs alone; what stood between them is a line feed.
        var gone = ""
        var isChanged = false

        var texts: [(String, isDeleted: Bool)] {
            [(now, false), (isChanged ? before : "", true), (gone, true), (instructions, false)]
        }
    }

    var open: [Paragraph] = []
    private var count = 0
    private var deleted = 0
    private var inserted = 0
    private var instruction = 0
    /// Text outside of paragraphs.
    private var loose = ""

    mutating func start(_ name: String) {
        switch name {
        case _ where isParagraph(name):
            count += 1
            open.append(Paragraph(number: count))
        case "del", "moveFrom": deleted += 1
        case "ins", "moveTo": inserted += 1
        case "instrText", "delInstrText": instruction += 1
        case "tab", "br", "cr": add(" \t")
        case "noBreakHyphen": add("-")
        default: break
        }
    }

    /// Ends an element other than a paragraph.
    ///
    /// - Returns: its text, when it stands outside of paragraphs.
    mutating func end(_ name: String) -> String? {
        switch name {
        case "del", "moveFrom": deleted -= 1
        case "ins", "moveTo": inserted -= 1
        case "instrText", "delInstrText": instruction -= 1
        default: break
        }
        guard open.isEmpty, !loose.isEmpty else { return nil }
        defer { loose = "" }
        return loose
    }

    mutating func add(_ text: String) {
        guard let last = open.indices.last else {
            loose += text
            return
        }
        if instruction > 0 {
            open[last].instructions += text
            return
        }
        if deleted > 0 || inserted > 0 { open[last].isChanged = true }
        if deleted > 0 {
            open[last].gone += text
        } else {
            open[last].now += text
            if !open[last].gone.isEmpty, !open[last].gone.hasSuffix("\n") { open[last].gone += "\n" }
        }
        if inserted == 0 { open[last].before += text }
    }
}
