/// A section of a number format: the formats of positive, negative, zero and text stand one behind another.
struct FormatSection {
    enum Token: Hashable {
        case literal(String)
        /// `0`, `#` or `?`.
        case digit(Character)
        case point
        case comma
        /// Shows a number of hundredths.
        case percent
        /// `E+` or `E-`.
        case exponent(showsPlus: Bool)
        case fractionBar
        case general
        /// `@`, the text of a cell.
        case text
        /// A part of a date or time by its letter, and how often that stands there.
        case date(Character, count: Int)
        /// Hours, minutes or seconds that go on beyond a day.
        case elapsed(Character, count: Int)
        /// What stands for the morning, and for the afternoon.
        case halfDay(String, String)
        /// What this program does not know.
        case unknown
    }

    struct Condition {
        var sign: String
        var bound: Double

        func holds(for number: Double) -> Bool {
            switch sign {
            case "<": number < bound
            case "<=": number <= bound
            case ">": number > bound
            case ">=": number >= bound
            case "=": number == bound
            default: number != bound
            }
        }
    }

    var tokens: [Token]
    var condition: Condition?
    /// Whether dates are written in Chinese characters (`[DBNum1]`).
    var isChinese = false
    /// Whether it is for the Chinese of the mainland (`[$-804]`), which writes 周三 and not 三 for `aaa`.
    var isOfMainland = false

    /// A day as a Chinese computer shows it.
    static let day: [Token] = [
        .date("y", count: 4), .literal("年"), .date("m", count: 1), .literal("月"), .date("d", count: 1), .literal("日"),
    ]
    /// A time as a Chinese computer shows it.
    static let time: [Token] = [
        .date("h", count: 1), .literal(":"), .date("m", count: 2), .literal(":"), .date("s", count: 2),
    ]

    init(_ tokens: [Token]) { self.tokens = tokens }

    /// Whether it shows a number as a date or a time.
    var isDate: Bool {
        tokens.contains { token in
            switch token {
            case .date, .elapsed, .halfDay: true
            default: false
            }
        }
    }

    /// Cuts a format at its semicolons.
    static func sections(of code: String) -> [FormatSection] {
        var reader = FormatReader(code)
        return reader.sections()
    }
}

/// Reads a format character by character.
private struct FormatReader {
    private var rest: Substring

    init(_ code: String) { rest = code[...] }

    mutating func sections() -> [FormatSection] {
        var result = [FormatSection([])]
        while let character = rest.popFirst() {
            if character == ";" {
                result.append(FormatSection([]))
            } else {
                read(character, into: &result[result.count - 1])
            }
        }
        return result
    }

    private mutating func read(_ character: Character, into section: inout FormatSection) {
        switch character {
        case "\"":
            section.tokens.append(.literal(take { $0 != "\"" }))
            _ = rest.popFirst()
        // A Chinese Excel takes both for the sign that keeps the next character.
        case "\\", "!": if let next = rest.popFirst() { section.tokens.append(.literal(String(next))) }
        // As much room as the next character, and the next character as often as there is room.
        case "_", "*": _ = rest.popFirst()
        case "[":
            readBracket(take { $0 != "]" }, into: &section)
            _ = rest.popFirst()
        case "0", "#", "?": section.tokens.append(.digit(character))
        case ".": section.tokens.append(.point)
        case ",": section.tokens.append(.comma)
        case "/": section.tokens.append(.fractionBar)
        case "%": section.tokens.append(.percent)
        case "@": section.tokens.append(.text)
        default: section.tokens.append(word(character) ?? .literal(String(character)))
        }
    }

    private mutating func readBracket(_ text: String, into section: inout FormatSection) {
        let letters = text.lowercased()
        if letters == "$-f800" || letters == "$-f400" {
            // The computer's own formats of days and times; what follows is for others to show.
            section.tokens += letters == "$-f800" ? FormatSection.day : FormatSection.time
            rest = rest.drop { $0 != ";" }
        } else if text.hasPrefix("$") {
            if letters.hasSuffix("-804") { section.isOfMainland = true }
            let sign = text.dropFirst().prefix { $0 != "-" }
            if !sign.isEmpty { section.tokens.append(.literal(String(sign))) }
        } else if let first = letters.first, "hms".contains(first), letters.allSatisfy({ $0 == first }) {
            section.tokens.append(.elapsed(first, count: letters.count))
        } else if letters.hasPrefix("dbnum") {
            section.isChinese = true
            if letters != "dbnum1" { section.tokens.append(.unknown) }
        } else if let first = text.first, "<>=".contains(first) {
            let sign = text.prefix { "<>=".contains($0) }
            if let bound = Double(text.dropFirst(sign.count)) {
                section.condition = .init(sign: String(sign), bound: bound)
            } else {
                section.tokens.append(.unknown)
            }
        }
        // What is left are colours.
    }

    /// A token that begins with a letter; nil for a character that stands for itself.
    private mutating func word(_ character: Character) -> FormatSection.Token? {
        if skip(character, "general") || skip(character, "g/通用格式") { return .general }
        if skip(character, "am/pm") { return .halfDay("AM", "PM") }
        if skip(character, "a/p") { return .halfDay("A", "P") }
        if skip(character, "上午/下午") { return .halfDay("上午", "下午") }
        guard character.isASCII, character.isLetter else { return nil }
        let letter = Character(character.lowercased())
        if letter == "e", let sign = rest.first, sign == "+" || sign == "-" {
            rest.removeFirst()
            return .exponent(showsPlus: sign == "+")
        }
        guard "ymdhsea".contains(letter) else { return .unknown }
        return .date(letter, count: 1 + take { $0.lowercased() == String(letter) }.count)
    }

    private mutating func take(_ belongs: (Character) -> Bool) -> String {
        let text = rest.prefix(while: belongs)
        rest = rest.dropFirst(text.count)
        return String(text)
    }

    /// Skips the rest of a word, in whatever case.
    private mutating func skip(_ character: Character, _ word: String) -> Bool {
        guard (String(character) + rest.prefix(word.count - 1)).lowercased() == word else { return false }
        rest = rest.dropFirst(word.count - 1)
        return true
    }
}
