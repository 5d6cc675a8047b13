import Disclosure
import Templates

/// One bar of a bar chart of amounts; lengths are in a coordinate system of the template's choice.
struct AmountBar: Sendable {
    /// The length of the longest bar.
    static let fullLength = 300
    /// The most bars that a chart shows.
    static let most = 12

    var label: String
    var amount: Amount
    var length: Int

    /// The largest amounts, longest bar first; empty when none is positive or there is nothing to compare.
    static func bars(_ items: [(label: String, amount: Amount)]) -> [AmountBar] {
        let largest = items.filter { $0.amount > .zero }.sorted { $0.amount > $1.amount }.prefix(most)
        guard let longest = largest.first?.amount, largest.count > 1 else { return [] }
        return largest.map { item in
            let length = Int((item.amount.doubleValue / longest.doubleValue * Double(fullLength)).rounded())
            return AmountBar(label: item.label, amount: item.amount, length: max(1, length))
        }
    }

    static let view = View<AmountBar>([
        .text("label") { $0.label },
        .text("amount") { $0.amount.moneyDescription },
        .text("length") { "\($0.length)" },
    ])
}

/// A bar chart with its caption's figures.
struct AmountChart: Sendable {
    var bars: [AmountBar]
    /// The share of the longest bar in the total, in percent.
    var share: String
    var isComplete: Bool

    /// nil when there is nothing to compare.
    init?(_ items: [(label: String, amount: Amount)]) {
        bars = AmountBar.bars(items)
        guard let largest = bars.first else { return nil }
        let total = items.map(\.amount).sum()
        share =
            largest.amount.percent(of: total).map {
                Pages.share($0, isNone: false, isAll: largest.amount == total)
            } ?? ""
        isComplete = bars.count == items.count
    }

    static let view = View<AmountChart>([
        .list("bars", AmountBar.view) { $0.bars },
        .text("largest") { $0.bars.first?.label ?? "" },
        .text("amount") { $0.bars.first?.amount.moneyDescription ?? "" },
        .text("share") { $0.share },
        .text("count") { "\($0.bars.count)" },
        .flag("isComplete") { $0.isComplete },
    ])
}

/// The bar of quantified, yes-or-no, described and absent targets.
struct MixBar: Sendable {
    static let fullLength = 600

    var count: MeasurabilityCount

    /// nil when there is no indicator.
    init?(_ count: MeasurabilityCount) {
        guard count.total > 0 else { return nil }
        self.count = count
    }

    /// The position on the bar of a running sum of indicators.
    private func position(_ sum: Int) -> Int { (sum * Self.fullLength + count.total / 2) / count.total }

    private static func part(
        _ name: String, _ value: @escaping @Sendable (MixBar) -> Int, after: @escaping @Sendable (MixBar) -> Int
    ) -> [Field<MixBar>] {
        [
            .text(name) { "\(value($0))" },
            .flag(name + "Shown") { value($0) > 0 },
            .text(name + "Start") { "\($0.position(after($0)))" },
            .text(name + "Length") { "\($0.position(after($0) + value($0)) - $0.position(after($0)))" },
        ]
    }

    static let view = View<MixBar>(
        part("quantified", { $0.count.quantified }, after: { _ in 0 })
            + part("yesNo", { $0.count.yesNo }, after: { $0.count.quantified })
            + part("described", { $0.count.described }, after: { $0.count.quantified + $0.count.yesNo })
            + part("absent", { $0.count.absent }, after: { $0.count.total - $0.count.absent })
            + [.text("total") { "\($0.count.total)" }])
}

/// The step line of a spending plan on a true axis of months.
struct PlanChart: Sendable {
    private var steps: [(month: Int, percent: Double)]
    var points: [PlannedSpending]

    /// nil unless every deadline names a month and every share is a percentage from 0 to 100.
    init?(_ plan: [PlannedSpending]) {
        steps = plan.compactMap { point in
            guard let month = point.month, let percent = point.percent?.doubleValue else { return nil }
            return (0...100).contains(percent) ? (month, percent) : nil
        }
        guard steps.count == plan.count, steps.count > 1 else { return nil }
        guard zip(steps, steps.dropFirst()).allSatisfy({ $0.month < $1.month }) else { return nil }
        points = plan
    }

    private static func x(_ month: Int) -> Int { 40 + month * 22 }

    private static func y(_ percent: Double) -> Int { 140 - Int((percent * 1.2).rounded()) }

    private var path: String {
        steps.reduce("M40 140") { $0 + "H\(Self.x($1.month))V\(Self.y($1.percent))" }
    }

    private struct Tick: Sendable {
        var label: String
        var value: String
        var x: Int
        var y: Int
    }

    private var ticks: [Tick] {
        zip(points, steps).map {
            Tick(label: "\($1.month)", value: $0.filed.text, x: Self.x($1.month), y: Self.y($1.percent))
        }
    }

    static let view = View<PlanChart>([
        .text("path") { $0.path },
        .list(
            "ticks",
            View<Tick>([
                .text("month") { $0.label }, .text("value") { $0.value }, .text("x") { "\($0.x)" },
                .text("valueY") { "\($0.y - 8)" },
            ])
        ) { $0.ticks },
        .list(
            "points", View<PlannedSpending>([.text("deadline") { $0.deadline.text }, .text("value") { $0.filed.text }])
        ) {
            $0.points
        },
    ])
}
