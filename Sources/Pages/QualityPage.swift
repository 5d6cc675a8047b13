import Disclosure
import Templates

/// What the checks found on a site, for its quality page (公开质量).
public struct QualityFigures: Sendable {
    /// Indicators that can be measured, that say a number at all, and all.
    public struct Share: Sendable {
        public var measurable, withNumber, all: Int

        public init(measurable: Int, withNumber: Int, all: Int) {
            self.measurable = measurable
            self.withNumber = withNumber
            self.all = all
        }
    }

    /// What was found by one rule.
    public struct RuleCount: Sendable {
        public var id, title, severity: String
        public var count: Int

        public init(id: String, title: String, severity: String, count: Int) {
            self.id = id
            self.title = title
            self.severity = severity
            self.count = count
        }
    }

    /// The share of each unit and its number of warnings, in the order of the register's units.
    public var units: [(share: Share, warnings: Int)]
    /// In the order that they are to be shown in.
    public var rules: [RuleCount]

    public init(units: [(share: Share, warnings: Int)], rules: [RuleCount]) {
        self.units = units
        self.rules = rules
    }
}

/// The page that tells readers what the checks found: how much can be measured, unit by unit, and how often which rule
/// was not kept.
struct QualityPage: Sendable {
    fileprivate struct Row: Sendable {
        var unit: Unit
        var share: QualityFigures.Share
        var warnings: Int
    }

    private var rows: [Row]
    private var rules: [QualityFigures.RuleCount]
    private var total: QualityFigures.Share

    init(_ figures: QualityFigures, _ register: Register) {
        rows = zip(register.units, figures.units).map { Row(unit: $0, share: $1.share, warnings: $1.warnings) }
        rules = figures.rules
        total = rows.reduce(into: .init(measurable: 0, withNumber: 0, all: 0)) { sum, row in
            sum.measurable += row.share.measurable
            sum.withNumber += row.share.withNumber
            sum.all += row.share.all
        }
    }

    static let view = View<QualityPage>([
        .record("total", QualityFigures.Share.view) { $0.total },
        .flag("hasIndicators") { $0.total.all > 0 },
        .list("units", Row.view) { $0.rows },
        .flag("hasUnits") { !$0.rows.isEmpty },
        .text("warnings") { "\($0.rows.reduce(0) { $0 + $1.warnings })" },
        .list("rules", QualityFigures.RuleCount.view) { $0.rules },
        .flag("hasRules") { !$0.rules.isEmpty },
    ])
}

extension QualityPage.Row {
    fileprivate static let view = View<Self>([
        .text("year") { "\($0.unit.year)" },
        .text("name") { $0.unit.name.text },
        .text("path") { Routes.unit($0.unit) },
        .record("share", QualityFigures.Share.view) { $0.share },
        .flag("hasIndicators") { $0.share.all > 0 },
        .text("warnings") { "\($0.warnings)" },
    ])
}

extension QualityFigures.Share {
    private static let fullLength = 600

    /// The length of a part on a bar.
    private func length(_ part: Int) -> Int { all == 0 ? 0 : (part * Self.fullLength + all / 2) / all }

    fileprivate static let view = View<Self>([
        .text("measurable") { "\($0.measurable)" },
        .text("unfit") { "\($0.withNumber - $0.measurable)" },
        .text("wordy") { "\($0.all - $0.withNumber)" },
        .text("all") { "\($0.all)" },
        .text("percent") { percent($0.measurable, of: $0.all) },
        .text("measurableEnd") { "\($0.length($0.measurable))" },
        .text("unfitLength") { "\($0.length($0.withNumber) - $0.length($0.measurable))" },
        .text("numberEnd") { "\($0.length($0.withNumber))" },
        .text("wordyLength") { "\(fullLength - $0.length($0.withNumber))" },
        .flag("hasUnfit") { $0.withNumber > $0.measurable },
        .flag("hasWordy") { $0.all > $0.withNumber },
    ])
}

extension QualityFigures.RuleCount {
    fileprivate static let view = View<Self>([
        .text("id") { $0.id }, .text("title") { $0.title }, .text("severity") { $0.severity },
        .text("count") { "\($0.count)" },
    ])
}
