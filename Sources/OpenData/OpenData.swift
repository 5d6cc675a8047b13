import Basics
import Disclosure
import Pages

/// What readers can take away from a site, made from its register: tables, workbooks, their description, feeds, a
/// sitemap.
///
/// Files are made when they are asked for. Only the data page and the data packages tell sizes and digests of others,
/// which `measure` finds out beforehand on all processors, or else the first of them that is asked for.
public struct OpenData: Sendable {
    private let visible: PublicRegister
    private let tables: [Table]
    private let measurement = Measurement()

    var register: Register { visible.register }

    public init(_ visible: PublicRegister) {
        self.visible = visible
        tables = Table.tables(of: visible.register)
    }

    /// Finds out the sizes and digests of the downloads of the site and its years.
    public func measure() async {
        guard !register.years.isEmpty else { return }
        let (tables, register) = (tables, register)
        let rows = await concurrentMap(register.units, batch: 8) { UnitRows($0, tables, Deflater()) }
        let facts = await concurrentMap(MeasuringJob.all(tables, register), batch: 1) { $0.run(tables, register, rows) }
        measurement.set(MeasuredDownloads(merging: facts, rows))
    }

    private func measured() -> MeasuredDownloads {
        measurement.value {
            let deflater = Deflater()
            let rows = register.units.map { UnitRows($0, tables, deflater) }
            return MeasuredDownloads(
                merging: MeasuringJob.all(tables, register).map { $0.run(tables, register, rows) }, rows)
        }
    }

    /// The files, the data page, and the listings.
    public var siteData: SiteData {
        let standards = Standards(visible)
        guard !register.years.isEmpty else { return SiteData(listings: standards.listings) }
        let years = [nil] + register.years.map(\.year)
        let feeds = standards.feeds
        return SiteData(
            files: years.flatMap(files) + register.units.enumerated().flatMap { files(of: $1, number: $0) } + feeds,
            feeds: Set(feeds.map(\.address)), page: { DataPage(tables, register, measured()) },
            listings: standards.listings)
    }

    // MARK: Files

    private func files(year: Int?) -> [Page] {
        let units = register.units(of: year)
        let files = tables.flatMap { table in
            [CSV.Dialect.data, .excel].map { dialect in
                Page(
                    address: Routes.csv(table, dialect, year: year),
                    source: .pieces(TableFiles.csv(table, of: units, dialect)))
            }
        }
        return files + [
            Page(address: Routes.json(year: year), source: .pieces(TableFiles.json(tables, of: units))),
            Page(
                address: Routes.workbook(year: year),
                source: .rendered {
                    Workbooks.tables(
                        tables, of: register.rows(measured().rows, of: year), DataScope(register.site, year: year))
                }),
            Page(
                address: Routes.dataPackage(year: year),
                source: .rendered { dataPackage(tables, register.site, year: year, measured()) }),
        ]
    }

    /// - Parameter number: the unit's position among all.
    private func files(of unit: Unit, number: Int) -> [Page] {
        let scope = DataScope(register.site, unit: unit)
        return [
            Page(
                address: Routes.download(of: unit, ending: ".xlsx"),
                source: .rendered { Workbooks.unit(unit, tables, measurement.known?.rows[number], scope) }),
            Page(
                address: Routes.download(of: unit, ending: ".json"),
                source: .rendered { JSONTables.document(tables, of: [unit]) }),
        ]
    }
}

extension MeasuredDownloads {
    fileprivate init(merging facts: [[String: DownloadFacts]], _ rows: [UnitRows]) {
        for facts in facts { self.facts.merge(facts) { first, _ in first } }
        self.rows = rows
    }
}
