import Basics
import Content
import Disclosure

extension Check {
    static let descriptionQuestion = Check(
        rule: Rule(
            "description-question", .warning, "描述是一句问话",
            what: "绩效指标描述里问“是否……”，而不是说明指标。说的是“是否……的比例、人数、次数”的不算。",
            why: "描述应当说明衡量什么、怎么衡量；问话是评价时才要回答的。",
            bad: "| 社会效益指标 | 提高工作效率 | 是否能提高工作效率 |",
            good: "| 社会效益指标 | 业务办结时间缩短 | 办结一件业务的平均天数比上年减少的比例 |"),
        scope: .indicators { subject, rule in
            guard subject.columns.description != nil else { return [] }
            return subject.targets.indices.compactMap { index in
                guard questions.isFound(in: subject.targets[index].description.text) else { return nil }
                let description = subject.targets[index].description
                return isMeasure(trimmingMarks(description.text)) ? nil : finding(description, subject, rule)
            }
        })
}

private let questions = WordMatcher(WordList(rows: [["是否"], ["能否"], ["有没有", "有没有的"]]))

/// Whether the text goes on to name a number: 是否按时完成的比例.
private func isMeasure(_ text: String) -> Bool {
    IndicatorWords.rates.isEnd(of: text) || IndicatorWords.counts.isEnd(of: text) || scores.isEnd(of: text)
}

private let scores = WordMatcher(WordList(rows: [["比率"], ["得分"], ["分值"]]))

private func trimmingMarks(_ text: String) -> String {
    var scalars = text.unicodeScalars
    while let last = scalars.last, "。；;，,、）)".unicodeScalars.contains(last) { scalars.removeLast() }
    return String(scalars)
}

// MARK: Wording

private func finding(_ description: Literal, _ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic {
    rule.finding(
        "描述“\(description.text)”是一句问话", at: subject.place(description.range), help: "改成说明：衡量什么，怎么算")
}
