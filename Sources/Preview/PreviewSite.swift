import Basics
import Disclosure
import Pages
import Site

/// The site as it is being written: the last good pages, what was found since, and who wants to hear of changes.
actor PreviewSite {
    /// What a browser is told of: that something changed, and which page the saved file is on.
    struct Change: Sendable {
        var version: Int
        /// Whether nothing but files of the theme's look changed, which needs no reload.
        var isStyleOnly: Bool
        /// The address of the page whose file was saved; nil when there is none, or several.
        var page: String?
    }

    /// What is served for a path.
    enum Answer: Sendable {
        case bytes([UInt8])
        case redirect(String)
        case missing([UInt8])
    }

    private let root: String
    private var memory = SiteMemory()
    private var pages: [String: Page] = [:]
    private var shown: CheckedSite?
    /// The search index over what is shown; nil until somebody searches.
    private var searchIndex: [String: [UInt8]]?
    private var styleDigest = 0
    private var sourceDigests: [String: Int] = [:]
    private(set) var report: SiteReport
    /// What kept the site from being read at all: a folder that is gone, for instance.
    private(set) var failure: FileError?
    private var version = 0
    private var listeners: [Int: AsyncStream<Change>.Continuation] = [:]
    private var listenerCount = 0

    init(root: String) {
        self.root = root
        report = SiteReport([], texts: [])
    }

    /// Reads the site anew. With an error the last good pages stay; on the first run there is nothing else to show,
    /// so the pages that could be made are.
    func refresh(at time: Instant) async {
        do throws(FileError) {
            var memory = memory
            let site = try await checkSite(root: root, at: time, for: .authors, remembering: &memory)
            self.memory = memory
            failure = nil
            report = site.report
            let change = take(site)
            notify(change)
        } catch {
            failure = error
            notify(Change(version: version, isStyleOnly: false, page: nil))
        }
    }

    private func take(_ site: CheckedSite) -> Change {
        let saved = savedDocuments(in: site)
        let isGood = !site.report.diagnostics.hasErrors
        guard isGood || pages.isEmpty else { return Change(version: version, isStyleOnly: false, page: nil) }
        shown = site
        searchIndex = nil
        pages = Dictionary(site.pages.map { ($0.path, $0) }) { first, _ in first }
        let digest = styles(of: site.pages)
        let isStyleOnly = saved.isEmpty && digest != styleDigest && version > 0
        styleDigest = digest
        let address = saved.count == 1 ? site.pages.first { $0.origin?.file == saved.first }?.address : nil
        return Change(version: version, isStyleOnly: isStyleOnly, page: address)
    }

    /// The documents whose text differs from the last time.
    private func savedDocuments(in site: CheckedSite) -> [String] {
        let digests = site.report.digests
        let saved = digests.filter { sourceDigests[$0.key] != $0.value }.map(\.key)
        let isFirst = sourceDigests.isEmpty
        sourceDigests = digests
        return isFirst ? [] : saved.sorted()
    }

    private func styles(of pages: [Page]) -> Int {
        var hasher = Hasher()
        for page in pages where page.address.hasSuffix(".css") {
            if case .bytes(let bytes) = page.source { hasher.combine(bytes) }
        }
        return hasher.finalize()
    }

    // MARK: Serving

    /// What stands at a path of the site, without the leading `/`, percent-decoded.
    func answer(to path: String) async -> Answer {
        if path.hasPrefix("search/") { return await searchFile(path) }
        if path.isEmpty || path.hasSuffix("/") { return page(path + "index.html") }
        if pages[path] == nil, pages[path + "/index.html"] != nil { return .redirect(path + "/") }
        return page(path)
    }

    private func searchFile(_ path: String) async -> Answer {
        if searchIndex == nil, let shown { searchIndex = await shown.searchIndex() }
        return searchIndex?[path].map { .bytes($0) } ?? .missing([])
    }

    private func page(_ path: String) -> Answer {
        guard let page = pages[path] else { return .missing(pages["404.html"].flatMap(bytes) ?? []) }
        return bytes(of: page).map { .bytes($0) } ?? .missing([])
    }

    private func bytes(of page: Page) -> [UInt8]? {
        switch page.source {
        case .rendered(let render): render()
        case .bytes(let bytes): bytes
        case .pieces(let pieces): try? pieces.joined()
        case .file(let path): try? readFile(root + "/" + path)
        }
    }

    // MARK: Listening

    /// The changes from now on; the stream ends when nobody reads it any more.
    func changes() -> AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(of: Change.self, bufferingPolicy: .bufferingNewest(4))
        listenerCount += 1
        let number = listenerCount
        listeners[number] = continuation
        continuation.onTermination = { _ in Task { await self.forget(number) } }
        return stream
    }

    private func forget(_ number: Int) { listeners[number] = nil }

    private func notify(_ change: Change) {
        version += 1
        var change = change
        change.version = version
        for listener in listeners.values { listener.yield(change) }
    }
}
