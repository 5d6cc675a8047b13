import Foundation

/// Tells when something below the watched folders changed: one signal for each burst of changes.
///
/// A quiet time folds the many events of one save into one signal: an editor writes a backup, renames, truncates and
/// writes; a copy of 200 files is one change to its author.
func watchForChanges(in folders: [String]) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    guard let watches = Watches(folders) else {
        let task = Task { await poll(continuation) }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
    // A thread of its own, because it blocks, which no task of the cooperative pool may.
    Thread.detachNewThread { watch(watches, continuation) }
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
        if isRelevant, case .terminated = continuation.yield() { return }
    }
}

/// Where there is no inotify, or no watches are left: a signal every second; what did not change costs a look only.
private func poll(_ continuation: AsyncStream<Void>.Continuation) async {
    while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        continuation.yield()
    }
}
