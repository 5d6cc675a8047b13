import Basics
import Content

extension Check {
    static let bankCard = Check(
        rule: Rule(
            "pii-bank-card", .error, "银行卡号",
            what:
                "16 至 19 位、校验位（Luhn）对得上的银行卡号，前后没有别的字母和数字。按读者看到的查：全角数字、字符代码（&#49;），中间的空格、横线、加粗和看不见的字符，都认得出；不是每四位一组的，以 62 开头或者前面有“卡号”“账号”时才算。“编码”“代码”“编号”一类的栏目不算。文件名、文件夹名和附件（.docx、.xlsx、.pptx、PDF 和文本）里的也查，包括修订记录、批注、页眉页脚、隐藏的工作表和文档属性；联合网站的数据也查。",
            why: "银行卡号是敏感个人信息，公开后可能造成财产损失。", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条",
            bad: "发放账号：6222021234567890128", good: "发放账号：由代发银行掌握"),
        scopes: Scope.everywhere(.bankCard, called: "银行卡号", help: "删去号码"))
}

func mayBeBankCard(_ run: DigitRun) -> Bool {
    (16...19).contains(run.digits.count) && (UInt8(ascii: "3")...UInt8(ascii: "6")).contains(run.digits[0])
        && run.digits.last != UInt8(ascii: "X") && run.before == .free && run.after == .free && passesLuhn(run.digits)
}

/// - Parameter label: the text before the number. One in ten numbers passes the check digit, so that what is written in an
///   unusual way must be called a card, or begin as nearly all cards of China do.
func isBankCard(_ run: DigitRun, behind label: String) -> Bool {
    guard mayBeBankCard(run) else { return false }
    let isInFours = run.groups.dropLast().allSatisfy { $0 == 4 }
    if run.groups.count == 1 || isInFours && run.gaps.allSatisfy({ $0 == .blank || $0 == .dash }) { return true }
    let isCalledSo = ["卡", "卡号", "账号", "帐号", "账户", "帐户"].contains { label.hasSuffix($0) }
    let isOfChina = run.digits.starts(with: "62".utf8) && run.isAlone && run.isEvenlyParted
    guard isCalledSo || isOfChina else { return false }
    if run.groups.count == 2 { return run.gaps != [.dot] && (isCalledSo || run.groups[0] == 6 || run.gaps == [.wide]) }
    return isInFours || isCalledSo || run.groups.allSatisfy { $0 == 1 }
}

private func passesLuhn(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
        let digit = Int(item.element - UInt8(ascii: "0")) * (item.offset % 2 == 1 ? 2 : 1)
        return sum + (digit > 9 ? digit - 9 : digit)
    }
    return sum % 10 == 0
}
