import Digests
import Disclosure
import Templates

/// A unit in a list.
struct UnitRow: Sendable {
    var unit: Unit
    var totals: Totals

    init(_ unit: Unit) {
        self.unit = unit
        totals = Totals(unit)
    }

    static let view = View<UnitRow>([
        .text("path") { Routes.unit($0.unit) },
        .text("code") { $0.unit.code.text },
        .text("name") { $0.unit.name.text },
        .text("department") { $0.unit.departmentName?.text ?? "" },
        .record("totals", Totals.view) { $0.totals },
    ])
}

/// A project in a list, with all that it belongs to.
struct ProjectRow: Sendable {
    var unit: Unit
    var project: Project
    /// The project's position in its unit, from 1.
    var number: Int
    /// The joined site that it stands on; nil for this one.
    var site: JoinedSite?

    static let view = View<ProjectRow>([
        .text("path") { ($0.site?.address ?? "") + Routes.project($0.project, in: $0.unit) },
        .text("joinedSite") { $0.site?.name ?? "" },
        .text("number") { "\($0.number)" },
        .text("code") { $0.project.code.text },
        .text("name") { $0.project.name.text },
        .text("year") { "\($0.unit.year)" },
        .text("unitName") { $0.unit.name.text },
        .text("unitPath") { ($0.site?.address ?? "") + Routes.unit($0.unit) },
        .text("budget") { row in row.unit.budget(of: row.project)?.moneyDescription ?? "" },
        .text("purpose") { $0.project.purpose?.text ?? "" },
        .text("indicators") { "\($0.project.indicators?.indicators.count ?? 0)" },
        .text("quantified") { "\(MeasurabilityCount($0.project.indicators?.indicators ?? []).quantified)" },
    ])
}

extension Unit {
    /// The unit's projects as rows of a list.
    var projectRows: [ProjectRow] {
        projects.enumerated().map { ProjectRow(unit: self, project: $1, number: $0 + 1) }
    }
}

/// An indicator in a flat list, with all its parents.
struct IndicatorRow: Sendable {
    var unit: Unit
    /// nil for an indicator of the unit as a whole (整体绩效指标).
    var project: Project?
    var indicator: Indicator
    var anchor: String
    var description: String
    /// The joined site that it stands on; nil for this one.
    var site: JoinedSite?

    static let view = View<IndicatorRow>([
        .text("path") { $0.formPath + "#" + $0.anchor },
        .text("joinedSite") { $0.site?.name ?? "" },
        .text("year") { "\($0.unit.year)" },
        .text("unitName") { $0.unit.name.text },
        .text("projectName") { $0.project?.name.text ?? "" },
        .text("projectPath") { $0.formPath },
        .text("level1") { $0.indicator.level1.text },
        .text("level2") { $0.indicator.level2.text },
        .lines("level3") { $0.indicator.level3.text },
        .lines("description") { $0.description },
        .lines("value") { $0.indicator.targetValue?.filed.text ?? "" },
    ])

    /// What tells an indicator from all others, in plain text.
    static let citationView = View<IndicatorRow>([
        .text("anchor") { $0.anchor },
        .text("name") { $0.indicator.level3.text },
        .text("value") { $0.indicator.targetValue?.filed.text ?? "" },
    ])

    /// The page that the indicator's form is on.
    private var formPath: String {
        (site?.address ?? "") + (project.map { Routes.project($0, in: unit) } ?? Routes.unit(unit))
    }

    /// The indicators of a project, or of a unit as a whole, as rows of a flat list.
    static func rows(of project: Project?, in unit: Unit, site: JoinedSite? = nil) -> [IndicatorRow] {
        guard let table = project.map(\.indicators) ?? unit.indicators else { return [] }
        let description = table.index(of: .description)
        return zip(table.indicators, indicatorAnchors(table)).map { indicator, anchor in
            IndicatorRow(
                unit: unit, project: project, indicator: indicator, anchor: anchor,
                description: description.map { indicator.cells[$0].text } ?? "", site: site)
        }
    }
}

/// A file to download beside a page.
struct AttachmentLink: Sendable {
    var name: String
    var path: String
    /// nil where pages are not made to be read.
    var facts: FileFacts?

    static let view = View<AttachmentLink>([
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("size") { $0.facts.map { readable(size: $0.size) } ?? "" },
        .text("digest") { $0.facts?.digest.hexadecimal ?? "" },
    ])

    /// `512 B`, `3.4 KB`, `12.0 MB`: units of 1024, rounded to the nearest tenth.
    private static func readable(size: Int) -> String {
        if size < 1024 { return "\(size) B" }
        let (unit, name) = size < 1 << 20 ? (1024, "KB") : (1 << 20, "MB")
        let tenths = (size * 10 + unit / 2) / unit
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
}

/// A field or section that the form does not know, shown below it.
struct ExtraField: Sendable {
    var key: String
    var value: String

    static let view = View<ExtraField>([.text("key") { $0.key }, .lines("value") { $0.value }])
}

/// A correction with its position among those of its form, from 1, which its anchor is made of.
struct PlacedCorrection: Sendable {
    var correction: Correction
    var number: Int

    static func placed(_ corrections: [Correction]) -> [PlacedCorrection] {
        corrections.enumerated().map { PlacedCorrection(correction: $1, number: $0 + 1) }
    }

    static let view = View<PlacedCorrection>([
        .text("number") { "\($0.number)" },
        .text("date") { $0.correction.date?.text ?? "" },
        .lines("content") { $0.correction.content?.text ?? "" },
        .lines("reason") { $0.correction.reason?.text ?? "" },
    ])
}

extension Correction {
    static let view = View<Correction>([
        .text("date") { $0.date?.text ?? "" },
        .lines("content") { $0.content?.text ?? "" },
        .lines("reason") { $0.reason?.text ?? "" },
    ])
}

/// One page of a list that is split, and its neighbours.
struct Paging: Sendable {
    var number: Int
    var count: Int
    var route: @Sendable (Int) -> String

    /// The number of rows on one page.
    static let rowsPerPage = 200

    private struct Entry: Sendable {
        var label: String
        var path: String
        var isCurrent: Bool
        var isGap: Bool
    }

    /// The first and last pages and those around the current one, with gaps between.
    private var entries: [Entry] {
        let shown = (1...count).filter { $0 <= 1 || $0 >= count || abs($0 - number) <= 2 }
        var result: [Entry] = []
        for (index, page) in shown.enumerated() {
            if index > 0, shown[index - 1] != page - 1 {
                result.append(Entry(label: "…", path: "", isCurrent: false, isGap: true))
            }
            result.append(Entry(label: "\(page)", path: route(page), isCurrent: page == number, isGap: false))
        }
        return result
    }

    static let view = View<Paging>([
        .text("number") { "\($0.number)" },
        .text("count") { "\($0.count)" },
        .list(
            "entries",
            View<Entry>([
                .text("label") { $0.label }, .text("path") { $0.path }, .flag("isCurrent") { $0.isCurrent },
                .flag("isGap") { $0.isGap },
            ])
        ) { $0.entries },
        .text("previous") { $0.number > 1 ? $0.route($0.number - 1) : "" },
        .text("next") { $0.number < $0.count ? $0.route($0.number + 1) : "" },
    ])
}
