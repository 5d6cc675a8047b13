import Disclosure
import Synchronization

/// The rows of a unit in one table, compressed.
struct TableRows: Sendable {
    var rows: DeflatedPart
    var count: Int
    var cutCells: Int
}

/// The compressed rows of all units, under 2 KB for a project: kept, because each stands in three workbooks.
final class WorkbookRows: Sendable {
    private let tables: [Table]
    private let units: [Unit]
    /// By the positions of the unit and the table.
    private let known: Mutex<[[TableRows?]]>

    init(_ tables: [Table], of units: [Unit]) {
        (self.tables, self.units) = (tables, units)
        known = Mutex(Array(repeating: Array(repeating: nil, count: tables.count), count: units.count))
    }

    func keep(_ rows: TableRows, unit: Int, table: Int) { known.withLock { $0[unit][table] = rows } }

    /// The rows of a unit in all tables, in their order.
    subscript(unit: Int) -> [TableRows] {
        let kept = known.withLock { $0[unit] }
        if kept.contains(where: { $0 == nil }) {
            let made = tables.map { table in
                var encoder = RowEncoder(table, projects: units[unit].projects.count)
                return encoder.add(units[unit])
            }
            known.withLock { $0[unit] = made }
            return made
        }
        return kept.compactMap { $0 }
    }

    /// The number of rows that some units have in a table.
    func count(table: Int, of units: Range<Int>) -> Int { units.reduce(0) { $0 + self[$1][table].count } }
}
