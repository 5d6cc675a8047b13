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

    static let shared = NormalForm()

    private init() {
        var folded = (0...UInt16.max).map { $0 }
        var long: [UInt32: [UInt32]] = [:]
        var droppedAbove: [ClosedRange<UInt32>] = []
        for range in CharacterTables.dropped.split(separator: " ") {
            let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
            guard let low = ends.first, let high = ends.last else { continue }
            if low > 0xFFFF { droppedAbove.append(low...high) }
            for code in low...high where code <= 0xFFFF { folded[Int(code)] = 0 }
        }
        for change in CharacterTables.changed.split(separator: " ") {
            let sides = change.split(separator: ":")
            guard let code = UInt32(sides[0], radix: 16) else { continue }
            let result = sides[1].split(separator: "+").compactMap { UInt32($0, radix: 16) }
            if code <= 0xFFFF, result.count == 1, result[0] < 0xFFFF {
                folded[Int(code)] = UInt16(result[0])
            } else {
                long[code] = result
                if code <= 0xFFFF { folded[Int(code)] = Self.isLong }
            }
        }
        let (sources, targets) = (CharacterTables.traditional.unicodeScalars, CharacterTables.simplified.unicodeScalars)
        for (source, target) in zip(sources, targets) { folded[Int(source.value)] = UInt16(target.value) }
        (self.folded, self.long, self.droppedAbove) = (folded, long, droppedAbove)
    }

    /// Appends the form of a text to a buffer of code points.
    func append(_ text: String, to result: inout [UInt32]) {
        let start = result.count
        for scalar in text.unicodeScalars {
            let code = scalar.value
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
            case Self.isLong: result += long[code] ?? []
            case let character: result.append(UInt32(character))
            }
        }
        settleMarks(&result, from: start)
    }

    func form(of text: String) -> [UInt32] {
        var result: [UInt32] = []
        append(text, to: &result)
        return result
    }

    /// Keeps the marks of numbers and takes the others out: `.` and `-` between digits, `%` behind a digit, `≥` and `≤`
    /// before one; `>=` and `<=` are `≥` and `≤`.
    private func settleMarks(_ text: inout [UInt32], from start: Int) {
        guard text[start...].contains(where: { $0 < 0x40 && !isDigit($0) || $0 == Mark.atLeast || $0 == Mark.atMost })
        else { return }
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
