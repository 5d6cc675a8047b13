import Basics
import Disclosure

extension Check {
    static let valuePlaceholder = ofTargets(
        with: .placeholder,
        Rule(
            "value-placeholder", .warning, "指标值是占位字样",
            what: "指标值是供选择或待填写的字样：是/否、有/无、好坏、XX、**、×、_、待定等。",
            why: "读者看不出定的是哪一个目标。", basis: "预算管理一体化系统中指标值为必录项",
            bad: "| 可持续影响指标 | 长期使用性 | 是/否 |",
            good: "| 可持续影响指标 | 设备使用年限 | ≥5年 |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    (
        "“\(target.indicator.level3.text)”的指标值“\(target.indicator.targetValue?.filed.text ?? "")”是占位字样，不是目标",
        "写明确定的目标值，能用数的用数"
    )
}
