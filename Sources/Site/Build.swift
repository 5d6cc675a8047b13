import Basics
import Content
import Digests
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
    /// The files that the pages are made from.
    var sources = SourceFacts()
}

extension CheckedSite {
    /// Whether another reading of the site found nothing that is different.
    ///
    /// - Parameter saved: the documents that say something else than before.
    public func isSame(as other: CheckedSite, saved: [String]) -> Bool {
        saved.isEmpty && sources.theme == other.sources.theme && sources.attachments == other.sources.attachments
            && visible.register.attachments == other.visible.register.attachments
            && visible.withheld == other.visible.withheld && visible.waiting == other.visible.waiting
            && Severity.allCases.allSatisfy { report.count($0) == other.report.count($0) }
    }

    /// The files that pages show, run or link to: of the theme's assets and beside the documents, by their paths.
    public var filesBesidePages: [String: FileFacts] {
        sources.theme.filter { $0.key.hasPrefix("theme/assets/") }.merging(sources.attachments) { $1 }
    }

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
///   - purpose: whether the pages will be rendered.
/// - Throws: `FileError` when a file cannot be read.
public func checkSite(
    root: String, at time: Instant, for audience: Audience = .readers, to purpose: Purpose = .report
) async throws(FileError) -> CheckedSite {
    var memory = SiteMemory()
    return try await checkSite(root: root, at: time, for: audience, to: purpose, remembering: &memory)
}

/// What a site is read for.
public enum Purpose: Sendable {
    /// Its findings; the files beside the documents, which may be large, are not opened.
    case report
    /// Its pages, which tell the digests of those files.
    case pages
}

/// Reads and checks a site, making anew only what changed since `memory` was filled.
public func checkSite(
    root: String, at time: Instant, for audience: Audience, to purpose: Purpose = .pages,
    remembering memory: inout SiteMemory
) async throws(FileError) -> CheckedSite {
    let read = try await readSources(root: root, remembering: &memory)
    let register = assembleRegister(
        read.documents.compactMap(\.entry), attachments: read.folder.attachments, unreadable: read.unreadable,
        remembering: &memory.register)
    let visible = register.value.visible(at: time, to: audience)
    let reviews = try await reviewAttachments(root: root, read.folder.attachments, remembering: &memory)
    let themeFiles = try Theme.read(root: root)
    let theme = compile(themeFiles, remembering: &memory)
    var sources = SourceFacts(memory.facts, theme: themeFiles.facts)
    if purpose == .pages {
        sources.add(try await attachmentFacts(visible.register.attachments, root: root, remembering: &memory))
    }
    var review = await review(
        read, register.value, reviews, read.diagnostics + register.diagnostics + theme.diagnostics,
        remembering: &memory)
    let quality =
        visible.register.site.showsQuality
        ? Lazy { [runs = review.runs] in QualityFigures(visible, runs) } : nil
    let linking = Set(zip(read.folder.documents, read.documents).compactMap { $1.holdsLinks ? $0 : nil })
    let pages = theme.value.map { [sources] in
        sitePages(visible, $0, from: sources, linking: linking, quality: quality)
    }
    review.runs.append(FindingRun(pages?.diagnostics ?? [], review.adjustment))
    let themeTexts = Set(theme.diagnostics.compactMap(\.place?.file)).sorted().compactMap { path in
        (try? readFile(root + "/" + path, limit: 2 << 20)).flatMap { textForExcerpts($0, path) }
    }
    var report = SiteReport(review.runs, memory, others: themeTexts, review.adjustment)
    report.units = UnitFolders(register.value)
    return CheckedSite(report: report, visible: visible, pages: pages?.value ?? [], sources: sources)
}

/// The theme; compiled again only when one of its files is another one.
private func compile(_ files: Theme.Files, remembering memory: inout SiteMemory) -> Diagnosed<Theme?> {
    if let known = memory.theme, known.files == files.facts { return known.compiled }
    let compiled = Theme.compile(files)
    memory.theme = (files.facts, compiled)
    return compiled
}

/// Builds a site: checks it, makes its pages, and writes those that changed.
///
/// - Returns: the checked site, and what was written; nil when findings block the build, and nothing was touched.
/// - Throws: `FileError` when a file cannot be read or written; the output is then as it was.
public func buildSite(
    root: String, output: String, at time: Instant, isStrict: Bool
) async throws(FileError) -> (site: CheckedSite, written: OutputSummary?) {
    let site = try await checkSite(root: root, at: time, to: .pages)
    if site.report.blocks(isStrict: isStrict) { return (site, nil) }
    let index = await searchFiles(site.visible)
    let movedAnchors = OutputFile(
        path: MovedAnchors.path, source: .bytes(MovedAnchors.after(site.visible.register, in: output).bytes))
    let files =
        site.pages.inAddressOrder().map { OutputFile(path: $0.path, source: $0.source, sources: $0.sources) }
        + index.map { OutputFile(path: $0.path, source: .bytes($0.bytes)) }
        + [movedAnchors]
    return (
        site, try await writeOutput(OutputFiles(files: files, sources: site.publishedSources, root: root), to: output)
    )
}
