/// The form of text that the search compares: what a reader types and what a document says become the same characters.
///
/// Characters are folded one by one, so that a part of a text has a part of its form: compatibility decomposition
/// without marks, lower case, simplified for traditional, and nothing for white space, punctuation and symbols. `. %
/// - ≥ ≤` stay where they belong to a number. `theme/assets/search-text.js` follows the same rules, and
/// `Tests/SearchTests/normal-form.json` holds both to them.
struct NormalForm: Sendable {
    /// For each character of the first plane: what it becomes, 0 for nothing, `isLong` for several characters.
    private let folded: [UInt16]
    private let long: [UInt32: [UInt32]]
    /// Dropped ranges above the first plane.
    private let droppedAbove: [ClosedRange<UInt32>]

    private static let isLong: UInt16 = 0xFFFF

    static let shared = NormalForm(.shared)

    private init(_ table: CharacterTable) {
        var folded = (0...UInt16.max).map { $0 }
        var long: [UInt32: [UInt32]] = [:]
        var droppedAbove: [ClosedRange<UInt32>] = []
        for range in table.dropped {
            if range.lowerBound > 0xFFFF { droppedAbove.append(range) }
            for code in range where code <= 0xFFFF { folded[Int(code)] = 0 }
        }
        for (code, form) in table.changed {
            if code <= 0xFFFF, form.count == 1, form[0] < 0xFFFF {
                folded[Int(code)] = UInt16(form[0])
            } else {
                long[code] = form
                if code <= 0xFFFF { folded[Int(code)] = Self.isLong }
            }
        }
        for (traditional, simplified) in table.simplified { folded[Int(traditional)] = UInt16(simplified) }
        (self.folded, self.long, self.droppedAbove) = (folded, long, droppedAbove)
    }

    /// Appends the form of a text to a buffer of code points.
    func append(_ text: String, to result: inout [UInt32]) {
        let start = result.count
        let bytes = text.utf8.span
        var index = 0
        var hasMarks = false
        while index < bytes.count {
            let code = bytes.codePoint(at: &index)
            if code > 0xFFFF {
                if let several = long[code] {
                    result += several
                } else if !droppedAbove.contains(where: { $0.contains(code) }) {
                    result.append(code)
                }
                continue
            }
            switch folded[Int(code)] {
            case 0: continue
            case Self.isLong:
                result += long[code] ?? []
                hasMarks = true
            case let character:
                result.append(UInt32(character))
                hasMarks = hasMarks || isMark(UInt32(character))
            }
        }
        if hasMarks { settleMarks(&result, from: start) }
    }

    func form(of text: String) -> [UInt32] {
        var result: [UInt32] = []
        append(text, to: &result)
        return result
    }

    /// Keeps the marks of numbers and takes the others out: `.` and `-` between digits, `%` behind a digit, `≥` and `≤`
    /// before one; `>=` and `<=` are `≥` and `≤`.
    private func settleMarks(_ text: inout [UInt32], from start: Int) {
        var (read, write) = (start, start)
        var before: UInt32 = 0
        while read < text.count {
            var character = text[read]
            var width = 1
            var next = read + 1 < text.count ? text[read + 1] : 0
            if character == Mark.greater || character == Mark.less, next == Mark.equal {
                character = character == Mark.greater ? Mark.atLeast : Mark.atMost
                width = 2
                next = read + 2 < text.count ? text[read + 2] : 0
            }
            let stays =
                switch character {
                case Mark.point, Mark.hyphen: isDigit(before) && isDigit(next)
                case Mark.percent: isDigit(before)
                case Mark.atLeast, Mark.atMost: isDigit(next)
                case Mark.greater, Mark.less, Mark.equal: false
                default: true
                }
            if stays {
                text[write] = character
                write += 1
            }
            before = character
            read += width
        }
        text.removeSubrange(write...)
    }
}

/// The marks that may belong to a number.
enum Mark {
    static let percent: UInt32 = 0x25
    static let hyphen: UInt32 = 0x2D
    static let point: UInt32 = 0x2E
    static let less: UInt32 = 0x3C
    static let equal: UInt32 = 0x3D
    static let greater: UInt32 = 0x3E
    static let atMost: UInt32 = 0x2264
    static let atLeast: UInt32 = 0x2265
}

func isDigit(_ character: UInt32) -> Bool { character >= 0x30 && character <= 0x39 }

/// Whether a character of the normal form is a letter or digit of ASCII or belongs to a number.
func isNarrow(_ character: UInt32) -> Bool {
    character < 0x80 || character == Mark.atLeast || character == Mark.atMost
}

/// Whether a character may be one of the marks that stay only where they belong to a number.
private func isMark(_ character: UInt32) -> Bool {
    character < 0x40 && !isDigit(character) || character == Mark.atLeast || character == Mark.atMost
}

extension Span<UInt8> {
    /// The code point that starts at a position of well-formed UTF-8; the position moves behind it.
    func codePoint(at index: inout Int) -> UInt32 {
        let lead = UInt32(self[index])
        if lead < 0x80 {
            index += 1
            return lead
        }
        let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var code = lead & (0xFF >> UInt32(width + 1))
        for offset in 1..<width { code = code << 6 | UInt32(self[index + offset]) & 0x3F }
        index += width
        return code
    }
}
