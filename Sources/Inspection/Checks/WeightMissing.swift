import Basics
import Content
import Disclosure

extension Check {
    static let weightMissing = Check(
        rule: Rule(
            "weight-missing", .warning, "缺少分值", what: "表里有分值（权重）一栏，有的指标却没有分值，或者分值不是一个数。整栏都空的只报一次。",
            why: "没有分值的指标在自评时不计分，其余指标的分值也凑不成总分。", basis: "财预〔2020〕10号：项目支出绩效评价管理办法",
            bad: "| 出车次数 | ≥120次 |  |", good: "| 出车次数 | ≥120次 | 10 |"),
        scope: .indicators { subject, rule in
            guard let column = subject.columns.weight, !subject.targets.isEmpty else { return [] }
            let missing = subject.targets.filter { filedNumber($0.indicator.cells[column].text) == nil }
            if missing.count == subject.targets.count, missing.allSatisfy({ $0.indicator.cells[column].text.isEmpty }) {
                return [allMissing(subject, rule)]
            }
            return missing.map { finding($0.indicator, $0.indicator.cells[column], subject, rule) }
        })
}

// MARK: Wording

private func allMissing(_ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic {
    rule.finding("整栏都没有填分值", at: subject.heading(.weight), help: "填写每个指标的分值；不用这一栏就删去")
}

private func finding(_ indicator: Indicator, _ cell: Literal, _ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic {
    rule.finding(
        cell.text.isEmpty
            ? "“\(indicator.level3.text)”没有分值" : "“\(indicator.level3.text)”的分值“\(cell.text)”不是一个数",
        at: subject.place(cell.range), help: "填写一个数，例如 10")
}
