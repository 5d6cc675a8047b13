import Basics
import Content
import Disclosure

extension Check {
    static let codeYear = Check(
        rule: Rule(
            "code-year", .warning, "项目编码的年份与年度不符", what: "项目编码的第 7、8 位不是预算年度的后两位，也不在项目的实施期里。",
            why: "年份不符，多半是沿用了上年的表而没有换编码。", bad: "2022 年的项目，项目编码: 13030321P003970100139",
            good: "2022 年的项目，项目编码: 13030322P003970100139"),
        scope: .project { subject, rule in
            let project = subject.project
            guard let code = ProjectCode(project.code.text), code.year != project.year % 100,
                !implementationYears(of: project).contains(where: { $0 % 100 == code.year })
            else { return [] }
            return [
                rule.finding(
                    "项目编码的年份是 \(code.year < 10 ? "0" : "")\(code.year)，预算年度是 \(project.year)",
                    at: subject.place(project.code.range), help: "核对编码；跨年度的项目写明“实施期”，例如“实施期: 2021-2023”")
            ]
        })
}

/// The fiscal year, and the years from the first to the last that 实施期 names.
func implementationYears(of project: Project) -> Set<Int> {
    guard case .scalar(let period)? = project.extraFields["实施期"] else { return [project.year] }
    let named = years(in: project.source, period.range).map(\.year)
    guard let first = named.min(), let last = named.max() else { return [project.year] }
    return Set(first...last).union([project.year])
}
