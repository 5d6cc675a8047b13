import Basics
import Content

/// Reads the front matter of one document by key, and knows in the end which keys nobody asked for.
struct Keys {
    let document: Document
    private(set) var diagnostics: [Diagnostic] = []
    /// Every key that was asked for.
    private var names: [String] = []
    /// For each field of the document, whether it was asked for.
    private var isKnown: [Bool]

    init(_ document: Document) {
        self.document = document
        isKnown = Array(repeating: false, count: document.fields.count)
        names.reserveCapacity(32)
    }

    mutating func field(_ key: String) -> Field? {
        names.append(key)
        guard let index = document.fields.firstIndex(where: { $0.key.text.isSame(as: key) }) else { return nil }
        isKnown[index] = true
        return document.fields[index]
    }

    /// The scalar of a key: nil when the key is absent, an empty literal when it has no value.
    mutating func literal(_ key: String) -> Literal? { field(key).flatMap { scalar($0) } }

    /// The characters of a key, empty when it is absent.
    mutating func text(_ key: String) -> String { literal(key)?.text ?? "" }

    /// The scalar of a key that says something; nil when it is absent or blank.
    mutating func filled(_ key: String) -> Literal? { literal(key).flatMap { $0.text.isBlank ? nil : $0 } }

    /// The scalar of a required key; its absence and its emptiness are reported, of a draft as a warning: it is not
    /// finished, and nobody sees it.
    mutating func required(_ key: String, example: String) -> Literal? {
        let severity: Severity = isDraft ? .warning : .error
        let help = "在文件头里写“\(key): \(example)”" + (isDraft ? "；补上以后，预览里才有这份草稿的网页" : "")
        guard let field = field(key) else {
            report("key-missing", "缺少必填的“\(key)”", document.frontMatterRange.start, severity: severity, help: help)
            return nil
        }
        guard let literal = scalar(field) else { return nil }
        if !literal.text.isBlank { return literal }
        report("key-missing", "必填的“\(key)”没有值", literal.range, severity: severity, help: help)
        return nil
    }

    private var isDraft: Bool {
        guard case .scalar(let status)? = document.fields["状态"] else { return false }
        return status.text.isSame(asAnyOf: ["草稿", "待审"])
    }

    private mutating func scalar(_ field: Field) -> Literal? {
        if case .scalar(let literal) = field.value { return literal }
        let key = field.key.text
        report("front-matter", "“\(key)”应是一段文字，不是列表或对照表", field.value.range, help: "写成“\(key): 文字”")
        return nil
    }

    /// The scalars of a key that may hold one value or a list.
    mutating func literals(_ key: String) -> [Literal] {
        let help = "每行一个，前面加“- ”"
        switch field(key)?.value {
        case nil: return []
        case .scalar(let literal): return literal.text.isBlank ? [] : [literal]
        case .list(let items, _):
            return items.compactMap { item in
                if case .scalar(let literal) = item { return literal }
                report("front-matter", "“\(key)”的每一项应是一段文字", item.range, help: help)
                return nil
            }
        case .map(_, let range):
            report("front-matter", "“\(key)”应是一个值或一个列表", range, help: help)
            return []
        }
    }

    mutating func date(_ key: String) -> CalendarDate? { filled(key).flatMap { date($0, of: key) } }

    mutating func date(_ literal: Literal, of key: String) -> CalendarDate? {
        if let date = CalendarDate(literal.text) { return date }
        report("date-format", "“\(key)”不是日期：“\(literal.text)”", literal.range, help: "写成“年-月-日”，例如 2022-02-10")
        return nil
    }

    /// The file's own 年度: `2022`, `2022年` or `2022年度`.
    mutating func year() -> Int? {
        guard let literal = filled("年度") else { return nil }
        let text = literal.text.withoutSpace
        let bytes = text.utf8.span
        var index = 0
        if let (year, digits) = bytes.wholeNumber(at: &index, longest: 4), digits == 4, fiscalYears.contains(year) {
            let isEnd = index == bytes.count
            if isEnd || text.isSame(asAnyOf: ["\(text.bytes(0..<index))年", "\(text.bytes(0..<index))年度"]) {
                return year
            }
        }
        report("date-format", "“年度”不是年份：“\(literal.text)”", literal.range, help: "写成四位数字，例如 2022")
        return nil
    }

    mutating func report(
        _ id: String, _ summary: String, _ range: TextRange?, severity: Severity = .error, help: String,
        basis: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(id, severity, summary, at: document.place(range), help: help, basis: basis))
    }

    /// What becomes of a field that the form does not know.
    enum UnknownFields {
        /// It is published below the form.
        case areKept
        /// There is no form, so it is not published.
        case areLeftOut
    }

    /// The fields to show below the form, in the order filed: those of some keys, and those that nobody asked for,
    /// which are reported with the nearest known key.
    mutating func extraFields(
        _ unknown: UnknownFields = .areKept, showing shown: [String] = [], among candidates: [String] = []
    ) -> [Field] {
        acknowledge(shown)
        var seen: Set<String> = []
        return zip(document.fields, isKnown).compactMap { field, isKnown in
            // The second of two equal keys has been reported, and keeps the site from being built.
            guard seen.insert(field.key.text).inserted else { return nil }
            if isKnown { return field.key.text.isSame(asAnyOf: shown) ? field : nil }
            if let key = Self.meantKeyOfVisibility(field) {
                report(
                    "key-unknown", "不认识的键“\(field.key.text)”，像是“\(key)”", field.key.range,
                    help: "写成“\(key): …”；写错的话，不该公布的文件就会公布" + (key == "发布时间" ? "。只是公开的日期，写“公开日期: …”" : ""))
                return field
            }
            let nearest = nearestName(to: field.key.text, among: names + candidates)
            let fate = unknown == .areKept ? "已作为附加栏目原样保留" : "不会显示在网页上"
            report(
                "key-unknown", "不认识的键“\(field.key.text)”，\(fate)", field.key.range, severity: .warning,
                help: nearest.map { "是否想写“\($0)”？" }
                    ?? (unknown == .areKept ? "若是原表的栏目，可以不改" : "核对键的名称，或删去这一行"))
            return field
        }
    }

    /// The key that a slip was meant to be, where it decides who may see the document: then it would be seen by everyone.
    private static func meantKeyOfVisibility(_ field: Field) -> String? {
        let key = field.key.text.withoutSpace
        if let near = nearestName(to: key, among: ["状态", "发布时间"]) { return near }
        if key.isSame(asAnyOf: ["发布日期", "公布时间", "公布日期", "公开时间"]) { return "发布时间" }
        if key.isSame(asAnyOf: ["狀態", "狀态", "發布時間"]) || ["status", "state"].contains(key.lowercased()) {
            return key.isSame(as: "發布時間") ? "发布时间" : "状态"
        }
        guard case .scalar(let value) = field.value else { return nil }
        return value.text.withoutSpace.isSame(asAnyOf: ["草稿", "待审", "已撤下", "draft"]) ? "状态" : nil
    }

    /// Counts keys as known without reading them: they belong to another stage, or are shown as they are.
    mutating func acknowledge(_ keys: [String]) {
        for key in keys { _ = field(key) }
    }
}

/// The years that a budget can be of.
let fiscalYears = 1990...2999

extension TextRange {
    /// The empty range at the start.
    var start: TextRange { TextRange(lower, lower) }
}
