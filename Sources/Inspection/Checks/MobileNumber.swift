import Basics
import Content

extension Check {
    static let mobileNumber = Check(
        rule: Rule(
            "pii-mobile", .error, "手机号码",
            what:
                "以 13 至 19 开头的 11 位手机号码，前后没有别的字母和数字。“编码”“代码”“编号”一类的栏目不算。文件名和附件（.docx、.xlsx、.pptx）里的也查，包括修订记录、批注、页眉页脚、隐藏的工作表和文档属性；联合网站的数据也查。",
            why: "手机号码是个人信息；公开后会招来骚扰和诈骗。", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条",
            bad: "联系电话：13912345678", good: "联系电话：0335-5051234"),
        scopes: Scope.everywhere(.mobile, called: "手机号码", help: "改用单位的固定电话"))
}

func isMobileNumber(_ run: DigitRun) -> Bool {
    run.digits.count == 11 && run.digits[0] == UInt8(ascii: "1")
        && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(run.digits[1])
        && (run.groups.count == 1 || run.groups == [3, 4, 4])
}
