import Basics
import Disclosure

extension Check {
    static let operatorUnknown = ofTargets(
        with: .operatorUnknown,
        Rule(
            "operator-unknown", .warning, "符号写法不对",
            what: "指标值或指标性质里用了不是 ≥ ＞ ＝ ＜ ≤ 的符号：》、≧、>=、≮ 等。文字“不低于”“不超过”可以。",
            why: "读者和程序可能读成别的意思。数字里混进的符号（2280次 原是 ≥280次）不作猜测。",
            bad: "| 满意度指标 | 单位工作人员满意度 | 》95% |", good: "| 满意度指标 | 单位工作人员满意度 | ≥95% |"),
        wording: wording)
}

// MARK: Wording

private func wording(_ target: AssessedTarget) -> (summary: String, help: String) {
    let filed = target.indicator.targetValue?.filed
    let isValue = filed?.range == target.range
    let sign = filed.flatMap { wrongOperator(at: $0.text, isWhole: false) }
    let name = target.indicator.level3.text
    guard isValue, let sign else { return ("“\(name)”的指标性质写法不对", "写成 ≥、＞、＝、＜、≤ 或 定性") }
    return ("“\(name)”的指标值里“\(sign.spelling)”不是规范的符号", "对照原表，若意思是“\(sign.meaning)”，就这样写")
}
