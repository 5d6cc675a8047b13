import Basics

/// The slips within one line of a front matter: its colon, its key, its value and its characters.
extension FrontMatterRepair {
    // MARK: Colons

    /// The colon between a key and its value.
    struct Colon {
        enum Slip { case none, noSpace, noBreakSpace, fullWidth }

        var key: TextRange
        var valueStart: Int
        var slip: Slip
    }

    /// Finds the first colon that parts a key from its value, also one that YAML does not take for one.
    func findColon(in line: TextRange, isNested: Bool) -> Colon? {
        var index = line.lower
        if let first = bytes[line.lower..<line.upper].first, first == .doubleQuote || first == .singleQuote,
            let close = closingQuote(line)
        {
            index = close + 1
        }
        func isMeantAsKey() -> Bool {
            let key = trimmedSpaces(TextRange(line.lower, index))
            return isNested ? isShortName(key, upTo: 8) && !isASCII(key) : isKeyLike(key)
        }
        while index < line.upper {
            let key = TextRange(line.lower, index)
            if bytes[index] == .colon {
                let next = index + 1
                if next == line.upper || bytes[next] == .space || bytes[next] == .tab {
                    return Colon(key: key, valueStart: next, slip: .none)
                }
                if isMeantAsKey() {
                    let slip: Colon.Slip = wideSpaceWidth(bytes, at: next) == 2 ? .noBreakSpace : .noSpace
                    return Colon(key: key, valueStart: next, slip: slip)
                }
            } else if isFullWidthColon(index), isMeantAsKey() {
                return Colon(key: key, valueStart: index + 3, slip: .fullWidth)
            }
            index += 1
        }
        return nil
    }

    mutating func mend(_ colon: Colon) {
        let range = TextRange(colon.key.upper, colon.valueStart)
        let key = source.text(trimmedSpaces(colon.key))
        switch colon.slip {
        case .none: return
        case .noBreakSpace: repair(range, with: ": ")
        case .noSpace:
            mend(range, with: ": ", .warning, "键“\(key)”的冒号后面没有空格，已当作有", help: "在冒号后面加一个空格：“\(key): …”")
        case .fullWidth:
            mend(
                range, with: ": ", .warning, "键“\(key)”后面是全角冒号“：”，已当作半角冒号",
                help: "改用半角冒号加一个空格：“\(key): …”")
        }
    }

    private func isFullWidthColon(_ index: Int) -> Bool {
        bytes[index] == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xBC
            && bytes[index + 2] == 0x9A
    }

    /// Whether the text before a colon may be a key: short, and not a part of a sentence.
    private func isKeyLike(_ range: TextRange) -> Bool {
        guard !range.isEmpty, range.upper - range.lower <= 96 else { return false }
        return !source.text(range).unicodeScalars.contains { "，。；！？、 ".unicodeScalars.contains($0) }
    }

    /// Whether a text can only be a name: short, of letters only.
    func isShortName(_ range: TextRange, upTo limit: Int) -> Bool {
        let key = trimmedSpaces(range)
        guard !key.isEmpty, key.upper - key.lower <= limit * 4 else { return false }
        let scalars = source.text(key).unicodeScalars
        return scalars.count <= limit && scalars.allSatisfy { $0.properties.isAlphabetic }
    }

    private func isASCII(_ range: TextRange) -> Bool {
        bytes[range.lower..<range.upper].allSatisfy { $0 < 0x80 }
    }

    // MARK: Keys

    /// Mends a key that YAML would take for something else.
    mutating func mendKey(_ range: TextRange) {
        let key = trimmedSpaces(range)
        if key.upper < range.upper,
            bytes[key.upper..<range.upper].contains(where: { $0 != .space && $0 != .tab })
        {
            repair(TextRange(key.upper, range.upper), with: "")
        }
        guard let first = bytes[key.lower..<key.upper].first else { return }
        let sign = String(UnicodeScalar(first))
        let isQuoted = first == .doubleQuote || first == .singleQuote
        if isQuoted ? closingQuote(key) != key.upper - 1 : Self.signs.contains(first) {
            quote(key, "键以“\(sign)”开头，YAML 会当作记号", help: "给键加上单引号")
        } else if first == UInt8(ascii: "?"), key.upper == key.lower + 1 || bytes[key.lower + 1] == .space {
            quote(key, "键以“?”开头，YAML 会当作记号", help: "给键加上单引号")
        } else if !isQuoted, hasComment(key) {
            quote(key, "键里有“ #”，YAML 会把它后面的文字当作注释丢掉", help: "给键加上单引号")
        }
    }

    private static let signs = Set("*&!|>@`%#[]{},".utf8)

    private func hasComment(_ range: TextRange) -> Bool {
        (range.lower..<range.upper).contains {
            bytes[$0] == UInt8(ascii: "#") && $0 > range.lower
                && (bytes[$0 - 1] == .space || bytes[$0 - 1] == .tab)
        }
    }

    // MARK: Values

    /// Mends a value that YAML would refuse, cut or take for something else; returns the number of the next line.
    mutating func readValue(_ whole: TextRange, on number: Int, column: Int, isStructured: Bool) -> Int {
        let range = trimmedSpaces(whole)
        trimWideSpaces(whole, to: range)
        guard let first = bytes[range.lower..<range.upper].first else { return number + 1 }
        let isAlone = range.upper - range.lower == 1
        let second = isAlone ? .space : bytes[range.lower + 1]
        let sign = String(UnicodeScalar(first))
        switch first {
        case .doubleQuote, .singleQuote:
            readQuoted(range)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            let isHeader = isAlone || (range.upper - range.lower == 2 && "+-".utf8.contains(second))
            let next = isHeader ? skipBlockScalar(below: number, column: column) : number + 1
            if next > number + 1 { return next }
            quote(range, "值以“\(sign)”开头，YAML 会当作多行文字的记号")
        case UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "!"):
            quote(range, "值以“\(sign)”开头，YAML 会当作别名、锚点或类型的记号")
        case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "]"), UInt8(ascii: "}"),
            UInt8(ascii: ","):
            quote(range, "值以“\(sign)”开头，YAML 不允许")
        case UInt8(ascii: "#"):
            quote(range, "值以“#”开头，YAML 会当作注释整段丢掉")
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            guard isStructured else {
                quote(range, "值以“\(sign)”开头，YAML 会当作列表或对照表")
                break
            }
            if let next = lineBehindBrackets(from: range.lower, on: number) {
                for line in number + 1..<max(next, number + 1) { mendCharacters(source.lineRange(line)) }
                return next
            }
            add(
                Diagnostic(
                    "front-matter", .error, "值以“\(sign)”开头，但括号没有配对", at: source.place(range),
                    help: "补上结束的括号；原文就是这样时给整个值加上单引号"))
            repair(range, with: quoted(range))
        case UInt8(ascii: "-"), UInt8(ascii: "?"), .colon:
            if second == .space || second == .tab {
                quote(range, isAlone ? "值只有一个“\(sign)”，YAML 会当作记号" : "值以“\(sign)”加空格开头，YAML 会当作列表或键的记号")
            } else {
                refuseSignsWithin(range)
            }
        default: refuseSignsWithin(range)
        }
        return number + 1
    }

    /// Takes no-break and full-width spaces at a value's ends out, which come from spreadsheets.
    private mutating func trimWideSpaces(_ whole: TextRange, to range: TextRange) {
        for end in [TextRange(whole.lower, range.lower), TextRange(range.upper, whole.upper)] {
            guard bytes[end.lower..<end.upper].contains(where: { $0 >= 0x80 }) else { continue }
            repair(end, with: end.lower == whole.lower ? " " : "")
        }
    }

    private mutating func refuseSignsWithin(_ range: TextRange) {
        var previous = UInt8.space
        for index in range.lower..<range.upper {
            let byte = bytes[index]
            if byte == UInt8(ascii: "#"), previous == .space || previous == .tab {
                return quote(range, "值里有“ #”，YAML 会把它后面的文字当作注释丢掉")
            }
            if previous == .colon, byte == .space || byte == .tab {
                return quote(range, "值里有半角冒号加空格“: ”，YAML 会当作另一个键")
            }
            previous = byte
        }
        if previous == .colon { quote(range, "值以半角冒号结尾，YAML 会当作另一个键") }
    }

    // MARK: Quotes

    private mutating func readQuoted(_ range: TextRange) {
        let mark = bytes[range.lower]
        guard let close = closingQuote(range) else {
            return quote(range, "值以引号“\(String(UnicodeScalar(mark)))”开头，但这一行里没有结束的引号")
        }
        guard close == range.upper - 1 else {
            return quote(range, "引号“\(String(UnicodeScalar(mark)))”只包住了值的一部分，YAML 读不出后面的文字")
        }
        guard mark == .doubleQuote else { return }
        let inner = TextRange(range.lower + 1, close)
        guard let escape = strangeEscape(inner) else { return }
        let text = quoted(inner)
        mend(
            range, with: text, .error, "双引号里的“\(escape)”是 YAML 的转义记号，不会照原样显示",
            help: "改用单引号：\(text)")
    }

    /// The first backslash, with the character behind it, that does not simply keep a quote, bar or line end.
    private func strangeEscape(_ range: TextRange) -> String? {
        var index = range.lower
        while index < range.upper {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
                guard index < range.upper, "\"\\/n".utf8.contains(bytes[index]) else {
                    return source.text(TextRange(index - 1, range.upper)).unicodeScalars.prefix(2)
                        .reduce(into: "") { $0.unicodeScalars.append($1) }
                }
            }
            index += 1
        }
        return nil
    }

    /// The offset of the quote that closes the one at the range's start.
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

    private mutating func quote(_ range: TextRange, _ summary: String, help: String = "给整个值加上单引号") {
        let text = quoted(range)
        mend(range, with: text, .error, summary, help: "\(help)：\(text)")
    }

    /// The text as a YAML scalar in single quotes, without the characters that are mended everywhere.
    private func quoted(_ range: TextRange) -> String {
        var text: [UInt8] = [.singleQuote]
        var index = range.lower
        while index < range.upper {
            if let slip = invisible(at: index) {
                text += slip.replacement.utf8
                index += slip.width
            } else {
                text.append(bytes[index])
                if bytes[index] == .singleQuote { text.append(.singleQuote) }
                index += 1
            }
        }
        return String(decoding: text + [.singleQuote], as: UTF8.self)
    }

    // MARK: Characters

    /// Reports tabs, line separators that end a line in YAML but not on screen, and byte order marks in mid-text.
    mutating func mendCharacters(_ line: TextRange) {
        var index = line.lower
        while index < line.upper {
            guard let slip = invisible(at: index) else {
                index += 1
                continue
            }
            let start = index
            while index < line.upper, let next = invisible(at: index), next.summary == slip.summary {
                index += next.width
            }
            mend(TextRange(start, index), with: slip.replacement, .error, slip.summary, help: slip.help)
        }
    }

    /// Takes such characters out where a line begins with them; returns the offset of the text behind them.
    mutating func mendCharactersBeforeText(_ line: TextRange) -> Int {
        guard line.lower < line.upper, let slip = invisible(at: line.lower) else { return line.lower }
        var index = line.lower
        while index < line.upper {
            guard let width = spaceWidth(bytes, at: index) ?? invisible(at: index)?.width else { break }
            index += width
        }
        let range = TextRange(line.lower, min(index, line.upper))
        mend(range, with: "", .error, slip.summary, help: slip.help)
        return range.upper
    }

    private struct InvisibleCharacter {
        var width: Int
        var replacement: String
        var summary: String
        var help: String
    }

    private func invisible(at index: Int) -> InvisibleCharacter? {
        switch bytes[index] {
        case .tab:
            return InvisibleCharacter(
                width: 1, replacement: " ", summary: "这里有制表符（Tab），YAML 不允许", help: "换成空格")
        case 0xE2
        where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
            return InvisibleCharacter(
                width: 3, replacement: " ", summary: "这里有看不见的换行符，多半是从 Word 复制来的",
                help: "换成空格；需要分段的长文字写在正文里")
        case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF:
            return InvisibleCharacter(
                width: 3, replacement: "", summary: "这里有看不见的零宽字符（U+FEFF），YAML 不允许", help: "删去它")
        default: return nil
        }
    }

    /// The range without the spaces, of whatever kind, at its ends; an empty one stands at the range's end.
    func trimmedSpaces(_ range: TextRange) -> TextRange {
        var lower = range.lower
        var upper = range.upper
        while lower < upper, let width = spaceWidth(bytes, at: lower), lower + width <= upper {
            lower += width
        }
        while lower < upper, let width = spaceWidth(bytes, before: upper), upper - width >= lower {
            upper -= width
        }
        return TextRange(lower, upper)
    }
}
