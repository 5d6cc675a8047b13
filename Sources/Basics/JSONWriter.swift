/// Writes JSON as UTF-8 bytes, in the order in which it is told.
///
/// Keys, commas and escapes are its business; whether objects and arrays close is the caller's.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init() {}

    public mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        nested(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    public mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        nested(key, UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    public mutating func string(_ key: String? = nil, _ value: String) {
        begin(key)
        quote(value)
    }

    public mutating func integer(_ key: String? = nil, _ value: Int) {
        begin(key)
        bytes += "\(value)".utf8
    }

    public mutating func boolean(_ key: String? = nil, _ value: Bool) {
        begin(key)
        bytes += (value ? "true" : "false").utf8
    }

    public mutating func null(_ key: String? = nil) {
        begin(key)
        bytes += "null".utf8
    }

    /// Starts a new line, so that large files can be compared by line.
    public mutating func lineBreak() { bytes.append(UInt8(ascii: "\n")) }

    private mutating func nested(
        _ key: String?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
    ) {
        begin(key)
        bytes.append(open)
        needsComma = false
        body(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func begin(_ key: String?) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
        guard let key else { return }
        quote(key)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func quote(_ text: String) { bytes.addJSON(text) }
}

extension [UInt8] {
    /// Appends a text as a JSON string, in its quotation marks.
    public mutating func addJSON(_ text: String) {
        append(UInt8(ascii: "\""))
        let source = text.utf8.span
        if source.indices.contains(where: { needsEscape(source[$0]) }) {
            for index in source.indices { addEscaped(source[index]) }
        } else {
            append(contentsOf: text.utf8)
        }
        append(UInt8(ascii: "\""))
    }

    private func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private mutating func addEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            append(UInt8(ascii: "\\"))
            append(byte)
        case UInt8(ascii: "\n"): append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\r"): append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\t"): append(contentsOf: "\\t".utf8)
        case 0..<0x20, 0x7F:
            let digits = Array("0123456789abcdef".utf8)
            append(contentsOf: "\\u00".utf8)
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        default: append(byte)
        }
    }
}
