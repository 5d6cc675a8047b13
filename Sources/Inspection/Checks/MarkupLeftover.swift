import Basics
import Content
import Disclosure

extension Check {
    static let markupLeftover = Check(
        rule: Rule(
            "markup-leftover", .warning, "Markdown 记号没有起作用",
            what: "正文里没有配对的“**”或“_”会原样显示；数字之间的“*”（3*4*5）被当作强调而不显示；一段文字因为下一行是“---”而变成了标题。写在反引号里的和转义的（\\*）不算。"
                + "项目的绩效目标照录原文，里面的“**”和“_”总是原样显示。",
            why: "读者会看到多余的符号，或者看不到乘号，长度和面积就读错了。", bad: "**总体目标：", good: "**总体目标：**"),
        scope: .document { subject, rule in
            var reader = LeftoverReader(subject: subject, rule: rule)
            for section in subject.document.sections {
                if let heading = section.heading {
                    reader.readHeading(section.level, section.headingInlines, heading.range)
                }
                if isLiteralGoal(section, of: subject.document) {
                    reader.readText(subject.document.source.text(section.range), in: section.range, isLiteral: true)
                    continue
                }
                for block in section.blocks { reader.read(block) }
            }
            return reader.found
        })
}

private struct LeftoverReader {
    let subject: DocumentSubject
    let rule: Rule
    var found: [Diagnostic] = []
    /// The end of what was last found, so that a second leftover of the same kind is looked for behind it.
    private var end = 0

    init(subject: DocumentSubject, rule: Rule) {
        self.subject = subject
        self.rule = rule
    }

    private var source: SourceText { subject.document.source }

    mutating func read(_ block: Block) {
        switch block.kind {
        case .paragraph(let inlines): read(inlines, in: block.range)
        case .heading(let level, let inlines): readHeading(level, inlines, block.range)
        case .bulletList(let items, _), .orderedList(let items, _, _):
            for block in items.joined() { read(block) }
        case .quote(let blocks): for block in blocks { read(block) }
        case .code, .thematicBreak, .table: return
        }
    }

    /// A heading of the second level without `#` is a line, or several, above `---`.
    mutating func readHeading(_ level: Int, _ inlines: [Inline], _ range: TextRange) {
        let start = source.bytes[range.lower..<range.upper].first { $0 != UInt8(ascii: " ") }
        if level == 2, start != UInt8(ascii: "#") {
            let line = source.line(at: range.lower)
            let text = TextRange(range.lower, min(line.upper, range.upper))
            found.append(
                rule.finding(
                    "“\(source.text(text).prefix(16))”下一行是“---”，整段变成了标题", at: subject.place(text),
                    help: "要分隔线，在“---”前面空一行；要标题，写成“## …”"))
        }
        read(inlines, in: range)
    }

    private mutating func read(_ inlines: [Inline], in block: TextRange) {
        for (index, inline) in inlines.enumerated() {
            switch inline {
            case .text(let text): readText(text, in: block)
            case .emphasis(let inner):
                let before = index > 0 ? inlines[index - 1].scalar(last: true) : nil
                let after = index + 1 < inlines.count ? inlines[index + 1].scalar(last: false) : nil
                readEmphasis(inner, before, after, in: block)
                read(inner, in: block)
            case .strong(let inner), .link(_, _, let inner, _), .image(_, _, let inner, _): read(inner, in: block)
            case .softBreak, .lineBreak, .code: continue
            }
        }
    }

    /// - Parameter isLiteral: whether the text is shown as it is written.
    mutating func readText(_ text: String, in block: TextRange, isLiteral: Bool = false) {
        // Most texts are settled by their bytes.
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") }) else { return }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") else {
                index += 1
                continue
            }
            let length = bytes[index...].prefix { $0 == byte }.count
            let isLeftover =
                byte == UInt8(ascii: "*")
                ? (2...3).contains(length) && !isMask(bytes, index, length)
                : length <= 2 && isUnderscorePair(bytes, index, length)
            if isLeftover, let range = place(of: bytes, index, length, in: block) {
                let mark = String(decoding: bytes[index..<index + length], as: UTF8.self)
                let escaped = mark.map { "\\\($0)" }.joined()
                let help =
                    isLiteral
                    ? "绩效目标照录原文，不用 Markdown 记号；原表里没有的，删去它"
                    : "前后写成一对，里面不留空格，例如“\(mark)重点\(mark)”；要显示它本身，写成“\(escaped)”"
                found.append(rule.finding("“\(mark)”没有起作用，会原样显示", at: subject.place(range), help: help))
                end = range.upper
                // The other half of a pair is told with the first.
                if let close = partner(bytes, index, length) { index = close }
            }
            index += length
        }
    }

    /// Stars that hide a part of a number or a name: `1234**5678`.
    private func isMask(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isBehindDigit = index > 0 && digits.contains(bytes[index - 1])
        let isBeforeDigit = index + length < bytes.count && digits.contains(bytes[index + length])
        return isBehindDigit || isBeforeDigit
    }

    /// Underscores around words, one side of which touches Chinese text: `_重点_工作`.
    private func isUnderscorePair(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Bool {
        guard let close = partner(bytes, index, length), close > index + length else { return false }
        return bytes[index + length] >= 0x80 || bytes[close - 1] >= 0x80
    }

    /// Where the same run of marks stands again.
    private func partner(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Int? {
        var next = index + length
        while next < bytes.count {
            let run = bytes[next...].prefix { $0 == bytes[index] }.count
            if run == length { return next }
            next += max(run, 1)
        }
        return nil
    }

    /// Emphasis that begins and ends between digits, or between a length and a digit: `3*4*5`, `3米*4米*5米`.
    private mutating func readEmphasis(
        _ inner: [Inline], _ before: Unicode.Scalar?, _ after: Unicode.Scalar?, in block: TextRange
    ) {
        guard let first = inner.first?.scalar(last: false), digitValue(first) != nil,
            [before, after].contains(where: { $0.flatMap(digitValue) != nil }), before != nil
        else { return }
        let text = Array(("*" + inner.plainText).utf8)
        guard let range = find(text, in: block) else { return }
        found.append(
            rule.finding(
                "“*\(inner.plainText)*”里的“*”被当作强调，不会显示", at: subject.place(range), help: "乘号写成“×”，或写成“\\*”"))
        end = range.upper
    }

    /// Where marks stand in the source, by the text behind or else before them.
    private func place(of bytes: [UInt8], _ index: Int, _ length: Int, in block: TextRange) -> TextRange? {
        let behind = bytes[index...].prefix(length + 12)
        if behind.count > length, let range = find(Array(behind), in: block) {
            return TextRange(range.lower, range.lower + length)
        }
        let before = bytes[max(0, index - 12)..<index + length]
        return find(Array(before), in: block).map { TextRange($0.upper - length, $0.upper) }
    }

    /// The first place behind what was last found; nil where the source is written differently, as `\*` is.
    private func find(_ text: [UInt8], in block: TextRange) -> TextRange? {
        var index = max(block.lower, end)
        while index + text.count <= block.upper {
            if source.bytes[index] == text[0], source.bytes[index...].starts(with: text),
                index == 0 || source.bytes[index - 1] != UInt8(ascii: "\\")
            {
                return TextRange(index, index + text.count)
            }
            index += 1
        }
        return nil
    }
}

extension Inline {
    /// The first or last character of a text; nil for what is no text.
    fileprivate func scalar(last: Bool) -> Unicode.Scalar? {
        guard case .text(let text) = self else { return nil }
        return last ? text.unicodeScalars.last : text.unicodeScalars.first
    }
}
