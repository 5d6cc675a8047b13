import Basics
import Content

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
