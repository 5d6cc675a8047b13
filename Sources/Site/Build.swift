import Basics
import Content
import Disclosure
import Inspection
import Pages
import Search

/// A site that has been read and checked, and whose pages can be made.
public struct CheckedSite: Sendable {
    public var report: SiteReport
    public var visible: PublicRegister
    /// Empty when an error keeps pages from being made.
    public var pages: [Page]
}

extension CheckedSite {
    /// The files of the search index over what is visible, by their paths in the output.
    public func searchIndex() async -> [String: [UInt8]] {
        Dictionary(await searchFiles(visible).map { ($0.path, $0.bytes) }) { first, _ in first }
    }
}

/// Reads and checks a site: every stage up to the report.
///
/// - Parameters:
///   - root: the folder that holds `content/` and `theme/`.
///   - time: the moment that 发布时间 is held against.
///   - audience: whether what is withheld from readers is shown.
/// - Throws: `FileError` when a file cannot be read.
public func checkSite(
    root: String, at time: Instant, for audience: Audience = .readers
) async throws(FileError) -> CheckedSite {
    var memory = SiteMemory()
    return try await checkSite(root: root, at: time, for: audience, remembering: &memory)
}

/// Reads and checks a site, and of its documents only those that changed since `memory` was filled.
public func checkSite(
    root: String, at time: Instant, for audience: Audience, remembering memory: inout SiteMemory
) async throws(FileError) -> CheckedSite {
    let folder = try listContent(root: root)
    let documents = try await readDocuments(root: root, folder.value, remembering: &memory)
    let register = assembleRegister(
        documents.entries, attachments: folder.value.attachments, unreadable: documents.unreadable)
    let visible = register.value.visible(at: time, to: audience)
    let reviews = try await reviewAttachments(root: root, folder.value.attachments, remembering: &memory)
    let findings = await inspect(documents.value, register.value, reviews)
    let theme = try Theme.load(root: root)
    let adjustment = Adjustment(documents.value, site: register.value.site)
    let inContent = adjustment.apply(
        to: folder.diagnostics + documents.diagnostics + register.diagnostics + findings)
    let quality = QualityFigures(visible, inContent)
    let pages = theme.value.map { sitePages(visible, $0, quality) } ?? Diagnosed([])
    let diagnostics =
        inContent + adjustment.apply(to: theme.diagnostics + pages.diagnostics) + adjustment.diagnostics
    let texts = documents.value.map(\.source) + documents.texts + themeTexts(root, theme.diagnostics)
    var report = SiteReport(diagnostics, texts: texts)
    report.units = UnitFolders(register.value)
    report.adjustment = adjustment
    return CheckedSite(report: report, visible: visible, pages: pages.value)
}

/// Builds a site: checks it, makes its pages, and writes those that changed.
///
/// - Returns: the checked site, and what was written; nil when findings block the build, and nothing was touched.
/// - Throws: `FileError` when a file cannot be read or written; the output is then as it was.
public func buildSite(
    root: String, output: String, at time: Instant, isStrict: Bool
) async throws(FileError) -> (site: CheckedSite, written: OutputSummary?) {
    let site = try await checkSite(root: root, at: time)
    if site.report.blocks(isStrict: isStrict) { return (site, nil) }
    let index = await searchFiles(site.visible)
    let files =
        site.pages.map { OutputFile(path: $0.path, source: $0.source) }
        + index.map { OutputFile(path: $0.path, source: .bytes($0.bytes)) }
    return (site, try await OutputFolder.write(files, to: output, root: root))
}

/// The documents that could be read, and what was found in all of them.
private struct ReadDocuments {
    var value: [Document] = []
    var entries: [ReadEntry] = []
    var diagnostics: [Diagnostic] = []
    /// The paths of those that could not be read, and their texts for the findings in them.
    var unreadable: [String] = []
    var texts: [SourceText] = []
}

private func readDocuments(
    root: String, _ folder: ContentFolder, remembering memory: inout SiteMemory
) async throws(FileError) -> ReadDocuments {
    let former = memory
    let files = Set(folder.attachments)
    let isSameFolder = former.attachments == folder.attachments
    let results = await concurrentMap(folder.documents) { path -> Result<SiteMemory.Remembered, FileError> in
        do throws(FileError) {
            let stamp = stamp(of: root + "/" + path)
            if let known = former.documents[path], let stamp, known.stamp == stamp {
                if isSameFolder { return .success(known) }
                return .success(.init(stamp: stamp, document: known.document, attachments: files))
            }
            return .success(.init(stamp: stamp, document: try readDocument(root: root, path: path), attachments: files))
        } catch {
            return .failure(error)
        }
    }
    var read = ReadDocuments()
    let known = try results.succeeded()
    memory.documents = [:]
    memory.attachments = folder.attachments
    for (path, known) in zip(folder.documents, known) {
        memory.documents[path] = known
        read.diagnostics += known.document.diagnostics
        if let document = known.document.value, let entry = known.entry {
            read.value.append(document)
            read.entries.append(entry)
        } else {
            read.unreadable.append(path)
            if let text = textForExcerpts(root, path) { read.texts.append(text) }
        }
    }
    return read
}

private func themeTexts(_ root: String, _ diagnostics: [Diagnostic]) -> [SourceText] {
    Set(diagnostics.compactMap(\.place?.file)).sorted().compactMap { textForExcerpts(root, $0) }
}

/// The text of a file that could not be read as what it should be; nil when the places found in it would not fit.
private func textForExcerpts(_ root: String, _ path: String) -> SourceText? {
    guard let bytes = try? readFile(root + "/" + path, limit: 2 << 20),
        String(validating: bytes, as: UTF8.self) != nil
    else { return nil }
    return SourceText(path: path, bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
}
