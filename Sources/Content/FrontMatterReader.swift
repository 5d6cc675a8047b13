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
    var reader = FrontMatterReader(source: source, text: RepairedText(source, range: range, repairs: repair.repairs))
    reader.diagnostics = repair.diagnostics
    let fields = reader.read()
    return Diagnosed(fields, reader.diagnostics)
}

private struct FrontMatterReader {
    let source: SourceText
    var text: RepairedText
    var diagnostics: [Diagnostic] = []

    /// A value that is not closed yet.
    private enum Open {
        case list([FieldValue], start: Int)
        case map([Field], key: Literal?, start: Int)
    }

    init(source: SourceText, text: RepairedText) {
        self.source = source
        self.text = text
    }

    mutating func read() -> [Field] {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { preconditionFailure("libyaml has no memory") }
        defer { yaml_parser_delete(&parser) }
        let bytes = text.bytes
        return bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            return readEvents(&parser)
        }
    }

    private mutating func readEvents(_ parser: inout yaml_parser_t) -> [Field] {
        var stack: [Open] = []
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else {
                reportSyntax(parser)
                return rootFields(of: stack)
            }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_SCALAR_EVENT:
                let scalar = readScalar(event)
                if let root = add(.scalar(scalar), to: &stack) { return refuseRoot(root) }
            case YAML_SEQUENCE_START_EVENT:
                refuseProperties(
                    anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, event)
                stack.append(.list([], start: offset(event.start_mark)))
            case YAML_MAPPING_START_EVENT:
                refuseProperties(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, event)
                stack.append(.map([], key: nil, start: offset(event.start_mark)))
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                guard let value = close(stack.removeLast(), at: offset(event.end_mark)) else { continue }
                if case .map(let fields, _) = value, stack.isEmpty { return fields }
                if let root = add(value, to: &stack) { return refuseRoot(root) }
            case YAML_ALIAS_EVENT:
                report("这里用了 YAML 别名（*），公开文件里不允许", at: range(event), help: "直接写出文字；原文就有“*”时给整个值加上引号")
                _ = add(.scalar(Literal("", range(event))), to: &stack)
            case YAML_STREAM_END_EVENT:
                return []
            default: continue
            }
            if stack.count > Limits.frontMatterDepth {
                report("嵌套超过 \(Limits.frontMatterDepth) 层", at: range(event), help: "公开文件的键只需要一到两层")
                return rootFields(of: stack)
            }
        }
    }

    /// Puts a finished value where it belongs; returns it when it is the document itself.
    private mutating func add(_ value: FieldValue, to stack: inout [Open]) -> FieldValue? {
        switch stack.popLast() {
        case nil: return value
        case .list(let items, let start):
            stack.append(.list(items + [value], start: start))
        case .map(var fields, let key?, let start):
            fields.append(Field(key: key, value: value))
            stack.append(.map(fields, key: nil, start: start))
        case .map(let fields, nil, let start):
            stack.append(.map(fields, key: readKey(value, among: fields), start: start))
        }
        return nil
    }

    private mutating func readKey(_ value: FieldValue, among fields: [Field]) -> Literal {
        guard case .scalar(let key) = value else {
            report("键必须是文字，不能是列表或对照表", at: value.range, help: "写成“键: 值”")
            return Literal("", value.range)
        }
        if key.text == "<<" {
            report("这里用了 YAML 合并键（<<），公开文件里不允许", at: key.range, help: "把要合并的键直接写出来")
        }
        if let first = fields.first(where: { $0.key.text == key.text }) {
            diagnostics.append(
                Diagnostic(
                    "key-duplicate", .error, "键“\(key.text)”写了两次", at: source.place(key.range),
                    notes: [.init("第一次写在这里", at: source.place(first.key.range))], help: "只保留一处"))
        }
        return key
    }

    private func close(_ open: Open, at end: Int) -> FieldValue? {
        switch open {
        case .list(let items, let start): .list(items, TextRange(start, max(start, end)))
        case .map(let fields, _, let start): .map(fields, TextRange(start, max(start, end)))
        }
    }

    private mutating func readScalar(_ event: yaml_event_t) -> Literal {
        let scalar = event.data.scalar
        refuseProperties(anchor: scalar.anchor, tag: scalar.tag, event)
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let literal = Literal(String(decoding: bytes, as: UTF8.self), range(event))
        let isBlock = scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
        if !isBlock, event.start_mark.line != event.end_mark.line {
            report("一个值写成了多行", at: literal.range, help: "写在同一行里；需要分段的长文字写在正文里，或者用“键: |”另起缩进的几行")
        }
        return literal
    }

    private mutating func refuseProperties(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, _ event: yaml_event_t
    ) {
        guard anchor != nil || tag != nil else { return }
        report(
            anchor != nil ? "这里用了 YAML 锚点（&），公开文件里不允许" : "这里用了 YAML 类型标记（!），公开文件里不允许",
            at: range(event), help: "直接写出文字；原文就有这个符号时给整个值加上引号")
    }

    private mutating func refuseRoot(_ value: FieldValue) -> [Field] {
        report("文件头不是“键: 值”的形式", at: value.range, help: "每行写一个“键: 值”，例如“项目名称: 车辆保险费”")
        return []
    }

    /// What was read of the outermost map before reading had to end.
    private func rootFields(of stack: [Open]) -> [Field] {
        guard case .map(let fields, _, _)? = stack.first else { return [] }
        return fields
    }

    // MARK: Places and wording

    private mutating func offset(_ mark: yaml_mark_t) -> Int { text.sourceOffset(ofCharacter: mark.index) }

    private mutating func range(_ event: yaml_event_t) -> TextRange {
        let lower = offset(event.start_mark)
        return TextRange(lower, max(lower, offset(event.end_mark)))
    }

    private mutating func report(_ summary: String, at range: TextRange, help: String) {
        diagnostics.append(Diagnostic("front-matter", .error, summary, at: source.place(range), help: help))
    }

    private mutating func reportSyntax(_ parser: yaml_parser_t) {
        let problem = parser.problem.map { String(cString: $0) } ?? "unknown"
        let lower = offset(parser.problem_mark)
        let summary =
            switch problem {
            case let text where text.contains("indentation") || text.contains("block mapping"):
                "这一行的缩进或引号与上一行对不上，YAML 读不懂"
            case let text where text.contains("expected ':'"): "这一行没有冒号，YAML 读不懂"
            case let text where text.contains("flow"): "方括号或花括号没有配对，YAML 读不懂"
            case let text where text.contains("end of stream"): "引号没有结束"
            default: "YAML 读不懂这里（\(problem)）"
            }
        report(summary, at: TextRange(lower, lower), help: "每行写一个“键: 值”，行首不留空格；值里有特殊符号时给整个值加上单引号")
    }
}
