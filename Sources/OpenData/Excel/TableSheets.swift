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
            var (frame, rows) = (Self.frame(of: table), [table.heading])
            var total = 0
            func endSheet() {
                sheets.append(Workbook.Sheet(name: table.table.title, frame: frame, content: .rows(rows)))
            }
            for unit in units {
                let more = unit[number]
                cutCells += more.cutCells
                total += more.count
                if frame.rowCount > 1, frame.rowCount + more.count > mostRows {
                    endSheet()
                    if split.last != table.table.title { split.append(table.table.title) }
                    (frame, rows) = (Self.frame(of: table), [table.heading])
                }
                frame.rowCount += more.count
                rows.append(more.rows)
            }
            guard total > 0 else { continue }
            endSheet()
            summaries.append((table, total))
        }
    }

    private static func frame(of parts: TableParts) -> SheetFrame {
        SheetFrame(widths: parts.table.columns.map(\.width), hasHeading: true, isLandscape: true, rowCount: 1)
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
