private func code(_ code: String) -> Change { .edit(Sound.project, "13030322P000000000001", code) }
private func unitCode(_ code: String) -> Change { .edit(Sound.unit, "单位编码: 721001", "单位编码: \(code)") }
private func region(_ code: String) -> Change { .edit(Sound.site, "---\n\n", "行政区划代码: \(code)\n---\n\n") }
private func goal(_ text: String) -> [Change] { [.edit(Sound.project, Sound.goal, text)] }
private func published(_ date: String) -> [Change] {
    [.edit(Sound.unit, "公开日期: 2022-02-10", "批复日期: 2022-01-20\n公开日期: \(date)")]
}
private func period(_ years: String) -> Change { .edit(Sound.project, "资金用途:", "实施期: \(years)\n资金用途:") }

/// A second project of the unit, with a plan.
private func second(_ plan: String) -> Change {
    .text(
        Sound.folder + "b.md",
        """
        ---
        项目编码: 13030322P000000000002
        项目名称: 乙
        预算数: 1.00
        ---

        ## 资金支出计划（%）

        | 3月底 | 6月底 | 10月底 | 12月底 |
        | --- | --- | --- | --- |
        \(plan)

        """)
}

/// Codes, dates and the goal.
let formExamples: [RuleExamples] = [
    RuleExamples(
        "code-format", found: [[code("1️⃣13030322p000000000001")], [code("1️⃣1303O322P000000000001")]],
        silent: [[code("13030322PA0000000000Z")]]),
    RuleExamples(
        "code-year", found: [[code("1️⃣13030321P000000000001")]],
        silent: [[code("13030321P000000000001"), period("2021年1月至2023年12月")]]),
    RuleExamples(
        "code-region", found: [[region("130303"), code("1️⃣13030422P000000000001")]],
        silent: ["130303", "130300", "130000"].map { [region($0)] } + [[code("13040322P000000000001")]]),
    RuleExamples(
        "code-unit", found: [[unitCode("130303-721001"), code("1️⃣13040322P000000000001")]],
        silent: ["130303-721001", "130300-721001"].map { [unitCode($0)] } + [[code("13040322P000000000001")]]),
    RuleExamples(
        "goal-missing",
        found: [
            goal("1️⃣无"), [.edit(Sound.project, "## 绩效目标\n\n\(Sound.goal)", "## 绩效目标1️⃣\n")],
            [.edit(Sound.project, "项目名称: ", "项目名称: 1️⃣"), .edit(Sound.project, "## 绩效目标\n\n\(Sound.goal)\n\n", "")],
        ],
        silent: [goal("1.无重大事故。"), [.edit(Sound.project, "## 绩效目标", "## 二、绩效目标")]]),
    RuleExamples(
        "goal-year",
        found: [goal("1️⃣2021年保障公务用车。"), [period("2022-2024")] + goal("2023年扩大，1️⃣2025年保障公务用车。")],
        silent: [
            "较2021年提高5%，保障公务用车。", "自2018年以来，保障公务用车。", "按照《2021年公务用车办法》和〔2021〕5号，保障公务用车。", "落实2021-2025年规划。",
            "2022年培训2021人次。", "到2025年，支付2021年结转资金。",
        ].map(goal)),
    RuleExamples(
        "date-missing",
        found: [[.edit(Sound.unit, "单位编码: 721001", "1️⃣单位编码: 721001"), .edit(Sound.unit, "公开日期: 2022-02-10\n", "")]],
        silent: [[.edit(Sound.unit, "公开日期: 2022-02-10", "状态: 草稿")]]),
    RuleExamples(
        "published-late", found: [published("1️⃣2022-02-10"), published("1️⃣2022-01-19")],
        silent: [published("2022-02-09"), [.edit(Sound.unit, "公开日期: 2022-02-10", "批复日期: 2022-01-20")]]),
    RuleExamples(
        "plan-template", found: [[second(Sound.plan), .edit(Sound.unit, "单位名称: ", "单位名称: 1️⃣")]],
        silent: [[], [second("| 0% | 50% | 75% | 100% |")]]),
]
