import Templates

/// The page of all downloads: what there is to take away, and what its columns mean.
public struct DataPage: Sendable {
    /// A file to take away.
    public struct Download: Sendable {
        public var name: String
        public var path: String
        /// In bytes.
        public var size: Int
        /// SHA-256 in hexadecimal digits.
        public var digest: String

        public init(name: String, path: String, size: Int, digest: String) {
            (self.name, self.path, self.size, self.digest) = (name, path, size, digest)
        }
    }

    /// A table as two files: for programs and for Excel.
    public struct TableFiles: Sendable {
        public var title: String
        public var rows: Int
        public var data: Download
        public var excel: Download

        public init(title: String, rows: Int, data: Download, excel: Download) {
            (self.title, self.rows, self.data, self.excel) = (title, rows, data, excel)
        }
    }

    /// The downloads of the whole site or of a year.
    public struct Scope: Sendable {
        /// nil for the whole site.
        public var year: Int?
        public var tables: [TableFiles]
        public var workbook: Download
        public var json: Download
        public var package: Download

        public init(year: Int?, tables: [TableFiles], workbook: Download, json: Download, package: Download) {
            (self.year, self.tables) = (year, tables)
            (self.workbook, self.json, self.package) = (workbook, json, package)
        }

        fileprivate var files: [Download] { tables.flatMap { [$0.data, $0.excel] } + [workbook, json, package] }
    }

    /// A table of the data dictionary.
    public struct DictionaryTable: Sendable {
        public var name: String
        public var title: String
        public var description: String
        public var key: String
        public var columns: [DictionaryColumn]

        public init(name: String, title: String, description: String, key: String, columns: [DictionaryColumn]) {
            (self.name, self.title, self.description) = (name, title, description)
            (self.key, self.columns) = (key, columns)
        }
    }

    public struct DictionaryColumn: Sendable {
        public var name: String
        public var title: String
        public var kind: String
        public var description: String
        public var isRequired: Bool

        public init(name: String, title: String, kind: String, description: String, isRequired: Bool) {
            (self.name, self.title, self.kind) = (name, title, kind)
            (self.description, self.isRequired) = (description, isRequired)
        }
    }

    public var scopes: [Scope]
    public var dictionary: [DictionaryTable]
    public var licence: String
    /// How to cite the data, without its address.
    public var citation: String
    /// schema.org `Dataset` as JSON-LD, ready to stand in a script element.
    public var dataset: [UInt8]

    public init(
        scopes: [Scope], dictionary: [DictionaryTable], licence: String, citation: String, dataset: [UInt8]
    ) {
        (self.scopes, self.dictionary, self.licence) = (scopes, dictionary, licence)
        (self.citation, self.dataset) = (citation, dataset)
    }

    static let view = View<DataPage>([
        .list("scopes", scopeView) { $0.scopes },
        .list("dictionary", tableView) { $0.dictionary },
        .text("licence") { $0.licence },
        .text("citation") { $0.citation },
        .html("dataset") { $0.dataset },
    ])

    private static let scopeView = View<Scope>([
        .text("year") { $0.year.map { "\($0)" } ?? "" },
        .text("id") { $0.year.map { "y\($0)" } ?? "all" },
        .list(
            "tables",
            View<TableFiles>([
                .text("title") { $0.title }, .text("rows") { "\($0.rows)" },
                .record("data", downloadView) { $0.data }, .record("excel", downloadView) { $0.excel },
            ])
        ) { $0.tables },
        .record("workbook", downloadView) { $0.workbook },
        .record("json", downloadView) { $0.json },
        .record("package", downloadView) { $0.package },
        .list("files", downloadView) { $0.files },
    ])

    private static let downloadView = View<Download>([
        .text("name") { $0.name }, .text("path") { $0.path }, .text("size") { readable(size: $0.size) },
        .text("bytes") { "\($0.size)" }, .text("digest") { $0.digest },
    ])

    private static let tableView = View<DictionaryTable>([
        .text("name") { $0.name }, .text("title") { $0.title }, .text("description") { $0.description },
        .text("key") { $0.key },
        .list(
            "columns",
            View<DictionaryColumn>([
                .text("name") { $0.name }, .text("title") { $0.title }, .text("kind") { $0.kind },
                .text("description") { $0.description }, .flag("isRequired") { $0.isRequired },
            ])
        ) { $0.columns },
    ])

    /// `512 B`, `3.4 KB`, `12.0 MB`: units of 1024, rounded to the nearest tenth.
    private static func readable(size: Int) -> String {
        if size < 1024 { return "\(size) B" }
        let (unit, name) = size < 1 << 20 ? (1024, "KB") : (1 << 20, "MB")
        let tenths = (size * 10 + unit / 2) / unit
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
}

/// What is taken away from a site beside its pages.
public struct SiteData: Sendable {
    /// The files by their addresses, to be made when they are asked for; empty on a site without units.
    public var files: [Page]
    /// The addresses of the feeds among them.
    public var feeds: Set<String>
    /// What the data page tells; nil on a site without units.
    public var page: (@Sendable () -> DataPage)?
    /// The files that list the site's pages, made from the addresses of those that are to be found, which are at most so
    /// many; they are asked for as late as can be.
    public var listings: Listings

    public typealias Listings = @Sendable (_ count: Int, _ addresses: @escaping @Sendable () -> [String]) -> [Page]

    public init(
        files: [Page] = [], feeds: Set<String> = [], page: (@Sendable () -> DataPage)? = nil,
        listings: @escaping Listings = { _, _ in [] }
    ) {
        (self.files, self.feeds, self.page, self.listings) = (files, feeds, page, listings)
    }
}
