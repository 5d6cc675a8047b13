/// A form with the columns of a self-evaluation. Each row stands for what follows the target value.
private func evaluation(_ first: String, _ second: String, _ more: String..., heading: String = "") -> Change {
    let rows = ["产出指标 | 数量指标 | 期刊 | ≥4期 | \(first)", " | 质量指标 | 合格率 | ≥95% | \(second)"] + more
    return form(
        rows.joined(separator: " |\n| "),
        columns: "一级指标 | 二级指标 | 三级指标 | 指标值 | \(heading)分值 | 全年实际值 | 得分 | 偏差原因分析及改进措施")
}

private func profile(_ name: String) -> Change { .edit(Sound.site, "---\n\n", "权重方案: \(name)\n---\n\n") }

private func execution(_ score: String) -> String { "预算执行率 |  | 预算执行率 | 100% | 10 | 85% | \(score) | 年底结余" }

private let complete = evaluation("50 | 4期 | 50 | 无", "50 | 96% | 50 | ")

/// Weights, scores and results.
let selfEvaluationExamples: [RuleExamples] = [
    RuleExamples(
        "weights-total",
        found: [
            [evaluation("50 |  |  | ", "49 |  |  | ", heading: "1️⃣")],
            [evaluation("50 |  |  | ", "50 |  |  | ", heading: "1️⃣"), profile("90+10")],
        ],
        silent: [
            [complete], [evaluation("50分 |  |  | ", "30分 |  |  | ")],
            [evaluation("50 |  |  | ", "40 |  |  | "), profile("90+10")],
            [
                evaluation(
                    "50 | 4期 | 50 | ", "40 | 90% | 35.5 | 两次返工", execution("8.5"), "总分 |  |  |  | 100 |  | 94 | ")
            ],
        ]),
    RuleExamples(
        "weight-missing",
        found: [
            [evaluation("50 |  |  | ", "1️⃣ |  |  | ")], [evaluation("50 |  |  | ", "1️⃣四十 |  |  | ")],
            [evaluation(" |  |  | ", " |  |  | ", heading: "1️⃣")],
        ],
        silent: [[complete], [evaluation("50 |  |  | ", "50分 |  |  | ")]]),
    RuleExamples(
        "weights-profile-unknown", found: [[complete, profile("1️⃣甲")]],
        silent: ["100", "90+10", "80+20"].map { [complete, profile($0)] }),
    RuleExamples(
        "execution-rate",
        found: [[evaluation("50 | 4期 | 50 | ", "40 | 96% | 40 | ", execution("1️⃣9.5"))]],
        silent: [[evaluation("50 | 4期 | 50 | ", "40 | 96% | 40 | ", execution("8.5"))]]),
    RuleExamples(
        "score-over-weight", found: [[evaluation("50 | 4期 | 1️⃣51 | ", "50 | 96% | 50 | ")]],
        silent: [[complete], [evaluation("50 | 4期 | 50.0 | ", "50 | 96% | 0 | 无成效")]]),
    RuleExamples(
        "result-missing",
        found: [
            [evaluation("50 | 1️⃣ | 50 | ", "50 | 96% | 50 | ")], [evaluation("50 | 4期 | 1️⃣ | ", "50 | 96% | 50 | ")],
        ],
        silent: [[complete], [evaluation("50 |  |  | ", "50 |  |  | ")]]),
    RuleExamples(
        "deviation-unexplained",
        found: [
            [evaluation("50 | 4期 | 45 | 1️⃣", "50 | 96% | 50 | ")],
            [evaluation("50 | 3期 | 50 | 1️⃣无", "50 | 96% | 50 | ")],
        ],
        silent: [
            [complete], [evaluation("50 | 5期 | 50 | ", "50 | 100% | 50 | ")],
            [evaluation("50 | 3期 | 40 | 一期延到次年", "50 | 96% | 50 | ")],
        ]),
]
