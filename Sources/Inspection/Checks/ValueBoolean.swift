import Basics
import Disclosure

extension Check {
    static let valueBoolean = ofTargets(
        with: .boolean,
        Rule(
            "value-boolean", .warning, "指标值只是“是”",
            what: "指标值只写“是”“否”“有”“无”“好”一类的字，又不是数量、成本指标。",
            why: "只能回答做没做，看不出做到什么程度，无法衡量。",
            bad: "| 社会效益指标 | 提高工作效率 | 是 |",
            good: "| 社会效益指标 | 业务办结时间缩短 | ≥10% |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    let filed = target.indicator.targetValue?.filed.text ?? ""
    let help = filed == "无" ? "若指没有发生，写“0次”“0起”" : "换成能衡量的目标：数、比例、期限；确实只能定性的，写明达到什么程度"
    return ("“\(target.indicator.level3.text)”的指标值只写“\(filed)”，无法衡量", help)
}
