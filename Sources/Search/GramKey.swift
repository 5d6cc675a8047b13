/// A key of the index: what words are looked up by.
///
/// A key is a pair of characters, three or four letters and digits in a row, or an amount. Pairs alone would make digits
/// useless: every code holds most of the hundred pairs. While documents are read a key is told by its code points;
/// `KeySpace` gives it its number in the index.
struct GramKey: Sendable, Hashable {
    let bits: UInt32

    private static let run3: UInt32 = 0xD900_0000
    private static let run4: UInt32 = 0xD800_0000
    private static let amount: UInt32 = 0xDC00_0000

    /// Two characters, as `firstPlane` has them. None of them is a surrogate, which leaves room for the other kinds.
    init(pair first: UInt32, _ second: UInt32) { bits = first << 16 | second }

    /// Three or four letters and digits, six bits each.
    init(run: UInt32, length: Int) {
        bits = length == 3 ? Self.run3 | run & 0x3FFFF : Self.run4 | run & 0xFF_FFFF
    }

    /// An amount by its value in 元, as a decimal number without zeros that say nothing. What other amount has the same
    /// bits is told apart by the texts.
    init(yuan: String) {
        var hash: UInt32 = 2_166_136_261
        for byte in yuan.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        bits = Self.amount | hash & 0x3F_FFFF
    }

    fileprivate init(bits: UInt32) { self.bits = bits }

    /// A character of the first plane; those above share the numbers of private ones.
    static func firstPlane(_ character: UInt32) -> UInt32 {
        character < 0x10000 ? character : 0xE000 + character % 0x1900
    }

    /// The six bits of a letter, digit or mark of a number; at most 40.
    static func sixBits(_ character: UInt32) -> UInt32 {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x61...0x7A: character - 0x61 + 10
        case Mark.point: 36
        case Mark.percent: 37
        case Mark.hyphen: 38
        case Mark.atLeast: 39
        default: 40
        }
    }
}

/// The numbers of keys: as few bits as the characters of the site allow, mixed so that any part of the range holds as
/// many keys as any other. No two keys have the same number. `theme/assets/search-query.js` makes the same ones.
struct KeySpace: Sendable {
    /// The numbers of the characters of the normal form.
    private let ranks: [UInt16]
    private let characters: UInt32
    /// The bits of a key.
    let width: Int

    init(_ alphabet: Alphabet) {
        var ranks = [UInt16](repeating: 0, count: 0x10000)
        for (rank, character) in alphabet.characters.enumerated() { ranks[Int(character)] = UInt16(rank) }
        self.ranks = ranks
        characters = UInt32(alphabet.characters.count)
        let count = alphabet.characters.count * alphabet.characters.count + 41 * 41 * 41 * 42 + 1 << 22
        width = Int.bitWidth - (count - 1).leadingZeroBitCount
    }

    func number(of plain: UInt32) -> UInt32 {
        let pairs = characters &* characters
        let (high, low) = (plain >> 16, plain & 0xFFFF)
        var key: UInt32
        switch high {
        case 0xD800...0xD8FF:
            key =
                pairs &+ (plain >> 18 & 63) &* 68921 &+ (plain >> 12 & 63) &* 1681 &+ (plain >> 6 & 63) &* 41 &+ plain
                & 63
        case 0xD900...0xDBFF:
            key = pairs &+ 2_825_761 &+ (plain >> 12 & 63) &* 1681 &+ (plain >> 6 & 63) &* 41 &+ plain & 63
        case 0xDC00...0xDFFF: key = pairs &+ 2_894_682 &+ plain & 0x3F_FFFF
        default: key = UInt32(ranks[Int(high)]) &* characters &+ UInt32(ranks[Int(low)])
        }
        let mask = UInt32(truncatingIfNeeded: 1 << width - 1)
        let half = UInt32(width / 2)
        key = (key ^ key >> half) &* 0x9E37_79B1 & mask
        key = (key ^ key >> half) &* 0x85EB_CA6B & mask
        return key ^ key >> half
    }
}
