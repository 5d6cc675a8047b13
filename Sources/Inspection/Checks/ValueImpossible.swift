import Basics
import Disclosure

extension Check {
    static let valueImpossible = ofTargets(
        with: .impossible,
        Rule(
            "value-impossible", .warning, "指标值不可能",
            what: "不是增长、完成率一类的百分比超过 100%，写成“≥100%”“＞100%”，或是负数。",
            why: "做不到或不可能超过的目标等于没有目标，多半是录入时错了位数。",
            bad: "| 质量指标 | 公车正常运行率 | ≥950% |",
            good: "| 质量指标 | 公车正常运行率 | ≥95% |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    let filed = target.indicator.targetValue?.filed.text ?? ""
    let isWhole = target.indicator.targetValue?.number == Amount(millionths: 100_000_000, decimals: 0)
    return (
        "“\(target.indicator.level3.text)”不可能是“\(filed)”",
        isWhole ? "最多就是 100%，写“＝100%”" : "核对原表的小数点和符号；若是增长率，在名称或描述里写明"
    )
}
