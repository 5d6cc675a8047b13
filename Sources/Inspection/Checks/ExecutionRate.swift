import Basics
import Content
import Disclosure

extension Check {
    static let executionRate = Check(
        rule: Rule(
            "execution-rate", .warning, "预算执行率的得分不对",
            what: "预算执行率一行的得分，不等于分值乘以执行率（执行率超过 100% 的按 100%）。按得分写到的小数位四舍五入或舍去都可以。",
            why: "预算执行率的得分只有一种算法；对不上的，不是执行率写错，就是得分算错。", basis: "财预〔2020〕10号：项目支出绩效评价管理办法",
            bad: "分值 10，实际 85%，得分 10", good: "分值 10，实际 85%，得分 8.5"),
        scope: .indicators { subject, rule in
            guard let weightColumn = subject.columns.weight, let actualColumn = subject.columns.actualValue,
                let scoreColumn = subject.columns.score
            else { return [] }
            return subject.targets.compactMap { target in
                let cells = target.indicator.cells
                guard isExecutionRate(target.indicator), let weight = filedNumber(cells[weightColumn].text),
                    let score = filedNumber(cells[scoreColumn].text),
                    let rate = TargetValue(cells[actualColumn]).number, target.isPercentOrBare(cells[actualColumn].text)
                else { return nil }
                let expected = weight.doubleValue * min(rate.doubleValue, 100) / 100
                guard abs(score.doubleValue - expected) >= lastPlace(score) else { return nil }
                return finding(
                    rounded(expected), cells[scoreColumn], cells[actualColumn], cells[weightColumn], subject, rule)
            }
        })
}

extension AssessedTarget {
    /// Whether an actual value is a percentage, or a number whose unit the target or a column says.
    fileprivate func isPercentOrBare(_ actual: String) -> Bool {
        IndicatorWords.percents.isFound(in: actual) || isPercent && filedNumber(actual) != nil
    }
}

/// One unit of a number's last decimal place.
private func lastPlace(_ amount: Amount) -> Double { (0..<amount.decimals).reduce(1) { place, _ in place / 10 } - 1e-9 }

private func rounded(_ value: Double) -> Amount {
    let hundredths = Int((value * 100).rounded())
    return Amount(millionths: hundredths * 10_000, decimals: hundredths % 10 == 0 ? (hundredths % 100 == 0 ? 0 : 1) : 2)
}

// MARK: Wording

private func finding(
    _ expected: Amount, _ score: Literal, _ rate: Literal, _ weight: Literal, _ subject: IndicatorSubject, _ rule: Rule
) -> Diagnostic {
    rule.finding(
        "预算执行率“\(rate.text)”、分值 \(weight.text)，得分应为 \(expected)，写的是 \(score.text)", at: subject.place(score.range),
        notes: [.init("执行率在这里", at: subject.place(rate.range))], help: "核对执行率和得分")
}
