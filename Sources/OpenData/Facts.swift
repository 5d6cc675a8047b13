import Digests
import Synchronization

/// The sizes and digests of the downloads of one state of a site, by their addresses: told when they are made, or else
/// found out by who asks first.
final class DownloadFacts: Sendable {
    private let told = Mutex<[String: FileFacts]?>(nil)

    /// - Parameter find: finds them out.
    func value(_ find: () -> [String: FileFacts]) -> [String: FileFacts] {
        if let known = told.withLock({ $0 }) { return known }
        let found = find()
        tell(found)
        return found
    }

    func tell(_ facts: [String: FileFacts]) { told.withLock { $0 = facts } }
}

/// The downloads of a site together with what is known of them.
struct MeasuredDownloads: Sendable {
    let downloads: Downloads
    let facts: [String: FileFacts]

    init(_ downloads: Downloads, _ facts: [String: FileFacts]) { (self.downloads, self.facts) = (downloads, facts) }

    var tables: [Table] { downloads.tables }

    /// The number of rows of a table.
    func rows(of table: Int, in scope: Downloads.Scope) -> Int { downloads.rows.count(table: table, of: scope.units) }
}
