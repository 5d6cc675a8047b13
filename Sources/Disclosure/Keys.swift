import Basics
import Content

/// Reads the front matter of one document by key, and knows in the end which keys nobody asked for.
struct Keys {
    let document: Document
    private(set) var diagnostics: [Diagnostic] = []
    private var known: Set<String> = []

    init(_ document: Document) { self.document = document }

    mutating func value(_ key: String) -> FieldValue? {
        known.insert(key)
        return document.fields[key]
    }

    /// The scalar of a key: nil when the key is absent, an empty literal when it has no value.
    mutating func literal(_ key: String) -> Literal? {
        switch value(key) {
        case nil: return nil
        case .scalar(let literal): return literal
        case .list(_, let range), .map(_, let range):
            report("front-matter", "“\(key)”应是一段文字，不是列表或对照表", range, help: "写成“\(key): 文字”")
            return nil
        }
    }

    /// The characters of a key, empty when it is absent.
    mutating func text(_ key: String) -> String { literal(key)?.text ?? "" }

    /// The scalar of a required key; its absence and its emptiness are reported.
    mutating func required(_ key: String, example: String) -> Literal? {
        let literal = literal(key)
        if let literal, !literal.text.isEmpty { return literal }
        let range = literal?.range ?? document.frontMatterRange.start
        report(
            "key-missing", literal == nil ? "缺少必填的“\(key)”" : "必填的“\(key)”没有值", range,
            help: "在文件头里写“\(key): \(example)”")
        return nil
    }

    /// The scalars of a key that may hold one value or a list.
    mutating func literals(_ key: String) -> [Literal] {
        switch value(key) {
        case nil: return []
        case .scalar(let literal): return literal.text.isEmpty ? [] : [literal]
        case .list(let items, _):
            return items.compactMap { item in
                guard case .scalar(let literal) = item else { return nil }
                return literal
            }
        case .map(_, let range):
            report("front-matter", "“\(key)”应是一个值或一个列表", range, help: "每行一个，前面加“- ”")
            return []
        }
    }

    mutating func date(_ key: String) -> CalendarDate? {
        guard let literal = literal(key), !literal.text.isEmpty else { return nil }
        guard let date = CalendarDate(literal.text) else {
            report("date-format", "“\(key)”不是日期：“\(literal.text)”", literal.range, help: "写成“年-月-日”，例如 2022-02-10")
            return nil
        }
        return date
    }

    mutating func year() -> Int? {
        guard let literal = literal("年度"), !literal.text.isEmpty else { return nil }
        let digits = literal.text.hasSuffix("年") ? String(literal.text.dropLast()) : literal.text
        guard let amount = Amount(digits), amount.isInteger, (1990...2999).contains(Int(amount.doubleValue)) else {
            report("date-format", "“年度”不是年份：“\(literal.text)”", literal.range, help: "写成四位数字，例如 2022")
            return nil
        }
        return Int(amount.doubleValue)
    }

    mutating func report(
        _ id: String, _ summary: String, _ range: TextRange?, severity: Severity = .error, help: String,
        basis: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(id, severity, summary, at: document.place(range), help: help, basis: basis))
    }

    /// The fields whose keys nobody asked for, each reported with the nearest known key.
    mutating func unknownFields(among candidates: [String] = []) -> [Field] {
        let unknown = document.fields.filter { !known.contains($0.key.text) }
        for field in unknown {
            let nearest = nearestName(to: field.key.text, among: known.union(candidates).sorted())
            report(
                "key-unknown", "不认识的键“\(field.key.text)”，已作为附加栏目原样保留", field.key.range, severity: .warning,
                help: nearest.map { "是否想写“\($0)”？" } ?? "若是原表的栏目，可以不改")
        }
        return unknown
    }

    /// Counts keys as known without reading them: they belong to another stage.
    mutating func acknowledge(_ keys: String...) { known.formUnion(keys) }
}

extension TextRange {
    /// The empty range at the start.
    var start: TextRange { TextRange(lower, lower) }
}
