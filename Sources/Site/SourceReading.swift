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

/// Reads the documents of `content/`; what did not change is taken from memory.
func readSources(
    root: String, _ folder: Diagnosed<ContentFolder>, remembering memory: inout SiteMemory
) async throws(FileError) -> ReadSources {
    let files = Set(folder.value.attachments)
    let isSameFolder = memory.attachments == folder.value.attachments
    let former = memory.documents
    let results = await concurrentMap(folder.value.documents) { path -> Result<SiteMemory.Remembered?, FileError> in
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
    memory.attachments = folder.value.attachments
    memory.saved = []
    var documents: [ReadDocument] = []
    documents.reserveCapacity(results.count)
    for (path, result) in zip(folder.value.documents, try results.succeeded()) {
        if let read = result {
            if former[path]?.document.facts != read.document.facts { memory.saved.append(path) }
            memory.documents[path] = read
            memory.facts[path] = read.document.facts
            documents.append(read.document)
        } else if let known = memory.documents[path] {
            documents.append(known.document)
        }
    }
    if memory.documents.count > documents.count {
        let present = Set(folder.value.documents)
        memory.documents = memory.documents.filter { present.contains($0.key) }
        memory.facts = memory.facts.filter { present.contains($0.key) }
        memory.saved += former.keys.filter { !present.contains($0) }.sorted()
    }
    return ReadSources(folder: folder.value, diagnostics: folder.diagnostics, documents: documents)
}

/// Lists `content/`; folders that did not change are taken from memory.
func listContent(
    root: String, remembering memory: inout SiteMemory
) throws(FileError) -> Diagnosed<ContentFolder> {
    let former = memory.listings
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
