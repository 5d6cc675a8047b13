import Disclosure
import Templates

/// The page of the sites that are joined to this one (联合网站): what each has published, and where it stands.
struct JoinedPage: Sendable {
    var sites: [JoinedRow]

    init(_ sites: [JoinedSite]) { self.sites = sites.map(JoinedRow.init) }

    /// nil without any joined site.
    var ifAny: JoinedPage? { sites.isEmpty ? nil : self }

    static let view = View<JoinedPage>([
        .list("sites", JoinedRow.view) { $0.sites },
        .text("count") { "\($0.sites.count)" },
        .text("units") { "\($0.sites.reduce(0) { $0 + $1.unitCount })" },
        .record("totals", Totals.view) { $0.sites.map(\.totals).reduce(Totals(), +) },
    ])
}

/// A joined site in a list, over all its years.
struct JoinedRow: Sendable {
    /// A year of it.
    private struct Year: Sendable {
        var site: JoinedSite
        var year: Int
        var totals: Totals
    }

    private var site: JoinedSite
    private var years: [Year]
    /// How many units it has, one in several years counted once.
    var unitCount: Int
    var totals: Totals

    init(_ site: JoinedSite) {
        self.site = site
        years = site.years.map { year in
            Year(site: site, year: year.year, totals: year.units.map { Totals($0) }.reduce(Totals(), +))
        }
        unitCount = Set(site.units.map(\.code.text)).count
        totals = years.map(\.totals).reduce(Totals(), +)
    }

    static let view = View<JoinedRow>([
        .text("name") { $0.site.name },
        .text("address") { $0.site.address },
        .text("dataAddress") { $0.site.address + Routes.data },
        .text("span") { row in
            guard let last = row.years.first?.year, let first = row.years.last?.year else { return "" }
            return first == last ? "\(first)" : "\(first)–\(last)"
        },
        .text("units") { "\($0.unitCount)" },
        .record("totals", Totals.view) { $0.totals },
        .list(
            "years",
            View<Year>([
                .text("year") { "\($0.year)" },
                .text("address") { $0.site.address + Routes.year($0.year) },
                .record("totals", Totals.view) { $0.totals },
            ])
        ) { $0.years },
    ])
}

extension PageBuilder {
    /// The page of the joined sites; none without any.
    var joinedPages: [Page] {
        if register.joined.isEmpty { return [] }
        return [
            page(.joined, Routes.joined) { [self] in
                (Frame(path: Routes.joined, title: "", part: .joined), JoinedPage.view.record(of: joined.value))
            }
        ]
    }
}
