/// A day of the calendar.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var year: Int
    public var month: Int
    public var day: Int

    /// Reads `2022-02-10`, `2022/2/10`, `2022.2.10` or `2022年2月10日`.
    ///
    /// - Returns: nil for what is not a day that exists.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        var index = 0
        self.init(text.utf8.span, at: &index)
        guard index == text.utf8.count else { return nil }
    }

    /// Takes a day and the spaces around it.
    init?(_ bytes: Span<UInt8>, at index: inout Int) {
        func take(_ mark: Unicode.Scalar) -> Bool {
            bytes.skipSpace(&index)
            let (found, width) = bytes.scalar(at: index)
            if found != mark { return false }
            index += width
            bytes.skipSpace(&index)
            return true
        }
        bytes.skipSpace(&index)
        guard let (year, digits) = bytes.wholeNumber(at: &index, longest: 4), digits == 4,
            let mark = (["年", "-", "/", ".", "－", "／", "．"] as [Unicode.Scalar]).first(where: { take($0) }),
            let (month, _) = bytes.wholeNumber(at: &index, longest: 2), take(mark == "年" ? "月" : mark),
            let (day, _) = bytes.wholeNumber(at: &index, longest: 2)
        else { return nil }
        if mark == "年" { _ = take("日") || take("号") }
        bytes.skipSpace(&index)
        self.init(year: year, month: month, day: day)
    }

    /// - Returns: nil for a day that does not exist, or lies outside the years 1900 to 2999.
    init?(year: Int, month: Int, day: Int) {
        guard (1900...2999).contains(year), (1...12).contains(month) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
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

    /// The day so many days after 1970-01-01; nil outside the years 1900 to 2999.
    public init?(daysSinceEpoch days: Int) {
        // Howard Hinnant's civil_from_days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

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
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var seconds: Int

    public init(seconds: Int) { self.seconds = seconds }

    /// Reads `2022-02-10`, `2022-02-10 09:00` or `2022-02-10T09:00:00` as time in Asia/Shanghai (UTC+8 all year).
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        let bytes = text.utf8.span
        var index = 0
        guard let date = CalendarDate(bytes, at: &index) else { return nil }
        var time = 0
        if index < bytes.count {
            if bytes[index] == UInt8(ascii: "T") { index += 1 }
            guard let seconds = secondsOfDay(bytes, from: index) else { return nil }
            time = seconds
        }
        seconds = date.daysSinceEpoch * 86_400 + time - 8 * 3600
    }

    public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// `2022-02-10 09:00`, or with seconds where there are any, in Asia/Shanghai.
    public var description: String {
        let (shifted, overflow) = seconds.addingReportingOverflow(8 * 3600)
        let days = (shifted - (shifted < 0 ? 86_399 : 0)) / 86_400
        guard !overflow, let date = CalendarDate(daysSinceEpoch: days) else { return "（没有期限）" }
        let time = shifted - days * 86_400
        let minutes = "\(twoDigits(time / 3600)):\(twoDigits(time / 60 % 60))"
        return "\(date) \(minutes)" + (time % 60 == 0 ? "" : ":" + twoDigits(time % 60))
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The seconds since midnight at `9:00`, `09:00` or `09:00:00`; nil for what is no time of day.
private func secondsOfDay(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var (index, time, parts) = (start, 0, 0)
    for limit in [24, 60, 60] {
        if parts > 0 {
            let (mark, width) = bytes.scalar(at: index)
            guard mark == ":" || mark == "：" else { break }
            index += width
        }
        guard let (number, _) = bytes.wholeNumber(at: &index, longest: 2), number < limit else { return nil }
        time = time * 60 + number
        parts += 1
    }
    bytes.skipSpace(&index)
    guard parts >= 2, index == bytes.count else { return nil }
    return parts == 2 ? time * 60 : time
}
