import Basics
import Disclosure

extension Check {
    static let codeRegion = Check(
        rule: Rule(
            "code-region", .warning, "项目编码的区划与本站不符",
            what: "项目编码的前 6 位不是网站“行政区划代码”的区划，也不是它的上级或下级区划。网站没有写行政区划代码的不查。",
            why: "区划不同，多半是编码抄错，或者把别处的项目放到了本站。", bad: "行政区划代码: 130303，项目编码: 13030422P003970100139",
            good: "行政区划代码: 130303，项目编码: 13030322P003970100139"),
        scope: .project { subject, rule in
            let literal = subject.project.code
            guard let code = ProjectCode(literal.text), contradictsSite(code, subject.site) else { return [] }
            return [
                rule.finding(
                    "项目编码以 \(code.region) 开头，本站的行政区划代码是 \(subject.site.regionCode)", at: subject.place(literal.range),
                    help: "核对预算管理系统里的编码")
            ]
        })
}

/// Whether a code's region is neither the site's nor one above or below it.
func contradictsSite(_ code: ProjectCode, _ site: SiteInformation) -> Bool {
    let region = site.regionCode
    guard region.utf8.count == 6, Int(region) != nil else { return false }
    return !isSameOrNested(code.region, region)
}
