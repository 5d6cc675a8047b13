import Basics
import Content
import Disclosure

/// A table of indicators with what is wrong with each target value.
struct IndicatorSubject: Sendable {
    var source: SourceText
    var table: IndicatorTable
    /// nil for a unit's own table.
    var status: Publication.Status?
    /// The weights that the site wants; nil when it does not say.
    var weightProfile: WeightProfile?
    /// One for each row that is an indicator: rows that are blank or hold a total are left out.
    var targets: [AssessedTarget]
    /// The positions in `targets` of those with a problem. Most tables are looked at for problems that they do not have.
    private var problems: [(AssessedTarget.Problem, target: Int)]
    /// The positions of the known columns.
    let columns: Columns

    struct Columns: Sendable {
        let description, basis, comparison, measureUnit, weight, direction, actualValue, score, deviation: Int?

        init(_ table: IndicatorTable) {
            description = table.index(of: .description)
            basis = table.index(of: .basis)
            comparison = table.index(of: .comparison)
            measureUnit = table.index(of: .measureUnit)
            weight = table.index(of: .weight)
            direction = table.index(of: .direction)
            actualValue = table.index(of: .actualValue)
            score = table.index(of: .score)
            deviation = table.index(of: .deviation)
        }
    }

    init(_ table: IndicatorTable, in source: SourceText, status: Publication.Status?, _ site: SiteInformation) {
        self.source = source
        self.table = table
        self.status = status
        weightProfile = WeightProfile.chosen(site)
        let columns = Columns(table)
        self.columns = columns
        targets = table.indicators.compactMap { isIndicator($0, columns) ? AssessedTarget($0, columns) : nil }
        problems = []
        for index in targets.indices {
            if let problem = targets[index].problem { problems.append((problem, index)) }
        }
    }

    /// Whether the table is a project's, not a unit's own.
    var isOfProject: Bool { status != nil }

    func place(_ range: TextRange?) -> Place { source.place(range) }

    func targets(with problem: AssessedTarget.Problem) -> [AssessedTarget] {
        problems.compactMap { $0.0 == problem ? targets[$0.target] : nil }
    }

    /// The place of a column's heading, or of the first heading.
    func heading(_ kind: IndicatorColumn.Kind) -> Place {
        place((table.columns.first { $0.kind == kind } ?? table.columns.first)?.heading.range ?? table.range)
    }
}

/// Whether a row is an indicator: not one that stands blank behind its levels, nor a total.
private func isIndicator(_ indicator: Indicator, _ columns: IndicatorSubject.Columns) -> Bool {
    let name = indicator.level3.text
    if name.isEmpty {
        let value = indicator.targetValue?.filed.text ?? ""
        let description = columns.description.map { indicator.cells[$0].text } ?? ""
        if value.isEmpty && description.isEmpty { return false }
    }
    return !totals.contains(indicator.level1.text) && !totals.contains(name)
}

private let totals = WordIndex(["总分", "合计", "总计", "小计", "总得分", "得分合计"])

extension Check {
    /// A check of one problem of target values.
    ///
    /// - Parameter wording: what was found and how to mend it.
    static func ofTargets(
        with problem: AssessedTarget.Problem, _ rule: Rule,
        wording: @escaping @Sendable (AssessedTarget) -> (summary: String, help: String)
    ) -> Check {
        Check(
            rule: rule,
            scope: .indicators { subject, rule in
                subject.targets(with: problem).map { target in
                    let (summary, help) = wording(target)
                    return rule.finding(summary, at: subject.place(target.range), help: help)
                }
            })
    }
}
