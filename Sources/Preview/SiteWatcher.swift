import Dispatch

/// Tells when something of a site's sources changed: one signal for each burst of changes.
///
/// A quiet time folds the many events of one save into one signal: an editor writes a backup, renames, truncates and
/// writes; a copy of 200 files is one change to its author.
/// - Parameter polling: whether to signal every second instead, because the system does not tell of changes.
func watchForChanges(in root: String, polling: Bool) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    guard !polling, let watches = Watches(root) else {
        let task = Task { await poll(continuation) }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
    // A queue of its own, because it blocks, which no task of the cooperative pool may.
    DispatchQueue(label: "gongkai.watch").async { watch(watches, continuation) }
    return stream
}

/// How long it must be quiet before a burst counts as over, in milliseconds.
private let quietTime: Int32 = 40

/// The longest that a burst may go on before it is signalled all the same.
private let longestBurst = Duration.milliseconds(600)

private func watch(_ initial: Watches, _ continuation: AsyncStream<Void>.Continuation) {
    var watches = initial
    while watches.wait(timeout: -1) {
        var isRelevant = watches.readEvents()
        let start = ContinuousClock.now
        while isRelevant, start.duration(to: .now) < longestBurst, watches.wait(timeout: quietTime) {
            isRelevant = watches.readEvents() || isRelevant
        }
        guard isRelevant else { continue }
        if case .terminated = continuation.yield() { return }
        if watches.hasRunOut {
            Task { await poll(continuation) }
            return
        }
    }
}

/// Where there is no inotify, or no watches are left: a signal every second; what did not change costs a look only.
private func poll(_ continuation: AsyncStream<Void>.Continuation) async {
    while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        if case .terminated = continuation.yield() { return }
    }
}
