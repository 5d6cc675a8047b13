import Disclosure
import Templates

/// The figures of a unit, a year or the whole site: one source for pages and charts alike.
struct Totals: Sendable {
    /// In 万元.
    var budget = Amount.zero
    var unitCount = 0
    var projectCount = 0
    var measurability = MeasurabilityCount()

    init() {}

    init(_ unit: Unit) {
        budget = unit.budget
        unitCount = 1
        projectCount = unit.projects.count
        measurability = unit.projects.reduce(into: MeasurabilityCount(unit.indicators?.indicators ?? [])) {
            $0 = $0 + MeasurabilityCount($1.indicators?.indicators ?? [])
        }
    }

    static func + (left: Totals, right: Totals) -> Totals {
        var sum = left
        sum.budget = left.budget + right.budget
        sum.unitCount += right.unitCount
        sum.projectCount += right.projectCount
        sum.measurability = left.measurability + right.measurability
        return sum
    }

    static let view = View<Totals>([
        .text("budget") { $0.budget.moneyDescription },
        .text("units") { "\($0.unitCount)" },
        .text("projects") { "\($0.projectCount)" },
        .text("indicators") { "\($0.measurability.total)" },
        .flag("hasIndicators") { $0.measurability.total > 0 },
        .text("quantified") { "\($0.measurability.quantified)" },
        .text("yesNo") { "\($0.measurability.yesNo)" },
        .text("described") { "\($0.measurability.described)" },
        .text("absent") { "\($0.measurability.absent)" },
        .text("quantifiedPercent") { percent($0.measurability.quantified, of: $0.measurability.total) },
        .record("mix", MixBar.view) { MixBar($0.measurability) },
    ])
}

/// A share in whole percent, rounded half up; empty for a whole of zero.
func percent(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "" : share((part * 200 + whole) / (whole * 2), isNone: part == 0, isAll: part == whole)
}

/// A share as readers see it. What is not all is never 100, and what is not nothing never 0, lest it belie the number
/// beside it.
func share(_ percent: Int, isNone: Bool, isAll: Bool) -> String {
    if percent == 100, !isAll { return ">99" }
    if percent == 0, !isNone { return "<1" }
    return "\(percent)"
}

extension Unit {
    /// A unit's name for lists: its own.
    var title: String { name.text }

    /// The indicators of all its projects and its own.
    var indicatorCount: Int {
        projects.indices.reduce(indicators?.indicators.count ?? 0) {
            $0 + (projects[$1].indicators?.indicators.count ?? 0)
        }
    }
}
