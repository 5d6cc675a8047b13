import Office

/// Reads a Word document: paragraphs with their numbers as shown, tables with their merged cells, tables inside cells.
///
/// Tracked changes are taken as accepted, which is told. Bookmarks, comments, notes, headers, footers and hidden text are
/// listed as left out; pictures, objects and equations are told.
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
    for entry in archive.entries {
        guard let what = sideParts.first(where: { entry.name.lowercased().hasPrefix($0.prefix) })?.what,
            entry.name.hasSuffix(".xml")
        else { continue }
        for text in try plainTexts(try archive.read(entry), part: entry.name) where !isPageNumber(text) {
            reader.document.leftOut.append(.init(what: "\(what)：\(text)", place: what))
            if what == "批注" { reader.document.noteBeside("批注") }
        }
    }
    reader.noteChanges()
    return reader.document
}

/// Parts of a document beside its body, by the beginnings of their names.
private let sideParts: [(prefix: String, what: String)] = [
    ("word/footnotes", "脚注"), ("word/endnotes", "尾注"), ("word/comments.xml", "批注"),
    ("word/header", "页眉"), ("word/footer", "页脚"),
]

struct WordReader {
    var document: SourceDocument
    var styles: [String: WordStyle] = [:]
    var lists = WordLists()
    var numbering = Numbering()
    private var paragraphs = 0
    private var tables = 0
    /// How many tracked changes insert, and delete.
    var inserted = 0
    var deleted = 0
    /// What is in the document and cannot be read as text, and how often.
    private var unreadable: [(what: String, count: Int)] = []
    /// How many prompts that nobody answered the reader is in.
    var prompts = 0

    init(name: String) { document = SourceDocument(name: name, kind: .word) }

    mutating func readBody(_ xml: inout XMLReader) throws(OfficeError) {
        var prompt = Prompt()
        var depth = 0
        // A paragraph whose end is deleted goes on with the next one.
        var begun: RawParagraph?
        while let event = try xml.next() {
            if case .end = event {
                if prompt.ends(at: depth) { prompts -= 1 }
                depth -= 1
            }
            guard case .start(let element) = event else { continue }
            depth += 1
            switch element.name.local {
            case "p":
                for paragraph in try paragraph(&xml) {
                    var whole = begun ?? paragraph
                    if begun != nil { whole.text += paragraph.text }
                    begun = paragraph.joinsNext ? whole : nil
                    if begun == nil { add(whole) }
                }
                depth -= 1
            case "tbl":
                if let paragraph = begun.take() { add(paragraph) }
                try addTable(&xml)
                depth -= 1
            case "sectPr", "Fallback", "moveFrom":
                try skip(&xml)
                depth -= 1
            case "sdtPr":
                prompt.isNext = try holds("showingPlcHdr", &xml)
                depth -= 1
            case "sdtContent": if prompt.begins(at: depth) { prompts += 1 }
            case "altChunk": noteUnreadable("处从别的文件插入的内容")
            case "bookmarkStart": noteBookmark(element, "第 \(paragraphs + 1) 段")
            default: continue
            }
        }
        // Nothing came that it could go on with.
        if let begun { add(begun) }
    }

    private mutating func addTable(_ xml: inout XMLReader) throws(OfficeError) {
        tables += 1
        let table = try table(&xml, name: "表 \(tables)", place: "表 \(tables) ")
        document.blocks.append(.table(table))
    }

    private mutating func add(_ raw: RawParagraph) {
        if raw.text.isEmpty { return }
        document.blocks.append(
            .paragraph(
                SourceParagraph(
                    id: numbering.next(), text: raw.text.trimmedLines, level: raw.level, place: "第 \(paragraphs) 段")))
    }

    mutating func noteChanges() {
        for (what, count) in unreadable { document.notices.append("文档里有 \(count) \(what)，没有读取；有要公布的文字，请自己补上。") }
        guard inserted + deleted > 0 else { return }
        document.noteBeside("修订记录（含已删去的文字）")
        document.notices.append("文档里有修订，已按全部接受读取：\(inserted) 处插入的文字收入，\(deleted) 处删除的文字不收入。请核对。")
    }

    private mutating func noteUnreadable(_ what: String) {
        if let index = unreadable.firstIndex(where: { $0.what == what }) {
            unreadable[index].count += 1
        } else {
            unreadable.append((what, 1))
        }
    }

    private mutating func noteBookmark(_ element: XMLElement, _ place: String) {
        if let name = element["name"] { document.leftOut.append(.init(what: "书签 \(name)", place: place)) }
    }

    // MARK: Paragraphs

    struct RawParagraph {
        var text = ""
        var level: Int?
        /// Whether a tracked change deletes its end, so that it goes on with the next one.
        var joinsNext = false
    }

    /// Reads a paragraph behind its start; text boxes in it come as paragraphs of their own behind it.
    ///
    /// - Parameter isInCell: whether it stands in a cell of a table, where a number alone says something.
    mutating func paragraph(
        _ xml: inout XMLReader, isInCell: Bool = false
    ) throws(OfficeError) -> [RawParagraph] {
        paragraphs += 1
        let place = "第 \(paragraphs) 段"
        var own = RawParagraph()
        var boxes: [RawParagraph] = []
        var style = WordStyle()
        var look = WordRunLook()
        var hidden = ""
        var depth = 1
        // The depth at which deleted text began.
        var deletedAt: Int?
        var isText = false
        func add(_ text: String) {
            if deletedAt != nil { return }
            if look.isHidden { hidden += text } else { own.text += text }
        }
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                switch element.name.local {
                case "pPr":
                    (style, own.joinsNext) = try properties(&xml)
                    if own.joinsNext { deleted += 1 }
                    depth -= 1
                case "Fallback", "instrText", "delInstrText", "moveFrom", "rubyPr", "rt":
                    try skip(&xml)
                    depth -= 1
                case "r": look = WordRunLook(isHidden: style.isHidden)
                case "rPr":
                    try look.read(&xml, styles)
                    depth -= 1
                case "p":
                    boxes += try paragraph(&xml)
                    depth -= 1
                case "tbl":
                    // A table inside a text box.
                    try addTable(&xml)
                    depth -= 1
                case "ffData":
                    add(try WordFormField.shown(&xml))
                    depth -= 1
                case "sdtPr":
                    if try holds("showingPlcHdr", &xml) { look.isPrompt = true }
                    depth -= 1
                case "sdtContent" where look.isPrompt:
                    // What asks to be filled in was not filled in.
                    let prompt = try text(&xml)
                    if !prompt.isBlankText { document.leftOut.append(.init(what: "没有填写的提示：\(prompt)", place: place)) }
                    look = WordRunLook()
                    depth -= 1
                case "pic", "imagedata": noteUnreadable("张图片")
                case "OLEObject", "chart", "relIds": noteUnreadable("个嵌入的对象（图表、公式或别的文件）")
                case "oMath": document.notices.append("\(place)有公式，读成了连着写的字符；请对照原件改写。")
                case "del":
                    deleted += 1
                    deletedAt = deletedAt ?? depth
                case "ins": inserted += 1
                case "bookmarkStart": noteBookmark(element, place)
                case "t": isText = true
                case "tab": add("\t")
                case "br" where element["type"] != "page" && element["type"] != "column", "cr": add("\n")
                case "noBreakHyphen": add("-")
                case "sym" where deletedAt == nil: add(symbolText(element, place))
                default: break
                }
            case .text(let text):
                if isText, deletedAt == nil { add(look.isHidden ? text : shown(text, look, place)) }
            case .end(let name):
                if deletedAt == depth { deletedAt = nil }
                if name.local == "t" { isText = false }
                depth -= 1
            }
        }
        if !hidden.isBlankText {
            document.leftOut.append(.init(what: "隐藏的文字：\(hidden)", place: place))
            document.noteBeside("隐藏的文字")
        }
        if prompts > 0, !own.text.isBlankText {
            document.leftOut.append(.init(what: "没有填写的提示：\(own.text)", place: place))
            own.text = ""
        }
        own.level = style.level
        if let list = style.list {
            let number = lists.number(list.id, list.level)
            if isInCell || !own.text.isBlankText { own.text = number + own.text }
        }
        // What goes on with the next paragraph does not go on with a box.
        return own.joinsNext ? boxes + [own] : [own] + boxes
    }

    /// The text of a run as its properties make it look.
    private mutating func shown(_ text: String, _ look: WordRunLook, _ place: String) -> String {
        var text = text
        if text.unicodeScalars.contains(where: { (0xF020...0xF0FF).contains($0.value) }) {
            text = text.unicodeScalars.reduce("") { result, scalar in
                (0xF020...0xF0FF).contains(scalar.value)
                    ? result + character(scalar.value, font: look.font, place) : result + String(Character(scalar))
            }
        }
        guard let isAbove = look.isAbove, !text.isBlankText else { return text }
        if let raised = raised(text, isAbove: isAbove) { return raised }
        document.notices.append("\(place)的“\(text)”是\(isAbove ? "上标" : "下标")，读成了普通的字；请对照原件。")
        return text
    }

    /// A character of a symbol font; one that is not known is told.
    private mutating func symbolText(_ element: XMLElement, _ place: String) -> String {
        character(element["char"].flatMap { UInt32($0, radix: 16) } ?? 0, font: element["font"] ?? "", place)
    }

    private mutating func character(_ code: UInt32, font: String, _ place: String) -> String {
        if let known = symbol(code, font: font) { return String(known) }
        let number = String(code, radix: 16, uppercase: true)
        document.notices.append("\(place)有一个符号（字体 \(font.isEmpty ? "不明" : font)，\(number)）不认识，读成了“□”；请对照原件改正。")
        return "□"
    }

    /// The paragraph's style and number, with what its named style says, and whether its end is deleted.
    private func properties(_ xml: inout XMLReader) throws(OfficeError) -> (style: WordStyle, isEndDeleted: Bool) {
        var result = WordStyle()
        var isEndDeleted = false
        var number: (id: String?, level: Int?) = (nil, nil)
        try forEachChild(&xml) { element in
            switch element.name.local {
            case "pStyle": if let style = element["val"].flatMap({ styles[$0] }) { result = style }
            case "outlineLvl":
                result.level = element["val"].flatMap { Int($0) }.flatMap { (0..<9).contains($0) ? $0 + 1 : nil }
            case "del": isEndDeleted = true
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
        return (result, isEndDeleted)
    }
}
