import Basics
import Disclosure
import Pages

/// The files that hold tables, piece by piece: a heading, the rows of one unit after another, an end.
enum TableFiles {
    /// A table as CSV.
    static func csv(_ table: Table, of units: [Unit], _ dialect: CSV.Dialect) -> Pieces {
        Pieces(count: units.count + 1) { index throws(FileError) in
            index == 0 ? CSV.heading(of: table, dialect) : csv(table, of: units[index - 1], dialect)
        }
    }

    /// A unit's rows of a table as CSV, without a heading.
    static func csv(_ table: Table, of unit: Unit, _ dialect: CSV.Dialect) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(unit.projects.count * 4096)
        table.forEachRow(of: unit) { CSV.append($0, dialect, to: &bytes) }
        return bytes
    }

    /// All tables as one JSON document: for each table one piece of all that stands before it and one for each unit.
    static func json(_ tables: [Table], of units: [Unit]) -> Pieces {
        // Which unit is the first that has a row: no comma stands before it.
        let first = tables.map { table in units.firstIndex { table.hasRows(of: $0) } }
        let keys = tables.map(JSONTables.keys)
        let stride = units.count + 1
        return Pieces(count: tables.count * stride + 1) { index throws(FileError) in
            let (number, position) = index.quotientAndRemainder(dividingBy: stride)
            guard number < tables.count else { return JSONTables.closing }
            let table = tables[number]
            if position == 0 {
                return (number == 0 ? JSONTables.opening : []) + JSONTables.opening(of: table, isFirst: number == 0)
            }
            let bytes = JSONTables.rows(of: units[position - 1], table, keys: keys[number])
            return position - 1 == first[number] ? Array(bytes.dropFirst()) : bytes
        }
    }
}
