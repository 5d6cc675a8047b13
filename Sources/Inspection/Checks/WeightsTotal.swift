import Basics
import Content
import Disclosure

extension Check {
    static let weightsTotal = Check(
        rule: Rule(
            "weights-total", .warning, "分值合计不对",
            what:
                "各指标分值（权重）之和不是方案规定的数：100；或 90，另有预算执行率 10；或 80，另有预算执行率 20。表里已列预算执行率一行的，合计应为 100。网站可在 content/index.md 写明“权重方案”；没有写明时，三种都可以。",
            why: "分值合计不对，自评得分就不能和别的项目相比。", basis: "财预〔2020〕10号：项目支出绩效评价管理办法",
            bad: "九个指标的分值合计 99", good: "九个指标的分值合计 90，预算执行率 10"),
        scope: .indicators { subject, rule in
            guard let column = subject.columns.weight, !subject.targets.isEmpty else { return [] }
            let weights = subject.targets.compactMap { filedNumber($0.indicator.cells[column].text) }
            guard weights.count == subject.targets.count else { return [] }
            let hasExecution = subject.targets.contains { isExecutionRate($0.indicator) }
            let profile = subject.weightProfile
            let expected = (profile.map { [$0] } ?? WeightProfile.all).map { hasExecution ? $0.total : $0.indicators }
            let sum = weights.sum()
            return expected.contains(sum) ? [] : [finding(sum, expected, subject, rule)]
        })
}

// MARK: Wording

private func finding(_ sum: Amount, _ expected: [Amount], _ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic {
    var wanted: [String] = []
    for amount in expected.map(\.description) where !wanted.contains(amount) { wanted.append(amount) }
    return rule.finding(
        "分值合计是 \(sum)，应为 \(wanted.joined(separator: " 或 "))", at: subject.heading(.weight), help: "逐行核对分值")
}
