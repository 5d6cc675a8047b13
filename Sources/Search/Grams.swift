/// The keys of one document, each with the best place that it stands in.
struct Grams {
    /// In `standings`: the key stands in a name, and there at the start or the end of it.
    private static let startsName: UInt8 = 0x10
    private static let endsName: UInt8 = 0x20

    // Open addressing; a slot of `standings` 0 is free.
    private var keys = [UInt32](repeating: 0, count: 1 << 12)
    private var standings = [UInt8](repeating: 0, count: 1 << 12)
    private var used: [Int32] = []
    private var characters: [UInt32] = []
    /// Which characters of the first plane stand in the normal form of any text.
    private(set) var seen = [Bool](repeating: false, count: 0x10000)

    mutating func add(_ text: String, _ place: SearchedText.Place) {
        characters.removeAll(keepingCapacity: true)
        NormalForm.shared.append(text, to: &characters)
        let count = characters.count
        guard count > 1 else { return }
        // How many letters and digits stand in a row, and the last of them, six bits each.
        var (narrow, run): (Int, UInt32) = (0, 0)
        var before: UInt32 = 0
        for index in 0..<count {
            let character = GramKey.firstPlane(characters[index])
            seen[Int(character)] = true
            if isNarrow(character) {
                narrow += 1
                run = run << 6 | GramKey.sixBits(character)
            } else {
                narrow = 0
            }
            if index > 0 {
                let isLast = index == count - 1
                insert(GramKey(pair: before, character), place, index == 1, isLast)
                if narrow >= 3 { insert(GramKey(run: run, length: 3), place, index == 2, isLast) }
                if narrow >= 4 { insert(GramKey(run: run, length: 4), place, index == 3, isLast) }
            }
            before = character
        }
    }

    /// Notes the characters of a text that has no keys here: the browser knows it from the entry.
    mutating func see(_ text: String) {
        for character in NormalForm.shared.form(of: text) { seen[Int(GramKey.firstPlane(character))] = true }
    }

    /// Adds an amount by its value in 元.
    mutating func add(yuan: String) { insert(GramKey(yuan: yuan), .detail, false, false) }

    private mutating func insert(_ key: GramKey, _ place: SearchedText.Place, _ starts: Bool, _ ends: Bool) {
        var standing = place.rawValue
        if place == .name { standing |= (starts ? Self.startsName : 0) | (ends ? Self.endsName : 0) }
        let slot = slot(of: key.bits)
        let former = standings[slot]
        if former != 0 {
            standings[slot] = min(former & 15, standing & 15) | (former & 0x30) | (standing & 0x30)
            return
        }
        keys[slot] = key.bits
        standings[slot] = standing
        used.append(Int32(truncatingIfNeeded: slot))
        if used.count * 2 > keys.count { grow() }
    }

    /// Where a key stands, or the free slot where it will.
    private func slot(of key: UInt32) -> Int {
        let mask = keys.count - 1
        var slot = Int(key &* 0x9E37_79B1 >> 8) & mask
        while standings[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let former = used.map { (keys[Int($0)], standings[Int($0)]) }
        keys = [UInt32](repeating: 0, count: keys.count * 2)
        standings = [UInt8](repeating: 0, count: keys.count)
        used.removeAll(keepingCapacity: true)
        for (key, standing) in former {
            let slot = slot(of: key)
            keys[slot] = key
            standings[slot] = standing
            used.append(Int32(truncatingIfNeeded: slot))
        }
    }

    /// Appends the keys as postings of a document, and forgets them.
    mutating func drain(_ document: Int, isProject: Bool, into postings: inout [Posting]) {
        for slot in used.lazy.map(Int.init) {
            let list = Self.rank(standings[slot]) | (isProject ? 0 : PostingList.others)
            postings.append(Posting(key: keys[slot], list: list, document: document))
            standings[slot] = 0
        }
        used.removeAll(keepingCapacity: true)
    }

    /// 0 to 7: a name from end to end, at its start, at its end, inside; unused, 三级指标, detail, prose.
    private static func rank(_ standing: UInt8) -> UInt8 {
        switch standing & 0x30 {
        case startsName | endsName: 0
        case startsName: 1
        case endsName: 2
        default: standing & 15
        }
    }
}
