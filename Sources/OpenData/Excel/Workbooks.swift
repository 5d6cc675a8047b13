import Disclosure

/// The workbooks that readers can take away.
enum Workbooks {
    /// The workbook of the whole site or of a year: a sheet for each table, and 说明.
    static func tables(_ tables: [Table], of units: [UnitRows], _ scope: DataScope) -> [UInt8] {
        let deflater = Deflater()
        let sheets = TableSheets(tables, of: units, deflater)
        let remarks = RemarkSheet(scope, sheets, cutCells: sheets.cutCells).sheet(deflater)
        return workbook(scope, [remarks] + sheets.sheets).bytes(deflater)
    }

    /// The workbook of a unit in a year: the same, and a sheet 原表样式 for each form.
    static func unit(_ unit: Unit, _ tables: [Table], _ rows: UnitRows?, _ scope: DataScope) -> [UInt8] {
        let deflater = Deflater()
        let sheets = TableSheets(tables, of: [rows ?? UnitRows(unit, tables, deflater)], deflater)
        let forms = FormKeys.forms(of: unit).filter { $0.project != nil || $0.indicators != nil }
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
        let remarks = RemarkSheet(scope, sheets, forms: listed, cutCells: cutCells).sheet(deflater)
        return workbook(scope, [remarks] + sheets.sheets + written.map(\.sheet)).bytes(deflater)
    }

    private static func workbook(_ scope: DataScope, _ sheets: [Workbook.Sheet]) -> Workbook {
        var sheets = sheets
        for (index, name) in Workbook.fittingNames(sheets.map(\.name)).enumerated() { sheets[index].name = name }
        return Workbook(title: scope.title, sheets: sheets)
    }
}
