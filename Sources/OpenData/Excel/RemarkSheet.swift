import Basics
import Cxlsxwriter

/// The sheet 说明 of a workbook: what it holds, what its columns mean, and what Excel could not hold.
struct RemarkSheet {
    private let sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var row = 0

    init(in workbook: inout Workbook) {
        sheet = workbook.addSheet("说明")
        guard let sheet else { return }
        for (column, width) in [20.0, 26, 22, 70].enumerated() {
            workbook.check(worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), width, nil))
        }
    }

    mutating func add(_ cells: [String], _ look: Workbook.Look = .plain, to workbook: inout Workbook) {
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
            workbook.write(cell, look, to: sheet, row: row, column: column)
        }
        row += 1
    }

    mutating func skipRow() { row += 1 }

    /// Writes what the workbook is, and what its tables hold.
    mutating func write(
        _ scope: DataScope, _ tables: [Workbook.TableSummary], to workbook: inout Workbook
    ) {
        add([scope.title], .title, to: &workbook)
        for (label, text) in scope.remarks { add([label, text], to: &workbook) }
        skipRow()
        add(["工作表", "行数", "", "一行是什么"], .heading, to: &workbook)
        for summary in tables {
            add([summary.table.title, "\(summary.rows)", "", summary.table.description], to: &workbook)
        }
        skipRow()
        add(["工作表", "栏目", "CSV、JSON 中的名称", "说明"], .heading, to: &workbook)
        for summary in tables {
            for column in summary.table.columns {
                add([summary.table.title, column.title, column.name, column.description], to: &workbook)
            }
        }
    }

    /// Writes what Excel could not hold; nothing when it could hold everything.
    mutating func writeLimits(_ tables: [Workbook.TableSummary], to workbook: inout Workbook) {
        let split = tables.filter { $0.rows > Workbook.mostRows - 1 }
        guard workbook.cutCells > 0 || !split.isEmpty else { return }
        skipRow()
        add(["Excel 的限度"], .heading, to: &workbook)
        for summary in split {
            add(["\(summary.table.title)有 \(summary.rows) 行，一个工作表放不下，分在几个工作表里"], to: &workbook)
        }
        if workbook.cutCells > 0 {
            let limit = Workbook.longestText
            add(["有 \(workbook.cutCells) 格的文字超过 \(limit) 个字，格里注明了“未完”；全文在 CSV 和 JSON 里"], to: &workbook)
        }
    }
}
