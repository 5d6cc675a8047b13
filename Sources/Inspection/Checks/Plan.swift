import Basics
import Disclosure

/// A spending plan (资金支出计划) as the checks see it.
struct SpendingPlan {
    /// The columns that name a month, or all of them where none does.
    var columns: [PlannedSpending]
    /// Whether percent signs may be left out: the heading has one, and no value does.
    private var allowsBareNumbers: Bool

    init(_ project: Project) {
        let months = project.plan.filter { $0.month != nil }
        columns = months.isEmpty ? project.plan : months
        let headings = (project.planHeading?.text ?? "") + columns.map(\.deadline.text).joined()
        allowsBareNumbers =
            headings.contains { $0 == "%" || $0 == "％" } && columns.allSatisfy { !hasPercentSign($0) }
    }

    /// Whether a value that is not blank is a percentage from 0% to 100%.
    func isPercentage(_ column: PlannedSpending) -> Bool {
        guard let percent = column.percent, hasPercentSign(column) || allowsBareNumbers else { return false }
        return (Amount.zero...Amount.hundred).contains(percent)
    }

    /// The values that are percentages, in order.
    var percentages: [(column: PlannedSpending, percent: Amount)] {
        columns.compactMap { column in
            isPercentage(column) ? column.percent.map { (column, $0) } : nil
        }
    }
}

private func hasPercentSign(_ column: PlannedSpending) -> Bool {
    column.filed.text.hasSuffix("%") || column.filed.text.hasSuffix("％")
}

extension Amount {
    static let hundred = Amount(millionths: 100_000_000, decimals: 0)
}

let planBasis = "预算法实施条例第五十七条"
