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
    /// What the output is made from, by path: the documents that are seen, the files beside them, and the theme.
    ///
    /// What is not seen yet leaves no trace in the manifest, not even by changing a digest.
    var publishedSources: SourceList {
        let register = visible.register
        var paths = [register.site.document?.path].compactMap { $0 } + register.pages.map(\.document.path)
        for unit in register.units {
            paths.append(unit.source.path)
            paths += unit.projects.map(\.source.path)
        }
        let documents = paths.compactMap { path in sources.documents[path].map { SourceFile(path: path, facts: $0) } }
        let others = sources.attachments.merging(sources.theme) { $1 }.map { SourceFile(path: $0, facts: $1) }
        let files = (documents + others).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return SourceList(facts: sources, files: files)
    }
}

/// The sizes and digests of the files beside the documents; those whose stamps did not change are not read again.
func attachmentFacts(
    _ paths: [String], root: String, remembering memory: inout SiteMemory
) async throws(FileError) -> [String: FileFacts] {
    let former = memory.attachmentFacts
    let results = await concurrentMap(paths, batch: 1) { path -> Result<(Stamp?, FileFacts), FileError> in
        do throws(FileError) {
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

private func facts(ofFile path: String) throws(FileError) -> FileFacts {
    let file = try openFile(path)
    defer { close(file.descriptor) }
    return try facts(of: file)
}
