import Basics
import Disclosure

extension Check {
    static let countAsPercent = ofTargets(
        with: .countAsPercent,
        Rule(
            "count-as-percent", .warning, "数目的目标是百分比",
            what: "名称以数、数量、次数、人数、面积、里程、发稿量等结尾的指标，指标值却是百分比。指数、系数、预算数等除外；指标值写明是增长的也除外。",
            why: "名称和目标值对不上，两个里总有一个写错了。",
            bad: "| 社会效益指标 | 媒体发稿量 | ≥85% |",
            good: "| 社会效益指标 | 媒体发稿量 | ≥85篇 |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    (
        "“\(target.indicator.level3.text)”是数目，指标值却是百分比“\(target.indicator.targetValue?.filed.text ?? "")”",
        "写成数和单位；若要的是比率或增长率，改指标名称"
    )
}
