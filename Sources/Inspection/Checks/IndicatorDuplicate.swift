import Basics
import Disclosure

extension Check {
    static let indicatorDuplicate = Check(
        rule: Rule(
            "indicator-duplicate", .warning, "指标重复",
            what: "同一张表里一级、二级、三级指标都相同的两行。",
            why: "重复的指标会重复计分，也多半是录入时复制漏改。",
            bad: "| 产出指标 | 数量指标 | 培训人数 | … |，下面又一行 | | | 培训人数 | … |",
            good: "| 产出指标 | 数量指标 | 培训人数 | … |，下面一行 | | | 培训期数 | … |"),
        scope: .indicators { subject, rule in
            var first: [Spelling: [Int]] = [:]
            first.reserveCapacity(subject.targets.count)
            var findings: [Diagnostic] = []
            for index in subject.targets.indices {
                let name = Spelling(subject.targets[index].indicator.level3.text)
                guard !name.text.isEmpty else { continue }
                guard let same = first[name] else {
                    first[name] = [index]
                    continue
                }
                let earlier = same.first {
                    isSameClass(subject.targets[$0].indicator, subject.targets[index].indicator)
                }
                if let earlier {
                    findings.append(finding(subject.targets[index], after: subject.targets[earlier], subject, rule))
                } else {
                    first[name] = same + [index]
                }
            }
            return findings
        })
}

private func isSameClass(_ left: Indicator, _ right: Indicator) -> Bool {
    Spelling(left.level2.text) == Spelling(right.level2.text)
        && Spelling(left.level1.text) == Spelling(right.level1.text)
}

// MARK: Wording

private func finding(
    _ target: AssessedTarget, after first: AssessedTarget, _ subject: IndicatorSubject, _ rule: Rule
) -> Diagnostic {
    rule.finding(
        "\(target.indicator.level2.text)里“\(target.indicator.level3.text)”写了两行",
        at: subject.place(target.indicator.level3.range),
        notes: [.init("前一行在这里", at: subject.place(first.indicator.level3.range))],
        help: "两行若是两件事，把名称写得能分开；若是重复录入，对照原表删去一行")
}
