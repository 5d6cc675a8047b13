import Basics
import Disclosure

extension Check {
    static let planDecreasing = Check(
        rule: Rule(
            "plan-decreasing", .warning, "支出计划倒退", what: "资金支出计划是累计数，后一个月份的比例却小于前一个。空白和不是百分比的不比。",
            why: "到某月底为止的累计支出只会增加；数字变小，说明填的是当期数或填错了格。", basis: planBasis, bad: "25% | 50% | 40% | 100%",
            good: "25% | 50% | 75% | 100%"),
        scope: .project { subject, rule in
            let values = SpendingPlan(subject.project).percentages
            return zip(values, values.dropFirst()).compactMap { before, after in
                guard after.percent < before.percent else { return nil }
                return rule.finding(
                    "\(after.column.deadline.text)的支出计划 \(after.column.filed.text) 小于\(before.column.deadline.text)的 \(before.column.filed.text)",
                    at: subject.place(after.column.filed.range),
                    notes: [.init("前一个月份在这里", at: subject.place(before.column.filed.range))],
                    help: "各月份填到那时为止的累计比例，应逐月不减")
            }
        })
}
