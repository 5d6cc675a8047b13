import Disclosure
import Testing

@Suite("Amounts") struct AmountTests {
    @Test(
        "A number prints as it was written",
        arguments: [
            ("0.40", "0.40"), ("8.70", "8.70"), ("4", "4"), ("0", "0"), ("0.000001", "0.000001"),
            ("99999999999.999999", "99999999999.999999"), ("１２．５０", "12.50"), (" 2.00\u{A0}", "2.00"),
            ("\u{3000}2.00\t", "2.00"), ("1,234.50", "1234.50"), ("12，345，678", "12345678"), ("-3.5", "-3.5"),
            ("－3", "-3"), ("−0.05", "-0.05"), ("00.40", "0.40"),
        ])
    func printing(text: String, printed: String) {
        #expect(Amount(text)?.description == printed)
    }

    @Test(
        "What is not one number is refused",
        arguments: [
            "", " ", "-", ".", "1.2.3", "1.", ".5", "1 2", "0.40 0.50", "0,40", "1,2", "1,2345", "1,234,5", "1.234,5",
            "12,3.4", "一万", "0.40万元", "1e5", "+1", "--1", "1-", "0.0000001", "123456789012", "0x10", "½", "٣",
            "99999999999999999999999999",
        ])
    func refusal(text: String) {
        #expect(Amount(text) == nil)
    }

    @Test("Sums are exact and keep the most decimals of any summand") func sums() throws {
        #expect(try ["0.1", "0.2"].map { try #require(Amount($0)) }.sum() == Amount("0.3"))
        let mixed = try ["0.40", "2", "2.005", "-0.005"].map { try #require(Amount($0)) }.sum()
        #expect(mixed.description == "4.400")
        #expect([Amount]().sum().description == "0")
        let cents = [Amount](repeating: Amount(millionths: 10_000, decimals: 2), count: 100_000).sum()
        #expect(cents.description == "1000.00")
    }

    @Test("No sum and no share can overflow") func extremes() throws {
        let most = try #require(Amount("99999999999.999999"))
        let sum = [Amount](repeating: most, count: 200).sum()
        #expect(sum.millionths == .max)
        #expect((sum + most).millionths == .max)
        let least = [Amount](repeating: try #require(Amount("-99999999999")), count: 200).sum()
        #expect(least.millionths == .min)
        #expect(least.description == "-9223372036854")
        #expect(most.percent(of: try #require(Amount("0.000001"))) == .max)
        #expect(sum.percent(of: try #require(Amount("0.000001"))) == .max)
    }

    @Test(
        "A share is rounded half up",
        arguments: [
            ("0.40", "8.70", 5), ("1", "200", 1), ("0.99", "200", 0), ("-1", "200", 0), ("-1.5", "100", -1),
            ("-1.6", "100", -2), ("3", "2", 150), ("0", "7", 0),
        ])
    func shares(part: String, whole: String, percent: Int) throws {
        #expect(try #require(Amount(part)).percent(of: #require(Amount(whole))) == percent)
    }

    @Test("There is no share of nothing") func shareOfZero() {
        #expect(Amount("1")?.percent(of: .zero) == nil)
    }

    @Test(
        "Yuan become ten thousands of yuan exact to the cent",
        arguments: [
            ("4000", "0.40"), ("4000.00", "0.40"), ("1", "0.0001"), ("0.01", "0.000001"), ("123456.78", "12.345678"),
            ("-50", "-0.005"), ("0", "0.00"),
        ])
    func conversion(yuan: String, expected: String) throws {
        let amount = try #require(Amount(yuan))
        #expect(AmountUnit.yuan.inTenThousandYuan(amount)?.description == expected)
        #expect(AmountUnit.tenThousandYuan.inTenThousandYuan(amount)?.description == amount.description)
    }

    @Test("What is finer than a cent is not rounded away") func conversionLoss() throws {
        #expect(AmountUnit.yuan.inTenThousandYuan(try #require(Amount("0.001"))) == nil)
    }

    @Test("Equal numbers are equal however they are written") func equality() {
        #expect(Amount("0.40") == Amount("0.4"))
        #expect(Set([Amount("0.40"), Amount("0.4"), Amount("0.400")]).count == 1)
        #expect(Amount("0.4")?.moneyDescription == "0.40")
        #expect(Amount("0.405")?.moneyDescription == "0.405")
    }
}
