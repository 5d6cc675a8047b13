import Disclosure

/// The sheets of the tables of some units, and what is to be told of them.
struct TableSheets {
    var sheets: [Workbook.Sheet] = []
    /// The tables that have rows, and how many.
    var summaries: [(table: TableParts, rows: Int)] = []
    var cutCells = 0
    /// The titles of the tables that one sheet could not hold.
    var split: [String] = []

    /// A sheet for each table that has rows; another one where there are more rows than a sheet can hold.
    init(_ tables: [TableParts], of units: [[TableRows]], mostRows: Int = Workbook.mostRows) {
        for (number, table) in tables.enumerated() {
            var sheet = Self.sheet(of: table)
            var total = 0
            for unit in units {
                let rows = unit[number]
                cutCells += rows.cutCells
                total += rows.count
                if sheet.frame.rowCount > 1, sheet.frame.rowCount + rows.count > mostRows {
                    sheets.append(sheet)
                    if split.last != table.table.title { split.append(table.table.title) }
                    sheet = Self.sheet(of: table)
                }
                sheet.frame.rowCount += rows.count
                sheet.rows.append(rows.rows)
            }
            guard total > 0 else { continue }
            sheets.append(sheet)
            summaries.append((table, total))
        }
    }

    private static func sheet(of parts: TableParts) -> Workbook.Sheet {
        let table = parts.table
        let frame = Workbook.Frame(
            widths: table.columns.map(\.width), hasHeading: true, isLandscape: true, rowCount: 1)
        return Workbook.Sheet(name: table.title, frame: frame, rows: [parts.heading])
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
