import Basics
import Content

extension Check {
    static let identityNumber = Check(
        rule: Rule(
            "pii-id-number", .error, "公民身份号码",
            what:
                "18 位的公民身份号码，地区、出生日期和校验码都对得上；15 位的，地区和出生日期对得上，且前后没有别的字母和数字。按读者看到的查：全角数字、中文数字、字符代码（&#49;），中间的空格、横线、换行、加粗和看不见的字符，都认得出。18 位的在编码、编号一类的栏目里也查。文件名、文件夹名和附件（.docx、.xlsx、.pptx、PDF 和文本）里的也查，包括修订记录、批注、页眉页脚、隐藏的工作表和文档属性；联合网站的数据也查。",
            why: "身份号码一旦公开就收不回来，会被用来冒名和诈骗。",
            basis: "个人信息保护法第二十八条；政府信息公开条例第十五条", bad: "补助对象：张某，11010519491231002X",
            good: "补助对象：张某等 3 人"),
        scopes: Scope.everywhere(.identity, called: "公民身份号码", help: "删去号码；确需区分个人时只写姓名的一部分"))
}

/// GB 11643: region, date of birth, serial number, and for 18 digits a check digit (ISO 7064 MOD 11-2).
func isIdentityNumber(_ run: DigitRun) -> Bool {
    let digits = run.digits
    guard digits.count == 18 || digits.count == 15, regions.contains(number(digits[0..<2])) else { return false }
    guard digits.count == 18 else { return isFormerNumber(run) }
    let year = number(digits[6..<10])
    return (1900...2099).contains(year) && isDate(year, digits[10..<14]) && checkDigit(digits) == digits[17]
        && isUsualGrouping(run) && run.before != .bound && run.after != .bound
}

/// The 15 digits of before 1999 have no check digit, so that more of how they are written must fit.
private func isFormerNumber(_ run: DigitRun) -> Bool {
    run.before == .free && run.after == .free && (run.groups.count == 1 || run.groups == [6, 6, 3])
        && run.gaps.allSatisfy { $0 == .blank || $0 == .dash } && run.digits[14] != UInt8(ascii: "X")
        && isDate(1900 + number(run.digits[6..<8]), run.digits[8..<12])
}

private func isDate(_ year: Int, _ monthAndDay: ArraySlice<UInt8>) -> Bool {
    let month = number(monthAndDay.prefix(2))
    let day = number(monthAndDay.suffix(2))
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
}

private func checkDigit(_ digits: [UInt8]) -> UInt8 {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - UInt8(ascii: "0")) * $1.1 }
    return Array("10X98765432".utf8)[sum % 11]
}

private func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
}

/// Parted where people part it: behind the region, the year, the month, the day or before the last digit, in fours as on
/// bank cards, or digit by digit; in two parts anywhere, as where a line ends.
private func isUsualGrouping(_ run: DigitRun) -> Bool {
    guard run.groups.count > 1 else { return true }
    guard run.isEvenlyParted || !run.gaps.contains(.dot) else { return false }
    // Two groups with a point between them are a decimal number.
    if run.groups.count == 2 { return run.gaps != [.dot] }
    var cuts: [Int] = []
    for length in run.groups.dropLast() { cuts.append((cuts.last ?? 0) + length) }
    return run.groups.count == 18 || cuts.allSatisfy([3, 6, 10, 12, 14, 17].contains)
        || cuts.allSatisfy { $0 % 4 == 0 || $0 == 17 }
}

/// The first two digits of the codes of provinces (GB/T 2260).
private let regions = Set([
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82,
])
