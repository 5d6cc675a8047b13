import Basics
import Content
import Digests
import Disclosure
import Glibc
import Pages

/// What a build was made from and what it made, so that the next one knows whether there is anything to do.
///
/// A file counts as the same by its stamp when that is older than the build, of an output than the record; else by its digest. Nothing else
/// of the record is believed: with the slightest difference the site is built as if there were none.
struct BuildRecord: Sendable, Hashable {
    struct File: Sendable, Hashable {
        var path: String
        var stamp: Stamp
        /// nil where only the stamp can tell.
        var digest: SHA256?
        /// Of an output: what it was made from (`OutputFile.inputs`).
        var inputs: SHA256?

        /// Whether it is still the same, in a folder, as when a record was made.
        func stands(in folder: String, since moment: Int) -> Bool {
            let path = folder + "/" + path
            if Stamp(at: path) == stamp, stamp.isTrusted(at: moment) { return true }
            guard let digest, let bytes = try? readFile(path, limit: 64 << 20) else { return false }
            return SHA256(of: bytes) == digest
        }
    }

    /// The program that built.
    var program: Stamp
    /// When the first source was going to be read, in nanoseconds: what was saved since may not be what was read.
    var began: Int
    /// When the record was made, in nanoseconds.
    var moment: Int
    /// The moment that 发布时间 was held against, and all that there were, in seconds.
    var time: Int
    var embargoes: [Int]
    var theme: SHA256
    /// All of `content/`, relative to the root, in the order of listing; then the data of joined sites.
    var sources: [File]
    /// All of the output, relative to its folder.
    var outputs: [File]
    /// Whether there were warnings, which a strict build must tell.
    var hasWarnings: Bool
    var compresses: Bool
    /// What there is to say when nothing has changed.
    var said: [String]
}

extension BuildRecord {
    /// Records a build that has just been written; nil where a file cannot be found again, or nothing tells whether it
    /// is the one that was read.
    ///
    /// - Parameter began: a moment before the first source was read.
    init?(
        _ site: CheckedSite, since began: Int, _ files: OutputFiles, _ manifest: Manifest, _ options: BuildOptions,
        _ said: [String]
    ) {
        guard let program = Stamp(at: Self.programPath) else { return nil }
        let moment = Stamp.now
        func output(_ path: String, _ known: SHA256?, _ inputs: SHA256? = nil) -> File? {
            let place = options.output + "/" + path
            guard let stamp = Stamp(at: place) else { return nil }
            if known != nil || stamp.isTrusted(at: moment) {
                return File(path: path, stamp: stamp, digest: known, inputs: inputs)
            }
            guard let bytes = try? readFile(place) else { return nil }
            return File(path: path, stamp: stamp, digest: SHA256(of: bytes), inputs: inputs)
        }
        let paths = site.contentPaths
        let sources = paths.compactMap { path -> File? in
            guard let stamp = Stamp(at: files.root + "/" + path) else { return nil }
            // What lies beside the documents and is not shown was looked into, and leaves no digest.
            guard let digest = site.sources[path]?.digest else {
                return stamp.isTrusted(at: began) ? File(path: path, stamp: stamp) : nil
            }
            return File(path: path, stamp: stamp, digest: digest)
        }
        var outputs = files.files.compactMap { output($0.path, manifest.entry($0.path)?.digest, $0.inputs) }
        if let list = output(Manifest.fileName, nil) { outputs.append(list) }
        guard sources.count == paths.count, outputs.count == files.files.count + 1 else { return nil }
        self.init(
            program: program, began: began, moment: moment, time: options.time.seconds, embargoes: site.embargoes,
            theme: Self.digest(of: site.sources.theme), sources: sources, outputs: outputs,
            hasWarnings: site.report.count(.warning) > 0, compresses: options.compresses, said: said)
    }

    static let programPath = "/proc/self/exe"

    private static func digest(of files: [String: FileFacts]) -> SHA256 {
        var digest = ListDigest()
        for (path, facts) in files.sorted(by: { $0.key < $1.key }) { digest.add(path, facts.digest) }
        return digest.finish()
    }

    /// Whether a build now would read the same and write the same.
    func isCurrent(root: String, _ options: BuildOptions) async -> Bool {
        func seen(at time: Int) -> Int { embargoes.count { $0 <= time } }
        guard Stamp(at: Self.programPath) == program, seen(at: options.time.seconds) == seen(at: time),
            compresses == options.compresses, !hasWarnings || !options.isStrict,
            !fileExists(options.output + "/" + FilledFolder.stagingName),
            let folder = try? listContent(root: root), folder.diagnostics.isEmpty,
            let theme = try? Theme.read(root: root), Self.digest(of: theme.facts) == self.theme
        else { return false }
        let paths = Self.inOrder(folder.value.documents + folder.value.attachments)
        // The data of joined sites lies elsewhere; what of it there is follows from descriptions that are among it.
        let known = sources.lazy.map(\.path).filter { $0.hasPrefix("content/") }
        guard paths.elementsEqual(known, by: { $0.utf8.elementsEqual($1.utf8) }) else { return false }
        let all = sources.map { (root, $0, began) } + outputs.map { (options.output, $0, moment) }
        return await concurrentMap(all, batch: 512) { folder, file, moment in file.stands(in: folder, since: moment) }
            .allSatisfy { $0 }
    }

    static func inOrder(_ paths: [String]) -> [String] {
        paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// What is known of the build before.
public enum FormerBuild: Sendable {
    /// Neither sources nor output nor program are other ones: there is nothing to do, and this to say.
    case current([String])
    /// There is none, or something changed; what of its output is still known.
    case outdated(StandingFiles)
    /// Its record, at this path, is not what a build writes.
    case unreadable(String)
}

/// Finds out whether there is anything to build.
public func formerBuild(root: String, _ options: BuildOptions) async -> FormerBuild {
    let path = BuildRecord.path(root: root, output: options.output)
    guard let bytes = try? readFile(path, limit: 512 << 20) else { return .outdated(.unknown) }
    guard let record = BuildRecord(bytes) else { return .unreadable(path) }
    return await record.isCurrent(root: root, options) ? .current(record.said) : .outdated(StandingFiles(record))
}

extension CheckedSite {
    /// The moments at which something of the site comes to be seen, in seconds, sorted.
    var embargoes: [Int] {
        var found = everything.pages.compactMap(\.publication.embargo?.seconds)
        for unit in everything.units {
            found += [unit.publication.embargo?.seconds].compactMap { $0 }
            for project in unit.projects.indices {
                if let embargo = unit.projects[project].publication.embargo { found.append(embargo.seconds) }
            }
        }
        return found.sorted()
    }
}
