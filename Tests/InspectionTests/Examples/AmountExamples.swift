private func budget(_ old: String, _ new: String) -> [Change] { [.edit(Sound.project, old, new)] }
private func plan(_ row: String) -> [Change] { [.edit(Sound.project, Sound.plan, row)] }
private func goal(_ text: String) -> [Change] { [.edit(Sound.project, Sound.goal, text)] }
private let sums = "预算数: 0.40\n财政资金: 0.40"

/// Amounts and the spending plan.
let amountExamples: [RuleExamples] = [
    RuleExamples(
        "funds-sum",
        found: [budget("预算数: 0.40", "预算数: 1️⃣0.41"), budget("其他资金:", "其他资金: 0.01") + budget("预算数: ", "预算数: 1️⃣")],
        silent: [
            budget(sums, "预算数: 0.40\n财政资金: 0.10\n上年结转资金: 0.30"), budget("财政资金: 0.40\n其他资金:", "财政资金: ０.40\n其他资金: 0"),
            budget("财政资金: 0.40\n其他资金:\n", ""), budget(sums, "预算数: 1,234.50\n财政资金: 1234.50"),
        ]),
    RuleExamples(
        "funds-decimals", found: [budget("预算数: 0.40", "预算数: 1️⃣0.4"), budget("财政资金: 0.40", "财政资金: 1️⃣0.400")],
        silent: [
            budget("其他资金:", "其他资金: 0"),
            [.edit(Sound.unit, "公开日期", "金额单位: 元\n公开日期")] + budget(sums, "预算数: 4000\n财政资金: 4000"),
        ]),
    RuleExamples(
        "funds-unit",
        found: [
            budget(sums, "预算数: 4000.00\n财政资金: 4000.00") + goal("1.支付保险费1️⃣0.40万元。"),
            budget("公务用车保险费", "公务用车保险费1️⃣4000万元"), goal("1.支付保险费1️⃣0.4元。"),
        ],
        silent: [
            goal("1.支付保险费4000元，即0.40万元。"), goal("1.人均0.4元，每车4000万元，标准0.40元/次。"), goal("1.保障4000辆。"),
        ]),
    RuleExamples(
        "plan-decreasing", found: [plan("| 25% | 50% | 1️⃣40% | 100% |"), plan("| 25% | 1️⃣20% | 75% | 100% |")],
        silent: [plan("| 25% | 25% | 75% | 100% |"), plan("| 25% |  | 75% | 100% |")]),
    RuleExamples(
        "plan-incomplete", found: [plan("| 25% | 50% | 75% | 1️⃣90% |"), plan("| 25% | 50% | 75% | 1️⃣ |")],
        silent: [plan("|  |  |  | 100％ |"), plan("| 0% | 33.3% | 66.6% | 100.00% |")]),
    RuleExamples(
        "plan-format", found: [plan("| 1️⃣25 | 50% | 75% | 100% |"), plan("| 25% | 1️⃣一半 | 75% | 100% |")],
        silent: [plan("| 25 | 50 | 75 | 100 |"), plan("| ２５% | 50％ | 75.5% | 100% |")]),
]
