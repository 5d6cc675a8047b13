import Basics
import Content

extension Check {
    static let contactShown = Check(
        rule: Rule(
            "contact-shown", .warning, "公开了填报人或联系人",
            what: "填报人、填表人、制表人、经办人、联系人后面写了人名，或者联系电话、联系方式后面写了号码。有区号的固定电话、400 和 12345 一类的服务电话不算；手机号码由 pii-mobile 报告。",
            why: "填表人的姓名和电话是内部联系用的个人信息，公开表格不需要。", basis: "个人信息保护法第三十四条", bad: "填报人：张三　联系电话：5051234",
            good: "联系电话：0335-5051234"),
        scope: .document { subject, rule in
            let source = subject.document.source
            // Keys are labels too; what is only for the program is not shown.
            let hidden = subject.document.fields.filter { programKeys.contains($0.key.text) }.map(\.value.range)
            var end = 0
            return subject.words[.contact].compactMap { hit in
                // 电话 also stands in 联系电话.
                guard hit.range.upper > end else { return nil }
                end = hit.range.upper
                guard !hidden.contains(where: { $0.lower <= hit.range.lower && hit.range.upper <= $0.upper }) else {
                    return nil
                }
                let label = contactLabels[hit.word]
                guard let range = isPhone(label) ? number(behind: hit, in: source) : name(behind: hit, in: source)
                else {
                    return nil
                }
                return rule.finding(
                    "“\(label)”后面写了\(isPhone(label) ? "电话号码" : "人名")“\(masked(source.text(range)))”",
                    at: subject.place(range), help: isPhone(label) ? "删去，或改用带区号的单位电话" : "删去姓名；公开的表格不需要填表人")
            }
        })
}

let contactLabels = ["填报人", "填表人", "制表人", "经办人", "联系人", "联系电话", "联系方式", "电话"]

private func isPhone(_ label: String) -> Bool { label.hasSuffix("电话") || label == "联系方式" }

/// What stands behind a label and the colon, bar or space that parts it from its value; nil without such a mark.
private func value(behind hit: WordMatcher.Hit, in source: SourceText) -> [(offset: Int, scalar: Unicode.Scalar)]? {
    let line = source.line(at: hit.range.lower)
    let rest = Array(source.scalars(TextRange(hit.range.upper, min(line.upper, hit.range.upper + 96))))
    let gap = rest.prefix { " \t\u{A0}\u{3000}：:|*'\"“".unicodeScalars.contains($0.scalar) }
    return gap.isEmpty ? nil : Array(rest.dropFirst(gap.count))
}

/// A number of at least seven digits that is no public one.
private func number(behind hit: WordMatcher.Hit, in source: SourceText) -> TextRange? {
    guard let rest = value(behind: hit, in: source), let first = rest.first else { return nil }
    let run = rest.prefix { digitValue($0.scalar) != nil || "-－—() （）".unicodeScalars.contains($0.scalar) }
    let digits = run.compactMap { digitValue($0.scalar) }
    let last = run.last { digitValue($0.scalar) != nil }
    // With an area code it is an office's; 11 digits from 1 are a mobile number, which has a rule of its own.
    guard (7...12).contains(digits.count), let last, digits[0] != 0, Array(digits.prefix(3)) != [4, 0, 0],
        !(digits.count == 11 && digits[0] == 1)
    else { return nil }
    return TextRange(first.offset, last.offset + UTF8.width(last.scalar))
}

/// A name of two or three characters that begins with a family name, or four with one of two characters.
private func name(behind hit: WordMatcher.Hit, in source: SourceText) -> TextRange? {
    guard let rest = value(behind: hit, in: source), let first = rest.first else { return nil }
    let run = rest.prefix { isHan($0.scalar) || $0.scalar == "某" }
    let text = String(String.UnicodeScalarView(run.map(\.scalar)))
    guard let last = run.last, isName(text) else { return nil }
    return TextRange(first.offset, last.offset + UTF8.width(last.scalar))
}

private func isName(_ text: String) -> Bool {
    guard let first = text.first, (2...4).contains(text.count) else { return false }
    if text.contains("某") || text.hasSuffix("办") || text.hasSuffix("科") || text.hasSuffix("处") || text.hasSuffix("室") {
        return false
    }
    if doubleFamilyNames.contains(where: text.hasPrefix) { return text.count > 2 }
    return text.count < 4 && familyNames.contains(first)
}

private func masked(_ text: String) -> String { text.prefix(1) + String(repeating: "*", count: text.count - 1) }

private let doubleFamilyNames = ["欧阳", "上官", "司马", "诸葛", "东方", "尉迟", "皇甫", "慕容", "令狐", "公孙", "夏侯", "司徒"]

/// The two hundred most frequent family names, without those that commonly begin other words here (高, 万, 方, 安, 文…).
private let familyNames = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付\
    傅邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵严覃武戴莫孔白汤康易乔赖樊兰殷施洪翟颜倪温芦俞鲁葛季伍牛柴甄耿焦聂关詹欧柳骆霍梅盛童\
    裴涂祝岳宁左冉纪舒凌柯谷祁尚卞靳苗卜冼岑褚滕辛邢项
    """)
