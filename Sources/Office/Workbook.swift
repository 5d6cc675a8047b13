/// What the cells of a workbook's sheets refer to: the names of the sheets and the strings that they share.
struct Workbook {
    /// In lower case, as names of parts are compared.
    static let stringsPart = "xl/sharedstrings.xml"

    /// The strings by their index.
    private(set) var strings: [String] = []
    /// The sheets by the names of their parts, in lower case.
    private var sheets: [String: OfficePassage.Sheet] = [:]

    init(_ archive: inout ZipArchive, _ limits: OfficeLimits) throws(OfficeError) {
        if let entry = archive.entry(Self.stringsPart) {
            try readStrings(archive.read(entry), entry.name, limits)
        }
        guard let book = archive.entry("xl/workbook.xml"), let links = archive.entry("xl/_rels/workbook.xml.rels")
        else {
            throw .partMissing("xl/workbook.xml")
        }
        var targets: [String: String] = [:]
        var reader = XMLReader(try archive.read(links), part: links.name, limits: limits)
        while let event = try reader.next() {
            guard case .start(let element) = event, let id = element["Id"], let target = element["Target"] else {
                continue
            }
            targets[id] = (target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target).lowercased()
        }
        reader = XMLReader(try archive.read(book), part: book.name, limits: limits)
        while let event = try reader.next() {
            guard case .start(let element) = event, element.name.local == "sheet", let name = element["name"],
                let part = element["id"].flatMap({ targets[$0] })
            else { continue }
            let isHidden = element["state"].map { $0 != "visible" } ?? false
            sheets[part] = OfficePassage.Sheet(name: name, isHidden: isHidden)
        }
    }

    /// The sheet that a part holds.
    func sheet(_ part: String) -> OfficePassage.Sheet {
        sheets[part.lowercased()] ?? OfficePassage.Sheet(name: part, isHidden: false)
    }

    private mutating func readStrings(
        _ bytes: [UInt8], _ part: String, _ limits: OfficeLimits
    ) throws(OfficeError) {
        var reader = XMLReader(bytes, part: part, limits: limits)
        var text = ""
        while let event = try reader.next() {
            switch event {
            case .start(let element):
                switch element.name.local {
                case "si": text = ""
                // The reading of a word stands apart from the word.
                case "rPh": text += "\n"
                default: break
                }
            case .text(let run): text += run
            case .end(let name):
                if name.local == "si" { strings.append(text) }
            }
        }
    }
}

/// Reads the cells of a sheet as they are stored: numbers unformatted, shared strings looked up, formulas apart.
func readSheet(
    _ bytes: [UInt8], _ part: String, in workbook: Workbook, _ limits: OfficeLimits, used: inout Set<Int>,
    _ take: (OfficePassage) -> Void
) throws(OfficeError) {
    let sheet = workbook.sheet(part)
    var reader = XMLReader(bytes, part: part, limits: limits)
    var reference = ""
    var type = ""
    /// The element whose text is collected, and the text, over all runs in it.
    var collected = ""
    var text = ""
    while let event = try reader.next() {
        switch event {
        case .start(let element):
            switch element.name.local {
            case "c":
                reference = element["r"] ?? ""
                type = element["t"] ?? "n"
            case "v", "f", "is":
                collected = element.name.local
                text = ""
            case "hyperlink":
                for name in ["display", "tooltip", "location"] {
                    guard let value = element[name] else { continue }
                    take(OfficePassage(value, at: .cell(sheet, reference: element["ref"] ?? "")))
                }
            default: if collected.isEmpty { text = "" }
            }
        case .text(let run): text += run
        case .end(let name):
            // Headers, footers and rules of a sheet.
            let isLoose = collected.isEmpty
            guard isLoose || name.local == collected else { continue }
            if collected == "v" { text = value(text, type, in: workbook, &used) }
            if isLoose, isHeaderOrFooter(name.local) { text = shownText(ofHeader: text) }
            if !text.isEmpty {
                let place = isLoose ? .element(part: part, name: name.local) : Place.cell(sheet, reference: reference)
                take(OfficePassage(text, at: place))
            }
            text = ""
            collected = ""
        }
    }
}

private typealias Place = OfficePassage.Place

private func value(_ text: String, _ type: String, in workbook: Workbook, _ used: inout Set<Int>) -> String {
    switch type {
    case "s":
        guard let index = Int(text), workbook.strings.indices.contains(index) else { return "" }
        used.insert(index)
        return workbook.strings[index]
    case "n" where text.contains("E") || text.contains("e"):
        // Java's writers store 13912345678 as 1.3912345678E10.
        guard let number = Double(text), let whole = Int(exactly: number) else { return text }
        return "\(whole)"
    default: return text
    }
}
