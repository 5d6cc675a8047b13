// Texts by their UTF-8 bytes. `==`, `hasPrefix` and `Set<String>` of the standard library take canonically equivalent
// texts for equal and pay for it with every Chinese character; keys, headings and units are compared as written.

extension String {
    /// Whether two texts consist of the same bytes.
    func isSame(as other: String) -> Bool {
        let (left, right) = (utf8.span, other.utf8.span)
        return left.count == right.count && left.holds(right, at: 0)
    }

    func isSame(asAnyOf words: [String]) -> Bool { words.contains { isSame(as: $0) } }

    /// Whether the text ends with the bytes of another.
    func endsInBytes(of other: String) -> Bool {
        let (bytes, end) = (utf8.span, other.utf8.span)
        return bytes.count >= end.count && bytes.holds(end, at: bytes.count - end.count)
    }

    /// The text without white space and without characters that take no room.
    var withoutSpace: String {
        let bytes = utf8.span
        for index in bytes.indices where bytes.spaceWidth(at: index) > 0 {
            var kept = ""
            kept.unicodeScalars.append(contentsOf: unicodeScalars.filter { !isSpace($0) })
            return kept
        }
        return self
    }

    /// Whether the text has no visible character.
    var isBlank: Bool { unicodeScalars.allSatisfy(isSpace) }

    /// The offset in bytes of the first of some characters.
    func utf8Offset(ofAny marks: [Unicode.Scalar]) -> Int? {
        let bytes = utf8.span
        var index = 0
        while index < bytes.count {
            let (mark, width) = bytes.scalar(at: index)
            if marks.contains(mark) { return index }
            index += width
        }
        return nil
    }

    /// The text of a range of its bytes, which has to begin and end between characters.
    func bytes(_ range: Range<Int>) -> String {
        let view = utf8
        let lower = view.index(view.startIndex, offsetBy: range.lowerBound)
        return String(Substring(view[lower..<view.index(lower, offsetBy: range.count)]))
    }
}

/// White space, and the characters without width that come along when text is copied.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
}

extension Span<UInt8> {
    /// Whether the bytes of a word stand at an offset.
    func holds(_ word: Span<UInt8>, at offset: Int) -> Bool {
        guard count - offset >= word.count else { return false }
        for index in word.indices where self[offset + index] != word[index] { return false }
        return true
    }

    func holds(_ word: StaticString, at offset: Int) -> Bool {
        holds(Span(_unsafeStart: word.utf8Start, count: word.utf8CodeUnitCount), at: offset)
    }

    /// The width in bytes of the first of some words that stands at an offset; 0 where none does.
    func width(ofAny words: [StaticString], at offset: Int) -> Int {
        words.first { holds($0, at: offset) }?.utf8CodeUnitCount ?? 0
    }

    /// The character at an offset and its width in bytes; at the end, NUL without width.
    func scalar(at offset: Int) -> (value: Unicode.Scalar, width: Int) {
        guard offset < count else { return ("\0", 0) }
        let first = UInt32(self[offset])
        if first < 0x80 { return (Unicode.Scalar(UInt8(first)), 1) }
        let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard offset + width <= count else { return ("\u{FFFD}", 1) }
        var value = first & (0x7F >> UInt32(width))
        for index in offset + 1..<offset + width { value = value << 6 | UInt32(self[index] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }

    /// The width in bytes of the space at an offset; 0 where none is.
    func spaceWidth(at offset: Int) -> Int {
        let byte = self[offset]
        if byte < 0x80 { return byte == 0x20 || 0x09...0x0D ~= byte ? 1 : 0 }
        guard byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF else { return 0 }
        let (value, width) = scalar(at: offset)
        return isSpace(value) ? width : 0
    }

    /// The decimal digit at an offset, half or full width, and its width in bytes.
    func digit(at offset: Int) -> (value: Int, width: Int)? {
        guard offset < count else { return nil }
        let byte = self[offset]
        if byte >= 0x30, byte <= 0x39 { return (Int(byte) - 0x30, 1) }
        guard byte == 0xEF, offset + 2 < count, self[offset + 1] == 0xBC else { return nil }
        let last = self[offset + 2]
        return last >= 0x90 && last <= 0x99 ? (Int(last) - 0x90, 3) : nil
    }

    /// Takes the digits that stand at an offset as a whole number.
    ///
    /// - Returns: nil for none, or more than `longest`.
    func wholeNumber(at offset: inout Int, longest: Int) -> (value: Int, digits: Int)? {
        var (end, value, digits) = (offset, 0, 0)
        while let (digit, width) = digit(at: end) {
            guard digits < longest else { return nil }
            value = value * 10 + digit
            digits += 1
            end += width
        }
        guard digits > 0 else { return nil }
        offset = end
        return (value, digits)
    }

    /// Skips white space.
    func skipSpace(_ offset: inout Int) {
        while offset < count {
            let width = spaceWidth(at: offset)
            if width == 0 { return }
            offset += width
        }
    }
}
