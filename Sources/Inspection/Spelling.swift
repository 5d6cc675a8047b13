import Glibc

/// A text that is compared and hashed by its bytes, without a thought of canonical equivalence: much faster for
/// Chinese, and a filed text is its characters.
struct Spelling: Sendable, Hashable {
    var text: String

    init(_ text: String) { self.text = text }

    static func == (left: Self, right: Self) -> Bool {
        left.text.withBytes { left in
            right.text.withBytes { right in
                guard left.count == right.count, let a = left.baseAddress, let b = right.baseAddress else {
                    return left.count == right.count
                }
                return memcmp(a, b, left.count) == 0
            }
        }
    }

    func hash(into hasher: inout Hasher) {
        text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether a digit stands in the text, half or full width.
    var hasDigit: Bool {
        withBytes { bytes in
            bytes.indices.contains { index in
                bytes[index] >= 0x30 && bytes[index] <= 0x39
                    || bytes[index] == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xBC
                        && (0x90...0x99).contains(bytes[index + 2])
            }
        }
    }
}
