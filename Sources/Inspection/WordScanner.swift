import Basics
import Content

/// Finds many words at once in UTF-8 text, in one pass and without making strings.
struct WordScanner: Sendable {
    /// A word found in a text.
    struct Hit: Sendable, Hashable {
        /// The word's index in the list.
        var word: Int
        var range: TextRange
    }

    /// A word's place in `letters`.
    private struct Word {
        var start: Int
        var count: Int
        var index: Int
    }

    /// The bytes of all words.
    private let letters: [UInt8]
    /// The words by their first character's bucket.
    private let words: [Word]
    /// For every character of the basic plane, 0 or the number of its bucket.
    private let bucketOf: [UInt8]
    /// Where each bucket's words start in `words`; one entry more than buckets.
    private let bucketStarts: [Int]

    /// - Parameter words: words that are not empty and begin with a character of the basic plane.
    init(_ words: [String]) {
        var bucketOf = [UInt8](repeating: 0, count: 0x10000)
        var buckets: [[Int]] = [[]]
        for (index, word) in words.enumerated() {
            guard let first = word.unicodeScalars.first, first.value < 0x10000 else {
                preconditionFailure("a word begins with a character of the basic plane")
            }
            let scalar = Int(first.value)
            if bucketOf[scalar] == 0 {
                if buckets.count < 256 { buckets.append([]) }
                bucketOf[scalar] = UInt8(buckets.count - 1)
            }
            buckets[Int(bucketOf[scalar])].append(index)
        }
        var letters: [UInt8] = []
        var sorted: [Word] = []
        var starts: [Int] = []
        for bucket in buckets {
            starts.append(sorted.count)
            for index in bucket {
                sorted.append(Word(start: letters.count, count: words[index].utf8.count, index: index))
                letters += words[index].utf8
            }
        }
        self.letters = letters
        self.words = sorted
        self.bucketOf = bucketOf
        bucketStarts = starts + [sorted.count]
    }

    /// Every place where a word stands, in the order of the text; words may overlap.
    func hits(in bytes: [UInt8], _ ranges: [TextRange]) -> [Hit] {
        var hits: [Hit] = []
        bytes.withUnsafeBufferPointer { bytes in
            bucketOf.withUnsafeBufferPointer { bucketOf in
                for range in ranges { find(in: bytes, range, bucketOf, &hits) }
            }
        }
        return hits
    }

    private func find(
        in bytes: UnsafeBufferPointer<UInt8>, _ range: TextRange, _ bucketOf: UnsafeBufferPointer<UInt8>,
        _ hits: inout [Hit]
    ) {
        var index = range.lower
        while index < range.upper {
            let byte = bytes[index]
            var scalar = Int(byte)
            var width = 1
            if byte >= 0xE0, byte < 0xF0, index + 2 < range.upper {
                scalar = Int(byte & 0x0F) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F)
                width = 3
            } else if byte >= 0xC0, byte < 0xE0, index + 1 < range.upper {
                scalar = Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)
                width = 2
            } else if byte >= 0x80 {
                index += 1
                continue
            }
            let bucket = Int(bucketOf[scalar])
            if bucket != 0 { match(bytes, index, range.upper, bucket, &hits) }
            index += width
        }
    }

    /// Adds the words of a bucket that stand at an offset, whose first character is known to be theirs.
    private func match(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int, _ bucket: Int, _ hits: inout [Hit]
    ) {
        // Buckets are shared only by lists of more than 255 first characters; comparing from the start is right always.
        for position in bucketStarts[bucket]..<bucketStarts[bucket + 1] {
            let word = words[position]
            guard index + word.count <= end else { continue }
            var offset = word.count - 1
            while offset >= 0, bytes[index + offset] == letters[word.start + offset] { offset -= 1 }
            if offset < 0 { hits.append(Hit(word: word.index, range: TextRange(index, index + word.count))) }
        }
    }
}

extension SourceText {
    /// Whether a text stands at an offset.
    func has(_ text: String, at offset: Int) -> Bool {
        offset >= 0 && offset + text.utf8.count <= bytes.count && bytes[offset...].starts(with: text.utf8)
    }

    /// Whether a text stands right before an offset.
    func has(_ text: String, before offset: Int) -> Bool { has(text, at: offset - text.utf8.count) }

    /// The range of the line that holds an offset.
    func line(at offset: Int) -> TextRange { lineRange(lineIndex(of: offset)) }

    /// The whole characters within some bytes before an offset, but not before a range.
    func window(before offset: Int, in range: TextRange, _ size: Int) -> TextRange {
        var lower = max(range.lower, offset - size)
        while lower < offset, bytes[lower] & 0xC0 == 0x80 { lower += 1 }
        return TextRange(lower, offset)
    }

    /// The characters from an offset to the end of a range, each with its own offset.
    func scalars(_ range: TextRange) -> some Sequence<(offset: Int, scalar: Unicode.Scalar)> {
        var offset = range.lower
        return text(range).unicodeScalars.map { scalar in
            defer { offset += UTF8.width(scalar) }
            return (offset, scalar)
        }
    }
}

/// A Chinese character.
func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
}

/// The value of a decimal digit, half or full width.
func digitValue(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
}

/// Four-digit years in a text, each with its range: `2021`, neither part of a longer number nor of a word.
func years(in source: SourceText, _ range: TextRange) -> [(year: Int, range: TextRange)] {
    var found: [(Int, TextRange)] = []
    var digits = 0
    var value = 0
    var start = range.lower
    var isJoined = false
    func end(at offset: Int, before next: Unicode.Scalar?) {
        let isLonger = next.map { $0 == "." || $0 == "%" || $0 == "％" || isLatin($0) } ?? false
        if digits == 4, !isJoined, !isLonger, (1949...2099).contains(value) {
            found.append((value, TextRange(start, offset)))
        }
        digits = 0
        value = 0
    }
    for (offset, scalar) in source.scalars(range) {
        if let digit = digitValue(scalar) {
            if digits == 0 { start = offset }
            digits += 1
            value = min(value * 10 + digit, 100_000)
            continue
        }
        if digits > 0 { end(at: offset, before: scalar) }
        isJoined = isLatin(scalar)
    }
    if digits > 0 { end(at: range.upper, before: nil) }
    return found
}

private func isLatin(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
