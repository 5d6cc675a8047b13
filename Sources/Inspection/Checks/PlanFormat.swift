import Basics
import Disclosure

extension Check {
    static let planFormat = Check(
        rule: Rule(
            "plan-format", .warning, "支出计划不是百分比",
            what: "资金支出计划里的值不是 0% 到 100% 的百分比。空白不算；标题或表头写明（%）而各格都只写数字的也不算。",
            why: "写成 25、0.25 或文字，读者分不清是比例还是金额。", basis: planBasis, bad: "25 | 50% | 75% | 100%",
            good: "25% | 50% | 75% | 100%"),
        scope: .project { subject, rule in
            let plan = SpendingPlan(subject.project)
            return plan.columns.filter { !$0.filed.text.isEmpty && !plan.isPercentage($0) }.map { column in
                // Only a whole number above 1 can safely be taken for a percentage without its sign.
                let mended = column.percent.flatMap { percent in
                    percent.isInteger && (Amount(millionths: 2_000_000, decimals: 0)...Amount.hundred).contains(percent)
                        ? "\(column.filed.text)%" : nil
                }
                return rule.finding(
                    "\(column.deadline.text)的支出计划“\(column.filed.text)”不是 0% 到 100% 的百分比",
                    at: subject.place(column.filed.range), help: mended.map { "写成“\($0)”" } ?? "写成百分比，例如“25%”",
                    fixes: mended.map { [.init(column.filed.range, $0)] } ?? [])
            }
        })
}
