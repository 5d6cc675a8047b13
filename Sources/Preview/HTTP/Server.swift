import FlyingSocks
import Glibc

/// A server for this machine alone: HTTP/1.1 on 127.0.0.1.
///
/// The sockets are FlyingSocks'; the few parts of HTTP that a preview needs are read here, because every line of a request
/// is limited before it is looked at.
struct Server: Sendable {
    let port: UInt16
    private let socket: Socket

    /// Listens on a port.
    ///
    /// - Returns: nil when it is taken.
    init?(port: UInt16) throws {
        let socket = try Socket(domain: Int32(sockaddr_in.family))
        do {
            try socket.setValue(true, for: .localAddressReuse)
            try socket.bind(to: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
            try socket.listen()
        } catch {
            try? socket.close()
            guard case SocketError.failed = error else { throw error }
            return nil
        }
        self.port = port
        self.socket = socket
    }

    /// Answers every client until the task is cancelled.
    func run(_ answer: @escaping @Sendable (Request) async -> Response) async throws {
        let pool = SocketPool.ePoll()
        try await pool.prepare()
        let listener = try AsyncSocket(socket: socket, pool: pool)
        defer { try? listener.close() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            group.addTask { try await accept(listener, answer) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func accept(_ listener: AsyncSocket, _ answer: @escaping @Sendable (Request) async -> Response) async throws
    {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    let client = try await listener.accept()
                    group.addTask { await Connection(client, answer: answer).serve() }
                } catch {
                    // A client that went away again, or too many at once: the next one may fare better.
                    try? await Task.sleep(for: .milliseconds(20))
                }
            }
            group.cancelAll()
        }
    }
}
