import Basics
import Disclosure

/// All tables as one JSON document: an object with an array for each table, one row on a line.
///
/// What was not filed is left out of its row; what was filed blank is an empty text. Numbers keep their decimals.
enum JSONTables {
    static let opening = Array("{".utf8)
    static let closing = Array("\n]}\n".utf8)

    /// What stands before the rows of a table: the end of the former one, and this one's name.
    static func opening(of table: Table, isFirst: Bool) -> [UInt8] {
        var bytes: [UInt8] = isFirst ? [] : Array("\n],\n".utf8)
        bytes.addJSON(table.name)
        bytes += ":[".utf8
        return bytes
    }

    /// The columns' names as they stand before the values.
    static func keys(of table: Table) -> [[UInt8]] {
        table.columns.map { column in
            var key: [UInt8] = []
            key.addJSON(column.name)
            key.append(UInt8(ascii: ":"))
            return key
        }
    }

    /// The rows of a unit, each with a comma before it, the first too.
    static func rows(of unit: Unit, _ table: Table, keys: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(unit.projects.count * 8192)
        table.forEachRow(of: unit) { append($0, keys: keys, to: &bytes) }
        return bytes
    }

    private static func append(_ cells: [Cell], keys: [[UInt8]], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: ","))
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(UInt8(ascii: "{"))
        var needsComma = false
        for index in cells.indices {
            if case .blank = cells[index] { continue }
            if needsComma { bytes.append(UInt8(ascii: ",")) }
            needsComma = true
            bytes += keys[index]
            switch cells[index] {
            case .blank: break
            case .text(let text): bytes.addJSON(text)
            case .integer(let number): bytes.add(number)
            case .number(let amount): bytes.add(amount)
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// The document of a few units, made at once.
    static func document(_ tables: [Table], of units: [Unit]) -> [UInt8] {
        var bytes = opening
        for (index, table) in tables.enumerated() {
            bytes += opening(of: table, isFirst: index == 0)
            let keys = keys(of: table)
            bytes += units.flatMap { rows(of: $0, table, keys: keys) }.dropFirst()
        }
        return bytes + closing
    }
}
