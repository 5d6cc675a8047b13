import Basics
import Content
import Digests
import Disclosure
import Pages

/// The sources of a site: what lies in `content/`, and its documents.
struct ReadSources {
    var folder: ContentFolder
    /// What was found while listing.
    var diagnostics: [Diagnostic]
    /// In the order of the folder's documents.
    var documents: [ReadDocument]

    /// The paths of those that could not be read as documents.
    var unreadable: [String] { zip(folder.documents, documents).compactMap { $1.entry == nil ? $0 : nil } }
}

extension ContentFolder {
    /// Where a document stands among all; nil when it is not among them.
    fileprivate func position(of path: String) -> Int? {
        // They are in the order of their bytes.
        var (lower, upper) = (0, documents.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if documents[middle].utf8.lexicographicallyPrecedes(path.utf8) {
                lower = middle + 1
            } else {
                upper = middle
            }
        }
        return lower < documents.count && documents[lower].utf8.elementsEqual(path.utf8) ? lower : nil
    }

    /// Whether the same files lie in both, to the byte of their names.
    fileprivate func isSame(as other: ContentFolder) -> Bool {
        documents.isSame(as: other.documents) && attachments.isSame(as: other.attachments)
    }
}

extension [String] {
    /// As a rule one is a copy of the other and lies in the same place.
    fileprivate func isSame(as other: [String]) -> Bool {
        let places = (withUnsafeBufferPointer(\.baseAddress), other.withUnsafeBufferPointer(\.baseAddress))
        return count == other.count
            && (places.0 == places.1 || elementsEqual(other) { $0.utf8.elementsEqual($1.utf8) })
    }
}

/// Reads the documents of `content/`; what did not change is taken from memory.
func readSources(
    root: String, _ listed: Diagnosed<ContentFolder>, after changes: Changes, remembering memory: inout SiteMemory
) async throws(FileError) -> ReadSources {
    let folder = listed.value
    let files = Set(folder.attachments)
    let isSameFolder = memory.attachments == folder.attachments
    let (former, young) = (memory.documents, memory.young)
    let known = memory.sources.flatMap { $0.folder.isSame(as: folder) ? $0.documents : nil }
    let asked: [Int]
    if known != nil, case .files(let paths) = changes {
        asked = paths.union(young).compactMap(folder.position).sorted()
    } else {
        asked = folder.documents.indices.filter { index in
            let path = folder.documents[index]
            return !isSameFolder || changes.contains(path) || former[path] == nil || young.contains(path)
        }
    }
    let results = await concurrentMap(asked) { index -> Result<SiteMemory.Remembered?, FileError> in
        let path = folder.documents[index]
        do throws(FileError) {
            let known = former[path]
            let stamp = Stamp(of: root + "/" + path)
            if isSameFolder, let known, let stamp, known.stamp == stamp { return .success(nil) }
            let read = try readDocument(root: root, path: path, unless: isSameFolder ? known : nil, files)
            return .success(.init(stamp: stamp, document: read))
        } catch {
            return .failure(error)
        }
    }
    // What was found in documents may speak of the files beside them.
    if !isSameFolder { memory.findings = FindingMemory() }
    memory.attachments = folder.attachments
    memory.saved = []
    var documents = known
    for (index, result) in zip(asked, try results.succeeded()) {
        guard let read = result else { continue }
        let path = folder.documents[index]
        if former[path]?.document.facts != read.document.facts { memory.saved.append(path) }
        memory.remember(read, of: path)
        documents?[index] = read.document
    }
    if memory.documents.count > folder.documents.count { memory.forget(allBut: folder.documents) }
    let sources = ReadSources(
        folder: folder, diagnostics: listed.diagnostics,
        documents: documents ?? folder.documents.compactMap { memory.documents[$0]?.document })
    memory.sources = sources
    return sources
}

extension SiteMemory {
    fileprivate mutating func remember(_ read: Remembered, of path: String) {
        documents[path] = read
        facts[path] = read.document.facts
        if read.stamp == nil { young.insert(path) } else { young.remove(path) }
    }

    /// Forgets the documents that are gone.
    fileprivate mutating func forget(allBut paths: [String]) {
        let present = Set(paths)
        saved += documents.keys.filter { !present.contains($0) }.sorted()
        documents = documents.filter { present.contains($0.key) }
        facts = facts.filter { present.contains($0.key) }
        young.formIntersection(present)
    }
}

/// Lists `content/`; folders that did not change are taken from memory.
func listContent(
    root: String, after changes: Changes, remembering memory: inout SiteMemory
) throws(FileError) -> Diagnosed<ContentFolder> {
    let former = memory.listings
    let known = memory.sources.map { Diagnosed($0.folder, $0.diagnostics) }
    if case .files(let paths) = changes, let known {
        // A file that is written to stays in its folder's list.
        let folders = Set(paths.filter { $0.hasPrefix("content/") }.map { root + "/" + Disclosure.folder($0) })
        let haveSameNames = folders.allSatisfy { folder in
            former[folder].map { Stamp(of: folder) == $0.stamp } ?? false
        }
        if haveSameNames { return known }
    }
    var listings: [String: (stamp: Stamp, entries: [DirectoryEntry])] = [:]
    let folder = try listContent(root: root) { path throws(FileError) in
        // The stamp comes first: what is added afterwards gives the folder another one.
        let stamp = Stamp(of: path)
        if let stamp, let known = former[path], known.stamp == stamp {
            listings[path] = known
            return known.entries
        }
        let entries = try listContentFolder(path)
        if let stamp { listings[path] = (stamp, entries) }
        return entries
    }
    memory.listings = listings
    return folder
}

/// Reads a document, unless its bytes are those that it is known by.
private func readDocument(
    root: String, path: String, unless known: SiteMemory.Remembered?, _ attachments: Set<String>
) throws(FileError) -> ReadDocument {
    let bytes = try documentBytes(root: root, path: path)
    let facts = bytes.map { FileFacts(of: $0) }
    if let known, facts != nil, known.document.facts == facts { return known.document }
    let text = { bytes.flatMap { textForExcerpts($0, path) } }
    return ReadDocument(readDocument(bytes, path: path), facts, text: text, attachments: attachments)
}

/// The text of a file that could not be read as what it should be; nil when the places found in it would not fit.
func textForExcerpts(_ bytes: [UInt8], _ path: String) -> SourceText? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return SourceText(path: path, bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
}
