import Basics

/// A front matter with its repairs applied, and the way back from its characters to the file's bytes.
struct RepairedText {
    private(set) var bytes: [UInt8] = []
    /// For each stretch of `bytes`: where it starts here, where in the file, and whether it was replaced.
    private var stretches: [(here: Int, there: Int, isReplaced: Bool)] = []
    private var end: Int

    private var cursor = (character: 0, byte: 0)

    /// - Parameter range: the lines between the two `---`, in `source`.
    init(_ source: SourceText, range: TextRange, repairs: [Repair]) {
        end = range.upper
        var next = range.lower
        for repair in repairs.sorted(by: { ($0.range.lower, -$0.range.upper) < ($1.range.lower, -$1.range.upper) }) {
            // A repair inside one already applied is moot: a tab within a value that was quoted, for instance.
            guard repair.range.lower >= next else { continue }
            stretches.append((bytes.count, next, false))
            bytes += source.bytes[next..<repair.range.lower]
            stretches.append((bytes.count, repair.range.lower, true))
            bytes += repair.text.utf8
            next = repair.range.upper
        }
        stretches.append((bytes.count, next, false))
        bytes += source.bytes[next..<range.upper]
    }

    /// The file's byte offset of a character of the repaired text, counted as libyaml's marks do: in scalars.
    mutating func sourceOffset(ofCharacter index: Int) -> Int {
        if index < cursor.character { cursor = (0, 0) }
        while cursor.character < index, cursor.byte < bytes.count {
            cursor.byte += 1
            while cursor.byte < bytes.count, bytes[cursor.byte] & 0xC0 == 0x80 { cursor.byte += 1 }
            cursor.character += 1
        }
        return sourceOffset(ofByte: cursor.byte)
    }

    private func sourceOffset(ofByte offset: Int) -> Int {
        guard let stretch = stretches.last(where: { $0.here <= offset }) else { return end }
        return min(end, stretch.isReplaced ? stretch.there : stretch.there + offset - stretch.here)
    }
}
