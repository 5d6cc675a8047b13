import Disclosure

/// The workbooks that readers can take away, with what is the same in all of them.
struct Workbooks: Sendable {
    let tables: [TableParts]
    private let shared = SharedParts()

    init(_ tables: [Table]) {
        let deflater = Deflater()
        self.tables = tables.map { TableParts($0, deflater) }
    }

    /// The workbook of the whole site or of a year: a sheet for each table, and 说明.
    ///
    /// - Parameter units: for each unit its rows in the tables.
    func workbook(of units: [[TableRows]], _ scope: DataScope) -> [UInt8] {
        let deflater = Deflater()
        let sheets = TableSheets(tables, of: units)
        let remarks = RemarkSheet(scope, sheets, cutCells: sheets.cutCells, deflater).sheet
        return workbook(scope, [remarks] + sheets.sheets).bytes(shared, deflater)
    }

    /// The workbook of a unit in a year: the same, and a sheet 原表样式 for each form.
    func workbook(of unit: Unit, _ rows: [TableRows], _ scope: DataScope) -> [UInt8] {
        let deflater = Deflater()
        let sheets = TableSheets(tables, of: [rows])
        let forms = UnitForms(unit).all.filter { $0.project != nil || $0.indicators != nil }
        var number = 0
        let names = forms.map { form in
            guard let project = form.project else { return "原表 整体" }
            number += 1
            return "原表\(number) \(project.name.text)"
        }
        let listed = zip(forms, names).map { form, name in
            (
                sheet: name.split(separator: " ")[0].description, code: form.project?.code.text ?? form.unit.code.text,
                name: form.project?.name.text ?? "部门整体绩效指标"
            )
        }
        let written = zip(forms, names).map { FormSheet($0).sheet($1, deflater) }
        let cutCells = written.reduce(sheets.cutCells) { $0 + $1.cutCells }
        let remarks = RemarkSheet(scope, sheets, forms: listed, cutCells: cutCells, deflater).sheet
        return workbook(scope, [remarks] + sheets.sheets + written.map(\.sheet)).bytes(shared, deflater)
    }

    private func workbook(_ scope: DataScope, _ sheets: [Workbook.Sheet]) -> Workbook {
        var sheets = sheets
        for (index, name) in Workbook.fittingNames(sheets.map(\.name)).enumerated() { sheets[index].name = name }
        return Workbook(title: scope.title, sheets: sheets)
    }
}

/// A table with the rows that tell of it, compressed once for all workbooks.
struct TableParts: Sendable {
    let table: Table
    /// The heading of its sheet.
    let heading: DeflatedPart
    /// What its columns mean: rows of the sheet 说明.
    let dictionary: TableRows

    init(_ table: Table, _ deflater: Deflater) {
        self.table = table
        var rows = SheetRows()
        rows.addRow { row in
            for column in table.columns { row.add(column.title, .heading) }
        }
        heading = deflater.part(rows.bytes)
        var dictionary = SheetRows()
        for column in table.columns {
            dictionary.addTexts([table.title, column.title, column.name, column.description])
        }
        self.dictionary = TableRows(rows: deflater.part(dictionary.bytes), count: dictionary.count, cutCells: 0)
    }
}
