import Basics
import Disclosure

extension Check {
    static let planTemplate = Check(
        rule: Rule(
            "plan-template", .note, "支出计划千篇一律", what: "一个单位的每个项目（至少两个）都用同一个资金支出计划。",
            why: "不同的项目不会恰好同时支出；全都一样，说明计划是照抄的，看不出真实的用款安排。", basis: planBasis,
            bad: "四个项目都是 25% | 50% | 75% | 100%", good: "保险费 0% | 100% | 100% | 100%，补贴 25% | 50% | 75% | 100%"),
        scope: .unit { subject, rule in
            let plans = subject.unit.filedProjects.map { $0.plan.map { [$0.deadline.text, $0.filed.text] } }
            guard plans.count >= 2, let first = plans.first, plans.dropFirst().allSatisfy({ $0 == first }),
                let project = subject.unit.filedProjects.first, let range = project.plan.first?.filed.range,
                first.contains(where: { !$0[1].isEmpty })
            else { return [] }
            return [
                rule.finding(
                    "\(plans.count) 个项目的支出计划完全相同：\(first.map { $0[1] }.joined(separator: "、"))",
                    at: subject.place(subject.unit.name.range),
                    notes: [.init("例如“\(project.name.text)”", at: project.place(range))], help: "按每个项目实际的用款时间填写")
            ]
        })
}
