import Basics
import Content
import Digests
import Disclosure
import Inspection

/// How much was found in units and years that hold no error, by the digests of all that they were looked at for: a build
/// tells no more of them than that, and need not look at them again.
///
/// Errors are told with their places, and numbers of persons keep a site from being published: what has any is not kept.
struct FoundCounts: Sendable {
    private var former: [SHA256: [Severity: Int]] = [:]
    private var present: [SHA256: [Severity: Int]] = [:]

    private static let name = "found"

    /// Another program may find something else.
    private static var firstLine: String? {
        Stamp(at: BuildRecord.programPath).map { "gongkai found 1 \($0.words)" }
    }

    /// Those that a former build kept; none where this program kept none.
    ///
    /// - Parameter root: of the site.
    init(root: String) {
        guard let bytes = try? readFile(KeptFile.path(Self.name, root: root), limit: 64 << 20),
            let content = KeptFile.content(of: bytes)
        else { return }
        let lines = content.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        guard let first = Self.firstLine, lines.first == first else { return }
        for line in lines.dropFirst() {
            let words = line.split(separator: " ")
            let counts = words.dropFirst().compactMap { Int($0) }
            guard counts.count == 2, let digest = SHA256(hexadecimal: words[0]) else { continue }
            former[digest] = [.warning: counts[0], .note: counts[1]]
        }
    }

    /// What was counted under a digest; nil when nothing is known.
    subscript(digest: SHA256) -> [Severity: Int]? { former[digest] }

    /// Takes a run for the builds to come.
    mutating func take(_ run: FindingRun, under digest: SHA256) {
        guard run.count(.error) == 0, !run.isPersonal else { return }
        present[digest] = [.warning: run.count(.warning), .note: run.count(.note)]
    }

    /// Keeps what was taken, and nothing else.
    func keep(root: String) {
        guard present != former, let first = Self.firstLine else { return }
        let lines = present.map { digest, counts in
            "\(digest.hexadecimal) \(counts[.warning] ?? 0) \(counts[.note] ?? 0)"
        }
        let text = ([first] + lines.sorted()).joined(separator: "\n")
        KeptFile.write(KeptFile.bytes(of: Array(text.utf8)), to: Self.name, root: root)
    }
}

/// The digests of all that decides about what is found in the units of a site.
struct FindingInputs: Sendable {
    private let shared: SHA256
    private let documents: [String: FileFacts]

    /// - Parameters:
    ///   - folder: what lies in `content/`; findings may speak of the files beside the documents.
    ///   - documents: the facts of all documents, by their paths.
    init(_ site: SiteInformation, _ folder: ContentFolder, _ documents: [String: FileFacts]) {
        self.documents = documents
        var list = ListDigest()
        for path in [site.document?.path].compactMap({ $0 }) + folder.attachments {
            list.add(path, documents[path]?.digest ?? Self.none)
        }
        shared = list.finish()
    }

    /// Of a unit in a year: its own document and all that were filed in it, whether they are seen or not.
    func digest(of unit: Unit) -> SHA256 {
        var list = ListDigest()
        list.add("site", shared)
        for path in documentPaths(of: unit) { list.add(path, documents[path]?.digest ?? Self.none) }
        return list.finish()
    }

    /// Of a year, by the digests of its units.
    func digest(of year: FiscalYear, _ units: ArraySlice<SHA256>) -> SHA256 {
        var list = ListDigest()
        for digest in units { list.add("\(year.year)", digest) }
        return list.finish()
    }

    /// Stands beside what has no digest.
    private static let none = SHA256(of: [])
}
