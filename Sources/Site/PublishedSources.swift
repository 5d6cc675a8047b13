import Basics
import Digests
import Disclosure
import Glibc
import Pages

/// A file that a site is made from.
struct SourceFile: Sendable {
    /// Relative to the site's root.
    var path: String
    var facts: FileFacts
}

/// Everything that a site is made from.
struct SourceList: Sendable {
    var facts: SourceFacts
    /// What of it is published, by path.
    var files: [SourceFile]
}

extension CheckedSite {
    /// What the output is made from, by path: the documents that are seen, the files beside them, the theme,
    /// and the data of joined sites.
    ///
    /// What is not seen yet leaves no trace in the manifest, not even by changing a digest.
    var publishedSources: SourceList {
        let documents = seenDocuments.compactMap { path in
            sources.documents[path].map { SourceFile(path: path, facts: $0) }
        }
        let others = sources.attachments.merging(sources.theme) { $1 }.merging(sources.joined) { $1 }.map {
            SourceFile(path: $0, facts: $1)
        }
        let files = (documents + others).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return SourceList(facts: sources, files: files)
    }
}

extension CheckedSite {
    /// The paths of the documents that are seen.
    private var seenDocuments: [String] {
        let register = visible.register
        var paths = [register.site.document?.path].compactMap { $0 } + register.pages.map(\.document.path)
        for unit in register.units {
            paths.append(unit.source.path)
            paths += unit.projects.map(\.source.path)
        }
        return paths
    }

    /// The paths in the output that pages and files would have which readers must not see, each with the reason:
    /// 草稿, 待审, 未到发布时间.
    ///
    /// They are found by the way of the preview, which shows them, and not by that of the build.
    public func hiddenPaths(root: String, at time: Instant) async throws(FileError) -> [String: String] {
        if folder.documents.count == seenDocuments.count { return [:] }
        let all = try await checkSite(root: root, at: time, for: .authors)
        let seen = Set(visible.register.attachments)
        var hidden: [String: String] = [:]
        for page in all.pages {
            guard let origin = page.sources.first else { continue }
            if let reason = all.visible.withheld[origin] {
                hidden[page.path] = reason
            } else if case .file(let path) = page.source, !seen.contains(path) {
                hidden[page.path] = "不公布的文件的附件"
            }
        }
        return hidden
    }
}

extension OutputFiles {
    /// What the manifest says of a file.
    func entry(_ file: OutputFile, _ facts: FileFacts) -> Manifest.Entry {
        var entry = Manifest.Entry(
            file.path, facts.size, digest: facts.digest, sources: file.sources,
            version: sources.facts.version(of: file.sources))
        entry.standIn = file.standIn?.rawValue ?? ""
        return entry
    }
}

/// A site that is not written: what its files would be.
public struct PlannedSite: Sendable {
    public let manifest: Manifest
    private let output: OutputFiles

    init(_ output: OutputFiles) async throws(FileError) {
        self.output = output
        manifest = try await Manifest(of: output)
    }

    /// The bytes of a file that the program makes; nil for a file that is copied, or none of the site's.
    public func bytes(of path: String) -> [UInt8]? {
        switch output.files.first(where: { $0.path == path })?.source {
        case .rendered(let render): render()
        case .bytes(let bytes): bytes
        case .joint(let files, let address): files.bytes(of: address)
        case .file, nil: nil
        }
    }
}

extension Manifest {
    /// What the manifest of files would be that are not written.
    init(of output: OutputFiles) async throws(FileError) {
        let tallies = output.jointFiles?.tallies ?? [:]
        try await output.jointFiles?.make(into: tallies)
        let joint = tallies.mapValues { $0.facts() }
        output.jointFiles?.tell(joint)
        let entries = await concurrentMap(output.files) { file in
            let facts =
                switch file.source {
                case .rendered(let render): FileFacts(of: render())
                case .bytes(let bytes): FileFacts(of: bytes)
                case .joint(_, let address): joint[address] ?? FileFacts(of: [])
                case .file(let path): output.sources.facts[path] ?? FileFacts(of: [])
                }
            return output.entry(file, facts)
        }
        self.init(entries: entries, sources: output.sources.files)
    }
}

/// The sizes and digests of the files beside the documents; those whose stamps did not change are not read again.
func attachmentFacts(
    _ paths: [String], root: String, after changes: Changes, remembering memory: inout SiteMemory
) async throws(FileError) -> [String: FileFacts] {
    let former = memory.attachmentFacts
    let results = await concurrentMap(paths, batch: 1) { path -> Result<(Stamp?, FileFacts), FileError> in
        do throws(FileError) {
            if let known = former[path], known.stamp != nil, !changes.contains(path) {
                return .success((known.stamp, known.facts))
            }
            let stamp = Stamp(of: root + "/" + path)
            if let known = former[path], let stamp, known.stamp == stamp { return .success((stamp, known.facts)) }
            return .success((stamp, try facts(ofFile: root + "/" + path)))
        } catch {
            return .failure(error)
        }
    }
    memory.attachmentFacts = [:]
    for (path, (stamp, facts)) in zip(paths, try results.succeeded()) {
        memory.attachmentFacts[path] = (stamp, facts)
    }
    return memory.attachmentFacts.mapValues(\.facts)
}

func facts(ofFile path: String) throws(FileError) -> FileFacts {
    let file = try openFile(path)
    defer { close(file.descriptor) }
    return try facts(of: file)
}
