import Basics

extension SourceText {
    /// The text with the replacements made.
    ///
    /// A replacement that begins inside one already made is passed over: the wider one mends both.
    public func applying(_ fixes: [Diagnostic.Fix]) -> [UInt8] {
        RepairedText(self, range: TextRange(0, bytes.count), repairs: fixes).bytes
    }
}

/// A stretch of a text with its repairs applied, and the way back from its characters to the file's bytes.
struct RepairedText {
    private(set) var bytes: [UInt8] = []

    /// A run of `bytes` that was either kept or put in place of a range of the file.
    private struct Stretch {
        var here: Int
        var there: TextRange
        var isReplaced: Bool
    }

    private var stretches: [Stretch] = []
    /// The byte offset of each character of `bytes`, and at last that of their end.
    private var characters: [Int] = []

    /// - Parameter repairs: replacements inside of `range`, in any order.
    init(_ source: SourceText, range: TextRange, repairs: [Diagnostic.Fix]) {
        var next = range.lower
        for repair in repairs.sorted(by: {
            ($0.range.lower, -$0.range.upper) < ($1.range.lower, -$1.range.upper)
        }) {
            guard repair.range.lower >= next else { continue }
            keep(TextRange(next, repair.range.lower), of: source)
            stretches.append(Stretch(here: bytes.count, there: repair.range, isReplaced: true))
            bytes += repair.text.utf8
            next = repair.range.upper
        }
        keep(TextRange(next, range.upper), of: source)
        characters = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }

    private mutating func keep(_ range: TextRange, of source: SourceText) {
        stretches.append(Stretch(here: bytes.count, there: range, isReplaced: false))
        bytes += source.bytes[range.lower..<range.upper]
    }

    /// The file's range of a run of characters, counted as libyaml's marks do: in scalars from 0.
    ///
    /// What was taken out just before or behind the run does not belong to it.
    func sourceRange(from first: Int, to last: Int) -> TextRange {
        let lower = start(ofByte: byteOffset(first))
        guard last > first else { return TextRange(lower, lower) }
        return TextRange(lower, max(lower, end(ofByte: byteOffset(last))))
    }

    /// The number of the first character that comes from an offset of the file or from behind it.
    func character(fromSource offset: Int) -> Int {
        let stretch = stretches[lastStretch { $0.there.lower <= offset }]
        let byte = stretch.isReplaced ? stretch.here : stretch.here + offset - stretch.there.lower
        var low = 0
        var high = characters.count - 1
        while low < high {
            let middle = (low + high) / 2
            if characters[middle] < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The bytes from a character on.
    func bytes(from character: Int) -> ArraySlice<UInt8> { bytes[byteOffset(character)...] }

    private func byteOffset(_ character: Int) -> Int {
        characters[min(max(0, character), characters.count - 1)]
    }

    private func start(ofByte offset: Int) -> Int {
        let stretch = stretches[lastStretch { $0.here <= offset }]
        return stretch.isReplaced
            ? stretch.there.lower : min(stretch.there.lower + offset - stretch.here, stretch.there.upper)
    }

    private func end(ofByte offset: Int) -> Int {
        let stretch = stretches[lastStretch { $0.here < offset }]
        return stretch.isReplaced
            ? stretch.there.upper : min(stretch.there.lower + offset - stretch.here, stretch.there.upper)
    }

    /// The index of the last stretch of which a condition holds; it holds of all before it.
    private func lastStretch(where holds: (Stretch) -> Bool) -> Int {
        var low = 0
        var high = stretches.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if holds(stretches[middle]) { low = middle } else { high = middle }
        }
        return low
    }
}
