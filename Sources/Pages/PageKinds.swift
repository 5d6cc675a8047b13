import Content
import Disclosure
import Templates

// What each kind of page shows, beside its frame and the masthead: the names that its template may use.

/// The home page: what the site holds, by year.
struct HomePage: Sendable {
    var intro: [UInt8]
    var totals: Totals
    var years: [YearSummary]
    /// The newest year's units, or, on a site of one unit, that unit's projects.
    var latest: YearSummary?
    /// The first of the newest year's units; nil without any.
    var units: UnitList?
    var onlyUnit: UnitSummary?
    var chart: AmountChart?
    var corrections: [CorrectionRow]
    /// nil without any joined site.
    var joined: JoinedPage?

    /// The number of corrections that the home page itself shows.
    private static let shownCorrections = 3

    static let view = View<HomePage>([
        .html("intro") { $0.intro },
        .flag("hasIntro") { !$0.intro.isEmpty },
        .record("totals", Totals.view) { $0.totals },
        .list("years", YearSummary.view) { $0.years },
        .flag("hasManyYears") { $0.years.count > 1 },
        .record("latest", YearSummary.view) { $0.latest },
        .list("units", UnitRow.view) { $0.units?.rows ?? [] },
        .record("part", UnitList.partView) { $0.units?.ifPart },
        .record("onlyUnit", UnitSummary.view) { $0.onlyUnit },
        .record("chart", AmountChart.view) { $0.chart },
        .list("corrections", CorrectionRow.view) { Array($0.corrections.prefix(shownCorrections)) },
        .flag("hasCorrections") { !$0.corrections.isEmpty },
        .flag("hasMoreCorrections") { $0.corrections.count > shownCorrections },
        .record("joined", JoinedPage.view) { $0.joined },
    ])
}

/// What a unit is, and its projects.
struct UnitSummary: Sendable {
    var unit: Unit
    var totals: Totals

    init(_ unit: Unit) {
        self.unit = unit
        totals = Totals(unit)
    }

    static let view = View<UnitSummary>([
        .text("path") { Routes.unit($0.unit) },
        .text("workbook") { Routes.download(of: $0.unit, ending: ".xlsx") },
        .text("json") { Routes.download(of: $0.unit, ending: ".json") },
        .text("year") { "\($0.unit.year)" },
        .text("code") { $0.unit.code.text },
        .text("name") { $0.unit.name.text },
        .text("department") { $0.unit.departmentName?.text ?? "" },
        .text("date") { $0.unit.publication.date?.description ?? "" },
        .record("totals", Totals.view) { $0.totals },
        .list("projects", ProjectRow.view) { $0.unit.projectRows },
        .flag("hasProjects") { !$0.unit.projects.isEmpty },
    ])
}

/// The page of a unit in a year: its overall goals and its projects.
struct UnitPage: Sendable {
    struct Heading: Sendable {
        var text: String
        var anchor: String
    }

    var summary: UnitSummary
    var prose: [UInt8]
    var headings: [Heading]
    var indicators: IndicatorGrid?
    var chart: AmountChart?
    var extraFields: [ExtraField]
    var corrections: [Correction]
    var attachments: [AttachmentLink]
    /// Empty where there is no feed.
    var feedPath: String
    var version: String

    static let view = View<UnitPage>([
        .text("feedPath") { $0.feedPath },
        .record("summary", UnitSummary.view) { $0.summary },
        .html("prose") { $0.prose },
        .flag("hasProse") { !$0.prose.isEmpty },
        .list("headings", View<Heading>([.text("text") { $0.text }, .text("anchor") { $0.anchor }])) { $0.headings },
        .flag("hasHeadings") { !$0.headings.isEmpty },
        .record("indicators", IndicatorGrid.view) { $0.indicators },
        .record("chart", AmountChart.view) { $0.chart },
        .list("extraFields", ExtraField.view) { $0.extraFields },
        .flag("hasExtraFields") { !$0.extraFields.isEmpty },
        .list("corrections", PlacedCorrection.view) { PlacedCorrection.placed($0.corrections) },
        .flag("hasCorrections") { !$0.corrections.isEmpty },
        .list("attachments", AttachmentLink.view) { $0.attachments },
        .flag("hasAttachments") { !$0.attachments.isEmpty },
        .text("version") { $0.version },
    ])
}

/// The page of a project: its form, and what one can do with it.
struct ProjectPage: Sendable {
    var form: Form
    var planChart: PlanChart?
    var mix: MixBar?
    var prose: [UInt8]
    var extraFields: [ExtraField]
    var corrections: [Correction]
    var attachments: [AttachmentLink]
    var otherYears: [ProjectRow]
    var date: String
    var citations: [IndicatorRow]
    var version: String

    static let view = View<ProjectPage>([
        .text("workbook") { Routes.download(of: $0.form.unit, ending: ".xlsx") },
        .text("code") { $0.form.project.code.text },
        .list("citations", IndicatorRow.citationView) { $0.citations },
        .flag("hasCitations") { !$0.citations.isEmpty },
        .record("form", Form.view) { $0.form },
        .text("unitPath") { Routes.unit($0.form.unit) },
        .text("year") { "\($0.form.unit.year)" },
        .text("name") { $0.form.project.name.text },
        .text("date") { $0.date },
        .text("version") { $0.version },
        .record("planChart", PlanChart.view) { $0.planChart },
        .record("mix", MixBar.view) { $0.mix },
        .flag("hasCharts") { $0.planChart != nil || $0.mix != nil },
        .html("prose") { $0.prose },
        .flag("hasProse") { !$0.prose.isEmpty },
        .list("extraFields", ExtraField.view) { $0.extraFields },
        .flag("hasExtraFields") { !$0.extraFields.isEmpty },
        .list("corrections", PlacedCorrection.view) { PlacedCorrection.placed($0.corrections) },
        .flag("hasCorrections") { !$0.corrections.isEmpty },
        .list("attachments", AttachmentLink.view) { $0.attachments },
        .flag("hasAttachments") { !$0.attachments.isEmpty },
        .list("otherYears", ProjectRow.view) { $0.otherYears },
        .flag("hasOtherYears") { !$0.otherYears.isEmpty },
    ])
}

/// One page of the project index.
struct ProjectListPage: Sendable {
    var rows: [ProjectRow]
    var total: Int
    var first: Int
    var paging: Paging?
    /// nil without any joined site.
    var joined: JoinedPage?

    static let view = View<ProjectListPage>([
        .text("csv") { _ in Routes.download("projects", year: nil, ending: ".csv") },
        .text("excel") { _ in Routes.download("projects", year: nil, ending: "-excel.csv") },
        .text("workbook") { _ in Routes.workbook(year: nil) },
        .list("rows", ProjectRow.view) { $0.rows },
        .text("total") { "\($0.total)" },
        .text("first") { "\($0.first)" },
        .text("last") { "\($0.first + $0.rows.count - 1)" },
        .record("paging", Paging.view) { $0.paging },
        .record("joined", JoinedPage.view) { $0.joined },
    ])
}

/// One page of the flat indicator table.
struct IndicatorListPage: Sendable {
    var rows: [IndicatorRow]
    var total: Int
    var first: Int
    var paging: Paging?
    /// nil without any joined site.
    var joined: JoinedPage?

    static let view = View<IndicatorListPage>([
        .text("csv") { _ in Routes.download("indicators", year: nil, ending: ".csv") },
        .text("excel") { _ in Routes.download("indicators", year: nil, ending: "-excel.csv") },
        .text("workbook") { _ in Routes.workbook(year: nil) },
        .list("rows", IndicatorRow.view) { $0.rows },
        .text("total") { "\($0.total)" },
        .text("first") { "\($0.first)" },
        .text("last") { "\($0.first + $0.rows.count - 1)" },
        .record("paging", Paging.view) { $0.paging },
        .record("joined", JoinedPage.view) { $0.joined },
    ])
}

/// The search page: without JavaScript, every unit of every year and the way to every project.
struct SearchPage: Sendable {
    struct Year: Sendable {
        var summary: YearSummary
        /// Empty where there would be too many on one page; the year's own page lists them.
        var units: [UnitRow]
    }

    /// With more units than these the page would be larger than readers should wait for.
    static let mostUnits = 1500

    var years: [Year]
    /// nil without any joined site.
    var joined: JoinedPage?

    static let view = View<SearchPage>([
        .record("joined", JoinedPage.view) { $0.joined },
        .list(
            "years",
            View<Year>([
                .record("summary", YearSummary.view) { $0.summary }, .flag("hasUnits") { !$0.units.isEmpty },
                .list("units", UnitRow.view) { $0.units },
            ])
        ) { $0.years },
    ])
}

/// A plain page: an author's text.
struct TextPage: Sendable {
    var prose: [UInt8]

    static let view = View<TextPage>([.html("prose") { $0.prose }])
}

/// A page without content of its own: not found, accessibility statement.
struct FixedPage: Sendable {
    static let view = View<FixedPage>([])
}

extension Tombstone {
    static let view = View<Tombstone>([
        .text("year") { "\($0.year)" },
        .text("name") { $0.name },
        .text("code") { $0.projectCode ?? $0.unitCode },
        .text("unitName") { $0.unitName },
        .list("corrections", Correction.view) { $0.corrections },
        .flag("hasCorrections") { !$0.corrections.isEmpty },
    ])
}
