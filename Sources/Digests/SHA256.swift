import Ccrypto

/// A SHA-256 digest (FIPS 180-4): what a published file is known by.
public struct SHA256: Sendable, Hashable {
    /// The digest's 32 bytes.
    public let bytes: [UInt8]

    /// Digests bytes that are at hand.
    public init(of content: [UInt8]) {
        var digest = SHA256Stream()
        digest.add(content[...])
        self = digest.finish()
    }

    fileprivate init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public var hexadecimal: String { String(decoding: hexadecimalBytes, as: UTF8.self) }

    /// The first 12 hexadecimal digits: enough to tell the versions of one page apart, short enough to read out.
    public var short: String { String(decoding: hexadecimalBytes.prefix(12), as: UTF8.self) }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    public init?(hexadecimal text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for index in stride(from: 0, to: 64, by: 2) {
            guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    var hexadecimalBytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64) { digits, count in
            for byte in bytes {
                digits[count] = Self.digits[Int(byte >> 4)]
                digits[count + 1] = Self.digits[Int(byte & 15)]
                count += 2
            }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

/// Digests content that comes piece by piece.
public struct SHA256Stream: ~Copyable {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto has no SHA-256, or no memory")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Adds the next piece.
    public mutating func add(_ piece: ArraySlice<UInt8>) {
        piece.withUnsafeBytes { bytes in
            let done = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
            precondition(done == 1, "libcrypto could not digest \(bytes.count) bytes")
        }
    }

    /// Ends the content.
    public consuming func finish() -> SHA256 {
        var bytes = [UInt8](repeating: 0, count: 32)
        let done = EVP_DigestFinal_ex(context, &bytes, nil)
        precondition(done == 1, "libcrypto could not finish a digest")
        return SHA256(bytes: bytes)
    }
}
