import Basics
import Disclosure

extension Check {
    static let valueImplicitEquals = ofTargets(
        with: .implicitEquals,
        Rule(
            "value-implicit-equals", .note, "指标值没有符号",
            what: "指标值只有数和单位，前面没有 ≥ ＞ ＝ ＜ ≤，也没有“以上”“不超过”一类的字；按“＝”读。",
            why: "“4期”是正好 4 期，还是至少 4 期，写明符号才没有歧义。",
            bad: "| 数量指标 | 文艺期刊数 | 4期 |",
            good: "| 数量指标 | 文艺期刊数 | ≥4期 |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    let filed = target.indicator.targetValue?.filed.text ?? ""
    return ("“\(target.indicator.level3.text)”的指标值“\(filed)”没有符号，按“＝\(filed)”读", "若是下限写“≥\(filed)”，若是上限写“≤\(filed)”")
}
