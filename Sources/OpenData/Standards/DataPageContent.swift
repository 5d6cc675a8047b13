import Digests
import Disclosure
import Pages

extension DataPage {
    /// The data page of a register, with what was measured of its downloads.
    init(_ register: Register, _ measured: MeasuredDownloads) {
        let tables = measured.tables
        func download(_ address: String, _ facts: FileFacts?) -> Download {
            Download(
                name: address.split(separator: "/").last.map { String($0) } ?? address, path: address,
                size: facts?.size ?? 0, digest: facts?.digest.hexadecimal ?? "")
        }
        func download(_ address: String) -> Download { download(address, measured.facts[address]) }
        // With one year only, its files would hold the same as those of the whole site: they are there all the same, but
        // the page need not list both.
        let listed = register.years.count > 1 ? measured.downloads.scopes : Array(measured.downloads.scopes.prefix(1))
        let scopes = listed.map { scope in
            let year = scope.year
            let files = tables.enumerated().map { number, table in
                TableFiles(
                    title: table.title, rows: measured.rows(of: number, in: scope),
                    data: download(Routes.csv(table, .data, year: year)),
                    excel: download(Routes.csv(table, .excel, year: year)))
            }
            return Scope(
                year: year, tables: files.filter { $0.rows > 0 }, workbook: download(Routes.workbook(year: year)),
                json: download(Routes.json(year: year)),
                package: download(
                    Routes.dataPackage(year: year), FileFacts(of: dataPackage(register.site, year: year, measured))))
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
