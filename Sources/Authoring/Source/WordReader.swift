import Office

/// Reads a Word document: paragraphs with their numbers as shown, tables with their merged cells, tables inside cells.
///
/// Tracked changes are taken as accepted, which is told. Bookmarks, comments and footnotes are listed as left out.
func readWord(_ archive: inout ZipArchive, name: String) throws(OfficeError) -> SourceDocument {
    var reader = WordReader(name: name)
    if let styles = archive.entry("word/styles.xml") {
        reader.styles = try readWordStyles(try archive.read(styles))
    }
    if let numbering = archive.entry("word/numbering.xml") {
        reader.lists = try readWordNumbering(try archive.read(numbering))
    }
    guard let entry = archive.entry("word/document.xml") else { throw .partMissing("word/document.xml") }
    var xml = XMLReader(try archive.read(entry), part: entry.name)
    try reader.readBody(&xml)
    for (part, what) in [("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注"), ("word/comments.xml", "批注")] {
        guard let entry = archive.entry(part) else { continue }
        for text in try plainTexts(try archive.read(entry), part: entry.name) {
            reader.document.leftOut.append(.init(what: "\(what)：\(text)", place: what))
        }
    }
    reader.noteChanges()
    return reader.document
}

struct WordReader {
    var document: SourceDocument
    var styles: [String: WordStyle] = [:]
    var lists = WordLists()
    private var numbering = Numbering()
    private var paragraphs = 0
    private var tables = 0
    private var inserted = 0
    private var deleted = 0

    init(name: String) { document = SourceDocument(name: name, kind: .word) }

    mutating func readBody(_ xml: inout XMLReader) throws(OfficeError) {
        while let event = try xml.next() {
            guard case .start(let element) = event else { continue }
            switch element.name.local {
            case "p":
                for paragraph in try paragraph(&xml) where !paragraph.text.isEmpty { add(paragraph) }
            case "tbl":
                tables += 1
                let table = try table(&xml, name: "表 \(tables)", place: "表 \(tables) ")
                document.blocks.append(.table(table))
            case "sectPr", "Fallback", "moveFrom": try skip(&xml)
            case "bookmarkStart": noteBookmark(element, "第 \(paragraphs + 1) 段")
            default: continue
            }
        }
    }

    private mutating func add(_ raw: RawParagraph) {
        document.blocks.append(
            .paragraph(
                SourceParagraph(
                    id: numbering.next(), text: raw.text.trimmedLines, level: raw.level, place: "第 \(paragraphs) 段")))
    }

    mutating func noteChanges() {
        guard inserted + deleted > 0 else { return }
        document.notices.append("文档里有修订，已按全部接受读取：\(inserted) 处插入的文字收入，\(deleted) 处删除的文字不收入。请核对。")
    }

    private mutating func noteBookmark(_ element: XMLElement, _ place: String) {
        if let name = element["name"] { document.leftOut.append(.init(what: "书签 \(name)", place: place)) }
    }

    // MARK: Paragraphs

    struct RawParagraph {
        var text = ""
        var level: Int?
    }

    /// Reads a paragraph behind its start; text boxes in it come as paragraphs of their own behind it.
    private mutating func paragraph(_ xml: inout XMLReader) throws(OfficeError) -> [RawParagraph] {
        paragraphs += 1
        var own = RawParagraph()
        var boxes: [RawParagraph] = []
        var style = WordStyle()
        var depth = 1
        // The depth at which deleted text began.
        var deletedAt: Int?
        var isText = false
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                switch element.name.local {
                case "pPr":
                    style = try properties(&xml)
                    depth -= 1
                case "Fallback", "instrText", "rPr", "delInstrText", "moveFrom", "rubyPr", "rt":
                    try skip(&xml)
                    depth -= 1
                case "p":
                    boxes += try paragraph(&xml)
                    depth -= 1
                case "tbl":
                    // A table inside a text box.
                    tables += 1
                    let table = try table(&xml, name: "表 \(tables)", place: "表 \(tables) ")
                    document.blocks.append(.table(table))
                    depth -= 1
                case "del":
                    deleted += 1
                    deletedAt = deletedAt ?? depth
                case "ins": inserted += 1
                case "bookmarkStart": noteBookmark(element, "第 \(paragraphs) 段")
                case "t": isText = true
                case "tab": own.text += "\t"
                case "br" where element["type"] != "page" && element["type"] != "column", "cr": own.text += "\n"
                case "noBreakHyphen": own.text += "-"
                case "sym": own.text += symbol(element)
                default: break
                }
            case .text(let text): if isText, deletedAt == nil { own.text += text }
            case .end(let name):
                if deletedAt == depth { deletedAt = nil }
                if name.local == "t" { isText = false }
                depth -= 1
            }
        }
        own.level = style.level
        if let list = style.list, !own.text.isBlankText { own.text = lists.number(list.id, list.level) + own.text }
        return [own] + boxes
    }

    /// The paragraph's style and number, with what its named style says.
    private func properties(_ xml: inout XMLReader) throws(OfficeError) -> WordStyle {
        var result = WordStyle()
        var number: (id: String?, level: Int?) = (nil, nil)
        try forEachChild(&xml) { element in
            switch element.name.local {
            case "pStyle": if let style = element["val"].flatMap({ styles[$0] }) { result = style }
            case "outlineLvl": result.level = element["val"].flatMap { Int($0) }.flatMap { $0 < 9 ? $0 + 1 : nil }
            case "ilvl": number.level = element["val"].flatMap { Int($0) }
            case "numId": number.id = element["val"]
            default: break
            }
        }
        if let id = number.id {
            result.list = id == "0" ? nil : .init(id: id, level: number.level ?? 0)
        } else if let level = number.level {
            result.list?.level = level
        }
        return result
    }

    /// A character of a symbol font: only those with a meaning of their own are known.
    private func symbol(_ element: XMLElement) -> String {
        let code = element["char"].flatMap { UInt32($0, radix: 16) } ?? 0
        switch (element["font"] ?? "", code & 0xFF) {
        case ("Wingdings", 0xFE), ("Wingdings 2", 0x52): return "☑"
        case ("Wingdings", 0xA8), ("Wingdings 2", 0xA3): return "□"
        case ("Wingdings", 0xFC), ("Wingdings 2", 0x50): return "√"
        default:
            if code >= 0xF000 { return "□" }
            return UnicodeScalar(code).map { String(Character($0)) } ?? "□"
        }
    }

    // MARK: Tables

    private mutating func table(_ xml: inout XMLReader, name: String, place: String) throws(OfficeError) -> SourceTable
    {
        var table = SourceTable(name: name, rows: [], knowsMerges: true)
        /// Where the cell stands that is merged downwards, by its first column.
        var merged: [Int: (row: Int, index: Int)] = [:]
        var depth = 1
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                guard element.name.local == "tr" else {
                    if element.name.local == "tblPr" || element.name.local == "tblGrid" {
                        try skip(&xml)
                        depth -= 1
                    }
                    continue
                }
                let row = try row(&xml, place: place + "第 \(table.rows.count + 1) 行")
                depth -= 1
                if let row { append(row, to: &table, &merged) }
            case .end: depth -= 1
            case .text: continue
            }
        }
        return table
    }

    private struct RawCell {
        var cell: SourceCell
        /// nil without merging, true where a merged cell begins, false where it goes on.
        var begins: Bool?
    }

    private mutating func append(
        _ row: [RawCell], to table: inout SourceTable, _ merged: inout [Int: (row: Int, index: Int)]
    ) {
        var cells: [SourceCell] = []
        for raw in row {
            if raw.begins == false, let start = merged[raw.cell.column] {
                let above = table.rows[start.row][start.index]
                if above.columnSpan == raw.cell.columnSpan {
                    table.rows[start.row][start.index].rowSpan = table.rows.count - start.row + 1
                    if !raw.cell.text.isBlankText {
                        document.leftOut.append(.init(what: "合并单元格里看不见的文字：\(raw.cell.text)", place: raw.cell.place))
                    }
                    continue
                }
            }
            for column in raw.cell.columns { merged[column] = nil }
            if raw.begins != nil { merged[raw.cell.column] = (table.rows.count, cells.count) }
            cells.append(raw.cell)
        }
        table.rows.append(cells)
    }

    /// Reads a row behind its start; nil for one that a tracked change deletes.
    private mutating func row(_ xml: inout XMLReader, place: String) throws(OfficeError) -> [RawCell]? {
        var cells: [RawCell] = []
        var column = 0
        var isDeleted = false
        var depth = 1
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                switch element.name.local {
                case "trPr":
                    try forEachChild(&xml) { element in
                        if element.name.local == "del" { isDeleted = true }
                        if element.name.local == "gridBefore" { column += gridCount(element) }
                    }
                    depth -= 1
                case "tc":
                    let raw = try cell(&xml, column: column, place: place + "第 \(cells.count + 1) 格")
                    depth -= 1
                    column += raw.cell.columnSpan
                    cells.append(raw)
                default: break
                }
            case .end: depth -= 1
            case .text: continue
            }
        }
        if isDeleted { deleted += 1 }
        return isDeleted ? nil : cells
    }

    private mutating func cell(_ xml: inout XMLReader, column: Int, place: String) throws(OfficeError) -> RawCell {
        var raw = RawCell(cell: SourceCell(id: numbering.next(), text: "", column: column, place: place))
        var lines: [String] = []
        var depth = 1
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                switch element.name.local {
                case "tcPr":
                    try forEachChild(&xml) { element in
                        if element.name.local == "gridSpan" { raw.cell.columnSpan = gridCount(element) }
                        if element.name.local == "vMerge" { raw.begins = element["val"] == "restart" }
                    }
                    depth -= 1
                case "p":
                    lines += try paragraph(&xml).map(\.text)
                    depth -= 1
                case "tbl":
                    let inner = place + "内的表"
                    raw.cell.nested.append(try table(&xml, name: inner, place: inner + " "))
                    depth -= 1
                case "Fallback", "moveFrom":
                    try skip(&xml)
                    depth -= 1
                default: break
                }
            case .end: depth -= 1
            case .text: continue
            }
        }
        raw.cell.text = lines.joined(separator: "\n").trimmedLines
        return raw
    }
}

/// A number of grid columns, 1 to 64 as in Word.
private func gridCount(_ element: XMLElement) -> Int { min(64, max(1, element["val"].flatMap { Int($0) } ?? 1)) }

/// Skips what is left of the element whose start was read.
func skip(_ xml: inout XMLReader) throws(OfficeError) { try forEachChild(&xml) { _ in } }

/// Hands out the start of every element inside the one whose start was read, and reads past its end.
func forEachChild(_ xml: inout XMLReader, _ body: (XMLElement) -> Void) throws(OfficeError) {
    var depth = 1
    while depth > 0, let event = try xml.next() {
        switch event {
        case .start(let element):
            depth += 1
            body(element)
        case .end: depth -= 1
        case .text: continue
        }
    }
}

/// The texts of the notes of a part, one for each paragraph.
private func plainTexts(_ bytes: [UInt8], part: String) throws(OfficeError) -> [String] {
    var xml = XMLReader(bytes, part: part)
    var texts: [String] = []
    var text = ""
    var isText = false
    while let event = try xml.next() {
        switch event {
        case .start(let element): isText = element.name.local == "t"
        case .text(let run): if isText { text += run }
        case .end(let name):
            isText = false
            guard name.local == "p" else { continue }
            if !text.isBlankText { texts.append(text.trimmedText) }
            text = ""
        }
    }
    return texts
}
