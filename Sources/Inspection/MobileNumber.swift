import Basics
import Content

/// pii-mobile: a mobile phone number that stands alone.
func checkMobileNumbers(_ runs: [DigitRun], _ document: Document) -> [Diagnostic] {
    runs.filter { run in
        run.digits.count == 11 && run.digits[0] == UInt8(ascii: "1")
            && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(run.digits[1])
            && (run.groups.count == 1 || run.groups == [3, 4, 4])
    }.map { finding($0, document) }
}

private func finding(_ run: DigitRun, _ document: Document) -> Diagnostic {
    Diagnostic(
        "pii-mobile", .error, "疑似手机号码“\(run.masked)”，不得公开", at: document.place(run.range),
        help: "改用单位的固定电话", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条")
}
