import Basics
import Content

/// pii-bank-card: a bank card number of 16 to 19 digits that passes the Luhn check.
func checkBankCards(_ runs: [DigitRun], _ document: Document) -> [Diagnostic] {
    runs.filter { run in
        (16...19).contains(run.digits.count) && !run.digits.contains(UInt8(ascii: "X"))
            && (UInt8(ascii: "3")...UInt8(ascii: "6")).contains(run.digits[0]) && passesLuhn(run.digits)
            && (run.groups.count == 1 || run.groups.dropLast().allSatisfy { $0 == 4 })
    }.map { finding($0, document) }
}

private func passesLuhn(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
        let digit = Int(item.element - UInt8(ascii: "0")) * (item.offset % 2 == 1 ? 2 : 1)
        return sum + (digit > 9 ? digit - 9 : digit)
    }
    return sum % 10 == 0
}

private func finding(_ run: DigitRun, _ document: Document) -> Diagnostic {
    Diagnostic(
        "pii-bank-card", .error, "疑似银行卡号“\(run.masked)”，不得公开", at: document.place(run.range), help: "删去号码",
        basis: "个人信息保护法第二十八条；政府信息公开条例第十五条")
}
