/// Text in one byte for ASCII and what is most frequent, and two for most else: it compresses better than UTF-8 does.
///
/// Below 0x80 a byte is itself. The next `singles` bytes are the first characters of the site's alphabet; the others and
/// a second byte those that follow; 0xFF is followed by the three bytes of any other. Controls but the line feed and the
/// tabulator become spaces: they part what stands side by side in a shard.
struct TextBytes: Sendable {
    /// Stands for the text of the same field one row above, or of the field before.
    static let same: UInt8 = 0x1C
    /// Ends a document, an item of it, and a field of an item.
    static let endOfDocument: UInt8 = 0x1D
    static let endOfItem: UInt8 = 0x1E
    static let endOfField: UInt8 = 0x1F

    /// The number of characters of one byte beside ASCII; `theme/assets/search-shards.js` has the same.
    private static let singles = 96
    /// The number of characters that have a code of one or two bytes.
    static let codes = singles + (0xFF - 0x80 - singles) * 256

    /// For each character of the first plane its code: one byte, or two with the first one high; 0 for none.
    private let table: [UInt16]

    init(_ alphabet: Alphabet) {
        var table = [UInt16](repeating: 0, count: 0x10000)
        for (index, character) in alphabet.characters.prefix(Self.codes).enumerated() {
            let number = index - Self.singles
            table[Int(character)] = UInt16(number < 0 ? 0x80 + index : (0x80 + Self.singles) << 8 + number)
        }
        self.table = table
    }

    func append(_ text: String, to result: inout [UInt8]) {
        let bytes = text.utf8.span
        var index = 0
        while index < bytes.count {
            let code = bytes.codePoint(at: &index)
            if code < 0x80 {
                result.append(code < 0x20 && code != 0x0A && code != 0x09 ? 0x20 : UInt8(code))
                continue
            }
            let short = code < 0x10000 ? table[Int(code)] : 0
            if short == 0 {
                result += [0xFF, UInt8(code >> 16), UInt8(truncatingIfNeeded: code >> 8)]
            } else if short > 0xFF {
                result.append(UInt8(short >> 8))
            }
            result.append(UInt8(truncatingIfNeeded: short == 0 ? code : UInt32(short)))
        }
    }
}
