import Basics

/// The number of postings that a shard is meant to hold, so that it has about 7 KB.
private let postingsInShard = 8192

/// Sorts the postings of a site into shards.
///
/// - Parameter parts: the postings of consecutive documents; within each, those of units and pages ascend, and those of
///   projects.
func postingShards(_ parts: [[Posting]], _ space: KeySpace, others: Int, projects: Int) async -> [ShardFile] {
    let parts = await concurrentMap(parts, batch: 8) { $0.map { $0.numbered(space) } }
    let total = parts.reduce(0) { $0 + $1.count }
    let count = max(1, (total + postingsInShard - 1) / postingsInShard)
    // Sorted by counting: how many postings each shard has, then each into its place.
    var ends = [Int](repeating: 0, count: count)
    for part in parts { for posting in part { ends[posting.shard(of: count, space)] += 1 } }
    for shard in ends.indices.dropFirst() { ends[shard] += ends[shard - 1] }
    let bounds = [0] + ends
    let placed = [Posting](unsafeUninitializedCapacity: total) { buffer, initialized in
        var next = bounds
        for part in parts {
            for posting in part {
                let shard = posting.shard(of: count, space)
                buffer[next[shard]] = posting
                next[shard] += 1
            }
        }
        initialized = total
    }
    return await concurrentMap(Array(0..<count), batch: 16) { shard in
        let sorted = sortedByKey(placed[bounds[shard]..<bounds[shard + 1]])
        return ShardFile(
            "p\(shard)",
            words: PostingShard.words(sorted[...], shard: shard, of: count, space, others: others, projects: projects))
    }
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
