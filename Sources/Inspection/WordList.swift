/// A list of words kept as data in `Words/`: one entry a line, columns separated by tabs, `#` starts a comment line.
struct WordList: Sendable {
    /// The columns of each line.
    let rows: [[String]]

    init(rows: [[String]]) { self.rows = rows }

    init(_ bytes: [UInt8]) {
        rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The first column.
    var words: [String] { rows.compactMap(\.first) }

    static let misspelled = WordList(PackageResources.misspelled_tsv)
    static let residue = WordList(PackageResources.residue_tsv)
    static let stale = WordList(PackageResources.stale_tsv)
}
