import Basics
import Disclosure

extension Check {
    static let planIncomplete = Check(
        rule: Rule(
            "plan-incomplete", .warning, "支出计划不到 100%", what: "资金支出计划的最后一个月份不是 100%，或者是空白。没有支出计划的不查。",
            why: "当年预算当年执行：到年底的计划应当是全部支出。", basis: planBasis, bad: "25% | 50% | 75% | 90%",
            good: "25% | 50% | 75% | 100%"),
        scope: .project { subject, rule in
            let plan = SpendingPlan(subject.project)
            guard let last = plan.columns.last else { return [] }
            let isBlank = last.filed.text.isEmpty
            guard isBlank || plan.isPercentage(last) && last.percent != .hundred else { return [] }
            return [
                rule.finding(
                    "\(last.deadline.text)的支出计划是\(isBlank ? "空白" : " \(last.filed.text)")，应为 100%",
                    at: subject.place(last.filed.range), help: "核对原表；确有资金要结转下年的，在“已核实”里写明")
            ]
        })
}
