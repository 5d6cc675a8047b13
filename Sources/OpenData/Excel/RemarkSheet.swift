/// The sheet 说明 of a workbook: what it holds, what its columns mean, and what Excel could not hold.
struct RemarkSheet {
    private var rows = SheetRows()

    /// - Parameter forms: the names of the sheets 原表样式, with the codes and full names of their projects.
    init(
        _ scope: DataScope, _ tables: TableSheets, forms: [(sheet: String, code: String, name: String)] = [],
        cutCells: Int
    ) {
        add([scope.title], .title)
        for (label, text) in scope.remarks { add([label, text]) }
        add([])
        add(["工作表", "行数", "", "一行是什么"], .heading)
        for (table, count) in tables.summaries { add([table.title, "\(count)", "", table.description]) }
        add([])
        add(["工作表", "栏目", "CSV、JSON 中的名称", "说明"], .heading)
        for (table, _) in tables.summaries {
            for column in table.columns { add([table.title, column.title, column.name, column.description]) }
        }
        if !forms.isEmpty {
            add([])
            add(["原表样式", "项目编码", "", "项目名称"], .heading)
            for form in forms { add([form.sheet, form.code, "", form.name]) }
        }
        addLimits(tables.split, cutCells: cutCells)
    }

    private mutating func addLimits(_ split: [String], cutCells: Int) {
        guard cutCells > 0 || !split.isEmpty else { return }
        add([])
        add(["Excel 的限度"], .heading)
        for title in split { add(["“\(title)”的行太多，一个工作表放不下，分在几个工作表里"]) }
        if cutCells > 0 {
            add(["有 \(cutCells) 格的文字超过 \(SheetRows.longestText) 个字，格里注明了“未完”；全文在 CSV 和 JSON 里"])
        }
    }

    private mutating func add(_ cells: [String], _ look: CellLook = .plain) {
        rows.addRow { row in
            for cell in cells { row.add(cell, cell.isEmpty ? .plain : look) }
        }
    }

    func sheet(_ deflater: Deflater) -> Workbook.Sheet {
        Workbook.Sheet(
            name: "说明", widths: [20, 26, 22, 70], rowCount: rows.count, rows: [deflater.part(rows.bytes)])
    }
}
