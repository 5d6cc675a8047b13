import Basics
import Content

extension Check {
    static let dateMissing = Check(
        rule: Rule(
            "date-missing", .warning, "没有公开日期", what: "单位的 index.md 没有写“公开日期”，或者写了键没有写值。草稿和待审的不查。",
            why: "没有公开日期，读者和上级检查都看不出是不是在法定期限内公开的。", basis: publicationBasis, bad: "单位编码: 721001（没有“公开日期”）",
            good: "公开日期: 2022-02-10"),
        scope: .document { subject, rule in
            let document = subject.document
            guard isPublicUnit(document), document.scalar("公开日期")?.text.isEmpty ?? (document.fields["公开日期"] == nil)
            else {
                return []
            }
            let start = document.frontMatterRange.lower
            let range = document.fields["公开日期"]?.range ?? TextRange(start, start)
            return [
                rule.finding(
                    "没有写公开日期", at: subject.place(range), help: "在文件头里写“公开日期: 年-月-日”；应在批复后 20 日内公开")
            ]
        })
}

let publicationBasis = "预算法第十四条；预算法实施条例第六条"

/// Whether a document is a unit's, and is or was meant to be seen.
func isPublicUnit(_ document: Document) -> Bool {
    guard document.fields["单位编码"] != nil, document.fields["项目编码"] == nil else { return false }
    return !["草稿", "待审"].contains(document.scalar("状态")?.text ?? "")
}

extension Document {
    /// The scalar of a key; nil when the key is absent or holds a list or a map.
    func scalar(_ key: String) -> Literal? {
        guard case .scalar(let literal)? = fields[key] else { return nil }
        return literal
    }
}
