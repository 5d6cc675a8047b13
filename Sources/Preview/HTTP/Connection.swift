import FlyingSocks
import FoundationEssentials
import Glibc

/// One client: its requests are read and answered one after the other.
struct Connection: Sendable {
    private let socket: AsyncSocket
    private let answer: @Sendable (Request) async -> Response

    /// The largest head of a request, in bytes.
    private static let headLimit = 16 << 10
    /// How long a client may take to send a head, or to take an answer.
    private static let patience = Duration.seconds(30)

    init(_ socket: AsyncSocket, answer: @escaping @Sendable (Request) async -> Response) {
        self.socket = socket
        self.answer = answer
    }

    /// Serves the client until it goes, is too slow, or sends what is no request.
    func serve() async {
        defer { try? socket.close() }
        do {
            var received: [UInt8] = []
            while let (head, rest) = try await within(Self.patience, { [received] in try await readHead(received) }) {
                received = rest
                guard let request = Request(head) else {
                    try await send(Response(.badRequest, text: "这不是网页请求。\n"), keepsConnection: false)
                    break
                }
                try await send(await answer(request), to: request)
                if !request.keepsConnection { break }
            }
            try await within(.seconds(2)) { try await linger() }
        } catch SocketError.disconnected {
            return
        } catch is TooLarge {
            try? await send(Response(.headTooLarge, text: "请求头太大。\n"), keepsConnection: false)
            try? await within(.seconds(2)) { try await linger() }
        } catch {
            // Too slow, or the preview ends: there is nobody to tell.
            return
        }
    }

    private struct TooLarge: Error {}

    /// Reads on until a blank line; returns the head before it, and what came after it.
    private func readHead(_ received: [UInt8]) async throws -> (head: ArraySlice<UInt8>, rest: [UInt8])? {
        var received = received
        var searched = 0
        while true {
            if let end = received[searched...].firstRange(of: Array("\r\n\r\n".utf8)) {
                return (received[..<end.lowerBound], Array(received[end.upperBound...]))
            }
            guard received.count <= Self.headLimit else { throw TooLarge() }
            searched = max(0, received.count - 3)
            do {
                received += try await socket.read(atMost: 4096)
            } catch SocketError.disconnected where received.isEmpty {
                return nil
            }
        }
    }

    private func send(_ response: Response, to request: Request) async throws {
        var response = response
        switch response.body {
        case .stream(let parts) where request.method != "HEAD":
            try await write(response.head(keepsConnection: false))
            for await part in parts { try await write(part) }
            throw SocketError.disconnected
        case .stream: response.body = .bytes([])
        case .bytes: break
        }
        try await send(response, keepsConnection: request.keepsConnection, hasBody: request.method != "HEAD")
    }

    private func send(_ response: Response, keepsConnection: Bool, hasBody: Bool = true) async throws {
        guard case .bytes(let body) = response.body else { return }
        try await write(response.head(keepsConnection: keepsConnection) + (hasBody ? body : []))
    }

    private func write(_ bytes: [UInt8]) async throws {
        try await within(Self.patience) { try await socket.write(Data(bytes)) }
    }

    /// Lets the client read the last answer: closed with unread input, it would get an error instead.
    private func linger() async throws {
        shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
        while true { _ = try await socket.read(atMost: 4096) }
    }
}

/// Does a piece of work, but not for longer than a time: then it is cancelled.
private func within<Result: Sendable>(
    _ time: Duration, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: time)
            return nil
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() ?? nil else { throw CancellationError() }
        return result
    }
}
