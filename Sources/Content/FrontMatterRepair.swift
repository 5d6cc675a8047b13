import Basics

/// What is wrong with a front matter line by line, and the replacements that make it what its author meant.
///
/// libyaml stops at its first complaint and speaks of tokens. So the lines are read first: each well-known slip of
/// Chinese front matter is reported in its own words with its fix, and libyaml then reads the text with all fixes
/// applied. That is how one run reports every problem of a file.
struct FrontMatterRepair {
    private(set) var diagnostics: [Diagnostic] = []
    /// What the reported fixes replace, and what is passed over in silence.
    private(set) var repairs: [Diagnostic.Fix] = []
    /// Where each `key: value` of the outermost level begins.
    private(set) var entries: [Int] = []

    let source: SourceText
    var bytes: [UInt8] { source.bytes }

    /// What the last key leaves open for the indented lines below it.
    private enum Below {
        case nothing
        /// The key has its value.
        case finished
        /// The key's value may follow; it may be a list or map when the key is one of `structuredKeys`.
        case value(isStructured: Bool)
    }

    private var below = Below.nothing
    private let end: Int

    /// Keys whose values may be YAML lists and maps; in all others brackets and indented keys are text.
    private static let structuredKeys: Set<String> = [
        "检查", "公开质量", "权重方案", "已核实", "更正", "附件", "别名", "曾用网址", "联合网站",
    ]

    /// Reads the lines between the two `---`; line numbers count from 0.
    init(_ source: SourceText, lines: Range<Int>) {
        self.source = source
        end = lines.upperBound
        var line = lines.lowerBound
        while line < end { line = readLine(line) }
    }

    // MARK: Lines

    /// Reads a line and what belongs to it; returns the number of the next.
    private mutating func readLine(_ number: Int) -> Int {
        let line = source.lineRange(number)
        var start = skipIndent(line)
        let indent = TextRange(line.lower, start)
        start = mendCharactersBeforeText(TextRange(start, line.upper))
        mendCharacters(TextRange(start, line.upper))
        if start == line.upper || bytes[start] == UInt8(ascii: "#") {
            if !indent.isEmpty { repair(indent, with: "") }
            return number + 1
        }
        if indent.isEmpty, isDocumentMark(line) {
            refuse(
                line, "这一行以“\(source.text(TextRange(start, start + 3)))”开头，YAML 会当作另一份文件",
                help: "删去这一行，或者在前面写上键")
            return number + 1
        }
        let isItem = isListItem(start, line)
        switch below {
        case .value(let isStructured) where isStructured && (isItem || !indent.isEmpty):
            mendNestedIndent(indent)
            return readNested(number, start)
        case .value where isItem || (!indent.isEmpty && !isIndentedKey(indent, start, line)):
            mendNestedIndent(indent)
            return readNested(number, start)
        case .finished where !isItem && !indent.isEmpty && !isIndentedKey(indent, start, line):
            return refuseFurtherLines(number)
        case _ where isItem:
            refuse(
                line, "这一行以“-”开头，但上面没有等着列表的键", help: "列表写在键的下面，例如“别名:”的下一行写“  - 旧名”；原文就以“-”开头的文字写在键的后面，并加上单引号"
            )
            return number + 1
        default:
            mendIndent(indent)
            return readTopLevel(number, start)
        }
    }

    private mutating func readTopLevel(_ number: Int, _ start: Int) -> Int {
        let line = TextRange(start, source.lineRange(number).upper)
        guard let colon = findColon(in: line, isNested: false) else {
            refuse(
                line, "这一行不是“键: 值”：没有冒号",
                help: "写成“键: 值”，例如“资金用途: \(source.text(line).prefix(16))”；长文字请写在正文里")
            return number + 1
        }
        guard colon.key.upper > colon.key.lower else {
            refuse(line, "冒号前面没有键", help: "写成“键: 值”")
            return number + 1
        }
        guard colon.key.upper - colon.key.lower <= 256 else {
            refuse(
                line, "键太长：冒号前面有 \(source.text(colon.key).unicodeScalars.count) 个字",
                help: "写成“键: 值”；长文字请写在正文里")
            return number + 1
        }
        entries.append(start)
        mend(colon)
        mendKey(colon.key)
        let value = TextRange(colon.valueStart, line.upper)
        let isStructured = Self.structuredKeys.contains(source.text(trimmedSpaces(colon.key)))
        below = trimmedSpaces(value).isEmpty ? .value(isStructured: isStructured) : .finished
        return readValue(value, on: number, column: 0, isStructured: isStructured)
    }

    /// Reads a line of a list or map below a key, or a value on a line of its own.
    private mutating func readNested(_ number: Int, _ lineStart: Int) -> Int {
        let line = source.lineRange(number)
        var start = lineStart
        while start + 1 < line.upper, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == .space {
            start += 2
        }
        let rest = TextRange(start, line.upper)
        guard let colon = findColon(in: rest, isNested: true) else {
            return readValue(rest, on: number, column: lineStart - line.lower, isStructured: true)
        }
        mend(colon)
        return readValue(
            TextRange(colon.valueStart, line.upper), on: number, column: start - line.lower,
            isStructured: true)
    }

    /// Takes the indented lines below a finished value out, with one finding for all of them.
    private mutating func refuseFurtherLines(_ number: Int) -> Int {
        var range = trimmedSpaces(source.lineRange(number))
        var line = number
        while line < end {
            let next = source.lineRange(line)
            let start = skipIndent(next)
            let indent = TextRange(next.lower, start)
            if indent.isEmpty || start == next.upper || isIndentedKey(indent, start, next) { break }
            repair(next, with: "")
            range = range.union(trimmedSpaces(next))
            line += 1
        }
        add(valueOverSeveralLines(source, range))
        return max(line, number + 1)
    }

    private func isDocumentMark(_ line: TextRange) -> Bool {
        guard line.upper - line.lower >= 3 else { return false }
        let head = bytes[line.lower..<line.lower + 3]
        guard head.elementsEqual("---".utf8) || head.elementsEqual("...".utf8) else { return false }
        return line.upper == line.lower + 3 || bytes[line.lower + 3] == .space
            || bytes[line.lower + 3] == .tab
    }

    private func isListItem(_ start: Int, _ line: TextRange) -> Bool {
        bytes[start] == UInt8(ascii: "-")
            && (start + 1 == line.upper || bytes[start + 1] == .space || bytes[start + 1] == .tab)
    }

    /// Whether an indented line can only be meant as a key of its own: by its colon, or by full-width spaces before it.
    private func isIndentedKey(_ indent: TextRange, _ start: Int, _ line: TextRange) -> Bool {
        guard !indent.isEmpty, !isListItem(start, line) else { return false }
        let hasOnlySpaces = bytes[indent.lower..<indent.upper].allSatisfy { $0 == .space }
        guard let colon = findColon(in: TextRange(start, line.upper), isNested: false) else { return false }
        guard isShortName(colon.key, upTo: 16) else { return false }
        return colon.slip == .none || colon.slip == .noSpace || !hasOnlySpaces
    }

    // MARK: Indentation

    private func skipIndent(_ line: TextRange) -> Int {
        var index = line.lower
        while index < line.upper {
            if bytes[index] == .space || bytes[index] == .tab {
                index += 1
            } else if let width = wideSpaceWidth(bytes, at: index), index + width <= line.upper {
                index += width
            } else {
                break
            }
        }
        return index
    }

    private mutating func mendIndent(_ indent: TextRange) {
        if indent.isEmpty { return }
        let text = bytes[indent.lower..<indent.upper]
        if text.contains(.tab) {
            mend(indent, with: "", .error, "键的前面有制表符（Tab），YAML 不允许", help: "删去行首的制表符", isMechanical: true)
        } else if text.allSatisfy({ $0 == .space }) {
            mend(indent, with: "", .error, "键的前面有空格，YAML 会当作上一个键的内容", help: "删去行首的空格")
        } else {
            mend(indent, with: "", .warning, "键的前面有全角空格，已忽略", help: "删去行首的全角空格", isMechanical: true)
        }
    }

    /// Below a key, indentation counts: a full-width space and a tab are as wide as two spaces.
    private mutating func mendNestedIndent(_ indent: TextRange) {
        let text = bytes[indent.lower..<indent.upper]
        if text.allSatisfy({ $0 == .space }) { return }
        var spaces = ""
        var index = indent.lower
        while index < indent.upper {
            let width = wideSpaceWidth(bytes, at: index)
            spaces += bytes[index] == .space || width == 2 ? " " : "  "
            index += width ?? 1
        }
        if text.contains(.tab) {
            mend(indent, with: spaces, .error, "行首有制表符（Tab），YAML 不允许", help: "换成空格", isMechanical: true)
        } else {
            mend(indent, with: spaces, .warning, "行首有全角空格，已按两个半角空格读取", help: "换成半角空格", isMechanical: true)
        }
    }

    // MARK: Findings

    mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    mutating func repair(_ range: TextRange, with text: String) { repairs.append(.init(range, text)) }

    /// Reports a slip with its fix, and reads on as if it were mended.
    ///
    /// - Parameter isMechanical: whether the fix changes notation only and can mean nothing else, so that it may be
    ///   applied unseen. Taking a character out of a value is not, nor is what needs a guess.
    mutating func mend(
        _ range: TextRange, with text: String, _ severity: Severity, _ summary: String, help: String,
        isMechanical: Bool = false
    ) {
        add(
            Diagnostic(
                "front-matter", severity, summary, at: source.place(range), help: help,
                fixes: [.init(range, text, isMechanical: isMechanical)]))
        repair(range, with: text)
    }

    /// Reports a line that only its author can mend, and takes it out so that the others can be read.
    private mutating func refuse(_ line: TextRange, _ summary: String, help: String) {
        add(Diagnostic("front-matter", .error, summary, at: source.place(trimmedSpaces(line)), help: help))
        repair(line, with: "")
    }

    /// The number of the line behind those that belong to a block scalar whose key stands in a column.
    mutating func skipBlockScalar(below number: Int, column: Int) -> Int {
        var line = number + 1
        while line < end {
            let range = source.lineRange(line)
            let text = bytes[range.lower..<range.upper]
            guard let indent = text.firstIndex(where: { $0 != .space }) else {
                line += 1
                continue
            }
            guard indent - range.lower > column else { break }
            mendCharacters(range)
            line += 1
        }
        return line
    }

    /// The number of the line behind a list or map in brackets, or nil when no bracket closes it.
    ///
    /// Its further lines are indented or begin with the closing bracket.
    func lineBehindBrackets(from start: Int, on number: Int) -> Int? {
        var depth = 0
        var quote: UInt8?
        var line = number
        while line < end {
            let range = source.lineRange(line)
            if line > number, let first = bytes[range.lower..<range.upper].first {
                guard [.space, .tab, UInt8(ascii: "]"), UInt8(ascii: "}")].contains(first) else { return nil }
            }
            var index = line == number ? start : range.lower
            while index < range.upper {
                let byte = bytes[index]
                if let open = quote {
                    if open == .doubleQuote, byte == UInt8(ascii: "\\") { index += 1 }
                    if byte == open { quote = nil }
                } else {
                    switch byte {
                    case .doubleQuote, .singleQuote: quote = byte
                    case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                    default: break
                    }
                }
                index += 1
            }
            line += 1
            if depth <= 0, quote == nil { return line }
        }
        return nil
    }
}

extension UInt8 {
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let hyphen = UInt8(ascii: "-")
    static let colon = UInt8(ascii: ":")
    static let doubleQuote = UInt8(ascii: "\"")
    static let singleQuote = UInt8(ascii: "'")
}
