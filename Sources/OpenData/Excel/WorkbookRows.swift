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
    private let known: Mutex<[[TableRows]?]>

    init(_ tables: [Table], of units: [Unit]) {
        (self.tables, self.units) = (tables, units)
        known = Mutex(Array(repeating: nil, count: units.count))
    }

    func keep(_ rows: [TableRows], unit: Int) { known.withLock { $0[unit] = rows } }

    /// The rows of a unit in all tables, in their order.
    subscript(unit: Int) -> [TableRows] {
        if let kept = known.withLock({ $0[unit] }) { return kept }
        var encoder = UnitEncoder(tables, projects: units[unit].projects.count)
        let (rows, _) = encoder.add(units[unit])
        keep(rows, unit: unit)
        return rows
    }

    /// The number of rows that some units have in a table.
    func count(table: Int, of units: Range<Int>) -> Int { units.reduce(0) { $0 + self[$1][table].count } }
}
