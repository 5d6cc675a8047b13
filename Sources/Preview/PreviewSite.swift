import Basics
import Digests
import Disclosure
import Pages
import Site

/// The site as it is being written: the last good pages, what was found since, and who wants to hear of changes.
actor PreviewSite {
    /// What a browser is told of: that something changed, and which page the saved file is on.
    struct Change: Sendable {
        var version: Int
        /// Whether a style sheet changed, which needs no reload.
        var hasNewStyle = false
        /// Whether other pages are shown than before.
        var hasNewPages = false
        /// Whether a file changed that pages show or run, which needs a reload of pages that are the same themselves.
        var hasNewFiles = false
        /// The address of the page whose file was saved; nil when there is none, or several.
        var page: String?

        init(_ version: Int) { self.version = version }
    }

    /// What is served for a path.
    enum Answer: Sendable {
        case bytes([UInt8])
        case redirect(String)
        case missing([UInt8])
    }

    private let root: String
    private var memory = SiteMemory()
    /// The site as it was read last, and the one that is served: the last without errors.
    private var seen: CheckedSite?
    private var shown: CheckedSite?
    /// The search index over what is shown; nil until somebody searches.
    private var searchIndex: Task<[String: [UInt8]], Never>?
    private var files: [String: FileFacts] = [:]
    /// Tells whether what pages show and run is the same as at another time.
    private(set) var filesTag = ""
    private(set) var report: SiteReport
    /// What kept the site from being read at all: a folder that is gone, for instance.
    private(set) var failure: FileError?
    /// Whether there never was a site without errors, so that what is shown lacks the files with errors.
    var isIncomplete: Bool { (shown?.report.count(.error) ?? 1) > 0 }
    /// The pages that readers would not see, by their addresses, and why; of very many the first.
    var withheld: [(address: String, reason: String)] {
        guard let shown else { return [] }
        return shown.visible.withheld.sorted { $0.key < $1.key }.prefix(2000).compactMap { path, reason in
            shown.pages.address(ofPageFrom: path).map { ($0, reason) }
        }
    }
    /// When the next document can be seen by readers, so that it is no more withheld; nil when none waits.
    var nextTime: Instant? { shown?.visible.nextTime }
    private var version = 0
    private var listeners: [Int: AsyncStream<Change>.Continuation] = [:]
    private var listenerCount = 0

    init(root: String) {
        self.root = root
        report = SiteReport()
    }

    /// Reads the site for the first time, without looking for what is wrong in what it says: that comes with the first
    /// refresh.
    ///
    /// - Returns: whether there are pages to show; where there is an error, it is to be told with the first page.
    func open(at time: Instant) async -> Bool {
        var memory = memory
        guard
            let site = try? await checkSite(root: root, at: time, for: .authors, to: .firstPages, remembering: &memory),
            site.report.count(.error) == 0, !site.pages.isEmpty
        else { return false }
        self.memory = memory
        report = site.report
        _ = take(site, saved: [])
        return true
    }

    /// Reads the site anew. With an error the last good pages stay; on the first run there is nothing else to show,
    /// so the pages that could be made are.
    ///
    /// - Parameter changes: what may have changed since it was last read.
    /// - Returns: whether anything is different from before.
    func refresh(after changes: Changes, at time: Instant) async -> Bool {
        do throws(FileError) {
            var memory = memory
            // What could not be read was not taken note of either.
            let changes = failure == nil ? changes : .anything
            let site = try await checkSite(root: root, at: time, for: .authors, after: changes, remembering: &memory)
            let saved = memory.saved
            // What nobody needs any more is let go of when the new pages have been served: there is a lot of it.
            let former = (self.memory, seen, shown)
            Task.detached(priority: .utility) {
                try? await Task.sleep(for: .milliseconds(200))
                withExtendedLifetime(former) {}
            }
            self.memory = memory
            let isFirst = seen == nil
            if let seen, seen.isSame(as: site, saved: saved), failure == nil { return false }
            seen = site
            failure = nil
            report = site.report
            notify(take(site, saved: isFirst ? [] : saved))
        } catch {
            if failure == error { return false }
            failure = error
            notify(Change(version))
        }
        return true
    }

    private func take(_ site: CheckedSite, saved: [String]) -> Change {
        var change = Change(version)
        guard site.report.count(.error) == 0 || shown?.pages.isEmpty ?? true else { return change }
        shown = site
        searchIndex = nil
        let former = files
        files = site.filesBesidePages
        let list = files.map { "\($0.key) \($0.value.digest.hexadecimal)\n" }.sorted().joined()
        filesTag = SHA256(of: Array(list.utf8)).short
        change.hasNewStyle = former.filter(isStyle) != files.filter(isStyle)
        change.hasNewFiles = former.filter { !isStyle($0) } != files.filter { !isStyle($0) }
        change.hasNewPages = !saved.isEmpty || change.hasNewFiles
        if saved.count == 1 { change.page = site.pages.address(ofPageFrom: saved[0]) }
        return change
    }

    private func isStyle(_ file: (key: String, value: FileFacts)) -> Bool { file.key.hasSuffix(".css") }

    /// Waits until the site has been looked at whole for the first time.
    func untilReviewed() async {
        guard seen == nil, failure == nil else { return }
        for await _ in changes() where seen != nil || failure != nil { return }
    }

    // MARK: Serving

    /// What stands at a path of the site, without the leading `/`, percent-decoded.
    func answer(to path: String) async -> Answer {
        if path.hasPrefix("search/") { return await searchFile(path) }
        if path.isEmpty || path.hasSuffix("/") { return page(path + "index.html") }
        if let page = find(path) { return served(page) }
        return find(path + "/index.html") == nil ? missing : .redirect(path + "/")
    }

    private func searchFile(_ path: String) async -> Answer {
        if searchIndex == nil, let shown {
            searchIndex = Task { [root] in await shown.search(after: root + "/public") }
        }
        guard let bytes = await searchIndex?.value[path] else { return page(path) }
        return .bytes(bytes)
    }

    private func page(_ path: String) -> Answer { find(path).map(served) ?? missing }

    private func served(_ page: Page) -> Answer { bytes(of: page).map { .bytes($0) } ?? .missing([]) }

    private var missing: Answer { .missing(find(Routes.notFound).flatMap(bytes) ?? []) }

    private func find(_ path: String) -> Page? { shown?.pages.page(at: percentEncoded(path)) }

    private func bytes(of page: Page) -> [UInt8]? {
        switch page.source {
        case .rendered(let render): render()
        case .bytes(let bytes): bytes
        case .joint(let files, let address): files.bytes(of: address)
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
