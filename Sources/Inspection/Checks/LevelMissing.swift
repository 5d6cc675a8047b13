import Basics
import Disclosure

extension Check {
    static let levelMissing = Check(
        rule: Rule(
            "level-missing", .warning, "缺少一类指标",
            what: "项目的绩效指标表没有产出指标、效益指标或满意度指标，或者整张表都没有。写错的名称由 level-unknown 指出，这里按最接近的一类算。",
            why: "产出、效益、满意度合起来才说得清钱花了做成什么、有什么用、服务对象认不认可。",
            basis: "中共中央 国务院关于全面实施预算绩效管理的意见（中发〔2018〕34号）", bad: "只有产出指标的绩效指标表", good: "产出指标、效益指标、满意度指标都有"),
        scope: .project { subject, rule in
            guard let indicators = subject.indicators, !indicators.targets.isEmpty else {
                return [tableMissing(subject, rule)]
            }
            var present: Set<String> = []
            for index in indicators.targets.indices {
                let indicator = indicators.targets[index].indicator
                if indicator.startsLevel1,
                    let level = LevelNames.first(indicator.level1.text) ?? nearest(indicator.level1.text)
                {
                    present.insert(level.name)
                }
                if let level = indicators.targets[index].level2 { present.insert(level.level1) }
            }
            let missing = ["产出指标", "效益指标", "满意度指标"].filter { !present.contains($0) }
            return missing.isEmpty ? [] : [levelsMissing(missing, indicators, rule)]
        })
}

/// The level that a misspelt name most likely meant.
private func nearest(_ text: String) -> LevelNames.Level? {
    guard !text.isEmpty else { return nil }
    return nearestName(to: text, among: LevelNames.firsts.all.sorted()).flatMap(LevelNames.first)
}

// MARK: Wording

private func tableMissing(_ subject: ProjectSubject, _ rule: Rule) -> Diagnostic {
    rule.finding(
        "“\(subject.project.name.text)”没有绩效指标", at: subject.place(subject.project.name.range),
        help: "写“## 绩效指标”，下面是指标表，产出、效益、满意度指标都要有")
}

private func levelsMissing(_ levels: [String], _ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic {
    rule.finding(
        "绩效指标里没有\(levels.joined(separator: "、"))", at: subject.heading(.level1),
        help: "对照原表补上；若原表即没有，在文件头写“已核实: {level-missing: 原文如此}”")
}
