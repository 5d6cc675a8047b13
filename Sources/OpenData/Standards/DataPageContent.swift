import Disclosure
import Pages

extension DataPage {
    /// The data page of a register, with what was measured of its downloads.
    init(_ tables: [Table], _ register: Register, _ measured: MeasuredDownloads) {
        func download(_ name: String, _ address: String) -> Download {
            let facts = measured.facts[address]
            return Download(
                name: name, path: address, size: facts?.size ?? 0, digest: facts?.digest.hexadecimal ?? "")
        }
        func fileName(_ address: String) -> String { address.split(separator: "/").last.map { String($0) } ?? address }
        // With one year only, its files would hold the same as those of the whole site: they are there all the same, but
        // the page need not list both.
        let years = register.years.count > 1 ? [nil] + register.years.map(\.year) : [nil]
        let scopes = years.map { year in
            let files = tables.map { table in
                let (data, excel) = (Routes.csv(table, .data, year: year), Routes.csv(table, .excel, year: year))
                return TableFiles(
                    title: table.title, rows: measured.facts[data]?.rows ?? 0, data: download(fileName(data), data),
                    excel: download(fileName(excel), excel))
            }
            let package = Routes.dataPackage(year: year)
            let bytes = dataPackage(tables, register.site, year: year, measured)
            var packageFile = download(fileName(package), package)
            let tally = Tally()
            tally.add(bytes)
            let facts = tally.finish()
            (packageFile.size, packageFile.digest) = (facts.size, facts.digest.hexadecimal)
            return Scope(
                year: year, tables: files.filter { $0.rows > 0 },
                workbook: download(fileName(Routes.workbook(year: year)), Routes.workbook(year: year)),
                json: download(fileName(Routes.json(year: year)), Routes.json(year: year)), package: packageFile)
        }
        self.init(
            scopes: scopes, dictionary: tables.map(DictionaryTable.init), licence: licenceText,
            citation: citationText(of: register.site), dataset: datasetJSON(register, scopes))
    }
}

extension DataPage.DictionaryTable {
    init(_ table: Table) {
        self.init(
            name: table.name, title: table.title, description: table.description,
            key: table.primaryKey.joined(separator: "、"),
            columns: table.columns.map {
                DataPage.DictionaryColumn(
                    name: $0.name, title: $0.title, kind: $0.kind.words, description: $0.description,
                    isRequired: $0.isRequired)
            })
    }
}

private func citationText(of site: SiteInformation) -> String {
    let publisher = site.host.isEmpty ? "" : site.host + "："
    return "\(publisher)《\(site.name)》数据，" + (site.address.map { $0 + Routes.data } ?? Routes.data)
}
