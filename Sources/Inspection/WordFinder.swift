import Basics
import Glibc

/// Looks for words of a list in texts, byte by byte, since every cell of a site is looked at.
///
/// The list's first column is the word; the second, if any, holds longer words with the first in them that are not
/// meant, separated by spaces: `有效` but not `有效期`. All words lie in one buffer: strings and arrays of their own
/// would be retained and released at every look, by all threads at once.
struct WordFinder: Sendable {
    private struct Word: Sendable {
        /// Where the word lies in `bytes`.
        var start: Int
        var count: Int
        /// The positions of its exceptions in `exceptions`.
        var exceptions: Range<Int>
    }

    private struct Exception: Sendable {
        var start: Int
        var count: Int
        /// Where in it the word begins.
        var offset: Int
    }

    private var words: [Word] = []
    private var exceptions: [Exception] = []
    private var bytes: [UInt8] = []
    /// Whether a word begins with a scalar, or ends in one, by the scalar's lower twelve bits.
    private var isFirst = [Bool](repeating: false, count: 4096)
    private var isLast = [Bool](repeating: false, count: 4096)

    init(_ list: WordList) {
        for row in list.rows where !row[0].isEmpty {
            let word = Array(row[0].utf8)
            let start = bytes.count
            bytes += word
            let firstException = exceptions.count
            for longer in row.count > 1 ? row[1].split(separator: " ").map({ Array($0.utf8) }) : [] {
                guard let offset = longer.indices.first(where: { longer[$0...].starts(with: word) }) else { continue }
                exceptions.append(Exception(start: bytes.count, count: longer.count, offset: offset))
                bytes += longer
            }
            words.append(Word(start: start, count: word.count, exceptions: firstException..<exceptions.count))
            let scalars = row[0].unicodeScalars
            if let first = scalars.first { isFirst[Int(first.value & 0xFFF)] = true }
            if let last = scalars.last { isLast[Int(last.value & 0xFFF)] = true }
        }
    }

    /// The first of the words that stands in a text.
    func first(in text: String) -> String? {
        text.withBytes { text in
            position(in: text).map { String(decoding: bytes[$0.start..<$0.start + $0.count], as: UTF8.self) }
        }
    }

    func isFound(in text: String) -> Bool { text.withBytes { position(in: $0) != nil } }

    /// Whether a text ends in one of the words.
    func isEnd(of text: String) -> Bool {
        text.withBytes { text in
            var last = text.count - 1
            while last > 0, text[last] & 0xC0 == 0x80 { last -= 1 }
            guard last >= 0, isLast[scalar(text, at: last).value & 0xFFF] else { return false }
            return words.indices.contains { isWord(words[$0], text, text.count - words[$0].count) }
        }
    }

    private func position(in text: UnsafeBufferPointer<UInt8>) -> Word? {
        var index = 0
        while index < text.count {
            let (scalar, width) = scalar(text, at: index)
            if isFirst[scalar & 0xFFF], let found = words.indices.first(where: { isWord(words[$0], text, index) }) {
                return words[found]
            }
            index += width
        }
        return nil
    }

    private func isWord(_ word: Word, _ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard matches(word.start, word.count, text, index) else { return false }
        return !word.exceptions.contains {
            matches(exceptions[$0].start, exceptions[$0].count, text, index - exceptions[$0].offset)
        }
    }

    private func matches(_ start: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index >= 0, index + count <= text.count else { return false }
        // From the end: words of one list begin alike more often than they end alike.
        var offset = count - 1
        while offset >= 0, bytes[start + offset] == text[index + offset] { offset -= 1 }
        return offset < 0
    }
}

/// A list of words to look whole texts up in, in one buffer like `WordFinder`'s.
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

/// The scalar at an offset, of up to three bytes, and its width. The bytes are valid UTF-8.
private func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: Int, width: Int) {
    let lead = Int(bytes[index])
    switch lead {
    case 0xE0...0xEF where index + 2 < bytes.count:
        return ((lead & 0xF) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F), 3)
    case 0xC0...0xDF where index + 1 < bytes.count: return ((lead & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F), 2)
    default: return (lead, 1)
    }
}

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
