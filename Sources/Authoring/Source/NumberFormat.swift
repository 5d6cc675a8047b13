import Glibc

/// A number format of Excel, as far as it shows in forms: decimals, thousands, percent, dates, and texts around them.
struct NumberFormat {
    private let sections: [String]

    static let general = NumberFormat("General")

    init(_ code: String) {
        var sections = [""]
        var isQuoted = false
        var isEscaped = false
        for character in code {
            if character == "\"", !isEscaped { isQuoted.toggle() }
            if character == ";", !isQuoted, !isEscaped {
                sections.append("")
                continue
            }
            isEscaped = character == "\\" && !isEscaped
            sections[sections.count - 1].append(character)
        }
        self.sections = sections
    }

    /// Formats that a workbook does not spell out; those of dates as a Chinese Excel shows them.
    static let builtIn: [Int: String] = [
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d",
        15: "d-mmm-yy",
        17: "mmm-yy", 18: "h:mm AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy\"年\"m\"月\"",
        28: "m\"月\"d\"日\"", 30: "m-d-yy", 31: "yyyy\"年\"m\"月\"d\"日\"", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
        40: "#,##0.00",
        43: "#,##0.00", 44: "#,##0.00", 49: "@", 57: "yyyy\"年\"m\"月\"", 58: "m\"月\"d\"日\"",
    ]

    /// The text that Excel shows for a number.
    func shown(_ number: Double, countsFrom1904: Bool) -> String {
        let isNegative = number < 0
        var section = sections[0]
        var value = number
        if isNegative, sections.count > 1, !sections[1].isEmpty {
            section = sections[1]
            value = -number
        } else if number == 0, sections.count > 2, !sections[2].isEmpty {
            section = sections[2]
        }
        let marks = Marks(section)
        if marks.isGeneral { return generalText(value) }
        if marks.isDate { return dateText(value + (countsFrom1904 ? 1462 : 0), marks) }
        return marks.numberText(value)
    }

    /// A section of a format, cut into literal text and marks.
    struct Marks {
        enum Part: Hashable {
            case literal(String)
            case mark(Character)
        }

        var parts: [Part] = []

        init(_ section: String) {
            var characters = Array(section)[...]
            while let character = characters.popFirst() {
                switch character {
                case "\"":
                    let text = characters.prefix { $0 != "\"" }
                    characters = characters.dropFirst(text.count + 1)
                    parts.append(.literal(String(text)))
                case "\\": if let next = characters.popFirst() { parts.append(.literal(String(next))) }
                case "_": characters = characters.dropFirst()
                case "*": characters = characters.dropFirst()
                case "[":
                    let text = characters.prefix { $0 != "]" }
                    characters = characters.dropFirst(text.count + 1)
                    // A currency sign shows, a colour, a locale and a condition do not.
                    if text.first == "$" {
                        let sign = text.dropFirst().prefix { $0 != "-" }
                        if !sign.isEmpty { parts.append(.literal(String(sign))) }
                    }
                default: parts.append(.mark(character))
                }
            }
        }

        var marks: [Character] { parts.compactMap { if case .mark(let mark) = $0 { mark } else { nil } } }

        var isGeneral: Bool {
            let text = String(marks)
            return text.lowercased().contains("general") || text == "@" || parts.isEmpty
        }

        var isDate: Bool { marks.contains { "ymdhsYMDHS".contains($0) } && !marks.contains { "0#?".contains($0) } }

        func numberText(_ number: Double) -> String {
            let digits = marks.filter { "0#?".contains($0) }
            guard !digits.isEmpty else { return parts.reduce("") { $0 + Self.literal($1) } }
            var value = abs(number)
            for mark in marks where mark == "%" { value *= mark == "%" ? 100 : 1 }
            if marks.contains("E") { return printed("%.*E", decimals, number) }
            var text = printed("%.*f", decimals, value)
            let optional = marks.reversed().prefix { "#?%".contains($0) }.count { $0 == "#" }
            if decimals > 0 {
                for _ in 0..<optional where text.hasSuffix("0") { text.removeLast() }
                if text.hasSuffix(".") { text.removeLast() }
            }
            text = padded(text)
            if hasThousands { text = grouped(text) }
            return around(text, isNegative: number < 0 && text.contains { $0 != "0" && $0.isNumber })
        }

        private var decimals: Int {
            guard let point = marks.firstIndex(of: ".") else { return 0 }
            return marks[(point + 1)...].prefix { "0#?".contains($0) }.count
        }

        private var hasThousands: Bool {
            zip(marks, marks.dropFirst()).contains { $0.1 == "," && "0#?".contains($0.0) }
        }

        /// `00000` shows 5 digits at least.
        private func padded(_ text: String) -> String {
            let wanted = marks.prefix { $0 != "." }.count { $0 == "0" }
            let whole = text.prefix { $0 != "." }.count
            return String(repeating: "0", count: max(0, wanted - whole)) + text
        }

        private func grouped(_ text: String) -> String {
            let whole = text.prefix { $0 != "." }
            var result = ""
            for (index, digit) in whole.enumerated() {
                if index > 0, (whole.count - index) % 3 == 0 { result += "," }
                result.append(digit)
            }
            return result + text.dropFirst(whole.count)
        }

        /// The number between the texts that stand before and behind its digits.
        private func around(_ number: String, isNegative: Bool) -> String {
            var result = isNegative ? "-" : ""
            var isDone = false
            for part in parts {
                if case .mark(let mark) = part, "0#?.,".contains(mark) {
                    if !isDone { result += number }
                    isDone = true
                } else {
                    result += Self.literal(part)
                }
            }
            return result
        }

        private static func literal(_ part: Part) -> String {
            switch part {
            case .literal(let text): text
            case .mark(let mark): "%-+/(): ¥￥$年月日元万".contains(mark) ? String(mark) : ""
            }
        }
    }
}

/// A number without a format: up to eleven digits, and beyond them a power of ten.
private func generalText(_ number: Double) -> String {
    let size = abs(number)
    if size >= 1e11 || size > 0 && size < 1e-4 {
        let text = printed("%.*E", 5, number)
        let parts = text.split(separator: "E")
        var digits = String(parts.first ?? "")
        while digits.contains("."), digits.hasSuffix("0") { digits.removeLast() }
        if digits.hasSuffix(".") { digits.removeLast() }
        return digits + "E" + (parts.last ?? "")
    }
    return printed("%.*g", size.rounded() == size ? 11 : 10, number)
}

private func printed(_ format: String, _ digits: Int, _ number: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 512)
    let count = withVaList([Int32(min(digits, 30)), number]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A day, counted from 1899-12-30, as a format shows it.
private func dateText(_ serial: Double, _ marks: NumberFormat.Marks) -> String {
    guard serial >= 0, serial < 2_958_466 else { return generalText(serial) }
    let seconds = Int((serial * 86_400).rounded())
    let (year, month, day) = civil(daysSince1970: seconds / 86_400 - 25_569)
    let (hour, minute, second) = (seconds % 86_400 / 3600, seconds % 3600 / 60, seconds % 60)
    var result = ""
    var index = 0
    let parts = marks.parts
    var lastWasHour = false
    while index < parts.count {
        guard case .mark(let mark) = parts[index] else {
            if case .literal(let text) = parts[index] { result += text }
            index += 1
            continue
        }
        let run = parts[index...].prefix { $0 == .mark(mark) }.count
        let lower = mark.lowercased()
        func two(_ value: Int) -> String { value < 10 && run > 1 ? "0\(value)" : "\(value)" }
        let nextIsSecond =
            parts[(index + run)...].first { part in
                if case .mark(let next) = part { return "sShHyYdD".contains(next) }
                return false
            }.map { $0 == .mark("s") || $0 == .mark("S") } ?? false
        switch lower {
        case "y": result += run > 2 ? "\(year)" : two(year % 100)
        case "m" where lastWasHour || nextIsSecond: result += two(minute)
        case "m": result += two(month)
        case "d": result += two(day)
        case "h": result += two(hour)
        case "s": result += two(second)
        default: result += String(repeating: String(mark), count: "-/:. 年月日时分秒".contains(mark) ? run : 0)
        }
        if lower == "h" { lastWasHour = true } else if "ymds".contains(lower) { lastWasHour = false }
        index += run
    }
    return result
}

/// Howard Hinnant's civil_from_days.
private func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let calendarMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, dayOfYear - (153 * month + 2) / 5 + 1)
}
