import Basics
import Content
import Disclosure

extension Check {
    static let measurableShare = Check(
        rule: Rule(
            "measurable-share", .note, "能衡量的指标有多少",
            what: "每个项目、每个单位各一条：全部指标中指标值有数、而且数和指标对得上的占多少。草稿和已撤下的项目不计入单位。全部都能衡量的不提示。",
            why: "能衡量的越多，年终自评越有依据。",
            bad: "33 项指标中 11 项能衡量", good: "9 项指标中 9 项能衡量"),
        scope: .unit { subject, rule in
            var total = MeasurableShare()
            var findings: [Diagnostic] = []
            for table in subject.tables {
                let share = MeasurableShare(table)
                if table.status ?? .published == .published { total += share }
                if table.isOfProject, share.isPartial {
                    findings.append(finding(share, of: "本项目", at: table.heading(.targetValue), rule))
                }
            }
            if total.isPartial {
                findings.append(finding(total, of: "全单位", at: subject.place(subject.unit.name.range), rule))
            }
            return findings
        })
}

/// How many indicators can be measured by their target values.
public struct MeasurableShare: Sendable, Hashable {
    /// Those whose number fits what the indicator is about.
    public private(set) var measurable = 0
    /// Those that say a number at all.
    public private(set) var withNumber = 0
    public private(set) var all = 0

    public init() {}

    /// The share of a unit in a year: its own indicators and those of its projects.
    public init(_ unit: Unit, _ site: SiteInformation) {
        for table in UnitSubject(unit, site).tables { self += MeasurableShare(table) }
    }

    init(_ subject: IndicatorSubject) {
        all = subject.targets.count
        for index in subject.targets.indices where subject.targets[index].hasNumber {
            withNumber += 1
            if subject.targets[index].isMeasurable { measurable += 1 }
        }
    }

    var isPartial: Bool { measurable < all }

    public static func += (left: inout Self, right: Self) {
        left.measurable += right.measurable
        left.withNumber += right.withNumber
        left.all += right.all
    }
}

// MARK: Wording

private func finding(_ share: MeasurableShare, of whole: String, at place: Place, _ rule: Rule) -> Diagnostic {
    let percent = (share.measurable * 200 + share.all) / (share.all * 2)
    let wrong = share.withNumber - share.measurable
    return rule.finding(
        "\(whole) \(share.all) 项指标中 \(share.measurable) 项能衡量（\(percent)%）", at: place,
        notes: wrong > 0 ? [.init("\(share.withNumber) 项写了数，其中 \(wrong) 项和指标对不上")] : [],
        help: "把“是”、空白和套话换成数、比例、期限")
}
