import Basics

/// Digits in a text that may be a number of their own.
struct DigitRun {
    /// What parts two groups of digits.
    enum Gap: Equatable {
        /// One space of any width.
        case blank
        /// Several spaces, a tab or the end of a line, as between columns.
        case wide
        case dash, dot, slash, star
    }

    /// What stands beside the digits.
    enum Edge: Equatable {
        case free
        /// A point behind the number of a list or a version: `1.139…`; it may be a decimal point too.
        case numbered
        /// Letters right beside them that are part of no code: `wx13912345678`.
        case word(String)
        /// More of a code, such as `22P`, or the point of a decimal number.
        case bound
    }

    /// The digits as ASCII; an `X` may stand last.
    var digits: [UInt8]
    var range: TextRange
    /// The lengths of the groups: `[4, 4, 4, 4]`; one group without gaps.
    var groups: [Int]
    /// What stands between the groups.
    var gaps: [Gap]
    var before = Edge.free
    var after = Edge.free
    /// Whether no other digits stand beside the run, parted from it by a gap.
    var isAlone = true

    /// The text with its middle hidden, for messages that are passed on.
    var masked: String {
        let shown = digits.count >= 15 ? 4 : 3
        let text = String(decoding: digits, as: UTF8.self)
        return text.prefix(shown) + String(repeating: "*", count: digits.count - 2 * shown) + text.suffix(shown)
    }

    /// Whether the groups are parted in one way, or by spaces and hyphens only.
    var isEvenlyParted: Bool {
        gaps.allSatisfy { $0 == .blank || $0 == .dash } || gaps.dropFirst().allSatisfy { $0 == gaps[0] }
    }
}

/// A mobile number's; an identity number of 15 digits and more is longer.
private let fewestDigits = 11
private let mostDigits = 19

/// Goes through the runs of 11 to 19 digits in a text.
///
/// Where groups of digits stand side by side, every run of neighbouring groups counts as one: in
/// `2022-02-10 138 1234 5678` the telephone number is one of them.
///
/// - Returns: whether digits stand beside a mark of emphasis or a link, so that a page may put more together.
@discardableResult
func digitRuns(in bytes: [UInt8], _ take: ([DigitRun]) -> Void) -> Bool {
    var meetsMarkup = false
    bytes.withUnsafeBufferPointer { bytes in
        let reader = DigitReader(glyphs: GlyphReader(bytes: bytes))
        var index = 0
        while index < bytes.count {
            // Most bytes are no digits, and most numbers are short.
            let byte = bytes[index]
            if isDigit(byte) {
                var end = index + 1
                while end < bytes.count, isDigit(bytes[end]) { end += 1 }
                if end - index < fewestDigits - 1, end == bytes.count || endsNumber(bytes[end]) {
                    index = end
                    continue
                }
                let start = index
                index = reader.runs(from: start, take)
                let isParted =
                    start > 0 && isMarkup(bytes[start - 1]) || bytes[index...].prefix(2).contains(where: isMarkup)
                meetsMarkup = meetsMarkup || isParted
            } else if byte >= 0xEF || byte == UInt8(ascii: "&"), mayBeDigit(bytes, at: index),
                let (glyph, width) = reader.glyphs.glyph(at: index)
            {
                if case .digit = glyph { index = reader.runs(from: index, take) } else { index += width }
            } else {
                index += 1
            }
        }
        let chinese = DigitReader(glyphs: GlyphReader(bytes: bytes, readsChinese: true))
        var end = 0
        for start in chineseNumberStarts(in: bytes) where start >= end { end = chinese.runs(from: start, take) }
    }
    return meetsMarkup
}

@inline(__always) private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

private func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "]"): true
    default: false
    }
}

/// Whether a full-width or mathematical digit, or an entity such as `&#49;`, may begin at an offset.
@inline(__always)
private func mayBeDigit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + 2 < bytes.count else { return false }
    return switch bytes[index] {
    case 0xEF: bytes[index + 1] == 0xBC && bytes[index + 2] &- 0x90 < 10
    case 0xF0: bytes[index + 1] == 0x9D
    case UInt8(ascii: "&"): bytes[index + 1] == UInt8(ascii: "#")
    default: false
    }
}

/// Whether a number ends where a byte stands: at Chinese characters and most signs. Whether letters end it is looked at
/// later.
@inline(__always)
private func endsNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xE4...0xEE, UInt8(ascii: "|"), UInt8(ascii: "%"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ")"),
        UInt8(ascii: "A")..<UInt8(ascii: "X"):
        true
    default: false
    }
}

/// Reads digits with gaps between them.
private struct DigitReader {
    let glyphs: GlyphReader

    /// The digits of a text that stand side by side, in groups.
    private struct Cluster {
        var digits: [UInt8] = []
        /// Where each digit stands.
        var places: [TextRange] = []
        /// The index of the first digit of each group.
        var starts: [Int] = [0]
        var gaps: [DigitRun.Gap] = []
    }

    /// Hands out the runs of the digits from an offset on.
    ///
    /// - Returns: the offset behind the last of the digits.
    func runs(from start: Int, _ take: ([DigitRun]) -> Void) -> Int {
        var count = 0
        let end = read(from: start) { _, _, _ in count += 1 }
        guard count >= fewestDigits, end > start else { return max(end, start + 1) }
        var cluster = Cluster()
        _ = read(from: start) { digit, range, gap in
            if let gap, !cluster.digits.isEmpty {
                cluster.starts.append(cluster.digits.count)
                cluster.gaps.append(gap)
            }
            cluster.digits.append(digit)
            cluster.places.append(range)
        }
        neighbours(in: cluster, before: edge(before: start), after: edge(after: end), take)
        return end
    }

    /// Reads digits, and an `X` that may be the last of an identity number.
    ///
    /// - Parameter add: is given each digit, its place, and what parts it from the digit before.
    /// - Returns: the offset behind the last of them.
    private func read(from start: Int, _ add: (UInt8, TextRange, DigitRun.Gap?) -> Void) -> Int {
        var index = start
        var end = start
        var count = 0
        var gap = GapReading()
        while let (glyph, width) = glyphs.glyph(at: index) {
            switch glyph {
            case .digit(let digit):
                guard count < 4_096 else { return end }
                add(digit, TextRange(index, index + width), gap.kind)
                count += 1
                end = index + width
                gap = GapReading()
            case .check:
                let range = TextRange(index, index + width)
                guard count >= 17, !hasDigit(at: range.upper) else { return end }
                add(UInt8(ascii: "X"), range, gap.kind)
                return range.upper
            case .nothing: break
            // A line of a quotation begins with `>`.
            case .other where gap.isBehindLine && glyphs.bytes[index] == UInt8(ascii: ">"): break
            default: guard gap.add(glyph) else { return end }
            }
            index += width
        }
        return end
    }

    private func hasDigit(at index: Int) -> Bool {
        guard case .digit? = glyphs.glyph(at: index)?.glyph else { return false }
        return true
    }

    /// Every run of neighbouring groups that has as many digits as a number of a person may have.
    private func neighbours(
        in cluster: Cluster, before: DigitRun.Edge, after: DigitRun.Edge, _ take: ([DigitRun]) -> Void
    ) {
        var runs: [DigitRun] = []
        let bounds = cluster.starts + [cluster.digits.count]
        for first in cluster.starts.indices {
            for last in first..<cluster.starts.count {
                let digits = bounds[first]..<bounds[last + 1]
                if digits.count > mostDigits { break }
                guard digits.count >= fewestDigits else { continue }
                runs.append(
                    DigitRun(
                        digits: Array(cluster.digits[digits]),
                        range: cluster.places[digits.lowerBound].union(cluster.places[digits.upperBound - 1]),
                        groups: (first...last).map { bounds[$0 + 1] - bounds[$0] },
                        gaps: Array(cluster.gaps[first..<last]),
                        before: first == 0 ? before : edge(inside: cluster, before: first, bounds),
                        after: last < cluster.gaps.count ? (cluster.gaps[last] == .dot ? .bound : .free) : after,
                        isAlone: first == 0 && last == cluster.gaps.count))
            }
        }
        if !runs.isEmpty { take(runs) }
    }

    /// What stands before a group that follows another one: behind a point it is a decimal, unless the point numbers a list
    /// or a version: `1.13912345678`.
    private func edge(inside cluster: Cluster, before group: Int, _ bounds: [Int]) -> DigitRun.Edge {
        guard cluster.gaps[group - 1] == .dot else { return .free }
        let former = cluster.digits[bounds[group - 1]..<bounds[group]]
        let isListNumber = former.count <= 2 && former.first != UInt8(ascii: "0")
        return isListNumber && (group == 1 || cluster.gaps[group - 2] != .dot) ? .numbered : .bound
    }

    private func edge(before start: Int) -> DigitRun.Edge {
        let letters = glyphs.bytes[..<start].suffix(16).reversed().prefix(while: isLetter)
        guard !letters.isEmpty else {
            // The run begins behind too many spaces or signs, or behind 4 096 digits.
            return start > 0 && isDigit(glyphs.bytes[start - 1]) ? .bound : .free
        }
        let position = start - letters.count - 1
        if position >= 0, isDigit(glyphs.bytes[position]) { return .bound }
        return .word(String(decoding: letters.reversed(), as: UTF8.self).lowercased())
    }

    private func edge(after end: Int) -> DigitRun.Edge {
        let letters = glyphs.bytes[end...].prefix(16).prefix(while: isLetter)
        if letters.isEmpty { return hasDigit(at: end) ? .bound : .free }
        if hasDigit(at: letters.endIndex) { return .bound }
        return .word(String(decoding: letters, as: UTF8.self).lowercased())
    }
}

private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

/// What was read between two digits so far.
private struct GapReading {
    private var mark: DigitRun.Gap?
    private var blanksBefore = 0
    private var blanksBehind = 0
    private var hasTab = false
    private(set) var isBehindLine = false

    /// nil where the digits stand side by side.
    var kind: DigitRun.Gap? {
        if isBehindLine || hasTab { return .wide }
        if let mark { return mark }
        return blanksBefore == 0 ? nil : blanksBefore == 1 ? .blank : .wide
    }

    /// Takes one more character.
    ///
    /// - Returns: whether digits behind it may still belong to those before.
    mutating func add(_ glyph: Glyph) -> Bool {
        switch glyph {
        case .blank where mark == nil || isBehindLine: blanksBefore += 1
        case .blank: blanksBehind += 1
        case .tab: hasTab = true
        // An empty line ends a paragraph.
        case .lineBreak where !isBehindLine: isBehindLine = true
        case .dash: return take(.dash, again: true)
        case .dot: return take(.dot)
        case .slash: return take(.slash)
        case .star: return take(.star)
        default: return false
        }
        // What is farther apart, or a point or `*` with spaces, is no longer one number.
        let isSpaced = blanksBefore + blanksBehind > 0 && (mark == .dot || mark == .star)
        return blanksBefore <= 8 && blanksBehind <= 1 && !isSpaced
    }

    /// Takes a mark: one between two digits, or dashes side by side; none begins a line, as it does in lists.
    private mutating func take(_ new: DigitRun.Gap, again: Bool = false) -> Bool {
        let isFirst = mark == nil && blanksBefore <= (new == .dot || new == .star ? 0 : 1)
        guard !isBehindLine, !hasTab, isFirst || again && mark == new && blanksBehind == 0 else { return false }
        mark = new
        return true
    }
}
