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

/// The numbers of keys, each its own: the pairs in the order of their rarer character, then the runs, then the amounts.
///
/// So the two pairs of three characters of which the middle one is the rarest have numbers near each other, and are mostly
/// read in one file. `theme/assets/search-query.js` makes the same numbers.
struct KeySpace: Sendable {
    /// The numbers of the characters: first those of ASCII, which are in every code, then the site's, the frequent ones first.
    private let ranks: [UInt16]
    private let pairs: UInt32
    /// Behind the last number.
    let end: Int

    init(_ alphabet: Alphabet) {
        var ranks = [UInt16](repeating: 0, count: 0x10000)
        let characters = Array(0..<0x80) + alphabet.characters
        for (rank, character) in characters.enumerated() { ranks[Int(character)] = UInt16(rank) }
        self.ranks = ranks
        pairs = UInt32(characters.count * characters.count)
        end = Int(pairs) + 41 * 41 * 41 * 42 + 1 << 22
    }

    func number(of plain: UInt32) -> UInt32 {
        let (high, low) = (plain >> 16, plain & 0xFFFF)
        let lastThree = (plain >> 12 & 63) &* 1681 &+ (plain >> 6 & 63) &* 41 &+ plain & 63
        switch high {
        case 0xD800...0xD8FF: return pairs &+ (plain >> 18 & 63) &* 68921 &+ lastThree
        case 0xD900...0xDBFF: return pairs &+ 2_825_761 &+ lastThree
        case 0xDC00...0xDFFF: return pairs &+ 2_894_682 &+ plain & 0x3F_FFFF
        default:
            let (first, second) = (UInt32(ranks[Int(high)]), UInt32(ranks[Int(low)]))
            return first < second ? second &* second &+ second &+ 1 &+ first : first &* first &+ second
        }
    }
}
