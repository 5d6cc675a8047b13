import Disclosure

/// Finds the rows of a workbook again in a file that changed since: those that were exported, and those that were added in
/// the workbook and may have been read before.
///
/// What rows say goes before where they stand: a row that an earlier reading added is never taken for one that the workbook
/// no longer has.
struct RowMatching {
    /// A row of indicators by what it says.
    struct Row {
        /// 三级指标
        var name: String
        /// All cells but the levels, which a file writes out or leaves blank.
        var texts: [String]
        /// 一级 and 二级指标 as they stand in the row.
        var levels: Levels
    }

    /// For each exported row, where it stands in the file now; nil where it does not.
    private(set) var placesOfExported: [Int?]
    /// The same for each added row.
    private(set) var placesOfAdded: [Int?]
    /// The file's rows that are none of these.
    var others: [Int] { current.indices.filter { isFree($0) } }

    private let current: [Row]
    private let levels: [Levels]
    private var isTaken: Set<Int> = []

    /// - Parameters:
    ///   - returned: the exported rows as the workbook has them now; nil for one that was deleted there.
    ///   - added: rows that the workbook has and the export had not.
    ///   - current: the file's rows.
    init(exported: [Row], returned: [Row?], added: [Row], current: [Row]) {
        self.current = current
        levels = Levels.continued(current.map(\.levels))
        placesOfExported = exported.map { _ in nil }
        placesOfAdded = added.map { _ in nil }
        matchInOrder { old, new in
            returned[old].map { saysSame(exported[old], current[new]) || saysSame($0, current[new]) } ?? false
        }
        matchInOrder { saysSame(exported[$0], current[$1]) }
        matchAdded(added) { saysSame($0, $1) }
        matchInOrder { isSame(exported[$0].name, current[$1].name) }
        matchAdded(added) { !$0.name.isEmpty && isSame($0.name, $1.name) }
        matchByPosition { returned[$0] != nil }
    }

    private func isFree(_ row: Int) -> Bool { !isTaken.contains(row) }

    /// Where neighbours of exported rows without a place stand, between the rows that have one.
    private func gaps() -> [(exported: Range<Int>, free: [Int])] {
        var gaps: [(Range<Int>, [Int])] = []
        var start = 0
        while start < placesOfExported.count {
            guard placesOfExported[start] == nil else {
                start += 1
                continue
            }
            let end = placesOfExported[start...].firstIndex { $0 != nil } ?? placesOfExported.count
            let lower = start == 0 ? 0 : (placesOfExported[start - 1] ?? -1) + 1
            let upper = end < placesOfExported.count ? placesOfExported[end] ?? current.count : current.count
            gaps.append((start..<end, (lower..<upper).filter(isFree)))
            start = end
        }
        return gaps
    }

    /// Gives exported rows their places as far as the order of both sides stays.
    private mutating func matchInOrder(_ fits: (Int, Int) -> Bool) {
        for gap in gaps() {
            let difference = gap.free.difference(from: Array(gap.exported), by: fits)
            var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
            for change in difference {
                switch change {
                case .remove(let offset, _, _): removed.insert(offset)
                case .insert(let offset, _, _): inserted.insert(offset)
                }
            }
            let pairs = zip(
                gap.exported.enumerated().filter { !removed.contains($0.offset) }.map(\.element),
                gap.free.enumerated().filter { !inserted.contains($0.offset) }.map(\.element))
            for (exported, row) in pairs { take(row, for: exported) }
        }
    }

    private mutating func matchAdded(_ added: [Row], _ fits: (Row, Row) -> Bool) {
        for (index, row) in added.enumerated() where placesOfAdded[index] == nil {
            let place = current.indices.first {
                isFree($0) && fits(row, current[$0]) && agrees(row.levels, with: levels[$0])
            }
            guard let place else { continue }
            placesOfAdded[index] = place
            isTaken.insert(place)
        }
    }

    /// Where as many rows have gone as have come, they were renamed. One that the workbook deleted may be gone in earnest.
    private mutating func matchByPosition(_ isReturned: (Int) -> Bool) {
        for gap in gaps() where gap.exported.count == gap.free.count {
            for (exported, row) in zip(gap.exported, gap.free) where isReturned(exported) { take(row, for: exported) }
        }
    }

    private mutating func take(_ row: Int, for exported: Int) {
        placesOfExported[exported] = row
        isTaken.insert(row)
    }
}

private func saysSame(_ left: RowMatching.Row, _ right: RowMatching.Row) -> Bool {
    left.texts.elementsEqual(right.texts, by: isSame)
}

/// Whether the levels of a workbook's row may be those of the file's. A blank one goes on from above, and the row above may
/// be gone from the workbook.
private func agrees(_ own: Levels, with levels: Levels) -> Bool {
    func agrees(_ own: String, _ level: String) -> Bool { own.isEmpty || saysDitto(own) || isSame(own, level) }
    return agrees(own.level1, levels.level1) && agrees(own.level2, levels.level2)
}
