import Basics
import Disclosure
import Glibc
import Site

/// What a preview serves, and where.
public struct PreviewOptions: Sendable {
    /// The absolute path of the site's root.
    public var root: String
    /// The first port to try.
    public var port: UInt16
    /// The editor's address with `{file}`, `{line}` and `{column}`; empty for no links.
    public var editor: String
    /// The moment that 发布时间 is held against; nil for the present.
    public var time: Instant?
    /// Whether to look at the files again every second, where the system cannot tell of changes.
    public var polls: Bool

    public init(root: String, port: UInt16, editor: String, time: Instant? = nil, polls: Bool = false) {
        self.root = root
        self.port = port
        self.editor = editor
        self.time = time
        self.polls = polls
    }

    fileprivate var now: Instant { time ?? Instant(seconds: Glibc.time(nil)) }
}

/// Why a preview could not start.
public enum PreviewError: Error, Sendable {
    /// The ports from here on are all taken.
    case portsTaken(UInt16)
}

/// Serves a site from memory, with drafts, until the task is cancelled; every change of its sources is shown at once.
///
/// - Parameters:
///   - started: told the address once it can be opened.
///   - refreshed: told what was found each time that the site was read.
public func runPreview(
    _ options: PreviewOptions, started: @escaping @Sendable (String) -> Void,
    refreshed: @escaping @Sendable (SiteReport, FileError?) -> Void
) async throws {
    let site = PreviewSite(root: options.root)
    if await !site.open(at: options.now) { await refresh(site, after: .anything, options, refreshed) }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await serve(site, options, started) }
        // The first page goes before what is found out for its panel.
        group.addTask(priority: .utility) {
            let changes = watchForChanges(in: options.root, polling: options.polls)
            let clock = Task { await watchClock(site, options, changes) }
            defer { clock.cancel() }
            await refresh(site, after: .anything, options, refreshed)
            for await _ in changes.arrivals { await refresh(site, after: changes.take(), options, refreshed) }
        }
        try await group.next()
        group.cancelAll()
    }
}

/// Lets the site be read anew when a 发布时间 has passed.
private func watchClock(_ site: PreviewSite, _ options: PreviewOptions, _ changes: ChangeInbox) async {
    while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(5))
        if let next = await site.nextTime, options.now >= next, !changes.add(.nothing) { return }
    }
}

private func refresh(
    _ site: PreviewSite, after changes: Changes, _ options: PreviewOptions,
    _ refreshed: @Sendable (SiteReport, FileError?) -> Void
) async {
    guard await site.refresh(after: changes, at: options.now) else { return }
    refreshed(await site.report, await site.failure)
}

/// How many ports are tried.
private let portsTried: UInt16 = 20

private func serve(
    _ site: PreviewSite, _ options: PreviewOptions, _ started: @escaping @Sendable (String) -> Void
) async throws {
    for port in options.port..<(options.port + portsTried) {
        guard let server = try Server(port: port) else { continue }
        let handler = PreviewHandler(
            site: site, findings: FindingsPage(root: options.root, editor: options.editor),
            hosts: ["127.0.0.1:\(port)", "localhost:\(port)"])
        started("http://127.0.0.1:\(port)/")
        return try await server.run { await handler.answer($0) }
    }
    throw PreviewError.portsTaken(options.port)
}
