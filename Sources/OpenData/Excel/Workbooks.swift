import Basics
import Disclosure

/// The workbooks that readers can take away.
enum Workbooks {
    /// The workbook of the whole site or of a year: a sheet for each table, and 说明.
    static func tables(_ tables: [Table], of units: [Unit], _ scope: DataScope) throws(FileError) -> [UInt8] {
        try makeWorkbook(title: scope.title, isStreamed: true) { workbook in
            var remarks = RemarkSheet(in: &workbook)
            let written = workbook.write(tables, of: units)
            remarks.write(scope, written, to: &workbook)
            remarks.writeLimits(written, to: &workbook)
        }
    }

    /// The workbook of a unit in a year: the same, and a sheet 原表样式 for each form.
    static func unit(_ unit: Unit, _ tables: [Table], _ scope: DataScope) throws(FileError) -> [UInt8] {
        // Merged cells are written out of order, so the rows of this small workbook stay in memory.
        try makeWorkbook(title: scope.title, isStreamed: false) { workbook in
            var remarks = RemarkSheet(in: &workbook)
            let written = workbook.write(tables, of: [unit])
            remarks.write(scope, written, to: &workbook)
            remarks.skipRow()
            remarks.add(["原表样式", "项目编码", "", "项目名称"], .heading, to: &workbook)
            for (number, form) in FormKeys.forms(of: unit).enumerated() where form.project != nil || form.indicators != nil {
                let title = form.project?.name.text ?? "部门整体绩效指标"
                let name = form.project == nil ? "原表 整体" : "原表\(number) \(title)"
                FormSheet.write(form, named: name, to: &workbook)
                remarks.add([form.project == nil ? name : "原表\(number)", form.project?.code.text ?? "", "", title], to: &workbook)
            }
            remarks.writeLimits(written, to: &workbook)
        }
    }
}
