import Content
import Cxlsxwriter
import Disclosure

/// A sheet 原表样式: a project's form with the cells, words, order and merged cells of the Word form.
struct FormSheet {
    private let sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let width: Int
    private var row = 0

    /// The columns of the Word form's upper part: a label, and three pairs of label and value.
    private static let basicWidth = 7

    /// Writes the form of a project, or of a unit as a whole, as a sheet of its own.
    static func write(_ form: FormKeys, named name: String, to workbook: inout Workbook) {
        var sheet = FormSheet(form, named: name, in: &workbook)
        sheet.writeCaption(form, &workbook)
        if let project = form.project {
            sheet.writeHead(project, &workbook)
            sheet.writePlan(project, &workbook)
            if let goal = project.goal { sheet.writeGoal(goal.text, &workbook) }
        }
        if let table = form.indicators { sheet.write(table, &workbook) }
    }

    private init(_ form: FormKeys, named name: String, in workbook: inout Workbook) {
        width = max(Self.basicWidth, (form.project?.plan.count ?? 0) + 1, form.indicators?.columns.count ?? 0)
        sheet = workbook.addSheet(name)
        guard let sheet else { return }
        workbook.check(worksheet_set_column(sheet, 0, lxw_col_t(width - 1), 16, nil))
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    /// Writes a cell of the current row from one column to another, over `rows` rows.
    private func put(
        _ text: String, _ look: Workbook.Look, _ columns: ClosedRange<Int>, rows: Int = 1, _ workbook: inout Workbook
    ) {
        workbook.write(text, look, to: sheet, rows: row...row + rows - 1, columns: columns)
    }

    private mutating func writeCaption(_ form: FormKeys, _ workbook: inout Workbook) {
        let unit = form.unit
        let caption = unit.code.text + (unit.departmentName?.text ?? "") + unit.name.text
        put(caption, .formCaption, 0...width - 3, &workbook)
        put("单位：\(unit.amountUnit.rawValue)", .formCaption, width - 2...width - 1, &workbook)
        row += 1
    }

    private mutating func writeHead(_ project: Project, _ workbook: inout Workbook) {
        put("项目编码", .formLabel, 0...0, &workbook)
        put(project.code.text, .formText, 1...2, &workbook)
        put("项目名称", .formLabel, 3...3, &workbook)
        put(project.name.text, .formText, 4...width - 1, &workbook)
        row += 1
        let amounts = [project.budget] + project.funds
        let rows = (amounts.count + 2) / 3
        put("预算规模及资金用途", .formLabel, 0...0, rows: rows + (project.purpose == nil ? 0 : 1), &workbook)
        for (index, amount) in amounts.enumerated() {
            let column = 1 + index % 3 * 2
            let isLast = index % 3 == 2 || index == amounts.count - 1
            put((index == 1 ? "其中：" : "") + amount.name.text, .formLabel, column...column, &workbook)
            put(amount.filed.text, .formValue, column + 1...(isLast ? width - 1 : column + 1), &workbook)
            if isLast { row += 1 }
        }
        if let purpose = project.purpose {
            put(purpose.text, .formText, 1...width - 1, &workbook)
            row += 1
        }
    }

    private mutating func writePlan(_ project: Project, _ workbook: inout Workbook) {
        guard !project.plan.isEmpty else { return }
        put(project.planHeading?.text ?? "", .formLabel, 0...0, rows: 2, &workbook)
        for (index, point) in project.plan.enumerated() {
            let columns = index + 1...(index == project.plan.count - 1 ? width - 1 : index + 1)
            workbook.write(point.deadline.text, .formLabel, to: sheet, rows: row...row, columns: columns)
            workbook.write(point.filed.text, .formText, to: sheet, rows: row + 1...row + 1, columns: columns)
        }
        row += 2
    }

    private mutating func writeGoal(_ goal: String, _ workbook: inout Workbook) {
        // Excel does not fit the height of merged cells to their text.
        let lines = goal.split(separator: "\n", omittingEmptySubsequences: false)
            .reduce(0) { $0 + 1 + $1.unicodeScalars.count / 50 }
        workbook.check(worksheet_set_row(sheet, lxw_row_t(row), Double(min(409, 16 * lines + 4)), nil))
        put("绩效目标", .formLabel, 0...0, &workbook)
        put(goal, .formText, 1...width - 1, &workbook)
        row += 1
    }

    private mutating func write(_ table: IndicatorTable, _ workbook: inout Workbook) {
        let last = table.columns.count - 1
        func columns(_ index: Int) -> ClosedRange<Int> { index...(index == last ? width - 1 : index) }
        for (index, column) in table.columns.enumerated() {
            put(column.heading.text, .formLabel, columns(index), &workbook)
        }
        row += 1
        let levels = (table.index(of: .level1), table.index(of: .level2))
        for (number, indicator) in table.indicators.enumerated() {
            let rest = table.indicators[(number + 1)...]
            for (index, cell) in indicator.cells.enumerated() {
                if index == levels.0 {
                    guard indicator.startsLevel1 else { continue }
                    put(cell.text, .formLabel, columns(index), rows: 1 + rest.prefix { !$0.startsLevel1 }.count, &workbook)
                } else if index == levels.1 {
                    guard indicator.startsLevel2 else { continue }
                    put(cell.text, .formLabel, columns(index), rows: 1 + rest.prefix { !$0.startsLevel2 }.count, &workbook)
                } else {
                    put(cell.text, .formText, columns(index), &workbook)
                }
            }
            row += 1
        }
    }
}
