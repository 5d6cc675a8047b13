import Basics
import Disclosure

extension Check {
    static let valueUnitOnly = ofTargets(
        with: .unitOnly,
        Rule(
            "value-unit-only", .warning, "指标值只有单位",
            what: "指标值只写了计量单位或符号，没有数。",
            why: "只有单位看不出要做到多少。", basis: "预算管理一体化系统中指标值为必录项",
            bad: "| 数量指标 | 出车次数 | 次 |",
            good: "| 数量指标 | 出车次数 | ≥120次 |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    let filed = target.indicator.targetValue?.filed.text ?? ""
    return (
        "“\(target.indicator.level3.text)”的指标值只写了“\(filed)”，没有数",
        "补上符号和数，例如“≥…\(IndicatorWords.units.contains(filed) ? filed : "")”"
    )
}
