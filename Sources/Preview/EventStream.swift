import FlyingFox
import FlyingSocks

/// Changes as server-sent events. A comment every ten seconds keeps the connection open and finds out when it is gone.
struct EventStream: AsyncBufferedSequence {
    typealias Element = UInt8

    private let changes: AsyncStream<PreviewSite.Change>

    init(_ changes: AsyncStream<PreviewSite.Change>) { self.changes = changes }

    func makeAsyncIterator() -> Iterator { Iterator(messages(changes).makeAsyncIterator()) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        private var messages: AsyncStream<String>.Iterator

        init(_ messages: AsyncStream<String>.Iterator) { self.messages = messages }

        mutating func next() async -> UInt8? { await nextBuffer(suggested: 1)?.first }

        mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
            await messages.next().map { Array($0.utf8) }
        }
    }
}

private func messages(_ changes: AsyncStream<PreviewSite.Change>) -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(16))
    continuation.yield("retry: 500\n\n: hello\n\n")
    let reading = Task {
        for await change in changes { continuation.yield(message(change)) }
        continuation.finish()
    }
    let breathing = Task {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(10))
            continuation.yield(": still here\n\n")
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
    return "data: {\"version\":\(change.version),\"style\":\(change.isStyleOnly),\"page\":\(page)}\n\n"
}
