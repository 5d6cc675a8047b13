/// What of a text some format has to write otherwise, found out in one pass for all of them.
struct TextTraits: OptionSet {
    let rawValue: UInt8

    /// CSV: a comma, a quotation mark or a line break.
    static let needsQuotes = TextTraits(rawValue: 1)
    /// JSON: a quotation mark, a reversed solidus or a control character.
    static let needsEscapes = TextTraits(rawValue: 2)
    /// Sheets: what is markup, or what they cannot hold.
    static let holdsMarkup = TextTraits(rawValue: 4)
    /// Sheets: white space, which has to be kept.
    static let holdsSpace = TextTraits(rawValue: 8)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(of text: UnsafeBufferPointer<UInt8>) {
        var traits: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            // Letters and nearly all Chinese characters, whose bytes are from 0x80 on.
            if byte > UInt8(ascii: "_"), byte != 0x7F, byte != 0xEF { continue }
            traits |= byte == 0xEF ? Self.traits(ofNoncharacter: text, at: index) : Self.traits(of: byte)
        }
        rawValue = traits
    }

    /// 0xEF begins U+FFFE and U+FFFF, and much else, such as the comma of Chinese.
    private static func traits(ofNoncharacter text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt8 {
        let isOne = index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
        return isOne ? holdsMarkup.rawValue : 0
    }

    private static func traits(of byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "\n"): needsQuotes.rawValue | needsEscapes.rawValue | holdsSpace.rawValue
        // Sheets write it as an escape: XML would make a line feed of it.
        case UInt8(ascii: "\r"):
            (needsQuotes.rawValue | needsEscapes.rawValue | holdsMarkup.rawValue | holdsSpace.rawValue)
        case 0..<0x20: needsEscapes.rawValue | holdsMarkup.rawValue | holdsSpace.rawValue
        case 0x20: holdsSpace.rawValue
        case UInt8(ascii: "\""): needsQuotes.rawValue | needsEscapes.rawValue
        case UInt8(ascii: ","): needsQuotes.rawValue
        case UInt8(ascii: "\\"), 0x7F: needsEscapes.rawValue
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "_"): holdsMarkup.rawValue
        default: 0
        }
    }
}

extension String {
    /// Calls a closure with the text's bytes as they lie in memory.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var text = self
        return text.withUTF8(body)
    }
}
