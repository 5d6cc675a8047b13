import Dispatch
import Site
import Synchronization

/// What changed in a site's sources since somebody last asked.
final class ChangeInbox: Sendable {
    private let changes = Mutex(Changes.nothing)
    private let arrival: AsyncStream<Void>.Continuation
    /// A signal for each burst of changes; those that nobody could take yet become one.
    let arrivals: AsyncStream<Void>

    init() { (arrivals, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    /// - Returns: false when nobody listens any more.
    func add(_ more: Changes) -> Bool {
        changes.withLock { $0.formUnion(more) }
        if case .terminated = arrival.yield() { return false }
        return true
    }

    /// What changed, which counts as seen from now on.
    func take() -> Changes {
        changes.withLock { changes in
            defer { changes = .nothing }
            return changes
        }
    }
}

/// Tells what of a site's sources changed: once for each burst of changes.
///
/// A quiet time folds the many events of one save into one signal: an editor writes a backup, renames, truncates and
/// writes; a copy of 200 files is one change to its author. Some time after the last of them anything may have changed,
/// since not every file system tells of everything.
/// - Parameter polling: whether to signal every second instead, because the system does not tell of changes.
func watchForChanges(in root: String, polling: Bool) -> ChangeInbox {
    let inbox = ChangeInbox()
    guard !polling, let watches = Watches(root) else {
        Task { await poll(inbox) }
        return inbox
    }
    // A queue of its own, because it blocks, which no task of the cooperative pool may.
    DispatchQueue(label: "gongkai.watch").async { watch(watches, inbox) }
    return inbox
}

/// How long it must be quiet before a burst counts as over, in milliseconds.
///
/// A file that has been written to its end is as a rule all that its author saved. Where there are several, or one came or
/// went, more is to be expected: the rest of a copy, or the new file of an editor that renames the former one first.
/// - Parameters:
///   - changes: the burst so far.
///   - endedWithWholeFile: whether its last event ended the writing of a file.
func quietTime(after changes: Changes, endedWithWholeFile: Bool) -> Int32 {
    guard endedWithWholeFile, case .files(let paths) = changes, paths.count == 1 else { return 40 }
    return 10
}

/// How long it must be quiet before all files are looked at, in milliseconds.
private let calmTime: Int32 = 2000

/// The longest that a burst may go on before it is signalled all the same.
private let longestBurst = Duration.milliseconds(600)

private func watch(_ initial: Watches, _ inbox: ChangeInbox) {
    var watches = initial
    var isUnsure = false
    while true {
        guard watches.wait(timeout: isUnsure ? calmTime : -1) else {
            isUnsure = false
            if !inbox.add(.anything) { return }
            continue
        }
        var changes = watches.readEvents()
        let start = ContinuousClock.now
        while changes != .nothing, start.duration(to: .now) < longestBurst,
            watches.wait(timeout: quietTime(after: changes, endedWithWholeFile: watches.endedWithWholeFile))
        {
            changes.formUnion(watches.readEvents())
        }
        if changes == .nothing { continue }
        isUnsure = changes != .anything
        if !inbox.add(changes) { return }
        if watches.hasRunOut {
            Task { await poll(inbox) }
            return
        }
    }
}

/// Where there is no inotify, or no watches are left: a signal every second; what did not change costs a look only.
private func poll(_ inbox: ChangeInbox) async {
    while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        if !inbox.add(.anything) { return }
    }
}
