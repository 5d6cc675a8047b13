import Basics
import Content
import Digests
import Disclosure
import Inspection
import OpenData
import Pages
import Search

/// A site that has been read and checked, and whose pages can be made.
public struct CheckedSite: Sendable {
    public var report: SiteReport
    public var visible: PublicRegister
    /// What is seen and what is not.
    var everything: Register
    /// What lies in `content/`.
    var folder = ContentFolder()
    /// What readers can take away: its files are among the pages.
    public var data: OpenData
    /// Empty when an error keeps pages from being made.
    public var pages: PageList
    /// What readers can take away, as the pages tell it.
    var siteData: SiteData
    /// The files that the pages are made from.
    var sources = SourceFacts()
    /// Whether a program was missing to look into an attachment.
    var wantsProgram = false

    /// All of `content/`, sorted, and the data of joined sites.
    var contentPaths: [String] {
        BuildRecord.inOrder(folder.documents + folder.attachments) + sources.joined.keys.sorted()
    }
}

extension CheckedSite {
    /// Whether another reading of the site found nothing that is different.
    ///
    /// - Parameter saved: the documents that say something else than before.
    public func isSame(as other: CheckedSite, saved: [String]) -> Bool {
        saved.isEmpty && sources.theme == other.sources.theme && sources.attachments == other.sources.attachments
            && sources.joined == other.sources.joined
            && visible.register.attachments == other.visible.register.attachments
            && visible.withheld == other.visible.withheld && visible.waiting == other.visible.waiting
            && Severity.allCases.allSatisfy { report.count($0) == other.report.count($0) }
    }

    /// The files that pages show, run or link to: of the theme's assets and beside the documents, by their paths.
    public var filesBesidePages: [String: FileFacts] {
        sources.theme.filter { $0.key.hasPrefix("theme/assets/") }.merging(sources.attachments) { $1 }
    }

    /// The files of the search over what is visible, by their paths in the output.
    ///
    /// - Parameter output: the folder that the site is built into.
    public func search(after output: String) async -> [String: [UInt8]] {
        var files = Dictionary(await searchFiles(visible).map { ($0.path, $0.bytes) }) { first, _ in first }
        files[MovedAnchors.path] = MovedAnchors.after(visible.register, in: output).bytes
        return files
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
    return try await checkSite(root: root, at: time, for: audience, to: purpose, after: .anything, remembering: &memory)
}

/// What a site is read for.
public enum Purpose: Sendable {
    /// Its findings; the files beside the documents, which may be large, are not opened.
    case report
    /// Its pages, which tell the digests of those files.
    case pages
    /// Its pages, as soon as there are any: nobody looks for what is wrong in what they say.
    case firstPages
}

/// Reads and checks a site, making anew only what changed since `memory` was filled.
///
/// - Parameter changes: what may have changed since then; the file system is asked for nothing else.
public func checkSite(
    root: String, at time: Instant, for audience: Audience, to purpose: Purpose = .pages,
    after changes: Changes = .anything, remembering memory: inout SiteMemory
) async throws(FileError) -> CheckedSite {
    let (read, reviews, themeFiles) = try await timed("读取") { () async throws(FileError) in
        try await readSiteFiles(root: root, to: purpose, after: changes, remembering: &memory)
    }
    var register = await timed("汇总") {
        assembleRegister(
            read.documents.compactMap(\.entry), attachments: read.folder.attachments, unreadable: read.unreadable,
            remembering: &memory.register)
    }
    let joined = try await timed("联合") { () async throws(FileError) in
        try await readJoinedSites(register.value.site, root: root, remembering: &memory)
    }
    register.value.joined = joined.sites
    let visible = register.value.visible(at: time, to: audience)
    let theme = compile(themeFiles, remembering: &memory)
    var sources = SourceFacts(memory.facts, theme: themeFiles.facts)
    sources.add(joined: joined.facts)
    if purpose != .report {
        let attachments = visible.register.attachments
        sources.add(try await attachmentFacts(attachments, root: root, after: changes, remembering: &memory))
        try memory.checkReviewed(root: root)
    }
    let whole =
        read.diagnostics + register.diagnostics + joined.diagnostics + theme.diagnostics
        + visible.unlistedFiles.map(attachmentUnlisted)
    // A page that tells what was found cannot do without.
    let isReviewed = purpose != .firstPages || register.value.site.showsQuality
    var reviewed = await timed("检查") {
        isReviewed
            ? await review(read, register.value, reviews, whole, remembering: &memory)
            : Review(ofReading: read, register.value, whole)
    }
    let quality =
        visible.register.site.showsQuality
        ? Lazy { [runs = reviewed.runs] in QualityFigures(visible, runs) } : nil
    let linking = Set(zip(read.folder.documents, read.documents).compactMap { $1.holdsLinks ? $0 : nil })
    let data = OpenData(visible, remembering: &memory.data)
    let siteData = data.siteData
    let pages = await timed("排页") { [sources] in
        theme.value.map { theme in
            sitePages(
                visible, theme, from: sources, linking: linking, quality: quality, data: siteData,
                remembering: &memory.pages)
        }
    }
    reviewed.runs.append(FindingRun(pages?.diagnostics ?? [], reviewed.adjustment))
    let themeTexts = Set(theme.diagnostics.compactMap(\.place?.file)).sorted().compactMap { path in
        (try? readFile(root + "/" + path, limit: 2 << 20)).flatMap { textForExcerpts($0, path) }
    }
    var report = SiteReport(reviewed.runs, memory, others: themeTexts, reviewed.adjustment)
    report.unitFolders = Lazy { [register = register.value] in UnitFolders(register) }
    return CheckedSite(
        report: report, visible: visible, everything: register.value, folder: read.folder, data: data,
        pages: pages?.value ?? PageList(), siteData: siteData, sources: sources,
        wantsProgram: reviews.values.contains(where: \.wantsProgram))
}

/// The theme; compiled again only when one of its files is another one.
private func compile(_ files: Theme.Files, remembering memory: inout SiteMemory) -> Diagnosed<Theme?> {
    if let known = memory.theme, known.files == files.facts { return known.compiled }
    let compiled = Theme.compile(files)
    memory.theme = (files.facts, compiled)
    return compiled
}

/// How a site is built.
public struct BuildOptions: Sendable {
    /// The output folder.
    public var output: String
    /// The moment that 发布时间 is held against.
    public var time: Instant
    /// Whether warnings block the build.
    public var isStrict: Bool
    /// Whether a compressed copy lies beside each text file.
    public var compresses: Bool

    public init(output: String, time: Instant, isStrict: Bool = false, compresses: Bool = false) {
        (self.output, self.time, self.isStrict, self.compresses) = (output, time, isStrict, compresses)
    }
}

/// Builds a site: checks it, makes its pages, and writes those that changed.
///
/// - Parameter standing: what is known of the output; what of it is made from the same as now is not made again.
/// - Throws: `FileError` when a file cannot be read or written; the output is then as it was.
public func buildSite(
    root: String, _ options: BuildOptions, over standing: StandingFiles = .unknown,
    saying: ((CheckedSite, OutputSummary) -> [String])? = nil
) async throws(FileError) -> (site: CheckedSite, written: OutputSummary?) {
    let began = Stamp.now
    var memory = SiteMemory()
    memory.counts = FoundCounts(root: root)
    let site = try await checkSite(root: root, at: options.time, for: .readers, remembering: &memory)
    memory.counts?.keep(root: root)
    if site.report.blocks(isStrict: options.isStrict) { return (site, nil) }
    var files = await outputFiles(of: site, root: root, options)
    files.standing = standing
    let written = try await writeOutput(files, to: options.output)
    // What was not looked into is looked into as soon as it can be, even where nothing has changed.
    if !site.wantsProgram, let said = saying?(site, OutputSummary(unchanged: written.summary.total)) {
        await timed("记录") {
            BuildRecord(site, since: began, files, written.manifest, options, said)?
                .write(root: root, output: options.output)
        }
    }
    return (site, written.summary)
}

/// What a build would write.
///
/// - Returns: the checked site, and its files; nil when findings block the build.
public func planSite(
    root: String, _ options: BuildOptions
) async throws(FileError) -> (site: CheckedSite, planned: PlannedSite?) {
    let site = try await checkSite(root: root, at: options.time, to: .pages)
    if site.report.blocks(isStrict: options.isStrict) { return (site, nil) }
    return (site, try await PlannedSite(outputFiles(of: site, root: root, options)))
}

func outputFiles(of site: CheckedSite, root: String, _ options: BuildOptions) async -> OutputFiles {
    async let search = timed("检索") { await site.search(after: options.output).sorted { $0.key < $1.key } }
    let inputs = PageInputs(site.visible.register, site.sources, site.siteData)
    var files = site.pages.inAddressOrder().map {
        OutputFile(
            path: $0.path, source: $0.source, sources: $0.sources, standIn: $0.standIn,
            inputs: $0.basis.map { inputs.digest(of: $0()) })
    }
    files += await search.map { OutputFile(path: $0.key, source: .bytes($0.value)) }
    if options.compresses { files = withCompressedCopies(files) }
    return OutputFiles(files: files, sources: site.publishedSources, root: root)
}
