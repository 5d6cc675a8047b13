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
    public var hexadecimal: String {
        String(decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
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
