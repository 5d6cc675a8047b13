/// A file of the search, beside the pages.
public struct SearchFile: Sendable {
    /// The path relative to the site's root.
    public var path: String
    public var bytes: [UInt8]
}

/// One file of the index but the entry: a classic script whose one string holds bits.
///
/// The file is UTF-16: a browser believes the mark at its start before any header, and a string of it holds any 16 bits
/// but those that a script cannot have, which are written behind U+007F with their second highest bit inverted.
struct ShardFile: Sendable {
    /// The kind's letter and the number among its kind.
    var name: String
    var digest: String
    var file: SearchFile

    init(_ name: String, words: [UInt16]) {
        self.name = name
        var bytes: [UInt8] = [0xFF, 0xFE]
        bytes.reserveCapacity(words.count * 2 + words.count / 8 + 64)
        func append(_ text: String) { for byte in text.utf8 { bytes += [byte, 0] } }
        append("gongkaiShard(\"\(name)\",\"")
        for word in words {
            var unit = word
            if Self.isForbidden(word) {
                bytes += [0x7F, 0]
                unit ^= 0x4000
            }
            bytes.append(UInt8(truncatingIfNeeded: unit))
            bytes.append(UInt8(unit >> 8))
        }
        append("\")\n")
        digest = Self.digest(bytes)
        file = SearchFile(path: "search/\(name)-\(digest).js", bytes: bytes)
    }

    /// - Parameter packed: compressed bytes; the first word says whether the last one holds two of them.
    init(_ name: String, packed: [UInt8]) {
        var words: [UInt16] = [UInt16(packed.count & 1)]
        words.reserveCapacity(packed.count / 2 + 2)
        for index in stride(from: 0, to: packed.count - 1, by: 2) {
            words.append(UInt16(packed[index]) << 8 | UInt16(packed[index + 1]))
        }
        if packed.count & 1 == 1, let last = packed.last { words.append(UInt16(last) << 8) }
        self.init(name, words: words)
    }

    /// Controls, the quote, the backslash, the escape, surrogates, line separators, and what is no character.
    private static func isForbidden(_ word: UInt16) -> Bool {
        switch word {
        case 0..<0x20, 0x22, 0x5C, 0x7F, 0x2028, 0x2029, 0xD800...0xDFFF, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// Six characters, from FNV-1a over 64 bits.
    private static func digest(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let text = String((hash ^ hash >> 31) % 2_176_782_336, radix: 36)
        return String(repeating: "0", count: 6 - text.utf8.count) + text
    }
}
