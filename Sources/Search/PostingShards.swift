import Basics

/// The size that a shard is meant to have, and what a key takes of it beside its postings.
private let (bitsInShard, bitsOfKey) = (52_000, 14)

/// The number of postings that are sorted at once.
private let postingsInRange = 1 << 15

/// The shards of the postings of a site, and the first number of a key in each.
struct PostingShards: Sendable {
    let files: [ShardFile]
    let starts: [Int]

    /// - Parameter parts: the postings of consecutive documents; within each, those of units and pages ascend, and those
    ///   of projects.
    init(_ parts: consuming [[Posting]], _ space: KeySpace, others: Int, projects: Int) async {
        let ranges = KeyRanges(parts: await concurrentMap(parts, batch: 8) { $0.map { $0.numbered(space) } }, space)
        let pieces = await concurrentMap(ranges.all, batch: 8) { range in
            let sorted = sortedByKey(ranges.placed[range.postings])
            return cuts(of: sorted, range.keys, documents: max(others, projects)).map { cut in
                let words = PostingShard.words(
                    sorted[cut.postings], keys: cut.keys, others: others, projects: projects)
                return (start: cut.keys.lowerBound, words: words)
            }
        }
        let numbered = Array(pieces.joined().enumerated())
        starts = numbered.map(\.element.start)
        files = await concurrentMap(numbered, batch: 16) { ShardFile("p\($0.offset)", words: $0.element.words) }
    }
}

/// A range of keys and where their postings stand.
private struct KeyRange: Sendable {
    var keys: Range<Int>
    var postings: Range<Int>
}

/// All postings, brought by counting into ranges of keys that fill a few shards.
private struct KeyRanges: Sendable {
    let placed: [Posting]
    let all: [KeyRange]

    init(parts: [[Posting]], _ space: KeySpace) {
        // Counted in steps of keys, as few as tell the shards apart.
        let shift = max(0, Int.bitWidth - space.end.leadingZeroBitCount - 16)
        var counts = [Int](repeating: 0, count: space.end >> shift + 1)
        for part in parts { for posting in part { counts[Int(posting.key) >> shift] += 1 } }
        var all: [KeyRange] = []
        var range = KeyRange(keys: 0..<0, postings: 0..<0)
        var rangeOfStep = [Int](repeating: 0, count: counts.count)
        for (step, count) in counts.enumerated() {
            rangeOfStep[step] = all.count
            let keys = range.keys.lowerBound..<min((step + 1) << shift, space.end)
            range = KeyRange(keys: keys, postings: range.postings.lowerBound..<range.postings.upperBound + count)
            guard range.postings.count >= postingsInRange || step == counts.count - 1 else { continue }
            all.append(range)
            range = KeyRange(
                keys: keys.upperBound..<keys.upperBound, postings: range.postings.upperBound..<range.postings.upperBound
            )
        }
        self.all = all
        var next = all.map(\.postings.lowerBound)
        placed = [Posting](unsafeUninitializedCapacity: range.postings.lowerBound) { buffer, count in
            for part in parts {
                for posting in part {
                    let range = rangeOfStep[Int(posting.key) >> shift]
                    buffer[next[range]] = posting
                    next[range] += 1
                }
                count += part.count
            }
        }
    }
}

/// Cuts the sorted postings of a range between keys, so that each part is near the size of a shard.
///
/// - Parameter documents: how many a key may have; what share of them it has tells the bits that each takes.
private func cuts(of sorted: [Posting], _ keys: Range<Int>, documents: Int) -> [KeyRange] {
    let starts = sorted.indices.filter { $0 == 0 || sorted[$0].key != sorted[$0 - 1].key }
    let sizes = zip(starts, starts.dropFirst() + [sorted.count]).map { start, end in
        bitsOfKey + (end - start) * (PostingShard.gapWidth(documents, end - start) + 2)
    }
    let total = sizes.reduce(0, +)
    let wanted = total / max(1, (total + bitsInShard / 2) / bitsInShard)
    var cuts: [KeyRange] = []
    var (begin, first, size) = (0, keys.lowerBound, 0)
    for (start, bits) in zip(starts, sizes) {
        if size >= wanted {
            let next = Int(sorted[start].key)
            cuts.append(KeyRange(keys: first..<next, postings: begin..<start))
            (begin, first, size) = (start, next, 0)
        }
        size += bits
    }
    return cuts + [KeyRange(keys: first..<keys.upperBound, postings: begin..<sorted.count)]
}

/// The postings of one shard by key and list; those of one list stay in order. Sorts by nine bits at a time.
private func sortedByKey(_ postings: ArraySlice<Posting>) -> [Posting] {
    var (from, to) = (Array(postings), Array(postings))
    guard let low = postings.lazy.map(\.bits).min(), let high = postings.lazy.map(\.bits).max() else { return [] }
    // What all have in common at the top need not be sorted by.
    let base = low >> 21
    let bits = 64 - ((high >> 21) - base).leadingZeroBitCount
    var shift: UInt64 = 0
    while shift < bits {
        var next = [Int](repeating: 0, count: 513)
        for posting in from { next[Int((posting.bits >> 21 - base) >> shift & 511) + 1] += 1 }
        for digit in 1...512 { next[digit] += next[digit - 1] }
        for posting in from {
            let digit = Int((posting.bits >> 21 - base) >> shift & 511)
            to[next[digit]] = posting
            next[digit] += 1
        }
        swap(&from, &to)
        shift += 9
    }
    return from
}
