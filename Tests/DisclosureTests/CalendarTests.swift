import Disclosure
import Testing

@Suite("Days and moments") struct CalendarTests {
    @Test(
        "A day is read in the ways people write it",
        arguments: [
            ("2022-02-10", "2022-02-10"), ("2022/2/10", "2022-02-10"), ("2022.2.10", "2022-02-10"),
            ("2022年2月10日", "2022-02-10"), ("2022年02月10", "2022-02-10"), ("2022 年 2 月 10 号", "2022-02-10"),
            ("２０２２－０２－１０", "2022-02-10"), (" 2022-02-10\u{A0}", "2022-02-10"), ("2020-02-29", "2020-02-29"),
            ("2000-02-29", "2000-02-29"),
        ])
    func days(text: String, expected: String) {
        #expect(CalendarDate(text)?.description == expected)
    }

    @Test(
        "What is no day is refused",
        arguments: [
            "", "2022", "2022-02", "2022-02-30", "2021-02-29", "1900-02-29", "2022-13-01", "2022-00-01", "2022-01-00",
            "22-02-10", "-2022-02-10", "2022--02-10", "2022-02/10", "2022年2-10", "2022-02-10日", "02022-02-10",
            "2022-02-010", "20220210", "2022-02-10-", "1899-12-31", "3000-01-01", "二〇二二年二月十日",
            "99999999999999999999-1-1",
        ])
    func refusal(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(
        "Days are counted from 1970",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11017), ("2022-02-10", 19033), ("1900-01-01", -25567),
        ])
    func counting(text: String, days: Int) {
        #expect(CalendarDate(text)?.daysSinceEpoch == days)
    }

    @Test("Days are ordered") func order() throws {
        let days = try ["2022-02-10", "2021-12-31", "2022-01-31"].map { try #require(CalendarDate($0)) }
        #expect(days.sorted().map(\.description) == ["2021-12-31", "2022-01-31", "2022-02-10"])
    }

    @Test(
        "A moment is read as time in Asia/Shanghai",
        arguments: [
            ("1970-01-01 08:00", 0), ("1970-01-01", -28_800), ("2022-02-10", 1_644_422_400),
            ("2022-02-10 09:00", 1_644_454_800), ("2022-02-10T09:00:30", 1_644_454_830),
            ("2022年2月10日 9:00", 1_644_454_800), ("2022 年 2 月 10 日 9：00", 1_644_454_800),
            ("２０２２-02-10  09:00 ", 1_644_454_800), ("2022-02-10 23:59:59", 1_644_508_799),
        ])
    func moments(text: String, seconds: Int) {
        #expect(Instant(text) == Instant(seconds: seconds))
    }

    @Test(
        "What is no moment is refused",
        arguments: [
            "", "09:00", "2022-02-10 9", "2022-02-10 24:00", "2022-02-10 09:60", "2022-02-10 09:00:60", "2022-02-10T",
            "2022-02-10 +9:00", "2022-02-10 09:00:00+08:00", "2022-02-10 09:00Z", "2022-02-30 09:00", "明天 09:00",
        ])
    func momentRefusal(text: String) {
        #expect(Instant(text) == nil)
    }
}
