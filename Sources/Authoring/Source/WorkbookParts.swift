import Office

/// What the sheets of a workbook share.
struct WorkbookParts {
    var sheets: [(sheet: Sheet, path: String)] = []
    var strings: [String] = []
    /// The number format of each cell style.
    var formats: [NumberFormat] = []
    var countsFrom1904 = false

    /// The text that Excel shows for a cell's value, and what is doubtful about it.
    func shown(_ value: String, type: String, style: Int) -> (text: String, doubt: Sheet.Doubt?) {
        let format = formats.indices.contains(style) ? formats[style] : .general
        switch type {
        case "s": return shown(Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "", format)
        case "str", "inlineStr": return shown(value, format)
        case "e", "d": return (value, nil)
        case "b": return (value == "1" ? "TRUE" : "FALSE", nil)
        default:
            guard let number = Double(value), number.isFinite else { return (value, nil) }
            guard let text = format.shown(number, countsFrom1904: countsFrom1904) else {
                return (format.likelyShown(number, countsFrom1904: countsFrom1904), .unknownFormat(format.code))
            }
            return (text, text.isEmpty && number != 0 ? .hidden : nil)
        }
    }

    private func shown(_ text: String, _ format: NumberFormat) -> (text: String, doubt: Sheet.Doubt?) {
        let shown = format.shown(text)
        return (shown, shown.isEmpty && !text.isBlankText ? .hidden : nil)
    }
}

/// Reads what the sheets share, and where each lies.
func readWorkbookParts(_ archive: inout ZipArchive) throws(OfficeError) -> WorkbookParts {
    guard let entry = archive.entry("xl/workbook.xml") else { throw .partMissing("xl/workbook.xml") }
    var parts = WorkbookParts()
    var targets: [String: String] = [:]
    if let relations = archive.entry("xl/_rels/workbook.xml.rels") {
        var xml = XMLReader(try archive.read(relations), part: relations.name)
        while let event = try xml.next() {
            guard case .start(let element) = event, element.name.local == "Relationship" else { continue }
            if let id = element["Id"], let target = element["Target"] { targets[id] = target }
        }
    }
    var xml = XMLReader(try archive.read(entry), part: entry.name)
    while let event = try xml.next() {
        guard case .start(let element) = event else { continue }
        if element.name.local == "workbookPr" { parts.countsFrom1904 = ["1", "true"].contains(element["date1904"]) }
        guard element.name.local == "sheet", let name = element["name"] else { continue }
        // The relation's id has the local name `id`, the sheet's number `sheetId`.
        let target = element["id"].flatMap { targets[$0] } ?? "worksheets/sheet\(parts.sheets.count + 1).xml"
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        parts.sheets.append((Sheet(name: name, isHidden: element["state"].map { $0 != "visible" } ?? false), path))
    }
    if let strings = archive.entry("xl/sharedStrings.xml") {
        parts.strings = try readSharedStrings(try archive.read(strings))
    }
    if let styles = archive.entry("xl/styles.xml") { parts.formats = try readCellFormats(try archive.read(styles)) }
    return parts
}

private func readSharedStrings(_ bytes: [UInt8]) throws(OfficeError) -> [String] {
    var xml = XMLReader(bytes, part: "xl/sharedStrings.xml")
    var strings: [String] = []
    var text = ""
    var takesText = false
    while let event = try xml.next() {
        switch event {
        case .start(let element):
            takesText = element.name.local == "t"
            if element.name.local == "si" { text = "" }
            // How a word is read aloud is not part of it.
            if element.name.local == "rPh" { try skip(&xml) }
        case .text(let run): if takesText { text += run }
        case .end(let name):
            takesText = false
            if name.local == "si" { strings.append(withoutEscapes(text)) }
        }
    }
    return strings
}

/// Excel writes a character that XML cannot hold as `_x000D_`.
private func withoutEscapes(_ text: String) -> String {
    guard text.contains("_x000") else { return text }
    var result = text
    for (escape, meaning) in [("_x000D_", ""), ("_x000A_", "\n"), ("_x0009_", "\t"), ("_x000B_", "\n")] {
        while let range = result.firstRange(of: escape) { result.replaceSubrange(range, with: meaning) }
    }
    return result
}

private func readCellFormats(_ bytes: [UInt8]) throws(OfficeError) -> [NumberFormat] {
    var xml = XMLReader(bytes, part: "xl/styles.xml")
    var codes: [Int: String] = [:]
    var formats: [NumberFormat] = []
    var isInCells = false
    while let event = try xml.next() {
        switch event {
        case .start(let element):
            switch element.name.local {
            case "numFmt": if let id = element["numFmtId"].flatMap({ Int($0) }) { codes[id] = element["formatCode"] }
            case "cellXfs": isInCells = true
            case "xf" where isInCells:
                let id = element["numFmtId"].flatMap { Int($0) } ?? 0
                formats.append(NumberFormat(codes[id] ?? NumberFormat.builtIn[id] ?? "General"))
            default: break
            }
        case .end(let name): if name.local == "cellXfs" { isInCells = false }
        case .text: continue
        }
    }
    return formats
}
