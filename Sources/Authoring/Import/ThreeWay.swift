/// Puts two later versions of a text together line by line, by what each changed since a common one.
///
/// What only one of them changed is taken. Where both changed the same lines differently, the text keeps `mine`, and the
/// conflict holds both.
struct ThreeWay {
    struct Conflict: Sendable, Hashable {
        /// The line of the merged text, counted from 1, where `mine` stands or would stand.
        var line: Int
        var mine: [String]
        var theirs: [String]
    }

    /// Lines that only `mine` changed, and that stay so; none where it deleted some.
    struct Kept: Sendable, Hashable {
        /// The line of the merged text, counted from 1.
        var line: Int
        var lines: [String]
    }

    private(set) var merged: [String] = []
    /// The common version to hold later ones against: `theirs`, but the old one where there is a conflict, so that the
    /// conflict is told again.
    private(set) var base: [String] = []
    private(set) var conflicts: [Conflict] = []
    private(set) var kept: [Kept] = []

    /// The differences of two texts without a common version: each is a conflict, and `mine` stays.
    init(mine: [String], theirs: [String]) {
        let inTheirs = matches(mine, theirs)
        var (m, t) = (0, 0)
        while m < mine.count || t < theirs.count {
            var end = m
            while end < mine.count, inTheirs[end] == nil { end += 1 }
            let theirsEnd = end < mine.count ? inTheirs[end] ?? theirs.count : theirs.count
            if end > m || theirsEnd > t {
                conflicts.append(
                    Conflict(line: m + 1, mine: Array(mine[m..<end]), theirs: Array(theirs[t..<theirsEnd])))
            }
            (m, t) = (end + 1, theirsEnd + 1)
        }
        merged = mine
        base = mine
    }

    init(base old: [String], mine: [String], theirs: [String]) {
        let (inMine, inTheirs) = (matches(old, mine), matches(old, theirs))
        var (o, m, t) = (0, 0, 0)
        while o < old.count || m < mine.count || t < theirs.count {
            // Lines that stand unchanged in all three.
            if o < old.count, inMine[o] == m, inTheirs[o] == t {
                merged.append(old[o])
                base.append(old[o])
                (o, m, t) = (o + 1, m + 1, t + 1)
                continue
            }
            var end = o
            while end < old.count, inMine[end] == nil || inTheirs[end] == nil { end += 1 }
            let mineEnd = end < old.count ? inMine[end] ?? mine.count : mine.count
            let theirsEnd = end < old.count ? inTheirs[end] ?? theirs.count : theirs.count
            add(Array(old[o..<end]), Array(mine[m..<mineEnd]), Array(theirs[t..<theirsEnd]))
            (o, m, t) = (end, mineEnd, theirsEnd)
        }
    }

    private mutating func add(_ old: [String], _ mine: [String], _ theirs: [String]) {
        if isSame(mine, old) || isSame(mine, theirs) {
            merged += theirs
            base += theirs
        } else if isSame(theirs, old) {
            kept.append(Kept(line: merged.count + 1, lines: mine))
            merged += mine
            base += theirs
        } else if let parts = split(old, mine, theirs) {
            for part in parts { add([part.old], [part.mine], [part.theirs]) }
        } else {
            conflicts.append(Conflict(line: merged.count + 1, mine: mine, theirs: theirs))
            merged += mine
            base += old
        }
    }

    /// Neighbouring lines that were each changed by one side only: a form's keys and rows are lines of their own.
    private func split(
        _ old: [String], _ mine: [String], _ theirs: [String]
    ) -> [(old: String, mine: String, theirs: String)]? {
        guard old.count > 1, old.count == mine.count, old.count == theirs.count else { return nil }
        return old.indices.map { (old[$0], mine[$0], theirs[$0]) }
    }
}

/// For each line of `old`, where it stands in `new`; nil where it does not.
func matches(_ old: [String], _ new: [String]) -> [Int?] {
    var result = [Int?](repeating: nil, count: old.count)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old, by: { $0.utf8.elementsEqual($1.utf8) }) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
    }
    var position = 0
    for index in old.indices where !removed.contains(index) {
        while inserted.contains(position) { position += 1 }
        result[index] = position
        position += 1
    }
    return result
}

/// Compared by their bytes: Swift's `==` takes composed and decomposed letters for the same.
private func isSame(_ left: [String], _ right: [String]) -> Bool {
    left.elementsEqual(right) { $0.utf8.elementsEqual($1.utf8) }
}
