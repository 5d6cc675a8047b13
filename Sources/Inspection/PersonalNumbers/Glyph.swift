/// What a reader makes of the character at an offset, as far as it matters to a number.
enum Glyph: Equatable {
    /// As ASCII.
    case digit(UInt8)
    /// The letter that may end an identity number: `X`.
    case check
    case letter
    /// A space of any width.
    case blank
    case tab
    case lineBreak
    case dash, dot, slash
    /// A lone `*`: emphasis to some, multiplication to others.
    case star
    /// Nothing is shown: zero-width characters, the marks of emphasis and escapes.
    case nothing
    case other
}

/// Reads texts as they are shown: entities, escapes, marks of emphasis and tags within a line are resolved, whether the
/// text is Markdown or not, since nobody else writes them between digits.
struct GlyphReader {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Whether Chinese numerals are digits too: `一三九…`.
    var readsChinese = false

    /// The glyph at an offset, and its width in bytes; nil at the end.
    @inline(__always)
    func glyph(at index: Int) -> (glyph: Glyph, width: Int)? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        if byte &- UInt8(ascii: "0") < 10 { return (.digit(byte), 1) }
        return byte < 0x80 ? sign(byte, at: index) : character(at: index)
    }

    private func sign(_ byte: UInt8, at index: Int) -> (Glyph, Int) {
        switch byte {
        case UInt8(ascii: " "): return (.blank, 1)
        case UInt8(ascii: "\t"): return (.tab, 1)
        case UInt8(ascii: "\n"): return (.lineBreak, 1)
        case UInt8(ascii: "-"): return (.dash, 1)
        case UInt8(ascii: "."): return (.dot, 1)
        case UInt8(ascii: "/"): return (.slash, 1)
        case UInt8(ascii: "*"), UInt8(ascii: "_"):
            // Within words, one `_` is itself and two are emphasis at best.
            let run = bytes[index...].prefix { $0 == byte }.count
            return run > 1 ? (.nothing, run) : (byte == UInt8(ascii: "*") ? .star : .slash, 1)
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "\r"): return (.nothing, 1)
        case UInt8(ascii: "&"): return entity(at: index)
        case UInt8(ascii: "<"): return tag(at: index)
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return (.check, 1)
        default: return ((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) ? .letter : .other, 1)
        }
    }

    private func character(at index: Int) -> (Glyph, Int) {
        let (scalar, width) = scalar(at: index)
        return (glyph(of: scalar), width)
    }

    /// The scalar at an offset; what is no UTF-8 is U+FFFD.
    private func scalar(at index: Int) -> (UInt32, width: Int) {
        let lead = bytes[index]
        let width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
        guard width > 1, index + width <= bytes.count else { return (0xFFFD, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(width))
        for next in bytes[index + 1..<index + width] { value = value << 6 | UInt32(next & 0x3F) }
        return (value, width)
    }

    private func glyph(of scalar: UInt32) -> Glyph {
        switch scalar {
        case 0xFF10...0xFF19: return .digit(UInt8(scalar - 0xFF10 + 0x30))
        case 0x1D7CE...0x1D7FF: return .digit(UInt8((scalar - 0x1D7CE) % 10 + 0x30))
        case 0xFF38, 0xFF58, 0x2169, 0xD7: return .check
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .blank
        case 0x2028, 0x2029, 0x85: return .lineBreak
        case 0x2010...0x2015, 0x2212, 0x2500, 0xFE58, 0xFE63, 0xFF0D: return .dash
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0xFF0E: return .dot
        case 0xFF0F, 0xFF3F: return .slash
        case 0xFF0A: return .star
        case 0x3400...0x9FFF, 0x3007:
            return readsChinese ? chineseDigit(scalar).map { .digit($0 + 0x30) } ?? .other : .other
        case 0x20..<0x7F: return sign(UInt8(scalar))
        case 0x3001...0xABFF: return .other
        default:
            let properties = Unicode.Scalar(scalar)?.properties
            let isHidden = properties.map { $0.isDefaultIgnorableCodePoint || $0.generalCategory == .nonspacingMark }
            return isHidden ?? false ? .nothing : .other
        }
    }

    /// A character that is written as an entity stands for itself.
    private func sign(_ byte: UInt8) -> Glyph {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit(byte)
        case UInt8(ascii: " "): .blank
        case UInt8(ascii: "-"): .dash
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: "/"), UInt8(ascii: "_"): .slash
        case UInt8(ascii: "x"), UInt8(ascii: "X"): .check
        case UInt8(ascii: "*"): .star
        default: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) ? .letter : .other
        }
    }

    /// `&#49;`, `&#x31;` and the names of spaces, dashes and what is not shown.
    private func entity(at index: Int) -> (Glyph, Int) {
        let name = bytes[(index + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
        guard name.count < 10, index + 1 + name.count < bytes.count else { return (.other, 1) }
        let text = String(decoding: name, as: UTF8.self)
        let width = name.count + 2
        if text.hasPrefix("#") {
            let number = text.dropFirst()
            let isHexadecimal = number.hasPrefix("x") || number.hasPrefix("X")
            let value = isHexadecimal ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
            return value.map { (glyph(of: $0), width) } ?? (.other, 1)
        }
        return entities[text].map { ($0, width) } ?? (.other, 1)
    }

    /// A line break, or a tag that leaves the line as it is.
    private func tag(at index: Int) -> (Glyph, Int) {
        let inner = bytes[(index + 1)...].prefix(200).prefix { $0 != UInt8(ascii: ">") }
        guard inner.count < 200, index + 1 + inner.count < bytes.count else { return (.other, 1) }
        let letters = inner.drop { $0 == UInt8(ascii: "/") }.prefix {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
        }
        let name = String(decoding: letters, as: UTF8.self).lowercased()
        if name == "br" { return (.lineBreak, inner.count + 2) }
        return tagsInLine.contains(name) ? (.nothing, inner.count + 2) : (.other, 1)
    }
}

private let entities: [String: Glyph] = [
    "nbsp": .blank, "ensp": .blank, "emsp": .blank, "thinsp": .blank, "hairsp": .blank, "numsp": .blank,
    "ndash": .dash, "mdash": .dash, "hyphen": .dash, "dash": .dash, "minus": .dash, "horbar": .dash,
    "period": .dot, "middot": .dot, "sol": .slash, "lowbar": .slash, "Tab": .tab, "NewLine": .lineBreak,
    "shy": .nothing, "zwj": .nothing, "zwnj": .nothing, "lrm": .nothing, "rlm": .nothing, "ZeroWidthSpace": .nothing,
    "NoBreak": .nothing,
]

private let tagsInLine: Set<String> = [
    "a", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
]
