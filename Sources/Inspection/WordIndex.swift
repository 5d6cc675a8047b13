/// A list of words to look whole texts up in, in one buffer like `WordMatcher`'s.
struct WordIndex: Sendable {
    private struct Entry: Sendable {
        var start: Int
        var count: Int
        var row: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// The position of an entry plus one, by its hash; the next free place is taken where one is taken already.
    private var slots: [UInt16]

    /// - Parameter words: where a word stands twice, the first counts.
    init(_ words: [String]) {
        var size = 64
        while size < words.count * 2 { size *= 2 }
        slots = [UInt16](repeating: 0, count: size)
        for (row, word) in words.enumerated() where self.row(of: word) == nil {
            let start = bytes.count
            bytes += word.utf8
            entries.append(Entry(start: start, count: bytes.count - start, row: row))
            var slot = word.withBytes(hash)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt16(entries.count)
        }
    }

    init(_ list: WordList) { self.init(list.words) }

    func contains(_ text: String) -> Bool { row(of: text) != nil }

    /// The position of the word that the text is.
    func row(of text: String) -> Int? {
        text.withBytes { text in
            var slot = hash(text)
            while slots[slot] != 0 {
                let entry = Int(slots[slot]) - 1
                let start = entries[entry].start
                if entries[entry].count == text.count, text.indices.allSatisfy({ bytes[start + $0] == text[$0] }) {
                    return entries[entry].row
                }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// FNV-1a.
    private func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
    }
}
