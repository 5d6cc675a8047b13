import Basics
import Disclosure

extension Check {
    static let valueNotNumeric = ofTargets(
        with: .notNumeric,
        Rule(
            "value-not-numeric", .warning, "数量、成本指标没有数",
            what: "数量指标、成本指标（经济成本指标）的指标值里没有数。用汉字写的数（每年一次）算有数。",
            why: "数量和成本只有用数才能衡量，自评时才能按完成比例计分。", basis: "分级分档评分规则：定量指标按实际完成比例计分",
            bad: "| 成本指标 | 项目控制预算数 | 是 |",
            good: "| 成本指标 | 项目控制预算数 | ≤0.40万元 |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    (
        "\(target.level2?.name ?? target.indicator.level2.text)“\(target.indicator.level3.text)”的指标值“\(target.indicator.targetValue?.filed.text ?? "")”里没有数",
        "写成符号、数和单位，例如“≥4期”“≤0.40万元”"
    )
}
