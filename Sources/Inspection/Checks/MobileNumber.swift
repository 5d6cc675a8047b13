import Basics
import Content

extension Check {
    static let mobileNumber = Check(
        rule: Rule(
            "pii-mobile", .error, "手机号码", what: "以 13 至 19 开头的 11 位手机号码，前后没有别的字母和数字。",
            why: "手机号码是个人信息；公开后会招来骚扰和诈骗。", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条",
            bad: "联系电话：13912345678", good: "联系电话：0335-5051234"),
        scope: .document { subject, rule in
            subject.digitRuns.filter(isMobileNumber).map { run in
                rule.finding("疑似手机号码“\(run.masked)”，不得公开", at: subject.place(run.range), help: "改用单位的固定电话")
            }
        })
}

private func isMobileNumber(_ run: DigitRun) -> Bool {
    run.digits.count == 11 && run.digits[0] == UInt8(ascii: "1")
        && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(run.digits[1])
        && (run.groups.count == 1 || run.groups == [3, 4, 4])
}
