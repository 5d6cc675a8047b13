import Basics
import Content
import Disclosure

extension Check {
    static let resultMissing = Check(
        rule: Rule(
            "result-missing", .warning, "缺少自评结果", what: "已经开始填写的自评表里，有的指标没有实际值，或有实际值没有得分。整张表都还没有填的不算。",
            why: "没有结果的指标等于没有评。", basis: "财预〔2020〕10号：项目支出绩效评价管理办法", bad: "实际值空着，得分 10",
            good: "实际值 128次，得分 10"),
        scope: .indicators { subject, rule in
            guard let actualColumn = subject.columns.actualValue else { return [] }
            let scoreColumn = subject.columns.score
            func isFilled(_ target: AssessedTarget, _ column: Int) -> Bool {
                !target.indicator.cells[column].text.isEmpty
            }
            let isScored = scoreColumn.map { column in subject.targets.contains { isFilled($0, column) } } ?? false
            guard isScored || subject.targets.contains(where: { isFilled($0, actualColumn) }) else { return [] }
            return subject.targets.compactMap { target in
                if !isFilled(target, actualColumn) {
                    return finding(target.indicator, "实际值", target.indicator.cells[actualColumn], subject, rule)
                }
                guard isScored, let scoreColumn, !isFilled(target, scoreColumn) else { return nil }
                return finding(target.indicator, "得分", target.indicator.cells[scoreColumn], subject, rule)
            }
        })
}

// MARK: Wording

private func finding(
    _ indicator: Indicator, _ what: String, _ cell: Literal, _ subject: IndicatorSubject, _ rule: Rule
) -> Diagnostic {
    rule.finding("“\(indicator.level3.text)”没有\(what)", at: subject.place(cell.range), help: "按自评结果补上\(what)")
}
