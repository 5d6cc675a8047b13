import Basics

private let kinds: [Unicode.Scalar: Token.Kind] = [
    "{": .raw, "&": .raw, "#": .section, "^": .inverted, ">": .include, "<": .parent, "$": .block, "/": .end,
    "!": .ignored, "=": .ignored,
]

/// Cuts a source into tokens, without the lines that hold nothing but tags (“standalone” in the specification).
struct Scanner {
    let source: SourceText
    private(set) var tokens: [Token] = []
    private(set) var problems: [Diagnostic] = []
    private var line: [Token] = []
    private var (open, close) = (Array("{{".utf8), Array("}}".utf8))

    init(_ source: SourceText) {
        self.source = source
        let bytes = source.bytes
        var position = 0
        while position < bytes.count {
            let start = position
            if bytes[position...].starts(with: open) {
                position = scanTag(at: position)
                continue
            }
            repeat {
                position += 1
            } while position < bytes.count && bytes[position - 1] != .newline
                && !bytes[position...].starts(with: open)
            line.append(Token(kind: .text, range: TextRange(start, position)))
            if bytes[position - 1] == .newline { endLine() }
        }
        endLine()
    }

    /// Scans the tag at an offset and returns the offset after it.
    private mutating func scanTag(at start: Int) -> Int {
        let bytes = source.bytes
        var lower = start + open.count
        let sigil = Unicode.Scalar(lower < bytes.count ? bytes[lower] : 0)
        let kind = kinds[sigil] ?? .variable
        if kind != .variable { lower += 1 }
        let ending = (sigil == "{" ? [UInt8(ascii: "}")] : sigil == "=" ? [UInt8(ascii: "=")] : []) + close
        let isComment = sigil == "!"
        var upper = lower
        // Only a comment may run over lines or hold a tag: so a forgotten ending is found where it was forgotten.
        while upper < bytes.count, !bytes[upper...].starts(with: ending),
            isComment || bytes[upper] != .newline && !bytes[upper...].starts(with: open)
        { upper += 1 }
        guard bytes[upper...].starts(with: ending) else {
            let wanted = String(decoding: ending, as: UTF8.self)
            let help = "在同一行补上“\(wanted)”；只有注释可以跨行"
            problems.append(source.problem("标签没有写完：缺少“\(wanted)”", TextRange(start, lower), help))
            return upper
        }
        let range = TextRange(start, upper + ending.count)
        let words = bytes[lower..<upper].split(whereSeparator: \.isBlank)
        if sigil == "=" {
            if words.count == 2, !words.joined().contains(UInt8(ascii: "=")) {
                (open, close) = (Array(words[0]), Array(words[1]))
            } else {
                problems.append(source.problem("分隔符写法不对", range, "写成 {{=<% %>=}} 的样子：以空格隔开，不含“=”"))
            }
        } else if !isComment, words.count != 1 {
            problems.append(source.problem("标签里应恰有一个名称，名称中没有空白", range, "写成 {{title}} 的样子"))
            return range.upper
        }
        let name = kind == .ignored ? "" : String(decoding: words.joined(), as: UTF8.self)
        line.append(Token(kind: kind, range: range, name: name))
        return range.upper
    }

    /// Decides whether the line just read is standalone, and passes its tokens on.
    ///
    /// It is when its tags print nothing themselves and stand together with only white space around them. At most
    /// one may bring in another template, because the line's indentation becomes that template's.
    private mutating func endLine() {
        defer { line = [] }
        guard let first = line.first, let last = line.last else { return }
        var tags = line.filter { !$0.isText }
        let indent = TextRange(first.range.lower, first.isText ? first.range.upper : first.range.lower)
        let end = TextRange(last.isText ? last.range.lower : last.range.upper, last.range.upper)
        let between = line.dropFirst(first.isText ? 1 : 0).dropLast(last.isText ? 1 : 0)
        if !tags.isEmpty, !between.contains(where: \.isText),
            (source.bytes(indent) + source.bytes(end)).allSatisfy(\.isBlank),
            !tags.contains(where: { $0.kind == .variable || $0.kind == .raw }),
            tags.count(where: { $0.kind == .include || $0.kind == .parent }) < 2
        {
            for index in tags.indices { tags[index].line = (indent, end) }
            tokens += tags
        } else {
            let blanks = source.bytes(indent).prefix { $0 == 0x20 || $0 == 0x09 }.count
            let start = indent.lower + blanks
            tokens.append(Token(kind: .lineStart, range: TextRange(indent.lower, start)))
            if first.isText { line[0].range = TextRange(start, first.range.upper) }
            tokens += line
        }
    }
}
