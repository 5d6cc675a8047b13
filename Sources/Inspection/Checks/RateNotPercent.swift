import Basics
import Disclosure

extension Check {
    static let rateNotPercent = ofTargets(
        with: .rateNotPercent,
        Rule(
            "rate-not-percent", .warning, "比率的目标不是百分比",
            what: "名称以率、比例、占比、比重、满意度结尾的指标，指标值不是百分比（也不是千分比、1:19 这样的比）。效率、频率、汇率等不是百分比的除外；满意度可以写“≥90分”。",
            why: "名称和目标值对不上，两个里总有一个写错了。",
            bad: "| 质量指标 | 工资及保险发放准确率 | 1人 |",
            good: "| 质量指标 | 工资及保险发放准确率 | 100% |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    (
        "“\(target.indicator.level3.text)”应当是百分比，指标值却是“\(target.indicator.targetValue?.filed.text ?? "")”",
        "写成百分比，例如“≥95%”；若要的是数目，改指标名称"
    )
}
