/// The value of a Chinese numeral that stands for one digit, plain or as on cheques.
func chineseDigit(_ scalar: UInt32) -> UInt8? {
    switch Unicode.Scalar(scalar) {
    case "〇", "零": 0
    case "一", "壹", "幺": 1
    case "二", "贰": 2
    case "三", "叁": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
}

/// Where numbers written in Chinese numerals may begin, in order.
///
/// Eleven numerals take 33 bytes and more, so that only each 13th byte is looked at; 13 has no divisor in common with the
/// widths of a numeral and the space behind it, so that spaces cannot hide the numerals.
func chineseNumberStarts(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var starts: [Int] = []
    var index = 0
    while index < bytes.count {
        if let start = numeral(in: bytes, around: index) {
            let first = firstNumeral(in: bytes, before: start)
            if starts.last != first { starts.append(first) }
        }
        index += 13
    }
    return starts
}

/// The offset of the numeral that the byte at an offset is part of.
private func numeral(in bytes: UnsafeBufferPointer<UInt8>, around index: Int) -> Int? {
    var start = index
    while start > 0, index - start < 2, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    // Numerals are U+3007 and U+4E00…9FFF: three bytes from E3, E4…E9.
    guard bytes[start] &- 0xE3 < 7, start + 2 < bytes.count else { return nil }
    let value =
        UInt32(bytes[start] & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6 | UInt32(bytes[start + 2] & 0x3F)
    return chineseDigit(value) == nil ? nil : start
}

/// The first of the numerals that stand side by side up to one, with single spaces or dashes between them.
private func firstNumeral(in bytes: UnsafeBufferPointer<UInt8>, before start: Int) -> Int {
    var first = start
    for _ in 0..<20 {
        let before = (3...6).first { width in
            first >= width && numeral(in: bytes, around: first - width) == first - width
                && isGap(bytes, first - width + 3..<first)
        }
        guard let before else { break }
        first -= before
    }
    return first
}

/// Whether a range is empty or one character that may part digits.
private func isGap(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    guard let (glyph, width) = GlyphReader(bytes: bytes).glyph(at: range.lowerBound) else { return false }
    return width == range.count && [.blank, .dash, .nothing, .slash, .star].contains(glyph)
}
