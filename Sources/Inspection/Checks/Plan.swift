import Basics
import Disclosure

/// A spending plan (资金支出计划) as the checks see it.
struct SpendingPlan {
    /// The columns that name a month, or all of them where none does.
    var columns: [PlannedSpending]
    /// Whether percent signs may be left out: the heading has one, and no value does.
    private var allowsBareNumbers: Bool

    init(_ project: Project) {
        columns = project.plan
        if columns.contains(where: { $0.month == nil }), columns.contains(where: { $0.month != nil }) {
            columns.removeAll { $0.month == nil }
        }
        allowsBareNumbers =
            !columns.contains(where: hasPercentSign)
            && (columns.map(\.deadline) + [project.planHeading].compactMap { $0 }).contains {
                $0.text.contains("%") || $0.text.contains("％")
            }
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
    let bytes = column.filed.text.utf8
    return bytes.last == UInt8(ascii: "%") || bytes.suffix(3).elementsEqual("％".utf8)
}

extension Amount {
    static let hundred = Amount(millionths: 100_000_000, decimals: 0)
}

let planBasis = "预算法实施条例第五十七条"
