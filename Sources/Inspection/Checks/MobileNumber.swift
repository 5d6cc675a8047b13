import Basics
import Content

extension Check {
    static let mobileNumber = Check(
        rule: Rule(
            "pii-mobile", .error, "手机号码",
            what:
                "以 13 至 19 开头的 11 位手机号码，也可以带 86，前后没有别的字母和数字。“编码”“代码”“编号”一类的栏目不算。文件名和附件（.docx、.xlsx、.pptx、PDF 和 .txt、.csv、.html 等文本）里的也查，包括修订记录、批注、页眉页脚、隐藏的工作表和文档属性；联合网站的数据也查。",
            why: "手机号码是个人信息；公开后会招来骚扰和诈骗。", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条",
            bad: "联系电话：13912345678", good: "联系电话：0335-5051234"),
        scopes: Scope.everywhere(.mobile, called: "手机号码", help: "改用单位的固定电话"))
}

func isMobileNumber(_ run: DigitRun) -> Bool {
    let (digits, groups) = withoutCountry(run)
    return digits.count == 11 && digits.first == UInt8(ascii: "1")
        && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(digits[digits.startIndex + 1])
        && [[11], [3, 4, 4], [3, 8], [7, 4]].contains(groups)
}

/// The digits and groups behind the number of the country that stands in the first group: `8613912345678`.
private func withoutCountry(_ run: DigitRun) -> (digits: ArraySlice<UInt8>, groups: [Int]) {
    let prefix = ["86", "0086"].first { $0.utf8.count == run.digits.count - 11 && run.digits.starts(with: $0.utf8) }
    guard let prefix, let first = run.groups.first, first > prefix.utf8.count else {
        return (run.digits[...], run.groups)
    }
    let width = prefix.utf8.count
    return (run.digits.dropFirst(width), [first - width] + run.groups.dropFirst())
}
