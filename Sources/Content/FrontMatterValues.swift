import Basics

/// The slips within one line of a front matter: its colon, its key and its value.
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
            mend(
                range, with: ": ", .warning, "键“\(key)”的冒号后面没有空格，已按有空格读取", help: "在冒号后面加一个空格：“\(key): …”",
                isMechanical: true)
        case .fullWidth:
            mend(
                range, with: ": ", .warning, "键“\(key)”后面是全角冒号“：”，已按半角冒号读取",
                help: "改用半角冒号加一个空格：“\(key): …”", isMechanical: true)
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
}
