import Disclosure

/// A day, counted from 1899-12-30, with its time, as a section of a format shows it; nil where this program cannot tell.
func dateText(_ serial: Double, _ section: FormatSection) -> String? {
    // Excel knows three decimals of a second at most.
    guard serial >= 0, serial < 2_958_466, !section.tokens.contains(.unknown), section.secondDecimals <= 3 else {
        return nil
    }
    let clock = Clock(serial, decimals: section.secondDecimals, section.tokens)
    // The first two months count from another day, and Excel knows a 29 February 1900.
    let holdsTime = section.tokens.contains { $0.isHour || $0.isSecond }
    if serial < 61, section.tokens.contains(where: { $0.isDay || $0.isMonthOrMinute && !holdsTime }) { return nil }
    var text = ""
    var index = 0
    while index < section.tokens.count {
        guard let piece = clock.text(index, section) else { return nil }
        text += piece
        index += 1
        // The digits of a second's fraction are written with its point.
        if section.isFraction(at: index - 1) { while section.isDigit(index) { index += 1 } }
    }
    return text
}

extension FormatSection {
    fileprivate func isDigit(_ index: Int) -> Bool {
        if index < tokens.count, case .digit = tokens[index] { true } else { false }
    }

    /// Whether the point of a second's fraction stands somewhere.
    fileprivate func isFraction(at index: Int) -> Bool { tokens[index] == .point && isDigit(index + 1) }

    fileprivate var secondDecimals: Int {
        guard let point = tokens.indices.first(where: isFraction) else { return 0 }
        return tokens[(point + 1)...].prefix { if case .digit = $0 { true } else { false } }.count
    }
}

extension FormatSection.Token {
    fileprivate var isDay: Bool {
        switch self {
        case .date("y", _), .date("e", _), .date("d", _), .date("a", _): true
        default: false
        }
    }

    fileprivate var isMonthOrMinute: Bool { if case .date("m", _) = self { true } else { false } }

    fileprivate var isSecond: Bool {
        switch self {
        case .date("s", _), .elapsed("s", _): true
        default: false
        }
    }

    fileprivate var isHour: Bool {
        switch self {
        case .date("h", _), .elapsed("h", _): true
        default: false
        }
    }

    fileprivate var isPartOfDate: Bool {
        switch self {
        case .date, .elapsed: true
        default: false
        }
    }
}

/// A moment of a day.
private struct Clock {
    /// nil for a day beyond those that a form can speak of.
    private let day: CalendarDate?
    /// 0 for Sunday.
    private let weekday: Int
    /// Since the first day, in units of the least that is shown.
    private let seconds: Int
    private let fraction: Int
    private let decimals: Int
    private let isHalved: Bool

    init(_ serial: Double, decimals: Int, _ tokens: [FormatSection.Token]) {
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        // A time without seconds is not rounded up to the next minute.
        let units = Int((serial * 86_400 * Double(scale)).rounded())
        (seconds, fraction, self.decimals) = (units / scale, units % scale, decimals)
        day = CalendarDate(daysSinceEpoch: seconds / 86_400 - 25_569)
        weekday = (seconds / 86_400 + 6) % 7
        isHalved = tokens.contains { if case .halfDay = $0 { true } else { false } }
    }

    /// What a token shows; nil where this program cannot tell.
    func text(_ index: Int, _ section: FormatSection) -> String? {
        let tokens = section.tokens
        func number(_ value: Int, _ count: Int) -> String {
            if section.isChinese { return value == 0 ? "〇" : chineseCounting(value) }
            return value < 10 && count > 1 ? "0\(value)" : "\(value)"
        }
        switch tokens[index] {
        case .literal(let text): return text
        case .fractionBar: return "/"
        case .comma: return ","
        case .percent: return "%"
        case .point:
            guard section.isFraction(at: index) else { return "." }
            let digits = String(fraction)
            return "." + String(repeating: "0", count: max(0, decimals - digits.count)) + digits
        case .date("m", let count) where isMinute(index, tokens): return number(seconds % 3600 / 60, count)
        case .date(let letter, let count): return date(letter, count, section, number)
        case .elapsed(let letter, let count):
            let value = letter == "h" ? seconds / 3600 : letter == "m" ? seconds / 60 : seconds
            return String(repeating: "0", count: max(0, count - String(value).count)) + String(value)
        case .halfDay(let morning, let afternoon): return seconds % 86_400 < 43_200 ? morning : afternoon
        // A date is not the text of a cell, and holds no other digits.
        case .digit, .exponent, .general, .text, .unknown: return nil
        }
    }

    private func date(
        _ letter: Character, _ count: Int, _ section: FormatSection, _ number: (Int, Int) -> String
    ) -> String? {
        switch letter {
        case "y", "e":
            guard let day else { return nil }
            let digits = count > 2 || letter == "e" ? String(day.year) : String(String(day.year).suffix(2))
            return section.isChinese ? String(digits.map { chineseDigits[$0.wholeNumberValue ?? 0] }) : digits
        case "m":
            guard let day else { return nil }
            let name = monthNames[day.month - 1]
            switch count {
            case 5...: return String(name.prefix(1))
            case 4: return name
            case 3: return String(name.prefix(3))
            default: return number(day.month, count)
            }
        case "d" where count > 2: return count == 3 ? String(dayNames[weekday].prefix(3)) : dayNames[weekday]
        case "d": return day.map { number($0.day, count) }
        case "a" where count > 2:
            return (count > 3 ? "星期" : section.isOfMainland ? "周" : "") + String(chineseWeekdays[weekday])
        case "h":
            let hour = seconds % 86_400 / 3600
            return number(isHalved ? (hour + 11) % 12 + 1 : hour, count)
        case "s": return number(seconds % 60, count)
        default: return nil
        }
    }

    /// Minutes are written with the letter of months, behind hours or before seconds.
    private func isMinute(_ index: Int, _ tokens: [FormatSection.Token]) -> Bool {
        let before = tokens[..<index].last { $0.isPartOfDate }
        let behind = tokens[(index + 1)...].first { $0.isPartOfDate }
        return before?.isHour ?? false || behind?.isSecond ?? false
    }
}

private let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]
private let dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
private let chineseWeekdays = Array("日一二三四五六")
