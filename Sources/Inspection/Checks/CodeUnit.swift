import Basics
import Disclosure

extension Check {
    static let codeUnit = Check(
        rule: Rule(
            "code-unit", .warning, "项目编码与单位编码不符",
            what: "单位编码以 6 位行政区划开头（如 130303-721001、130303721001），项目编码的前 6 位却是与它无关的区划。单位编码里看不出区划的（如 721001）不查。",
            why: "区划不同，多半是编码抄错，或者项目放错了单位。", bad: "单位编码: 130303-721001，项目编码: 13040322P003970100139",
            good: "单位编码: 130303-721001，项目编码: 13030322P003970100139"),
        scope: .project { subject, rule in
            let literal = subject.project.code
            // What already contradicts the site is told once.
            guard let code = ProjectCode(literal.text), let region = region(ofUnit: subject.unit.code.text),
                !isSameOrNested(code.region, region), !contradictsSite(code, subject.site)
            else { return [] }
            return [
                rule.finding(
                    "项目编码以 \(code.region) 开头，单位编码“\(subject.unit.code.text)”的区划是 \(region)",
                    at: subject.place(literal.range),
                    notes: [.init("单位编码在这里", at: subject.unit.place(subject.unit.code.range))],
                    help: "核对预算管理系统里的编码，或把文件移到它的单位的文件夹")
            ]
        })
}

/// The region that a unit's code begins with. A code of the fiscal system such as `721001` has none, and what a project
/// code has behind its letter is a serial number that says nothing of the unit.
private func region(ofUnit code: String) -> String? {
    let digits = code.prefix { $0.isASCII && $0.isNumber }
    let rest = code.dropFirst(digits.count)
    let isParted = digits.count == 6 && (rest.first == "-" || rest.first == "_") && rest.count > 3
    guard isParted || digits.count == 12 && rest.isEmpty, let first = digits.first, ("1"..."9").contains(first) else {
        return nil
    }
    return String(digits.prefix(6))
}
