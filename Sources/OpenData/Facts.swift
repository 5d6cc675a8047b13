import Basics
import Digests
import Disclosure
import Synchronization

/// What is told of a download beside the file itself.
struct DownloadFacts: Sendable {
    /// In bytes.
    var size: Int
    var digest: SHA256
    /// The number of rows of a table; 0 for what is not one table.
    var rows = 0
}

/// The facts of all downloads of the site and its years, and the rows of the workbooks, compressed, which are slow to
/// make a second time: under 2 KB for a project.
struct MeasuredDownloads: Sendable {
    var facts: [String: DownloadFacts] = [:]
    /// In the order of the register's units.
    var rows: [UnitRows] = []
}

/// The measured downloads of one state of a site, found out at most once.
final class Measurement: Sendable {
    private let result = Mutex<MeasuredDownloads?>(nil)

    /// What was measured, or is now.
    func value(_ measure: () -> MeasuredDownloads) -> MeasuredDownloads {
        if let known { return known }
        let measured = measure()
        result.withLock { $0 = measured }
        return measured
    }

    /// What was measured already.
    var known: MeasuredDownloads? { result.withLock { $0 } }

    func set(_ measured: MeasuredDownloads) { result.withLock { $0 = measured } }
}

/// Digests and counts bytes that come in pieces.
final class Tally {
    private var stream: SHA256Stream? = SHA256Stream()
    private(set) var size = 0
    var rows = 0

    func add(_ bytes: [UInt8]) {
        size += bytes.count
        stream?.add(bytes[...])
    }

    /// What was tallied; nothing may be added any more.
    func finish() -> DownloadFacts {
        let digest = stream.take()?.finish() ?? SHA256(of: [])
        return DownloadFacts(size: size, digest: digest, rows: rows)
    }
}
