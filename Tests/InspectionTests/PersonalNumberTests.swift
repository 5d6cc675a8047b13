import Testing

@Suite("Numbers of persons") struct PersonalNumberTests {
    @Test(
        "A finding does not repeat the number",
        arguments: [
            ("11010519491231002X", "疑似公民身份号码“1101**********002X”，不得公开"), ("138-1234-5678", "疑似手机号码“138*****678”，不得公开"),
            ("4111 1111 1111 1111", "疑似银行卡号“4111********1111”，不得公开"),
        ])
    func masked(number: String, summary: String) async {
        let site = ["content/index.md": "---\n网站名称: 测试\n联系方式: \(number)\n---\n"]
        let summaries = await review(site).diagnostics.filter { $0.severity == .error }.map(\.summary)
        #expect(summaries == [summary])
    }
}
