import Basics
import Content

extension Check {
    static let bankCard = Check(
        rule: Rule(
            "pii-bank-card", .error, "银行卡号",
            what:
                "16 至 19 位、校验位（Luhn）对得上的银行卡号，前后没有别的字母和数字。“编码”“代码”“编号”一类的栏目不算。文件名和附件（.docx、.xlsx、.pptx、PDF 和文本）里的也查，包括修订记录、批注、页眉页脚、隐藏的工作表和文档属性；联合网站的数据也查。",
            why: "银行卡号是敏感个人信息，公开后可能造成财产损失。", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条",
            bad: "发放账号：6222021234567890128", good: "发放账号：由代发银行掌握"),
        scopes: Scope.everywhere(.bankCard, called: "银行卡号", help: "删去号码"))
}

func isBankCard(_ run: DigitRun) -> Bool {
    (16...19).contains(run.digits.count) && !run.digits.contains(UInt8(ascii: "X"))
        && (UInt8(ascii: "3")...UInt8(ascii: "6")).contains(run.digits[0]) && passesLuhn(run.digits)
        && (run.groups.count == 1 || run.groups.dropLast().allSatisfy { $0 == 4 })
}

private func passesLuhn(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
        let digit = Int(item.element - UInt8(ascii: "0")) * (item.offset % 2 == 1 ? 2 : 1)
        return sum + (digit > 9 ? digit - 9 : digit)
    }
    return sum % 10 == 0
}
