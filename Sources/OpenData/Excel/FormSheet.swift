import Content
import Disclosure

/// A sheet 原表样式: a project's form with the cells, words, order and merged cells of the Word form.
struct FormSheet {
    private struct FormCell {
        var text: String
        var look: CellLook

        /// Where the form has nothing.
        static let none = FormCell(text: "", look: .plain)
    }

    private let width: Int
    /// Row by row, each `width` cells long.
    private var cells: [FormCell] = []
    /// Of the rows, in points: office programs do not all fit a row to its text, and none a row with merged cells.
    private var heights: [Int] = []
    /// The elements of the list of merged cells, and their number.
    private var merged: [UInt8] = []
    private var mergedCount = 0
    private var row = 0

    /// The columns of the Word form's upper part: a label, and three pairs of label and value.
    private static let basicWidth = 7
    /// The width of a column, in characters of which a Chinese one takes two.
    private static let columnWidth = 16
    /// The greatest height of a row that Excel allows, in points.
    private static let tallestRow = 409

    init(_ form: FormKeys) {
        width = max(Self.basicWidth, (form.project?.plan.count ?? 0) + 1, form.indicators?.columns.count ?? 0)
        cells.reserveCapacity(width * (12 + (form.indicators?.indicators.count ?? 0)))
        addCaption(form)
        if let project = form.project {
            addHead(project)
            addPlan(project)
            if let goal = project.goal { addGoal(goal.text) }
        }
        if let table = form.indicators { add(table) }
    }

    /// The sheet, and how many of its cells hold more than Excel can show.
    func sheet(_ name: String, _ deflater: Deflater) -> (sheet: Workbook.Sheet, cutCells: Int) {
        var rows = SheetRows()
        rows.reserve(cells.count * 64)
        for start in stride(from: 0, to: cells.count, by: width) {
            rows.beginRow(height: heights[start / width])
            for index in start..<start + width { rows.add(cells[index].text, cells[index].look) }
            rows.endRow()
        }
        let frame = SheetFrame(widths: [Int](repeating: Self.columnWidth, count: width), rowCount: rows.count)
        let xml = frame.head(isFirst: false) + rows.bytes + frame.tail(merged: mergedList)
        return (Workbook.Sheet(name: name, frame: frame, content: .whole(deflater.file(xml))), rows.cutCells)
    }

    private var mergedList: [UInt8] {
        if mergedCount == 0 { return [] }
        var list: [UInt8] = []
        list.add(markup: "<mergeCells count=\"")
        list.add(mergedCount)
        list.add(markup: "\">")
        list += merged
        list.add(markup: "</mergeCells>")
        return list
    }

    /// Puts a text into the current row, from one column to another and over `rows` rows.
    private mutating func put(
        _ text: String, _ look: CellLook, _ columns: ClosedRange<Int>, below: Int = 0, rows: Int = 1
    ) {
        let first = row + below
        let missing = (first + rows) * width - cells.count
        if missing > 0 {
            cells.append(contentsOf: repeatElement(.none, count: missing))
            heights.append(contentsOf: repeatElement(0, count: missing / width))
        }
        for row in first..<first + rows {
            for column in columns { cells[row * width + column].look = look }
        }
        cells[first * width + columns.lowerBound].text = text
        let lines = lineCount(of: text, width: columns.count * Self.columnWidth - 1)
        let height = min(Self.tallestRow, (16 * lines + 4) / rows)
        for row in first..<first + rows { heights[row] = max(heights[row], height) }
        if rows > 1 || columns.count > 1 { merge(columns, first + 1...first + rows) }
    }

    /// - Parameter rows: from 1.
    private mutating func merge(_ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) {
        mergedCount += 1
        merged.add(markup: "<mergeCell ref=\"")
        merged.addColumnName(columns.lowerBound)
        merged.add(rows.lowerBound)
        merged.add(markup: ":")
        merged.addColumnName(columns.upperBound)
        merged.add(rows.upperBound)
        merged.add(markup: "\"/>")
    }

    private mutating func addCaption(_ form: FormKeys) {
        let unit = form.unit
        let caption = unit.code.text + (unit.departmentName?.text ?? "") + unit.name.text
        put(caption, .formCaption, 0...width - 3)
        put("单位：\(unit.amountUnit.rawValue)", .formCaption, width - 2...width - 1)
        row += 1
    }

    private mutating func addHead(_ project: Project) {
        put("项目编码", .formLabel, 0...0)
        put(project.code.text, .formText, 1...2)
        put("项目名称", .formLabel, 3...3)
        put(project.name.text, .formText, 4...width - 1)
        row += 1
        let amounts = [project.budget] + project.funds
        let rows = (amounts.count + 2) / 3
        put("预算规模及资金用途", .formLabel, 0...0, rows: rows + (project.purpose == nil ? 0 : 1))
        for (index, amount) in amounts.enumerated() {
            let column = 1 + index % 3 * 2
            let isLast = index % 3 == 2 || index == amounts.count - 1
            put((index == 1 ? "其中：" : "") + amount.name.text, .formLabel, column...column)
            put(amount.filed.text, .formValue, column + 1...(isLast ? width - 1 : column + 1))
            if isLast { row += 1 }
        }
        if let purpose = project.purpose {
            put(purpose.text, .formText, 1...width - 1)
            row += 1
        }
    }

    private mutating func addPlan(_ project: Project) {
        guard !project.plan.isEmpty else { return }
        put(project.planHeading?.text ?? "", .formLabel, 0...0, rows: 2)
        for (index, point) in project.plan.enumerated() {
            let columns = index + 1...(index == project.plan.count - 1 ? width - 1 : index + 1)
            put(point.deadline.text, .formLabel, columns)
            put(point.filed.text, .formText, columns, below: 1)
        }
        row += 2
    }

    private mutating func addGoal(_ goal: String) {
        put("绩效目标", .formLabel, 0...0)
        put(goal, .formText, 1...width - 1)
        row += 1
    }

    private mutating func add(_ table: IndicatorTable) {
        let last = table.columns.count - 1
        func columns(_ index: Int) -> ClosedRange<Int> { index...(index == last ? width - 1 : index) }
        for (index, column) in table.columns.enumerated() { put(column.heading.text, .formLabel, columns(index)) }
        row += 1
        let levels = (table.index(of: .level1), table.index(of: .level2))
        let indicators = table.indicators
        /// The number of rows that a cell goes on for.
        func height(_ number: Int, _ starts: (Int) -> Bool) -> Int {
            let next = indicators.indices[(number + 1)...].first(where: starts) ?? indicators.count
            return next - number
        }
        for number in indicators.indices {
            for (index, cell) in indicators[number].cells.enumerated() {
                if index == levels.0 {
                    guard indicators[number].startsLevel1 else { continue }
                    let rows = height(number) { indicators[$0].startsLevel1 }
                    put(cell.text, .formLabel, columns(index), rows: rows)
                } else if index == levels.1 {
                    guard indicators[number].startsLevel2 else { continue }
                    let rows = height(number) { indicators[$0].startsLevel2 }
                    put(cell.text, .formLabel, columns(index), rows: rows)
                } else {
                    put(cell.text, .formText, columns(index))
                }
            }
            row += 1
        }
    }
}

/// The number of lines that a text takes in a cell.
///
/// - Parameter width: of the cell, in characters of which a Chinese one takes two.
private func lineCount(of text: String, width: Int) -> Int {
    text.withBytes { bytes in
        // As a rule it is one.
        if bytes.count <= width, !bytes.contains(UInt8(ascii: "\n")) { return 1 }
        var (lines, taken) = (1, 0)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"): (lines, taken) = (lines + 1, 0)
            case ..<0x80: taken += 1
            case 0x80..<0xC0: continue
            default: taken += 2
            }
            if taken > width { (lines, taken) = (lines + 1, byte < 0x80 ? 1 : 2) }
        }
        return lines
    }
}
