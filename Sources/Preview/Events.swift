/// Changes as server-sent events. A comment every ten seconds finds out whether the browser is still there.
func eventStream(_ changes: AsyncStream<PreviewSite.Change>) -> AsyncStream<[UInt8]> {
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(16))
    continuation.yield(Array("retry: 500\n\n: hello\n\n".utf8))
    let reading = Task {
        for await change in changes { continuation.yield(Array(message(change).utf8)) }
        continuation.finish()
    }
    let breathing = Task {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(10))
            continuation.yield(Array(": still here\n\n".utf8))
        }
    }
    continuation.onTermination = { _ in
        reading.cancel()
        breathing.cancel()
    }
    return stream
}

/// Addresses are percent-encoded, so nothing in them needs an escape.
private func message(_ change: PreviewSite.Change) -> String {
    let page = change.page.map { "\"\($0)\"" } ?? "null"
    return "data: {\"version\":\(change.version),\"style\":\(change.hasNewStyle),\"files\":\(change.hasNewFiles),"
        + "\"pages\":\(change.hasNewPages),\"page\":\(page)}\n\n"
}
