import Basics

/// Marks that make `**` beside Chinese punctuation emphasis, as its author means it.
///
/// CommonMark takes a run of `*` for an opening or closing one by the spaces and punctuation beside it. Chinese writes
/// no spaces, so `第一部分**“中华诗词之乡”**复查` and `**注意：**请` stay as they are. A character that is neither space nor
/// punctuation, put between the run and the punctuation, lets the run both open and close; it is taken out again while
/// the tree is read. Single `*` are left alone: between Chinese words they are mostly signs of multiplication.
enum EmphasisMarks {
    /// U+E000, which no source text holds: decoding refuses it.
    private static let mark: [UInt8] = [0xEE, 0x80, 0x80]

    /// The bytes with the marks put in. Lines keep their numbers, and no block begins behind a mark on its line.
    static func inserted(in bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard zip(bytes, bytes.dropFirst()).contains(where: { $0 == .star && $1 == .star }) else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == .star else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let run = bytes[index...].prefix { $0 == .star }
            let before = scalar(before: run.startIndex, in: bytes)
            let after = scalar(at: run.endIndex, in: bytes)
            let isRun = run.count >= 2 && before != "\\"
            if isRun, let before, let after, isPunctuation(before), isChineseLetter(after) { result += mark }
            result += run
            if isRun, let before, let after, isChineseLetter(before), isPunctuation(after) { result += mark }
            index = run.endIndex
        }
        return result
    }

    static func removed(from text: String) -> String {
        guard text.utf8.contains(mark[0]) else { return text }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.lazy.filter { $0.value != 0xE000 })
        return String(result)
    }

    private static func scalar(before index: Int, in bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        var start = index
        repeat { start -= 1 } while start >= bytes.startIndex && bytes[start] & 0xC0 == 0x80
        return start >= bytes.startIndex ? scalar(at: start, in: bytes) : nil
    }

    private static func scalar(at index: Int, in bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        String(decoding: bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first
    }

    /// Whether CommonMark takes a character for punctuation. `_` is none here, since it may be emphasis of its own.
    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return "!\"#$%&'()+,-./:;<=>?@[\\]^`{|}~".unicodeScalars.contains(scalar) }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    private static func isChineseLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xF900...0xFAFF,
            0x20000...0x3FFFD:
            scalar.properties.isAlphabetic
        default: false
        }
    }
}

extension UInt8 {
    fileprivate static let star = UInt8(ascii: "*")
}
