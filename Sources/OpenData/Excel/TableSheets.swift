import Basics
import Cxlsxwriter
import Disclosure

extension Workbook {
    /// What was written of a table.
    struct TableSummary {
        var table: Table
        var rows: Int
    }

    /// Writes a sheet for each table that has rows; more than one when there are more rows than a sheet can hold.
    mutating func write(_ tables: [Table], of units: [Unit]) -> [TableSummary] {
        tables.compactMap { table in
            var sheet: UnsafeMutablePointer<lxw_worksheet>?
            var rowsOfSheet = 0
            var count = 0
            for unit in units {
                table.forEachRow(of: unit) { cells in
                    if sheet == nil || rowsOfSheet == Self.mostRows - 1 {
                        finish(sheet, of: table, rows: rowsOfSheet)
                        sheet = startSheet(of: table)
                        rowsOfSheet = 0
                    }
                    rowsOfSheet += 1
                    count += 1
                    write(cells, of: table, to: sheet, row: rowsOfSheet)
                }
            }
            finish(sheet, of: table, rows: rowsOfSheet)
            return count == 0 ? nil : TableSummary(table: table, rows: count)
        }
    }

    private mutating func startSheet(of table: Table) -> UnsafeMutablePointer<lxw_worksheet>? {
        guard let sheet = addSheet(table.title) else { return nil }
        for (index, column) in table.columns.enumerated() {
            check(worksheet_set_column(sheet, lxw_col_t(index), lxw_col_t(index), column.width, nil))
        }
        for (index, column) in table.columns.enumerated() {
            write(column.title, .heading, to: sheet, row: 0, column: index)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        check(worksheet_repeat_rows(sheet, 0, 0))
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        return sheet
    }

    private mutating func finish(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, of table: Table, rows: Int) {
        guard let sheet else { return }
        check(worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows), lxw_col_t(table.columns.count - 1)))
    }

    private mutating func write(
        _ cells: [Cell], of table: Table, to sheet: UnsafeMutablePointer<lxw_worksheet>?, row: Int
    ) {
        for index in cells.indices {
            switch cells[index] {
            case .blank: break
            case .text(let text):
                let isCode = table.columns[index].kind == .code
                write(text, isCode ? .code : .plain, to: sheet, row: row, column: index)
            case .integer(let number): write(Double(number), .plain, to: sheet, row: row, column: index)
            case .number(let amount):
                let isMoney = table.columns[index].kind == .amount
                write(
                    amount.doubleValue, isMoney ? .amount(max(2, amount.decimals)) : .plain, to: sheet, row: row,
                    column: index)
            }
        }
    }
}

extension Column {
    /// The width of a sheet's column, in characters of the standard font.
    fileprivate var width: Double {
        switch kind {
        case .code: name.hasSuffix("_id") || name.hasSuffix("_code") || name == "page" ? 26 : 14
        case .integer, .year: 8
        case .date, .choice: 11
        case .number, .amount: 14
        case .text: name == "text" || name == "description" || name == "value" || name == "purpose" ? 44 : 22
        }
    }
}
