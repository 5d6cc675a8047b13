/// A key in a document, in 57 bits that order by key, list and document.
struct Posting: Sendable, Hashable {
    let bits: UInt64

    /// The largest number of documents of a site.
    static let documentLimit = 1 << 21

    /// - Parameter list: as `PostingList` numbers them, 0 to 15.
    init(key: UInt32, list: UInt8, document: Int) {
        bits = UInt64(key) << 25 | UInt64(list) << 21 | UInt64(document)
    }

    var key: UInt32 { UInt32(truncatingIfNeeded: bits >> 25) }
    var list: UInt8 { UInt8(bits >> 21 & 15) }
    var document: Int { Int(bits & (1 << 21 - 1)) }

    /// The posting with its key's number instead of the key.
    func numbered(_ space: KeySpace) -> Posting {
        Posting(key: space.number(of: key), list: list, document: document)
    }
}

/// The lists of one key: by how well it stands in a document, 0 to 7 as `Grams` ranks it, and by kind of document.
enum PostingList {
    /// Added to the rank for units and plain pages, which are numbered before all projects.
    static let others: UInt8 = 8

    /// The lists by how many keys have them, so that the common ones cost least.
    static let order: [UInt8] = [15, 7, 6, 5, 14, 3, 13, 1, 2, 0, 11, 9, 10, 8]
}

/// The bits of one shard of postings; `theme/assets/search-query.js` reads them.
///
/// First the number of keys, then each key: the gap to the one before it, and its lists in `PostingList.order`. Before a
/// list stands how many of that order are left out, then the number of its documents and the gaps between them; behind
/// it, whether another follows.
enum PostingShard {
    /// - Parameters:
    ///   - postings: all of the shard, ordered.
    ///   - keys: the numbers that its keys may have.
    ///   - others: the number of units and plain pages.
    ///   - projects: the number of projects.
    static func words(
        _ postings: ArraySlice<Posting>, keys: Range<Int>, others: Int, projects: Int
    ) -> [UInt16] {
        var writer = BitWriter()
        var count = 0
        var last: UInt32?
        for posting in postings where posting.key != last {
            count += 1
            last = posting.key
        }
        writer.gamma(count + 1)
        let width = gapWidth(keys.count, count)
        var before = keys.lowerBound - 1
        var lists = [Range<Int>?](repeating: nil, count: 16)
        var start = postings.startIndex
        while start < postings.endIndex {
            let key = postings[start].key
            writer.rice(Int(key) - before - 1, width)
            before = Int(key)
            for list in lists.indices { lists[list] = nil }
            while start < postings.endIndex, postings[start].key == key {
                let list = postings[start].list
                let first = start
                while start < postings.endIndex, postings[start].key == key, postings[start].list == list { start += 1 }
                lists[Int(list)] = first..<start
            }
            var isFirst = true
            var left = 0
            for list in PostingList.order {
                guard let range = lists[Int(list)] else {
                    left += 1
                    continue
                }
                if !isFirst { writer.bit(true) }
                isFirst = false
                writer.rice(left, 0)
                left = 0
                let isProject = list < PostingList.others
                write(postings[range], from: isProject ? others : 0, of: isProject ? projects : others, to: &writer)
            }
            writer.bit(false)
        }
        return writer.finish()
    }

    private static func write(
        _ postings: ArraySlice<Posting>, from first: Int, of total: Int, to writer: inout BitWriter
    ) {
        writer.gamma(postings.count)
        let width = gapWidth(total, postings.count)
        var next = first
        for posting in postings {
            writer.rice(posting.document - next, width)
            next = posting.document + 1
        }
    }

    /// The bits that a gap is written in apart from its multiples, when `count` of `total` are chosen: about the
    /// logarithm of two thirds of the mean gap.
    static func gapWidth(_ total: Int, _ count: Int) -> Int {
        var width = 0
        while (count << (width + 1)) * 3 <= total * 2, width < 31 { width += 1 }
        return width
    }
}
