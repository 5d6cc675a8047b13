import Basics
import Content
import Disclosure

extension Check {
    static let wordsVague = Check(
        rule: Rule(
            "words-vague", .note, "没有尺度的词",
            what: "描述或指标值里有“较好”“有效”“进一步”“逐步”“明显”“一定程度”一类的词，而这一行没有数可以衡量。每格最多提示一次。",
            why: "多好算较好，没有尺度，年终怎么说都对。", bad: "| 能够长期较好地满足工作需求 | 是 |", good: "| 设备全年正常使用的天数 | ≥350天 |"),
        scope: .indicators { subject, rule in
            subject.targets.indices.flatMap { index -> [Diagnostic] in
                guard !subject.targets[index].hasNumber else { return [] }
                let description = subject.targets[index].description
                let value =
                    subject.targets[index].problem == nil ? subject.targets[index].indicator.targetValue?.filed : nil
                return [description, value].compactMap { cell in
                    guard let cell, let word = IndicatorWords.vague.first(in: cell.text), !cell.text.hasDigit else {
                        return nil
                    }
                    return finding(word, cell, subject, rule)
                }
            }
        })
}

// MARK: Wording

private func finding(_ word: String, _ cell: Literal, _ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic {
    rule.finding("“\(cell.text)”里的“\(word)”没有尺度", at: subject.place(cell.range), help: "写明做到多少算数：数、比例、期限，或和什么相比")
}
