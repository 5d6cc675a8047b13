import Basics
import Cyaml

/// Reads the lines of a front matter by libyaml's events.
///
/// Scalars are taken as they stand, with their places. Refused where they occur: anchors, aliases, tags, merge keys,
/// keys that are not scalars, duplicate keys, values over several lines, depth over 16. Every finding of the line
/// repair and of the events is reported; what could be read is returned all the same.
func readFrontMatter(_ source: SourceText, lines: Range<Int>) -> Diagnosed<[Field]> {
    let repair = FrontMatterRepair(source, lines: lines)
    let range = TextRange(source.lineStarts[lines.lowerBound], source.lineStarts[lines.upperBound])
    let text = RepairedText(source, range: range, repairs: repair.repairs)
    var reader = FrontMatterReader(source: source, text: text, entries: repair.entries)
    reader.diagnostics = repair.diagnostics
    let fields = reader.read()
    return Diagnosed(fields, reader.diagnostics)
}

private struct FrontMatterReader {
    let source: SourceText
    let text: RepairedText
    var diagnostics: [Diagnostic] = []

    /// Where each entry of the outermost map begins in the file.
    private let entries: [Int]
    /// The character of `text` at which libyaml began to read.
    private var base = 0
    /// The values that are not closed yet, the outermost first.
    private var open: [Open] = []
    /// The outermost map.
    private var root = Open(kind: .map, start: 0)
    /// Where the last entry that libyaml came to begins in the file.
    private var entry = 0

    /// A list or map that is not closed yet.
    private struct Open {
        enum Kind { case list, map, flowMap }

        var kind: Kind
        var start: Int
        var items: [FieldValue] = []
        var fields: [Field] = []
        /// The key whose value comes next.
        var key: Literal?
        /// Where each key of a map stands first.
        var places: [String: TextRange] = [:]
    }

    init(source: SourceText, text: RepairedText, entries: [Int]) {
        self.source = source
        self.text = text
        self.entries = entries
    }

    /// Reads all entries. Where one cannot be read, the next is read on its own, so that all are reported.
    mutating func read() -> [Field] {
        var next = 0
        while !readAll(), let following = entries[next...].firstIndex(where: { $0 > entry }) {
            if let map = open.first { root = map }
            root.key = nil
            open = []
            entry = entries[following]
            base = text.character(fromSource: entry)
            next = following
        }
        return open.first?.fields ?? root.fields
    }

    /// Reads from `base` on; returns whether the end was reached.
    private mutating func readAll() -> Bool {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { preconditionFailure("libyaml has no memory") }
        defer { yaml_parser_delete(&parser) }
        return text.bytes(from: base).withUnsafeBufferPointer { buffer in
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            while let isEnd = readEvent(&parser) { if isEnd { return true } }
            return false
        }
    }

    /// Reads one event; returns whether it was the last, or nil when nothing behind it can be read.
    private mutating func readEvent(_ parser: inout yaml_parser_t) -> Bool? {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
            reportSyntax(parser)
            return nil
        }
        defer { yaml_event_delete(&event) }
        switch event.type {
        case YAML_STREAM_END_EVENT: return true
        case YAML_SCALAR_EVENT: add(.scalar(readScalar(event)))
        case YAML_ALIAS_EVENT:
            report("这里用了 YAML 别名（*），公开文件里不允许", at: range(event), help: "直接写出文字；原文就有“*”时给整个值加上引号")
            add(.scalar(Literal("", range(event))))
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            refuseProperties(anchor: start.anchor, tag: start.tag, event)
            guard begin(.list, event) else { return nil }
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            refuseProperties(anchor: start.anchor, tag: start.tag, event)
            guard begin(start.style == YAML_FLOW_MAPPING_STYLE ? .flowMap : .map, event) else { return nil }
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end(event)
        default: break
        }
        return false
    }

    private mutating func begin(_ kind: Open.Kind, _ event: yaml_event_t) -> Bool {
        guard open.count < Limits.frontMatterDepth else {
            report("嵌套超过 \(Limits.frontMatterDepth) 层", at: range(event), help: "公开文件的键只需要一到两层")
            return false
        }
        if open.isEmpty, kind == .map {
            open.append(root)
        } else {
            open.append(Open(kind: kind, start: range(event).lower))
        }
        return true
    }

    private mutating func end(_ event: yaml_event_t) {
        guard let closed = open.popLast() else { return }
        // A block ends where the next token begins; what it holds ends at its last value.
        let last =
            closed.kind == .list ? closed.items.last?.range.upper : closed.fields.last?.value.range.upper
        let isFlow = event.end_mark.index > event.start_mark.index
        let upper = isFlow ? range(event).upper : last ?? closed.start
        let range = TextRange(closed.start, max(closed.start, upper))
        add(closed.kind == .list ? .list(closed.items, range) : .map(closed.fields, range))
    }

    /// Puts a finished value where it belongs.
    private mutating func add(_ value: FieldValue) {
        let last = open.count - 1
        guard last >= 0 else { return finish(value) }
        if open[last].kind == .list {
            open[last].items.append(value)
        } else if let key = open[last].key {
            if open[last].kind == .flowMap { refuseMissingColon(key, value) }
            open[last].fields.append(Field(key: key, value: value))
            open[last].key = nil
        } else {
            open[last].key = readKey(value, in: last)
        }
    }

    private mutating func finish(_ value: FieldValue) {
        switch value {
        case .map(let fields, _): root.fields = fields
        case .scalar(let literal) where literal.text.isEmpty: break
        case .scalar, .list:
            report("文件头不是“键: 值”的形式", at: value.range, help: "每行写一个“键: 值”，例如“项目名称: 车辆保险费”")
        }
    }

    private mutating func readKey(_ value: FieldValue, in map: Int) -> Literal {
        guard case .scalar(let key) = value else {
            if map == 0 { entry = max(entry, value.range.lower) }
            report("键必须是文字，不能是列表或对照表", at: value.range, help: "写成“键: 值”")
            return Literal("", value.range)
        }
        if map == 0 { entry = max(entry, key.range.lower) }
        if key.text == "<<" {
            report("这里用了 YAML 合并键（<<），公开文件里不允许", at: key.range, help: "把要合并的键直接写出来")
        }
        if key.text.isEmpty { report("冒号前面没有键", at: key.range, help: "写成“键: 值”") }
        if let first = open[map].places[key.text] {
            diagnostics.append(
                Diagnostic(
                    "key-duplicate", .error, "键“\(key.text)”写了两次", at: source.place(key.range),
                    notes: [.init("第一次写在这里", at: source.place(first))], help: "只保留一处"))
        } else {
            open[map].places[key.text] = key.range
        }
        return key
    }

    private mutating func readScalar(_ event: yaml_event_t) -> Literal {
        let scalar = event.data.scalar
        refuseProperties(anchor: scalar.anchor, tag: scalar.tag, event)
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let literal = Literal(String(decoding: bytes, as: UTF8.self), range(event))
        let isBlock = scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
        if !isBlock, event.start_mark.line != event.end_mark.line {
            reportSeveralLines(literal.range)
        }
        if scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE, !forbiddenCharacters(in: Array(bytes)).isEmpty {
            report("双引号里用“\\”写出了网页无法显示的字符", at: literal.range, help: "直接写出文字，改用单引号")
        }
        return literal
    }

    private mutating func refuseProperties(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?,
        _ event: yaml_event_t
    ) {
        guard anchor != nil || tag != nil else { return }
        report(
            anchor != nil ? "这里用了 YAML 锚点（&），公开文件里不允许" : "这里用了 YAML 类型标记（!），公开文件里不允许",
            at: range(event), help: "直接写出文字；原文就有这个符号时给整个值加上引号")
    }

    /// `{value-boolean：提示}` and `{a:b}` are keys without a value to YAML.
    private mutating func refuseMissingColon(_ key: Literal, _ value: FieldValue) {
        guard value.range.isEmpty, key.text.unicodeScalars.contains(where: { $0 == "：" || $0 == ":" }) else {
            return
        }
        report("花括号里的“\(key.text)”不是“键: 值”", at: key.range, help: "改用半角冒号加一个空格，各项之间用半角逗号")
    }

    // MARK: Places and wording

    private func range(_ event: yaml_event_t) -> TextRange {
        text.sourceRange(from: base + event.start_mark.index, to: base + event.end_mark.index)
    }

    private mutating func report(_ summary: String, at range: TextRange, help: String) {
        diagnostics.append(Diagnostic("front-matter", .error, summary, at: source.place(range), help: help))
    }

    private mutating func reportSeveralLines(_ range: TextRange) {
        diagnostics.append(valueOverSeveralLines(source, range))
    }

    private mutating func reportSyntax(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "unknown"
        let context = parser.context.map { String(cString: $0) } ?? ""
        let summary =
            if problem.contains("escape character") {
                "双引号里的“\\”是 YAML 的转义记号，这里读不懂"
            } else if problem.contains("unexpected end of stream") {
                "引号没有结束"
            } else if problem.contains("expected ':'") {
                "这一行没有冒号，YAML 读不懂"
            } else if context.contains("flow") || problem.contains("flow") {
                "方括号或花括号没有配对，YAML 读不懂"
            } else if problem.contains("indentation") || context.contains("block")
                || problem.contains("not allowed")
            {
                "这一行的缩进、引号或括号与上一行对不上，YAML 读不懂"
            } else if problem.contains("alphabetic") || problem.contains("whitespace")
                || problem.contains("start any")
            {
                "值里有 YAML 的记号（&、*、!、@、`、%），YAML 读不懂"
            } else {
                "YAML 读不懂这里（\(problem)）"
            }
        let mark = base + parser.problem_mark.index
        let place = source.place(text.sourceRange(from: mark, to: mark))
        // The reader comes to the same place again when the slip is at the beginning of the next entry.
        guard diagnostics.last?.place != place else { return }
        report(
            summary, at: text.sourceRange(from: mark, to: mark), help: "每行写一个“键: 值”，行首不留空格；值里有特殊符号时给整个值加上单引号")
    }
}

func valueOverSeveralLines(_ source: SourceText, _ range: TextRange) -> Diagnostic {
    Diagnostic(
        "front-matter", .error, "一个值写成了多行", at: source.place(range),
        help: "写在同一行里；需要分段的长文字写在正文里，或者用“键: |”另起缩进的几行")
}
