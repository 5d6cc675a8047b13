import Basics
import Disclosure

extension Check {
    static let valueMissing = ofTargets(
        with: .missing,
        Rule(
            "value-missing", .warning, "指标值缺失",
            what: "指标值一格是空的。整行都空的不算。",
            why: "没有目标值，年终就说不清完成了没有。", basis: "预算管理一体化系统中指标值为必录项",
            bad: "| 成本指标 | 项目控制预算数 | 不超过财政支持经费 |  |",
            good: "| 成本指标 | 项目控制预算数 | 不超过财政支持经费 | ≤2万元 |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    ("“\(target.indicator.level3.text)”没有指标值", "填写目标值；若原表即为空白，在文件头写“已核实: {value-missing: 原文如此}”")
}
