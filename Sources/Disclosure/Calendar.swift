/// A day of the calendar.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var year: Int
    public var month: Int
    public var day: Int

    /// Reads `2022-02-10`, `2022/2/10`, `2022.2.10` or `2022年2月10日`.
    ///
    /// - Returns: nil for what is not a day that exists.
    public init?(_ text: some StringProtocol) {
        var numbers: [Int] = []
        var hasDigits = false
        for scalar in text.unicodeScalars {
            if let digit = decimalDigit(scalar) {
                if !hasDigits { numbers.append(0) }
                hasDigits = true
                guard let last = numbers.last, last < 10_000 else { return nil }
                numbers[numbers.count - 1] = last * 10 + digit
            } else {
                guard "-/.年月日 ".unicodeScalars.contains(scalar) else { return nil }
                hasDigits = false
            }
        }
        guard numbers.count == 3, (1900...2999).contains(numbers[0]), (1...12).contains(numbers[1]) else { return nil }
        (year, month, day) = (numbers[0], numbers[1], numbers[2])
        guard (1...daysInMonth).contains(day) else { return nil }
    }

    private var daysInMonth: Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// `2022-02-10`
    public var description: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

    /// The number of days since 1970-01-01.
    public var daysSinceEpoch: Int {
        // Howard Hinnant's days_from_civil: years start in March, so that the leap day comes last.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// A moment, in seconds since 1970-01-01 00:00 UTC.
public struct Instant: Sendable, Hashable, Comparable {
    public var seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    /// Reads `2022-02-10`, `2022-02-10 09:00` or `2022-02-10T09:00:00` as time in Asia/Shanghai (UTC+8 all year).
    public init?(_ text: some StringProtocol) {
        let parts = text.split { $0 == " " || $0 == "T" }
        guard let first = parts.first, let date = CalendarDate(first), parts.count <= 2 else { return nil }
        var time = 0
        if parts.count == 2 {
            let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
            guard (2...3).contains(numbers.count) else { return nil }
            for (number, limit) in zip(numbers, [24, 60, 60]) {
                guard let number, (0..<limit).contains(number) else { return nil }
                time = time * 60 + number
            }
            if numbers.count == 2 { time *= 60 }
        }
        seconds = date.daysSinceEpoch * 86_400 + time - 8 * 3600
    }

    public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
