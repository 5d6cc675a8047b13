import Basics

/// One replacement in a front matter before it is handed to libyaml.
struct Repair {
    var range: TextRange
    var text: String
}

/// What is wrong with a front matter line by line, and the replacements that make it what its author meant.
///
/// libyaml stops at its first complaint and speaks of tokens. So the lines are read first: each well-known slip of
/// Chinese front matter is reported in its own words with its fix, and libyaml then reads the text with all fixes
/// applied. That is how one run reports every problem of a file.
struct FrontMatterRepair {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var repairs: [Repair] = []

    private let source: SourceText
    private var bytes: [UInt8] { source.bytes }

    /// Keys whose values may be YAML lists and maps; in all others brackets are text.
    private static let structuredKeys: Set<String> = ["检查", "已核实", "更正", "附件", "别名", "曾用网址"]

    /// Reads the lines between the two `---`; line numbers count from 0.
    init(_ source: SourceText, lines: Range<Int>) {
        self.source = source
        var line = lines.lowerBound
        while line < lines.upperBound {
            let range = source.lineRange(line)
            refuseInvisibleCharacters(range)
            let endsInBlockScalar = readLine(range)
            line += 1
            guard endsInBlockScalar else { continue }
            while line < lines.upperBound, isIndentedOrEmpty(source.lineRange(line)) { line += 1 }
        }
    }

    private func isIndentedOrEmpty(_ range: TextRange) -> Bool { range.isEmpty || bytes[range.lower] == .space }

    /// Reads `key: value`; returns whether the value is a block scalar that goes on below.
    private mutating func readLine(_ line: TextRange) -> Bool {
        var start = skipSpaces(line)
        if start == line.upper || bytes[start] == UInt8(ascii: "#") { return false }
        let isTopLevel = start == line.lower
        let indent = start
        while start < line.upper, bytes[start...].starts(with: [UInt8].ideographicSpace) { start += 3 }
        if start > indent {
            mend(TextRange(indent, start), with: "", .warning, "键的前面有全角空格，已当作没有", help: "删去行首的全角空格")
        }
        while start + 1 < line.upper, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == .space { start += 2 }

        guard let (keyEnd, valueStart) = findColon(from: start, in: line, isTopLevel: isTopLevel) else {
            if isTopLevel { reportMissingColon(line) }
            return false
        }
        let key = source.text(TextRange(start, keyEnd))
        return readValue(trimmed(TextRange(valueStart, line.upper)), of: key)
    }

    // MARK: Keys

    /// The end of a key and the start of its value; a full-width or unspaced colon is mended on the way.
    private mutating func findColon(
        from start: Int, in line: TextRange, isTopLevel: Bool
    ) -> (keyEnd: Int, valueStart: Int)? {
        var index = start
        if let quote = bytes[start..<line.upper].first, quote == .doubleQuote || quote == .singleQuote {
            index = bytes[(start + 1)..<line.upper].firstIndex(of: quote) ?? line.upper
        }
        while index < line.upper {
            let key = TextRange(start, index)
            if bytes[index] == .colon {
                let next = index + 1
                if next == line.upper || bytes[next] == .space || bytes[next] == .tab { return (index, next) }
                guard isTopLevel, !key.isEmpty else { return nil }
                mend(
                    TextRange(index, next), with: ": ", .warning,
                    "键“\(source.text(key))”的冒号后面没有空格，已当作有", help: "在冒号后面加一个空格：“\(source.text(key)): …”")
                return (index, next)
            }
            if bytes[index..<line.upper].starts(with: [UInt8].fullWidthColon) {
                guard !key.isEmpty, isTopLevel || looksLikeKey(key) else { return nil }
                mend(
                    TextRange(index, index + 3), with: ": ", .warning,
                    "键“\(source.text(key))”后面是全角冒号“：”，已当作半角冒号",
                    help: "改用半角冒号加一个空格：“\(source.text(key)): …”")
                return (index, index + 3)
            }
            index += 1
        }
        return nil
    }

    /// Whether the text before a full-width colon in an indented line can only be a key: short, letters only.
    private func looksLikeKey(_ range: TextRange) -> Bool {
        let scalars = source.text(range).unicodeScalars
        return scalars.count <= 8 && scalars.allSatisfy { $0.properties.isAlphabetic }
    }

    private mutating func reportMissingColon(_ line: TextRange) {
        let text = source.text(line)
        diagnostics.append(
            Diagnostic(
                "front-matter", .error, "这一行不是“键: 值”：没有冒号", at: source.place(line),
                help: "写成“键: 值”，例如“资金用途: \(text.prefix(16))”；长文字请写在正文里"))
        // As a comment the line no longer keeps the rest of the front matter from being read.
        repairs.append(Repair(range: line, text: "#" + text))
    }

    // MARK: Values

    /// Mends a value that YAML would refuse, cut or take for something else; returns whether it is a block scalar.
    private mutating func readValue(_ range: TextRange, of key: String) -> Bool {
        guard let first = bytes[range.lower..<range.upper].first else { return false }
        let second = range.upper - range.lower > 1 ? bytes[range.lower + 1] : .space
        let sign = String(UnicodeScalar(first))
        switch first {
        case .doubleQuote, .singleQuote:
            readQuoted(range)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            if bytes[(range.lower + 1)..<range.upper].allSatisfy({ "+-0123456789".utf8.contains($0) }) { return true }
            quote(range, "值以“\(sign)”开头，YAML 会当作多行文字的记号")
        case UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!"):
            quote(range, "值以“\(sign)”开头，YAML 会当作别名、锚点或类型的记号")
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "]"), UInt8(ascii: "}"),
            UInt8(ascii: ","):
            quote(range, "值以“\(sign)”开头，YAML 不允许")
        case UInt8(ascii: "#"):
            quote(range, "值以“#”开头，YAML 会当作注释整段丢掉")
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if !Self.structuredKeys.contains(key) { quote(range, "值以“\(sign)”开头，YAML 会当作列表或对照表") }
        case UInt8(ascii: "-"), UInt8(ascii: "?"), .colon:
            if second == .space {
                quote(range, "值以“\(sign)”加空格开头，YAML 会当作列表或键的记号")
            } else {
                refuseSignsWithin(range)
            }
        default: refuseSignsWithin(range)
        }
        return false
    }

    private mutating func refuseSignsWithin(_ range: TextRange) {
        var previous = UInt8.space
        for index in range.lower..<range.upper {
            let byte = bytes[index]
            if byte == UInt8(ascii: "#"), previous == .space {
                return quote(range, "值里有“ #”，YAML 会把它后面的文字当作注释丢掉")
            }
            if previous == .colon, byte == .space {
                return quote(range, "值里有半角冒号加空格“: ”，YAML 会当作另一个键")
            }
            previous = byte
        }
        if previous == .colon { quote(range, "值以半角冒号结尾，YAML 会当作另一个键") }
    }

    private mutating func readQuoted(_ range: TextRange) {
        let mark = String(UnicodeScalar(bytes[range.lower]))
        guard let close = closingQuote(range) else {
            return quote(range, "值以引号“\(mark)”开头，但这一行里没有结束的引号")
        }
        if close < range.upper - 1 { quote(range, "引号“\(mark)”只包住了值的一部分，YAML 读不出后面的文字") }
    }

    private func closingQuote(_ range: TextRange) -> Int? {
        let mark = bytes[range.lower]
        var index = range.lower + 1
        while index < range.upper {
            if mark == .doubleQuote, bytes[index] == UInt8(ascii: "\\") {
                index += 1
            } else if bytes[index] == mark {
                let isDoubled = mark == .singleQuote && index + 1 < range.upper && bytes[index + 1] == mark
                if !isDoubled { return index }
                index += 1
            }
            index += 1
        }
        return nil
    }

    private mutating func quote(_ range: TextRange, _ summary: String) {
        let text = source.text(range).split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        mend(range, with: "'\(text)'", .error, summary, help: "给整个值加上单引号：'\(text)'")
    }

    // MARK: Characters

    /// Tabs, and U+2028 and U+2029, which end a line in YAML but not on screen.
    private mutating func refuseInvisibleCharacters(_ line: TextRange) {
        for index in line.lower..<line.upper {
            if bytes[index] == .tab {
                mend(
                    TextRange(index, index + 1), with: " ", .error, "这里有制表符（Tab），YAML 不允许", help: "换成空格")
            }
            guard bytes[index] == 0xE2, index + 2 < line.upper, bytes[index + 1] == 0x80 else { continue }
            guard bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 else { continue }
            mend(
                TextRange(index, index + 3), with: " ", .error, "这里有看不见的换行符，多半是从 Word 复制来的",
                help: "换成空格；需要分段的长文字写在正文里")
        }
    }

    private func skipSpaces(_ line: TextRange) -> Int {
        bytes[line.lower..<line.upper].firstIndex { $0 != .space && $0 != .tab } ?? line.upper
    }

    private func trimmed(_ range: TextRange) -> TextRange {
        let lower = skipSpaces(range)
        var upper = range.upper
        while upper > lower, bytes[upper - 1] == .space || bytes[upper - 1] == .tab { upper -= 1 }
        return TextRange(lower, upper)
    }

    private mutating func mend(
        _ range: TextRange, with text: String, _ severity: Severity, _ summary: String, help: String
    ) {
        diagnostics.append(
            Diagnostic(
                "front-matter", severity, summary, at: source.place(range), help: help, fixes: [.init(range, text)]))
        repairs.append(Repair(range: range, text: text))
    }
}

extension UInt8 {
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let tab = UInt8(ascii: "\t")
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let doubleQuote = UInt8(ascii: "\"")
    fileprivate static let singleQuote = UInt8(ascii: "'")
}

extension [UInt8] {
    fileprivate static let ideographicSpace: [UInt8] = [0xE3, 0x80, 0x80]
    fileprivate static let fullWidthColon: [UInt8] = [0xEF, 0xBC, 0x9A]
}
