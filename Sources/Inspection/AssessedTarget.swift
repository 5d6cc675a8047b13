import Disclosure

/// An indicator and what is wrong with its target value. At most one thing is: the first that applies, so that a cell
/// is not reported under several names.
struct AssessedTarget: Sendable {
    enum Problem: Sendable, Hashable {
        /// value-missing
        case missing
        /// value-unit-only: `次`
        case unitOnly
        /// value-placeholder: `是/否`, `XX`
        case placeholder
        /// value-not-numeric: no number under 数量指标 or 成本指标
        case notNumeric
        /// value-boolean: 是 under any other
        case boolean
        /// operator-unknown: `》95%`
        case operatorUnknown
        /// rate-not-percent: 准确率 = 1人
        case rateNotPercent
        /// count-as-percent: 发稿量 ≥85%
        case countAsPercent
        /// value-impossible: 120% of something that does not grow, a negative share
        case impossible
        /// value-implicit-equals: `4期`
        case implicitEquals
    }

    var indicator: Indicator
    var problem: Problem?

    init(_ indicator: Indicator) {
        self.indicator = indicator
        problem = indicator.targetValue.flatMap { Self.problem(of: $0, indicator) }
    }

    private static func problem(of value: TargetValue, _ indicator: Indicator) -> Problem? {
        // Filled in by the checks of target values.
        nil
    }
}
