import Basics
import Digests
import Pages

/// The version of the program, which the manifest of what it built names.
public let generatorVersion = "0.1.0"

/// `manifest.json` of a built site: every file with its size and digest, and the files of `content/` and `theme/` that
/// it was made from.
///
/// It is how the next build knows which files are its own, and how anyone can tell whether a copy is whole.
public struct Manifest: Sendable {
    public struct Entry: Sendable, Hashable {
        /// Relative to the output folder.
        public var path: String
        public var size: Int
        /// nil only in what a build before version 2 wrote.
        public var digest: SHA256?
        /// The files of `content/` that the page was made from, its own document first.
        public var sources: [String] = []
        /// 版本 as the page shows it; empty for what gathers the whole site.
        public var version = ""
        /// `withdrawn` or `moved` for what stands in a document's place; empty for everything else.
        public var standIn = ""

        init(_ path: String, _ size: Int, digest: SHA256? = nil, sources: [String] = [], version: String = "") {
            (self.path, self.size, self.digest) = (path, size, digest)
            (self.sources, self.version) = (sources, version)
        }
    }

    public static let fileName = Routes.manifest

    /// By the bytes of the paths.
    public let entries: [Entry]
    /// The program and its version; empty when unknown.
    public var generator = ""
    /// The digest of the whole site, as `ListDigest` of its files; nil when unknown.
    public let digest: SHA256?
    /// The digest of the whole as the file states it; nil in what was not read from a file.
    var stated: SHA256?
    /// What the site was made from, by path; empty in what was read only to know the files.
    let sources: [SourceFile]
    /// The position of each path.
    private let known: [ExactPath: Int]

    /// Whether a manifest that was read is the one that was written.
    public var isConsistent: Bool { digest != nil && digest == stated }

    var paths: [String] { entries.map(\.path) }

    init(entries: [Entry], sources: [SourceFile] = []) {
        self.entries = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.sources = sources
        known = Dictionary(self.entries.enumerated().map { (ExactPath($1.path), $0) }) { first, _ in first }
        digest = Self.digest(of: self.entries)
    }

    public func contains(_ path: String) -> Bool { known[ExactPath(path)] != nil }

    /// What is said of a path; nil when it is none of the site's files.
    public func entry(_ path: String) -> Entry? { known[ExactPath(path)].map { entries[$0] } }

    /// Whether any file lies in a folder or below it.
    func holdsFiles(in folder: String) -> Bool {
        entries.contains { foldersAbove($0.path).contains { ExactPath(String($0)) == ExactPath(folder) } }
    }

    /// The files of both; where both have one, as the other says.
    func union(_ other: Manifest) -> Manifest {
        Manifest(entries: other.entries + entries.filter { !other.contains($0.path) }, sources: other.sources)
    }

    /// `sha256sum` of all files in the order of their paths, digested; nil when the digest of one is unknown.
    private static func digest(of entries: [Entry]) -> SHA256? {
        var list = ListDigest()
        for entry in entries {
            guard let digest = entry.digest else { return nil }
            list.add(entry.path, digest)
        }
        return list.finish()
    }
}

// MARK: As it is written

extension Manifest {
    /// One file to a line, so that two manifests can be compared by line.
    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.integer("version", 2)
            json.string("generator", "gongkai \(generatorVersion)")
            json.string("digest", digest?.hexadecimal ?? "")
            json.string("sourcesDigest", sourcesDigest.hexadecimal)
            json.array("files") { json in
                for entry in entries {
                    json.lineBreak()
                    json.object { write(entry, to: &$0) }
                }
            }
            json.lineBreak()
            json.array("sources") { json in
                for source in sources {
                    json.lineBreak()
                    json.object { json in
                        json.string("path", source.path)
                        json.integer("size", source.facts.size)
                        json.string("sha256", source.facts.digest.hexadecimal)
                    }
                }
            }
        }
        json.lineBreak()
        return json.bytes
    }

    private func write(_ entry: Entry, to json: inout JSONWriter) {
        json.string("path", entry.path)
        json.integer("size", entry.size)
        if let digest = entry.digest { json.string("sha256", digest.hexadecimal) }
        if !entry.standIn.isEmpty { json.string("standIn", entry.standIn) }
        if entry.sources.isEmpty { return }
        json.string("version", entry.version)
        json.array("sources") { json in
            for source in entry.sources { json.string(nil, source) }
        }
    }

    private var sourcesDigest: SHA256 {
        var list = ListDigest()
        for source in sources { list.add(source.path, source.facts.digest) }
        return list.finish()
    }
}

/// A path by its bytes: as strings, a letter with its mark composed and decomposed would be the same name.
struct ExactPath: Hashable {
    private let path: String

    init(_ path: String) { self.path = path }

    static func == (left: Self, right: Self) -> Bool { left.path.utf8.elementsEqual(right.path.utf8) }

    func hash(into hasher: inout Hasher) {
        path.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
