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

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0..<0x20, 0x7F:
                bytes += "\\u00".utf8
                bytes.append(Self.hexadecimal[Int(byte >> 4)])
                bytes.append(Self.hexadecimal[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
