/// Writes numbers of few bits one after the other, highest bit first, in words of 16 bits.
struct BitWriter {
    private var words: [UInt16] = []
    private var buffer: UInt64 = 0
    private var filled = 0

    mutating func bit(_ value: Bool) { bits(value ? 1 : 0, 1) }

    /// - Parameter count: at most 32.
    mutating func bits(_ value: Int, _ count: Int) {
        buffer = buffer << UInt64(count) | UInt64(value)
        filled += count
        while filled >= 16 {
            filled -= 16
            words.append(UInt16(truncatingIfNeeded: buffer >> UInt64(filled)))
        }
    }

    /// A number from 0: its multiples of 2^`width` as so many ones and a zero, then the rest in `width` bits.
    mutating func rice(_ value: Int, _ width: Int) {
        var multiples = value >> width
        while multiples >= 16 {
            bits(0xFFFF, 16)
            multiples -= 16
        }
        bits((1 << multiples - 1) << 1, multiples + 1)
        if width > 0 { bits(value & (1 << width - 1), width) }
    }

    /// A number from 1: the count of its bits behind the first as so many ones and a zero, then those bits.
    mutating func gamma(_ value: Int) {
        let width = Int.bitWidth - 1 - value.leadingZeroBitCount
        rice(width, 0)
        if width > 0 { bits(value & (1 << width - 1), width) }
    }

    mutating func finish() -> [UInt16] {
        if filled > 0 { bits(0, 16 - filled) }
        return words
    }
}
