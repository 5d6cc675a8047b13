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
    var pages: [Page]
}

/// Reads and checks a site: every stage up to the report.
///
/// - Parameters:
///   - root: the folder that holds `content/` and `theme/`.
///   - time: the moment that 发布时间 is held against.
/// - Throws: `FileError` when a file cannot be read.
public func checkSite(root: String, at time: Instant) async throws(FileError) -> CheckedSite {
    let folder = try listContent(root: root)
    let documents = try await readDocuments(root: root, folder.value.documents)
    let register = await readRegister(documents.value, attachments: folder.value.attachments)
    let visible = register.value.visible(at: time)
    let findings = await inspect(documents.value, register.value)
    let theme = try Theme.load(root: root)
    let pages = theme.value.map { sitePages(visible, $0) } ?? Diagnosed([])

    let adjustment = Adjustment(documents.value, site: register.value.site)
    let found =
        folder.diagnostics + documents.diagnostics + register.diagnostics + findings + theme.diagnostics
        + pages.diagnostics
    let diagnostics = adjustment.apply(to: found) + adjustment.diagnostics
    let texts = documents.value.map(\.source) + documents.texts + themeTexts(root, theme.diagnostics)
    return CheckedSite(report: SiteReport(diagnostics, texts: texts), visible: visible, pages: pages.value)
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
    let folder = try OutputFolder(path: output)
    let index = await searchFiles(site.visible)
    let files =
        site.pages.map { OutputFile(path: $0.path, source: $0.source) }
        + index.map { OutputFile(path: $0.path, source: .bytes($0.bytes)) }
    return (site, try await folder.write(files, root: root))
}

/// The documents that could be read, and the texts of those that could not, for their findings.
private struct ReadDocuments {
    var value: [Document]
    var diagnostics: [Diagnostic]
    var texts: [SourceText]
}

private func readDocuments(root: String, _ paths: [String]) async throws(FileError) -> ReadDocuments {
    let results = await concurrentMap(paths) { path -> Result<Diagnosed<Document?>, FileError> in
        do throws(FileError) {
            return .success(try readDocument(root: root, path: path))
        } catch {
            return .failure(error)
        }
    }
    var read = ReadDocuments(value: [], diagnostics: [], texts: [])
    read.value.reserveCapacity(paths.count)
    for (path, result) in zip(paths, results) {
        let document = try result.get()
        read.diagnostics += document.diagnostics
        if let document = document.value {
            read.value.append(document)
        } else if let bytes = try? readFile(root + "/" + path, limit: 1 << 20) {
            read.texts.append(SourceText(path: path, bytes: bytes))
        }
    }
    return read
}

private func themeTexts(_ root: String, _ diagnostics: [Diagnostic]) -> [SourceText] {
    Set(diagnostics.compactMap(\.place?.file)).sorted().compactMap { path in
        (try? readFile(root + "/" + path, limit: 1 << 20)).map { SourceText(path: path, bytes: $0) }
    }
}
