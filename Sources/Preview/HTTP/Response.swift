/// An answer to a request.
struct Response: Sendable {
    enum Status: String, Sendable {
        case ok = "200 OK"
        case movedPermanently = "301 Moved Permanently"
        case notModified = "304 Not Modified"
        case badRequest = "400 Bad Request"
        case notFound = "404 Not Found"
        case methodNotAllowed = "405 Method Not Allowed"
        case misdirected = "421 Misdirected Request"
        case forbidden = "403 Forbidden"
        case headTooLarge = "431 Request Header Fields Too Large"
    }

    enum Body: Sendable {
        case bytes([UInt8])
        /// Parts that are sent as they come; the connection ends with the last one.
        case stream(AsyncStream<[UInt8]>)
    }

    var status: Status
    var headers: [(name: String, value: String)]
    var body: Body

    init(_ status: Status, _ headers: [(name: String, value: String)] = [], _ body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = .bytes(body)
    }

    /// A sentence for a person who sees it in a browser or a terminal.
    init(_ status: Status, text: String) {
        self.init(status, [("Content-Type", "text/plain; charset=utf-8")], Array(text.utf8))
    }

    /// The head as it is sent, with the blank line.
    ///
    /// - Parameter keepsConnection: whether the connection stays open for the next request.
    func head(keepsConnection: Bool) -> [UInt8] {
        var lines = ["HTTP/1.1 \(status.rawValue)"]
        lines += headers.map { "\($0.name): \($0.value)" }
        switch body {
        case .bytes(let bytes): if status != .notModified { lines.append("Content-Length: \(bytes.count)") }
        case .stream: break
        }
        lines.append("Connection: \(keepsConnection ? "keep-alive" : "close")")
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
