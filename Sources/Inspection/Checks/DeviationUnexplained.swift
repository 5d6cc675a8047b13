import Basics
import Content
import Disclosure

extension Check {
    static let deviationUnexplained = Check(
        rule: Rule(
            "deviation-unexplained", .warning, "偏差没有说明", what: "得分低于分值，或实际值没有达到指标值，偏差原因分析及改进措施一格却是空的（“无”“/”也算空）。",
            why: "没有完成的指标要说明原因和改进措施，读者才知道下一年会怎样。", basis: "财预〔2020〕10号：项目支出绩效评价管理办法",
            bad: "≥95%，实际 90%，得分 8（分值 10），偏差原因空着", good: "≥95%，实际 90%，偏差原因：两辆车送修 20 天，明年提前年检"),
        scope: .indicators { subject, rule in
            let columns = subject.columns
            guard let deviation = columns.deviation else { return [] }
            return subject.targets.compactMap { target in
                let cell = target.indicator.cells[deviation]
                guard isBlankCell(cell.text), let reason = shortfall(target, columns) else { return nil }
                return finding(target.indicator, reason, cell, subject, rule)
            }
        })
}

/// What fell short, in words; nil when nothing did or it cannot be told.
private func shortfall(_ target: AssessedTarget, _ columns: IndicatorSubject.Columns) -> String? {
    let cells = target.indicator.cells
    if let weight = columns.weight, let score = columns.score, let points = filedNumber(cells[weight].text),
        let reached = filedNumber(cells[score].text), reached < points
    {
        return "得分 \(cells[score].text)，低于分值 \(cells[weight].text)"
    }
    guard let column = columns.actualValue, let filed = target.indicator.targetValue else { return nil }
    let actual = cells[column]
    let isReverse = columns.direction.map { reverse.isFound(in: cells[$0].text) } ?? (target.level2?.name == "成本指标")
    return isMissed(target, by: TargetValue(actual), isReverse: isReverse)
        ? "实际值“\(actual.text)”没有达到“\(filed.filed.text)”" : nil
}

private func isMissed(_ target: AssessedTarget, by actual: TargetValue, isReverse: Bool) -> Bool {
    guard let goal = target.indicator.targetValue else { return false }
    if Spelling(goal.filed.text) == Spelling("是"), Spelling(actual.filed.text) == Spelling("否") { return true }
    guard let number = goal.number, let result = actual.number, target.problem != .operatorUnknown else { return false }
    guard actual.unit.isEmpty || Spelling(actual.unit) == Spelling(target.unit) else { return false }
    switch target.comparison {
    case .atLeast: return result < number
    case .moreThan: return result <= number
    case .atMost: return result > number
    case .lessThan: return result >= number
    case .equal, nil:
        guard actual.unit.isEmpty || IndicatorWords.units.contains(actual.unit) else { return false }
        return isReverse ? result > goal.upperNumber ?? number : result < number
    }
}

private let reverse = WordMatcher(WordList(rows: [["反向"], ["逆向"], ["负向"]]))

// MARK: Wording

private func finding(
    _ indicator: Indicator, _ reason: String, _ cell: Literal, _ subject: IndicatorSubject, _ rule: Rule
) -> Diagnostic {
    rule.finding(
        "“\(indicator.level3.text)”\(reason)，没有说明原因", at: subject.place(cell.range), help: "写明偏差的原因和改进措施")
}
