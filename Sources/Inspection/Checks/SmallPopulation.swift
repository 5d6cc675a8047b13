import Basics
import Disclosure

extension Check {
    static let smallPopulation = Check(
        rule: Rule(
            "small-population", .warning, "只有几个人的满意度",
            what: "满意度指标定了百分比，而同一项目里以“人”计的数量指标最多 5 人。“≥3人”没有上限，不算。调查对象是群众、企业、学生等其他人群的不算。",
            why: "一两个人的满意度只能是 0、50% 或 100%，没有意义；公开结果还等于公开这个人的意见。",
            bad: "支付工资人员数量 1人，公益岗满意度 ≥95%", good: "支付工资人员数量 1人，服务对象投诉 0次"),
        scope: .indicators { subject, rule in
            guard let group = largestGroup(subject), group.number <= limit else { return [] }
            return subject.targets.indices.compactMap { index in
                let target = subject.targets[index]
                guard target.isSatisfaction, target.isPercent, target.hasNumber,
                    !isAboutOthers(target.indicator.level3.text, group.target.indicator.level3.text)
                else { return nil }
                return finding(target, group, subject, rule)
            }
        })
}

private let limit = Amount(millionths: 5_000_000, decimals: 0)

private typealias Group = (target: AssessedTarget, number: Amount)

/// The 数量指标 in people with the largest number.
private func largestGroup(_ subject: IndicatorSubject) -> Group? {
    var largest: Group?
    for index in subject.targets.indices {
        guard subject.targets[index].level2?.name == "数量指标", isPeople(subject.targets[index].unit),
            let value = subject.targets[index].indicator.targetValue, let number = value.upperNumber ?? value.number
        else { continue }
        // ≥3人 may be three hundred.
        let isOpen = subject.targets[index].comparison == .atLeast || subject.targets[index].comparison == .moreThan
        if isOpen { return nil }
        if largest.map({ $0.number < number }) ?? true { largest = (subject.targets[index], number) }
    }
    return largest
}

private func isPeople(_ unit: String) -> Bool { ["人", "名", "位"].contains { Spelling($0) == Spelling(unit) } }

/// Whether the satisfaction is that of people whom the number does not count.
private func isAboutOthers(_ satisfaction: String, _ group: String) -> Bool {
    IndicatorWords.widerPublics.contains { satisfaction.contains($0) && !group.contains($0) }
}

// MARK: Wording

private func finding(_ target: AssessedTarget, _ group: Group, _ subject: IndicatorSubject, _ rule: Rule) -> Diagnostic
{
    let value = group.target.indicator.targetValue?.filed
    return rule.finding(
        "“\(target.indicator.level3.text)”要调查满意度，可项目只涉及“\(value?.text ?? "")”", at: subject.place(target.range),
        notes: [.init("人数写在这里：“\(group.target.indicator.level3.text)”", at: subject.place(value?.range))],
        help: "换成不暴露个人意见的指标，例如投诉次数，或扩大调查对象")
}
