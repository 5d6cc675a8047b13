import Basics
import Content

extension Check {
    static let mobileNumber = Check(
        rule: Rule(
            "pii-mobile", .error, "手机号码",
            what:
                "以 13 至 19 开头的 11 位手机号码，也可以带 86 或 0。按读者看到的查：全角数字、中文数字、字符代码（&#49;），中间的空格、横线、换行、加粗和看不见的字符，前面的 wx、tel，都认得出；写得不寻常的（139123 45678），前面有“电话”“手机”“微信”等字样时才算。“编码”“代码”“编号”一类的栏目不算，带小数、计量单位或别的字母的不算。文件名、文件夹名和附件（.docx、.xlsx、.pptx、PDF 和 .txt、.csv、.html 等文本）里的也查，包括修订记录、批注、页眉页脚、隐藏的工作表和文档属性；联合网站的数据也查。",
            why: "手机号码是个人信息；公开后会招来骚扰和诈骗。", basis: "个人信息保护法第二十八条；政府信息公开条例第十五条",
            bad: "联系电话：13912345678", good: "联系电话：0335-5051234"),
        scopes: Scope.everywhere(.mobile, called: "手机号码", help: "改用单位的固定电话"))
}

/// Whether the digits are those of a mobile number, with or without that of the country.
func mayBeMobile(_ run: DigitRun) -> Bool { !withoutPrefix(run).digits.isEmpty }

/// - Parameters:
///   - label: the text before the number.
///   - isTabular: whether wide spaces part columns of numbers.
func isMobileNumber(_ run: DigitRun, behind label: String, isTabular: Bool) -> Bool {
    let (digits, groups) = withoutPrefix(run)
    guard !digits.isEmpty, isFree(before: run.before), isFree(after: run.after) else { return false }
    if groups == [11] { return true }
    // Whatever stands where a telephone number must, and has its digits, is one.
    if isPhoneLabel(label) { return true }
    if run.gaps.contains(.wide), isTabular || !run.isAlone { return false }
    switch groups {
    case [3, 4, 4]: return run.isEvenlyParted && !hasYear(run, at: run.digits.count - 8)
    // 1500 200 3000 are three numbers, and 1500*200*3000 is a product.
    case [4, 3, 4]: return run.isEvenlyParted && [.dash, .slash, .dot].contains(run.gaps[0])
    case [3, 8], [7, 4]: return run.gaps.allSatisfy { [.blank, .dash, .wide].contains($0) }
    // 15000 200000 are two amounts, and 15000-200000 a span.
    default: return groups.count == 11 && run.isAlone && !isTabular && run.isEvenlyParted
    }
}

/// Whether a year stands between slashes or points, as in numbers of documents: 139/2022/0001.
private func hasYear(_ run: DigitRun, at index: Int) -> Bool {
    guard run.gaps.contains(.slash) || run.gaps.contains(.dot) else { return false }
    return ["199", "200", "201", "202", "203"].contains { run.digits[index...].starts(with: $0.utf8) }
}

/// The digits of a mobile number and their groups, without what may stand before them in the first group: `86` for the
/// country, or `0` as on old telephones; no digits when they are none.
private func withoutPrefix(_ run: DigitRun) -> (digits: ArraySlice<UInt8>, groups: [Int]) {
    guard (11...15).contains(run.digits.count), let first = run.groups.first else { return ([], []) }
    let prefix = ["", "0", "86", "0086"].first { $0.utf8.count == run.digits.count - 11 }
    guard let width = prefix?.utf8.count, let prefix, first > width, run.digits.starts(with: prefix.utf8),
        run.digits[width] == UInt8(ascii: "1"),
        (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(run.digits[width + 1]), run.digits.last != UInt8(ascii: "X")
    else { return ([], []) }
    return (run.digits.dropFirst(width), [first - width] + run.groups.dropFirst())
}

/// Letters before the digits make a code of them, but for those that say what they are.
private func isFree(before edge: DigitRun.Edge) -> Bool {
    guard case .word(let word) = edge else { return edge != .bound }
    return contactWords.contains(word)
}

/// One letter behind the digits makes a code of them, and a unit an amount.
private func isFree(after edge: DigitRun.Edge) -> Bool {
    guard case .word(let word) = edge else { return edge == .free }
    return word.count > 1 && !units.contains(word)
}

private func isPhoneLabel(_ label: String) -> Bool {
    let label = label.lowercased()
    return phoneLabels.contains(where: label.hasSuffix)
}

private let contactWords: Set<String> = [
    "call", "cell", "contact", "dh", "dianhua", "id", "lxdh", "mob", "mobile", "phone", "shouji", "sj", "sjh", "tel",
    "telephone", "v", "vx", "wechat", "weixin", "wx",
]
private let units: Set<String> = [
    "bytes", "cm", "cny", "gb", "hz", "kb", "kg", "km", "kw", "kwh", "mb", "mg", "ml", "mm", "ms", "mu", "mw", "ns",
    "px",
    "rmb", "usd", "yuan",
]
private let phoneLabels = [
    "手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "微信", "微信号", "联系", "联系人", "致电", "拨打", "mobile",
    "phone", "tel", "tel.", "wechat",
]
