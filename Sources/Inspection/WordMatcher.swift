import Basics

/// Finds words of a list in UTF-8 text, in one pass and without making strings: every cell and every document of a site
/// is looked at.
///
/// A word may have exceptions, longer words with it in them that are not meant: `有效` but not `有效期`. All words lie in one
/// buffer, by what they begin with, because arrays and strings of their own would be retained and released at every
/// look, by all threads at once.
struct WordMatcher: Sendable {
    /// A word found in a text.
    struct Hit: Sendable, Hashable {
        /// The word's position in the list.
        var word: Int
        var range: TextRange
    }

    private struct Word: Sendable {
        /// Where the word lies in `letters`.
        var start: Int
        var count: Int
        /// The position in the list.
        var index: Int
        /// The positions of its exceptions in `exceptions`.
        var exceptions: Range<Int>
    }

    private struct Exception: Sendable {
        var start: Int
        var count: Int
        /// Where in it the word begins.
        var offset: Int
    }

    private var letters: [UInt8] = []
    /// By their buckets, and in a bucket by their order in the list.
    private var words: [Word] = []
    private var exceptions: [Exception] = []
    /// For the lower twelve bits of a character, 0 or the number of the bucket of words that begin with such a one.
    private var bucketOf = [UInt8](repeating: 0, count: 4096)
    /// Where each bucket's words start in `words`; one entry more than buckets.
    private var bucketStarts: [Int] = []
    /// Whether a word ends in a character of such lower twelve bits.
    private var isLast = [Bool](repeating: false, count: 4096)

    /// - Parameter list: the first column holds the word, the second, if any, its exceptions, separated by spaces.
    init(_ list: WordList) {
        self.init(
            list.words,
            exceptions: list.rows.map { $0.count > 1 ? $0[1].split(separator: " ").map { Array($0.utf8) } : [] })
    }

    /// - Parameter words: without exceptions; none is empty.
    init(_ words: [String]) {
        self.init(words, exceptions: words.map { _ in [] })
    }

    private init(_ list: [String], exceptions longer: [[[UInt8]]]) {
        var buckets: [[Int]] = [[]]
        for (index, word) in list.enumerated() {
            guard let first = word.unicodeScalars.first, let last = word.unicodeScalars.last else {
                preconditionFailure("a word is not empty")
            }
            isLast[Int(last.value & 0xFFF)] = true
            let slot = Int(first.value & 0xFFF)
            if bucketOf[slot] == 0 {
                // More than 255 first characters share the last bucket; every match is compared from its start.
                if buckets.count < 256 { buckets.append([]) }
                bucketOf[slot] = UInt8(buckets.count - 1)
            }
            buckets[Int(bucketOf[slot])].append(index)
        }
        for bucket in buckets {
            bucketStarts.append(words.count)
            for index in bucket { add(Array(list[index].utf8), index, except: longer[index]) }
        }
        bucketStarts.append(words.count)
    }

    private mutating func add(_ word: [UInt8], _ index: Int, except longer: [[UInt8]]) {
        let start = letters.count
        letters += word
        let firstException = exceptions.count
        for text in longer {
            guard let offset = text.indices.first(where: { text[$0...].starts(with: word) }) else { continue }
            exceptions.append(Exception(start: letters.count, count: text.count, offset: offset))
            letters += text
        }
        words.append(
            Word(start: start, count: word.count, index: index, exceptions: firstException..<exceptions.count))
    }

    // MARK: Looking

    /// Every place where a word stands, in the order of the text; words may overlap.
    func hits(in bytes: [UInt8], _ range: TextRange) -> [Hit] {
        var hits: [Hit] = []
        bytes.withUnsafeBufferPointer { bytes in
            scan(UnsafeBufferPointer(rebasing: bytes[..<range.upper]), from: range.lower) { word, index in
                hits.append(Hit(word: word.index, range: TextRange(index, index + word.count)))
                return true
            }
        }
        return hits
    }

    /// The first of the words that stands in a text.
    func first(in text: String) -> String? {
        var found: Word?
        text.withBytes { bytes in
            scan(bytes, from: 0) { word, _ in
                found = word
                return false
            }
        }
        return found.map { String(decoding: letters[$0.start..<$0.start + $0.count], as: UTF8.self) }
    }

    func isFound(in text: String) -> Bool {
        var isFound = false
        text.withBytes { bytes in
            scan(bytes, from: 0) { _, _ in
                isFound = true
                return false
            }
        }
        return isFound
    }

    /// Whether a text ends in one of the words.
    func isEnd(of text: String) -> Bool {
        text.withBytes { text in
            var last = text.count - 1
            while last > 0, text[last] & 0xC0 == 0x80 { last -= 1 }
            guard last >= 0, isLast[scalar(text, at: last).value & 0xFFF] else { return false }
            return words.indices.contains { isWord($0, text, text.count - words[$0].count) }
        }
    }

    /// Goes through a text to its end.
    ///
    /// - Parameter take: is given each word and where it stands; false ends the scan.
    private func scan(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ take: (Word, Int) -> Bool) {
        bucketOf.withUnsafeBufferPointer { bucketOf in
            var index = start
            while index < text.count {
                let (scalar, width) = scalar(text, at: index)
                let bucket = Int(bucketOf[scalar & 0xFFF])
                if bucket != 0 {
                    for position in bucketStarts[bucket]..<bucketStarts[bucket + 1]
                    where isWord(position, text, index) && !take(words[position], index) {
                        return
                    }
                }
                index += width
            }
        }
    }

    private func isWord(_ position: Int, _ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let word = words[position]
        guard matches(word.start, word.count, text, index) else { return false }
        return !word.exceptions.contains {
            matches(exceptions[$0].start, exceptions[$0].count, text, index - exceptions[$0].offset)
        }
    }

    private func matches(_ start: Int, _ count: Int, _ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard index >= 0, index + count <= text.count else { return false }
        // From the end: words of one list begin alike more often than they end alike.
        var offset = count - 1
        while offset >= 0, letters[start + offset] == text[index + offset] { offset -= 1 }
        return offset < 0
    }
}

/// The scalar at an offset, of up to three bytes, and its width. The bytes are valid UTF-8.
@inline(__always)
private func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: Int, width: Int) {
    let lead = Int(bytes[index])
    if lead < 0x80 { return (lead, 1) }
    if lead & 0xF0 == 0xE0, index + 2 < bytes.count {
        return ((lead & 0xF) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F), 3)
    }
    if lead & 0xE0 == 0xC0, index + 1 < bytes.count { return ((lead & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F), 2) }
    return (lead, 1)
}
