import Disclosure
import Templates

/// A fiscal year in a list or as a heading.
struct YearSummary: Sendable {
    var year: Int
    var totals: Totals

    init(_ year: FiscalYear) {
        self.year = year.year
        totals = year.units.map { Totals($0) }.reduce(Totals(), +)
    }

    static let view = View<YearSummary>([
        .text("year") { "\($0.year)" },
        .text("path") { Routes.year($0.year) },
        .text("workbook") { Routes.workbook(year: $0.year) },
        .text("json") { Routes.json(year: $0.year) },
        .record("totals", Totals.view) { $0.totals },
    ])
}

/// Units of a year as they stand on one page.
struct UnitList: Sendable {
    /// All units of the year.
    var units: [Unit]
    /// Which of them the page lists.
    var shown: Range<Int>
    /// nil where one page lists them all.
    var paging: Paging?

    /// With about 0.4 KB for a unit a page stays under 300 KB.
    static let unitsPerPage = 500

    var rows: [UnitRow] { units[shown].map(UnitRow.init) }
    var isFirst: Bool { shown.lowerBound == 0 }
    /// nil where one page lists them all.
    var ifPart: UnitList? { paging == nil ? nil : self }

    /// What a page tells of a list that goes on elsewhere.
    static let partView = View<UnitList>([
        .text("first") { "\($0.shown.lowerBound + 1)" },
        .text("last") { "\($0.shown.upperBound)" },
        .text("total") { "\($0.units.count)" },
        .record("paging", Paging.view) { $0.paging },
    ])
}

/// A page of a fiscal year: its units. The first one is the year's own.
struct YearPage: Sendable {
    var summary: YearSummary
    var units: UnitList
    var chart: AmountChart?
    var others: [YearSummary]

    static let view = View<YearPage>([
        .record("summary", YearSummary.view) { $0.summary },
        .list("units", UnitRow.view) { $0.units.rows },
        .record("part", UnitList.partView) { $0.units.ifPart },
        .flag("isFirst") { $0.units.isFirst },
        .record("chart", AmountChart.view) { $0.chart },
        .list("others", YearSummary.view) { $0.others },
        .flag("hasOthers") { !$0.others.isEmpty },
    ])
}

// The pages of the years.
extension PageBuilder {
    func yearPages(_ index: Int) -> [Page] {
        unitLists(of: register.years[index]).map { list in
            let address = Routes.units(of: register.years[index].year, page: list.paging?.number ?? 1)
            return page(.year, address) { [self] in
                let year = register.years[index]
                let content = YearPage(
                    summary: years.value[index], units: list, chart: list.isFirst ? unitChart(year.units) : nil,
                    others: years.value.filter { $0.year != year.year })
                return (Frame(path: address, title: "\(year.year)"), YearPage.view.record(of: content))
            }
        }
    }

    /// The units of a year, cut into pages; a year has at least one.
    func unitLists(of year: FiscalYear) -> [UnitList] {
        chunks(year.units.count, by: UnitList.unitsPerPage) { [year = year.year] in Routes.units(of: year, page: $0) }
            .map { UnitList(units: year.units, shown: $0, paging: $1) }
    }
}
