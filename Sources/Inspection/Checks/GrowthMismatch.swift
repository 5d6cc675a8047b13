import Basics
import Content
import Disclosure

extension Check {
    static let growthMismatch = Check(
        rule: Rule(
            "name-says-level-text-says-growth", .warning, "名称和描述一个说数目、一个说增幅",
            what: "三级指标是一个数目（发稿量、人数、面积），描述说的却是增长率、增幅一类；或者反过来。",
            why: "85 篇和增长 85% 不是一回事，自评时没法认定。",
            bad: "| 社会效益指标 | 媒体发稿量 | 媒体发稿量增长率 |", good: "| 社会效益指标 | 媒体发稿量增长率 | 媒体发稿量比上年增长的比例 |"),
        scope: .indicators { subject, rule in
            guard subject.columns.description != nil else { return [] }
            return subject.targets.indices.compactMap { index in
                let name = subject.targets[index].indicator.level3.text
                let text = subject.targets[index].description.text
                if IndicatorWords.growthRates.isFound(in: name) {
                    guard IndicatorWords.counts.isEnd(of: text), !IndicatorWords.beyondWhole.isFound(in: text) else {
                        return nil
                    }
                    return finding(subject.targets[index], subject, rule, says: ("增减幅度", "数目"))
                }
                guard IndicatorWords.counts.isEnd(of: name), IndicatorWords.growthRates.isFound(in: text) else {
                    return nil
                }
                return finding(subject.targets[index], subject, rule, says: ("数目", "增减幅度"))
            }
        })
}

// MARK: Wording

private func finding(
    _ target: AssessedTarget, _ subject: IndicatorSubject, _ rule: Rule, says: (name: String, text: String)
) -> Diagnostic {
    rule.finding(
        "“\(target.indicator.level3.text)”说的是\(says.name)，描述“\(target.description.text)”说的是\(says.text)",
        at: subject.place(target.description.range), help: "按指标值的意思统一：改名称，或改描述")
}
