/// The keys of one document: overlapping pairs of characters, and runs of three and four letters and digits.
///
/// A key is 38 bits: two of kind, 36 of characters. Pairs alone would make digits useless: every code holds most of
/// the hundred pairs.
struct Grams {
    private static let pair: UInt64 = 0
    private static let triple: UInt64 = 1
    private static let quadruple: UInt64 = 2
    private static let amount: UInt64 = 3

    /// In `standings`: the key stands in a name, and there at the start or the end of it.
    private static let startsName: UInt8 = 0x10
    private static let endsName: UInt8 = 0x20

    // Open addressing; a slot of `standings` 0 is free.
    private var keys = [UInt64](repeating: 0, count: 1 << 12)
    private var standings = [UInt8](repeating: 0, count: 1 << 12)
    private var used: [Int] = []
    private var characters: [UInt32] = []

    mutating func add(_ text: String, _ place: SearchedText.Place) {
        characters.removeAll(keepingCapacity: true)
        NormalForm.shared.append(text, to: &characters)
        let count = characters.count
        guard count > 1 else { return }
        var narrow = 0
        for index in 0..<count {
            let character = characters[index]
            narrow = isNarrow(character) ? narrow + 1 : 0
            guard index > 0 else { continue }
            let isLast = index == count - 1
            insert(UInt64(characters[index - 1]) << 18 | UInt64(character), place, index == 1, isLast)
            if narrow >= 3 { insert(packed(index, 3), place, index == 2, isLast) }
            if narrow >= 4 { insert(packed(index, 4), place, index == 3, isLast) }
        }
    }

    /// Adds an amount by its value in 元.
    mutating func add(yuan: String) { insert(Self.amountKey(yuan), .detail, false, false) }

    static func amountKey(_ yuan: String) -> UInt64 {
        var hash: UInt32 = 2_166_136_261
        for byte in yuan.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return amount << 36 | UInt64(hash)
    }

    private func packed(_ end: Int, _ length: Int) -> UInt64 {
        var key: UInt64 = 0
        for index in (end - length + 1)...end { key = key << 6 | Self.sixBits(characters[index]) }
        return key | (length == 3 ? Self.triple : Self.quadruple) << 36
    }

    private mutating func insert(_ key: UInt64, _ place: SearchedText.Place, _ starts: Bool, _ ends: Bool) {
        var standing = place.rawValue
        if place == .name { standing |= (starts ? Self.startsName : 0) | (ends ? Self.endsName : 0) }
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (keys.count - 1)
        while standings[slot] != 0 {
            if keys[slot] == key {
                let former = standings[slot]
                standings[slot] = min(former & 15, standing & 15) | (former & 0x30) | (standing & 0x30)
                return
            }
            slot = (slot + 1) & (keys.count - 1)
        }
        keys[slot] = key
        standings[slot] = standing
        used.append(slot)
        if used.count * 2 > keys.count { grow() }
    }

    private mutating func grow() {
        let former = used.map { (keys[$0], standings[$0]) }
        keys = [UInt64](repeating: 0, count: keys.count * 2)
        standings = [UInt8](repeating: 0, count: keys.count)
        used.removeAll(keepingCapacity: true)
        for (key, standing) in former {
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (keys.count - 1)
            while standings[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
            keys[slot] = key
            standings[slot] = standing
            used.append(slot)
        }
    }

    /// Appends the keys as postings of a document, and forgets them.
    mutating func drain(_ document: Int, into postings: inout [Posting]) {
        for slot in used {
            postings.append(Posting(key: keys[slot], rank: Self.rank(standings[slot]), document: document))
            standings[slot] = 0
        }
        used.removeAll(keepingCapacity: true)
    }

    /// 0 to 7: a name from end to end, at its start, at its end, inside; unit, 三级指标, detail, prose.
    private static func rank(_ standing: UInt8) -> UInt8 {
        switch standing & 0x30 {
        case startsName | endsName: 0
        case startsName: 1
        case endsName: 2
        default: standing & 15
        }
    }

    // MARK: Keys as text

    private static let narrow = Array("0123456789abcdefghijklmnopqrstuvwxyz.%-≥≤".unicodeScalars.map(\.value))

    private static func sixBits(_ character: UInt32) -> UInt64 {
        switch character {
        case 0x30...0x39: UInt64(character) - 0x30
        case 0x61...0x7A: UInt64(character) - 0x61 + 10
        case Mark.point: 36
        case Mark.percent: 37
        case Mark.hyphen: 38
        case Mark.atLeast: 39
        default: 40
        }
    }

    /// The characters of a key as they stand in a shard.
    static func characters(of key: UInt64) -> [UInt32] {
        let payload = key & (1 << 36 - 1)
        switch key >> 36 {
        case pair: return [UInt32(payload >> 18), UInt32(payload & 0x3FFFF)]
        case amount: return [0xA5] + String(payload, radix: 36).unicodeScalars.map(\.value)
        case let kind:
            let length = kind == triple ? 3 : 4
            return (0..<length).map { narrow[Int(payload >> (6 * UInt64(length - 1 - $0)) & 63)] }
        }
    }
}

/// A key in a document, in 62 bits that order by key, rank and document.
struct Posting: Sendable, Hashable {
    let bits: UInt64

    init(key: UInt64, rank: UInt8, document: Int) {
        bits = key << 24 | UInt64(rank) << 21 | UInt64(document)
    }

    /// The largest number of documents of a site.
    static let documentLimit = 1 << 21

    var key: UInt64 { bits >> 24 }
    var rank: UInt8 { UInt8(bits >> 21 & 7) }
    var document: Int { Int(bits & (1 << 21 - 1)) }

    /// The number of the key's shard among `count`; the browser computes it from the key's text.
    func shard(of count: Int) -> Int {
        var hash: UInt32 = 2_166_136_261
        if key >> 36 == 0 {
            hash = (hash ^ UInt32(key >> 18)) &* 16_777_619
            hash = (hash ^ UInt32(key & 0x3FFFF)) &* 16_777_619
        } else {
            for character in Grams.characters(of: key) { hash = (hash ^ character) &* 16_777_619 }
        }
        hash ^= hash >> 15
        return Int(hash) % count
    }
}
