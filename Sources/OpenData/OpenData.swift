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
    ///
    /// - Throws: `FileError` when a workbook's temporary files cannot be written.
    public func measure() async throws(FileError) {
        guard !register.years.isEmpty else { return }
        let results = await concurrentMap(MeasuringJob.all(tables, register), batch: 1) { job in
            Result { () throws(FileError) in try job.run(tables, register) }
        }
        var measured = MeasuredDownloads()
        for result in results { measured.add(try result.get()) }
        measurement.set(measured)
    }

    private func measured() throws(FileError) -> MeasuredDownloads {
        try measurement.value { () throws(FileError) in
            var measured = MeasuredDownloads()
            for job in MeasuringJob.all(tables, register) { measured.add(try job.run(tables, register)) }
            return measured
        }
    }

    /// The files, the data page, and the listings.
    public var siteData: SiteData {
        let standards = Standards(visible)
        guard !register.years.isEmpty else { return SiteData(listings: standards.listings) }
        let years = [nil] + register.years.map(\.year)
        return SiteData(
            files: years.flatMap(files) + register.units.flatMap(files) + standards.feeds,
            page: { DataPage(tables, register, (try? measured()) ?? MeasuredDownloads()) },
            listings: standards.listings)
    }

    // MARK: Files

    private func files(year: Int?) -> [Page] {
        let units = register.units(of: year)
        let files = tables.flatMap { table in
            [CSV.Dialect.data, .excel].map { dialect in
                file(Routes.csv(table, dialect, year: year), TableFiles.csv(table, of: units, dialect))
            }
        }
        let workbook = Routes.workbook(year: year)
        return files + [
            file(Routes.json(year: year), TableFiles.json(tables, of: units)),
            file(workbook) { () throws(FileError) in try measured().workbooks[workbook] ?? [] },
            file(Routes.dataPackage(year: year)) { () throws(FileError) in
                dataPackage(tables, register.site, year: year, try measured())
            },
        ]
    }

    private func files(of unit: Unit) -> [Page] {
        let scope = DataScope(register.site, unit: unit)
        return [
            file(Routes.download(of: unit, ending: ".xlsx")) { () throws(FileError) in
                try Workbooks.unit(unit, tables, scope)
            },
            file(Routes.download(of: unit, ending: ".json")) { () throws(FileError) in JSONTables.document(tables, of: [unit]) },
        ]
    }

    private func file(_ address: String, _ make: @escaping @Sendable () throws(FileError) -> [UInt8]) -> Page {
        file(address, Pieces(count: 1) { _ throws(FileError) in try make() })
    }

    private func file(_ address: String, _ pieces: Pieces) -> Page {
        Page(address: address, source: .pieces(pieces))
    }
}

extension MeasuredDownloads {
    fileprivate mutating func add(_ other: MeasuredDownloads) {
        facts.merge(other.facts) { first, _ in first }
        workbooks.merge(other.workbooks) { first, _ in first }
    }
}
