import Basics
import Content
import Disclosure

extension Check {
    static let levelUnknown = Check(
        rule: Rule(
            "level-unknown", .warning, "不认识的一级或二级指标", what: "项目的一级或二级指标不是通用的名称，也不是它的别名。成本指标作一级、二级都可以。",
            why: "名称不一致，就不能按类汇总和比较。",
            bad: "| 产出指标 | 数目指标 | … |", good: "| 产出指标 | 数量指标 | … |"),
        scope: .indicators { subject, rule in
            guard subject.isOfProject else { return [] }
            var seen: Set<Spelling> = []
            var findings: [Diagnostic] = []
            func check(
                _ literal: Literal, rank: String, _ known: (String) -> LevelNames.Level?,
                _ names: LevelNames.Names
            ) {
                guard !literal.text.isEmpty, known(literal.text) == nil else { return }
                guard seen.insert(Spelling(rank + literal.text)).inserted else { return }
                findings.append(finding(literal, rank, names, subject, rule))
            }
            for index in subject.targets.indices {
                let target = subject.targets[index]
                if target.indicator.startsLevel1 {
                    check(target.indicator.level1, rank: "一级", LevelNames.first, LevelNames.firsts)
                }
                if target.indicator.startsLevel2, target.level2 == nil {
                    check(target.indicator.level2, rank: "二级", LevelNames.second, LevelNames.seconds)
                }
            }
            return findings
        })
}

// MARK: Wording

private func finding(
    _ literal: Literal, _ rank: String, _ names: LevelNames.Names, _ subject: IndicatorSubject, _ rule: Rule
) -> Diagnostic {
    // A name of the other rank: as a rule the whole row has slipped.
    if rank == "一级", LevelNames.second(literal.text) != nil {
        return rule.finding(
            "“\(literal.text)”是二级指标，却写在一级指标一栏", at: subject.place(literal.range),
            help: "一级指标与上一行相同时留一个空白格：“|  | \(literal.text) | …”")
    }
    if rank == "二级", LevelNames.first(literal.text) != nil {
        return rule.finding(
            "“\(literal.text)”是一级指标，却写在二级指标一栏", at: subject.place(literal.range), help: "把它移到左边一栏，这里写二级指标")
    }
    let nearest = nearestName(to: LevelNames.bare(literal.text), among: names.all.sorted())
    return rule.finding(
        "不认识的\(rank)指标“\(literal.text)”", at: subject.place(literal.range),
        help: nearest.map { "是否想写“\($0)”？" } ?? "通用的\(rank)指标：\(names.usual.joined(separator: "、"))")
}
