import Basics
import Content
import Disclosure

extension Check {
    static let scoreOverWeight = Check(
        rule: Rule(
            "score-over-weight", .warning, "得分超过分值", what: "自评表里一个指标的得分比它的分值高，或者是负数。", why: "得分最多是分值；超过的，总分就不对。",
            basis: "财预〔2020〕10号：项目支出绩效评价管理办法", bad: "分值 10，得分 12", good: "分值 10，得分 10"),
        scope: .indicators { subject, rule in
            guard let weightColumn = subject.columns.weight, let scoreColumn = subject.columns.score else { return [] }
            return subject.targets.compactMap { target in
                let (weight, score) = (target.indicator.cells[weightColumn], target.indicator.cells[scoreColumn])
                guard let points = filedNumber(weight.text), let reached = filedNumber(score.text) else { return nil }
                guard reached > points || reached < .zero else { return nil }
                return finding(target.indicator, weight, score, subject, rule)
            }
        })
}

// MARK: Wording

private func finding(
    _ indicator: Indicator, _ weight: Literal, _ score: Literal, _ subject: IndicatorSubject, _ rule: Rule
) -> Diagnostic {
    rule.finding(
        "“\(indicator.level3.text)”得分 \(score.text)，应在 0 和分值 \(weight.text) 之间", at: subject.place(score.range),
        notes: [.init("分值在这里", at: subject.place(weight.range))], help: "核对得分和分值")
}
