/// What a file is known by: how large it is and what its bytes digest to.
public struct FileFacts: Sendable, Hashable {
    /// In bytes.
    public var size: Int
    public var digest: SHA256

    public init(size: Int, digest: SHA256) {
        self.size = size
        self.digest = digest
    }

    public init(of bytes: [UInt8]) {
        self.init(size: bytes.count, digest: SHA256(of: bytes))
    }
}

/// Digests a list of files as `sha256sum` prints it, so that anyone can compute the same with the system's tools:
/// `sha256sum FILE… | sha256sum`.
public struct ListDigest: ~Copyable {
    private var stream = SHA256Stream()

    public init() {}

    public mutating func add(_ path: String, _ digest: SHA256) {
        var line = digest.hexadecimalBytes
        line.reserveCapacity(line.count + path.utf8.count + 3)
        line += [UInt8(ascii: " "), UInt8(ascii: " ")]
        line += path.utf8
        line.append(UInt8(ascii: "\n"))
        stream.add(line[...])
    }

    public consuming func finish() -> SHA256 { stream.finish() }
}
