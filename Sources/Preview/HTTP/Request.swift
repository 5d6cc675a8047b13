/// The head of a request, as far as a preview needs it: what is asked for, and on which terms.
struct Request: Sendable {
    /// `GET`, `HEAD` or whatever the client says.
    var method: String
    /// The target without its query, still percent-encoded.
    var path: String
    /// Whether the client wants to go on on the same connection.
    var keepsConnection: Bool
    private var headers: [(name: String, value: String)] = []

    /// Reads a head: RFC 9112, section 3 and 5, nothing that is obsolete.
    ///
    /// - Parameter head: the bytes up to the blank line, without it.
    /// - Returns: nil when it is no head of HTTP/1.0 or HTTP/1.1.
    init?(_ head: some Collection<UInt8>) {
        guard let text = String(validating: head, as: UTF8.self) else { return nil }
        var lines = text.unicodeScalars.split(separator: "\r\n".unicodeScalars).map { String($0) }[...]
        guard lines.allSatisfy({ line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\t" } }),
            let first = lines.popFirst()?.split(separator: " ", omittingEmptySubsequences: false), first.count == 3,
            !first[0].isEmpty, first[2] == "HTTP/1.1" || first[2] == "HTTP/1.0"
        else { return nil }
        method = String(first[0])
        path = String(first[1].prefix { $0 != "?" })
        keepsConnection = false
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(" "), !parts[0].contains("\t") else {
                return nil
            }
            headers.append((parts[0].lowercased(), String(trimmed(parts[1]))))
        }
        let hasBody = self["transfer-encoding"] != nil || self["content-length"].map { $0 != "0" } ?? false
        let wish = self["connection"]?.lowercased() ?? ""
        keepsConnection = !hasBody && (first[2] == "HTTP/1.1" ? wish != "close" : wish == "keep-alive")
    }

    /// The value of a header, by its name in lower case; nil when it is absent or stands more than once.
    subscript(name: String) -> String? {
        let values = headers.filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
}

/// The path with its percent-encodings resolved once; nil when they are malformed or no UTF-8, or when it holds control
/// characters, `\` or a part `..`.
func decodedPath(_ path: some StringProtocol) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self),
        decoded.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\\" }),
        !decoded.split(separator: "/").contains("..")
    else { return nil }
    return decoded
}
