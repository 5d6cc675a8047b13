/// The sheet 说明 of a workbook: what it holds, what its columns mean, and what Excel could not hold.
struct RemarkSheet {
    private var frame = SheetFrame(widths: [20, 26, 22, 70], rowCount: 0)
    private var parts: [DeflatedPart] = []
    /// The rows that are not in the sheet yet.
    private var rows = SheetRows()

    /// - Parameter forms: the names of the sheets 原表样式, with the codes and full names of their projects.
    init(
        _ scope: DataScope, _ tables: TableSheets, forms: [(sheet: String, code: String, name: String)] = [],
        cutCells: Int, _ deflater: Deflater
    ) {
        rows.addTexts([scope.title], .title)
        for (label, text) in scope.remarks { rows.addTexts([label, text]) }
        rows.addTexts([])
        rows.addTexts(["工作表", "行数", "", "一行是什么"], .heading)
        for (table, count) in tables.summaries {
            rows.addTexts([table.table.title, "\(count)", "", table.table.description])
        }
        rows.addTexts([])
        rows.addTexts(["工作表", "栏目", "CSV、JSON 中的名称", "说明"], .heading)
        finishRows(deflater)
        for (table, _) in tables.summaries {
            parts.append(table.dictionary.rows)
            frame.rowCount += table.dictionary.count
        }
        if !forms.isEmpty {
            rows.addTexts([])
            rows.addTexts(["原表样式", "项目编码", "", "项目名称"], .heading)
            for form in forms { rows.addTexts([form.sheet, form.code, "", form.name]) }
        }
        addLimits(tables.split, cutCells: cutCells)
        finishRows(deflater)
    }

    var sheet: Workbook.Sheet { Workbook.Sheet(name: "说明", frame: frame, content: .rows(parts)) }

    private mutating func finishRows(_ deflater: Deflater) {
        parts.append(deflater.part(rows.bytes))
        frame.rowCount += rows.count
        rows = SheetRows()
    }

    private mutating func addLimits(_ split: [String], cutCells: Int) {
        guard cutCells > 0 || !split.isEmpty else { return }
        rows.addTexts([])
        rows.addTexts(["Excel 的限度"], .heading)
        for title in split { rows.addTexts(["“\(title)”的行太多，一个工作表放不下，分在几个工作表里"]) }
        if cutCells > 0 {
            rows.addTexts(["有 \(cutCells) 格的文字超过 \(SheetRows.longestText) 个字，格里注明了“未完”；全文在 CSV 和 JSON 里"])
        }
    }
}

extension SheetRows {
    /// Adds a row of texts that all look the same.
    mutating func addTexts(_ cells: [String], _ look: CellLook = .plain) {
        addRow { row in
            for cell in cells { row.add(cell, cell.isEmpty ? .plain : look) }
        }
    }
}
