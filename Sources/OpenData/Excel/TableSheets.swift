import Disclosure

/// The rows of a unit in one table, compressed.
struct TableRows: Sendable {
    var rows: DeflatedPart
    var count: Int
    var cutCells: Int
}

/// The rows of a unit in all tables, in the order of the tables.
struct UnitRows: Sendable {
    var tables: [TableRows]

    init(_ unit: Unit, _ tables: [Table], _ deflater: Deflater) {
        self.tables = tables.map { table in
            var rows = SheetRows()
            table.forEachRow(of: unit) { cells in
                rows.addRow { row in
                    for index in cells.indices { row.add(cells[index], table.columns[index].kind) }
                }
            }
            return TableRows(rows: deflater.part(rows.bytes), count: rows.count, cutCells: rows.cutCells)
        }
    }
}

extension SheetRows {
    fileprivate mutating func add(_ cell: Cell, _ kind: Column.Kind) {
        switch cell {
        case .blank: addBlank()
        case .text(let text): add(text, kind == .code ? .code : .plain)
        case .integer(let number): add(number)
        case .number(let amount): add(amount, kind == .amount ? .amount(decimals: amount.decimals) : .plain)
        }
    }
}

/// The sheets of the tables of some units, and what is to be told of them.
struct TableSheets {
    var sheets: [Workbook.Sheet] = []
    /// The tables that have rows, and how many.
    var summaries: [(table: Table, rows: Int)] = []
    var cutCells = 0
    /// The titles of the tables that one sheet could not hold.
    var split: [String] = []

    /// A sheet for each table that has rows; another one where there are more rows than a sheet can hold.
    init(_ tables: [Table], of units: [UnitRows], _ deflater: Deflater, mostRows: Int = Workbook.mostRows) {
        for (number, table) in tables.enumerated() {
            let heading = deflater.part(Self.heading(of: table))
            var sheet = Self.sheet(of: table, heading)
            var total = 0
            for unit in units {
                let rows = unit.tables[number]
                cutCells += rows.cutCells
                total += rows.count
                if sheet.rowCount > 1, sheet.rowCount + rows.count > mostRows {
                    sheets.append(sheet)
                    if split.last != table.title { split.append(table.title) }
                    sheet = Self.sheet(of: table, heading)
                }
                sheet.rowCount += rows.count
                sheet.rows.append(rows.rows)
            }
            guard total > 0 else { continue }
            sheets.append(sheet)
            summaries.append((table, total))
        }
    }

    private static func sheet(of table: Table, _ heading: DeflatedPart) -> Workbook.Sheet {
        Workbook.Sheet(
            name: table.title, widths: table.columns.map(\.width), hasHeading: true, isLandscape: true, rowCount: 1,
            rows: [heading])
    }

    private static func heading(of table: Table) -> [UInt8] {
        var rows = SheetRows()
        rows.addRow { row in
            for column in table.columns { row.add(column.title, .heading) }
        }
        return rows.bytes
    }
}

extension Column {
    /// The width of a sheet's column, in characters of the standard font.
    fileprivate var width: Int {
        switch kind {
        case .code: name.hasSuffix("_id") || name.hasSuffix("_code") || name == "page" ? 26 : 14
        case .integer, .year: 8
        case .date, .choice: 11
        case .number, .amount: 14
        case .text: name == "text" || name == "description" || name == "value" || name == "purpose" ? 44 : 22
        }
    }
}
