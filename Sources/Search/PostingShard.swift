/// The text of one shard of postings: `|KEY` and for each rank its letter and the gaps between its documents.
///
/// Keys hold no capital letters, so the letter of the first rank, `A` to `H`, ends the key. A gap is a number to base
/// 40, the last digit from the first half of the alphabet, those before it from the second.
enum PostingShard {
    /// Eighty printable characters without quotes, backslash, bar, and `A` to `H`.
    static let alphabet = Array(
        "!#$%&'()*+,-./0123456789:;=?@IJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{}~".utf8)

    private static let base = 40

    /// - Parameter postings: all of one shard, ordered.
    static func text(_ postings: ArraySlice<Posting>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(postings.count * 3)
        var key = UInt64.max
        var rank = UInt8.max
        var last = -1
        for posting in postings {
            if posting.key != key {
                key = posting.key
                rank = .max
                text.append(UInt8(ascii: "|"))
                for character in Grams.characters(of: key) {
                    if let scalar = Unicode.Scalar(character) { text += UTF8.encode(scalar).map(Array.init) ?? [] }
                }
            }
            if posting.rank != rank {
                rank = posting.rank
                last = -1
                text.append(UInt8(ascii: "A") + rank)
            }
            append(posting.document - last - 1, to: &text)
            last = posting.document
        }
        return text
    }

    private static func append(_ gap: Int, to text: inout [UInt8]) {
        if gap >= base * base * base { text.append(alphabet[base + gap / (base * base * base) % base]) }
        if gap >= base * base { text.append(alphabet[base + gap / (base * base) % base]) }
        if gap >= base { text.append(alphabet[base + gap / base % base]) }
        text.append(alphabet[gap % base])
    }
}
