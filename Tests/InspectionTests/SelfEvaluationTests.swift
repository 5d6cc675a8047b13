import Testing

private let columns = "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 | 全年实际值 | 得分 | 偏差原因分析及改进措施"

private let rules: Set<String> = [
    "weights-total", "weight-missing", "weights-profile-unknown", "execution-rate", "score-over-weight",
    "result-missing", "deviation-unexplained",
]

/// Expects findings in a self-evaluation whose 分值 heading carries `heading`.
private func expect(_ expected: [Int: String], _ rows: String, heading: String = "", fields: String = "") async {
    await expectFindings(
        expected, of: rules,
        in: site(["a": project(rows, columns: columns.replacing("分值", heading + "分值"))], fields: fields))
}

private func rows(_ first: String, _ second: String) -> String {
    "产出指标 | 数量指标 | 期刊 | ≥4期 | \(first)\n | 质量指标 | 合格率 | ≥95% | \(second)"
}

@Suite("Self-evaluation")
struct SelfEvaluationTests {
    @Test("A self-evaluation in order")
    func inOrder() async {
        await expect([:], rows("50 | 4期 | 50 | 无", "40 | 96% | 40 | "))
        await expect([:], rows("50分 |  |  | ", "30分 |  |  | "))
        await expect(
            [:],
            rows("50 | 4期 | 50 | ", "40 | 90% | 35.5 | 两次返工，明年增加抽检")
                + "\n预算执行率 |  | 预算执行率 | 100% | 10 | 85.3% | 8.5 | 年底结余\n总分 |  |  |  | 100 |  | 94 | ")
    }

    @Test("Weights that do not add up")
    func total() async {
        await expect([1: "weights-total"], rows("50 |  |  | ", "49 |  |  | "), heading: "1️⃣")
        await expect([1: "weights-total"], rows("50 |  |  | ", "50 |  |  | "), heading: "1️⃣", fields: "权重方案: 90+10\n")
        await expect([:], rows("50 |  |  | ", "40 |  |  | "), fields: "权重方案: 90+10\n")
        await expect([1: "weights-profile-unknown"], rows("50 |  |  | ", "40 |  |  | "), fields: "权重方案: 1️⃣甲\n")
    }

    @Test("Weights that are missing")
    func missing() async {
        await expect([1: "weight-missing"], rows("50 |  |  | ", "1️⃣ |  |  | "))
        await expect([1: "weight-missing"], rows("50 |  |  | ", "1️⃣四十 |  |  | "))
        await expect([1: "weight-missing"], rows(" |  |  | ", " |  |  | "), heading: "1️⃣")
    }

    @Test("A score for the budget's execution that is not its share of the weight")
    func execution() async {
        let others = rows("50 | 4期 | 50 | ", "40 | 96% | 40 | ")
        await expect([1: "execution-rate"], others + "\n预算执行率 |  | 预算执行率 | 100% | 10 | 85% | 1️⃣9.5 | 年底结余")
        await expect([:], others + "\n预算执行率 |  | 预算执行率 | 100% | 10 | 85% | 8.5 | 年底结余")
    }

    @Test("A score above its weight")
    func score() async {
        await expect([1: "score-over-weight"], rows("50 | 4期 | 1️⃣51 | ", "40 | 96% | 40 | "))
    }

    @Test("A result or score that is missing once others are filled in")
    func result() async {
        await expect([1: "result-missing"], rows("50 | 1️⃣ | 50 | ", "40 | 96% | 40 | "))
        await expect([1: "result-missing"], rows("50 | 4期 | 1️⃣ | ", "40 | 96% | 40 | "))
    }

    @Test("A shortfall without a reason")
    func deviation() async {
        await expect([1: "deviation-unexplained"], rows("50 | 4期 | 45 | 1️⃣", "40 | 96% | 40 | "))
        await expect([1: "deviation-unexplained"], rows("50 | 3期 | 50 | 1️⃣无", "40 | 96% | 40 | "))
        await expect([:], rows("50 | 5期 | 50 | ", "40 | 100% | 40 | "))
    }
}
