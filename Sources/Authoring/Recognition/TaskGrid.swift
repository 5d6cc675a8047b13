/// A table of tasks inside a form: 年度主要任务 at the left, 任务名称, 主要内容 and amounts beside it.
struct TaskGrid {
    private(set) var uses: [(id: Int, use: Use)] = []
    private let label: SourceCell
    private var columns: [(heading: String, range: Range<Int>)] = []
    private var rows: [[String]] = []
    private var hasSubheading = false

    /// nil when a row does not head such a table.
    init?(heading row: TableRow) {
        let cells = row.filled.map(\.cell)
        guard cells.count > 2, let first = cells.first, labelName(first.text).contains("任务"),
            labelName(cells[1].text).contains(anyOf: ["任务", "名称", "内容", "序号", "事项"])
        else { return nil }
        label = first
        columns = row.slots.filter { $0.cell.column > first.column }.map { ($0.text.squeezed, $0.cell.columns) }
        uses = cells.map { ($0.id, Use(what: "任务表的表头", confidence: .medium)) }
    }

    /// The table below the label's name.
    var table: Form.Table {
        let used = columns.indices.filter { index in
            !columns[index].heading.isEmpty || rows.contains { !$0[index].isEmpty }
        }
        return Form.Table(
            heading: label.text.squeezed, header: used.map { columns[$0].heading },
            rows: rows.map { row in used.map { row[$0] } })
    }

    /// Takes a row of tasks; returns whether it is one: the label goes on at its left, or it sums up.
    mutating func take(_ row: TableRow) -> Bool {
        guard let first = row.filled.first else { return true }
        let isTotal = labelName(first.text).contains("合计")
        let goesOn =
            row.knowsMerges
            ? row.slot(at: label.column)?.cell.id == label.id : row.slots.first.map(\.isBlank) ?? false
        guard goesOn || isTotal else { return false }
        if rows.isEmpty, !hasSubheading, splitHeadings(row) {
            hasSubheading = true
            return true
        }
        let columnsInRow = columns.enumerated().map { index, column -> String in
            let slots = row.slots.filter { $0.isStart && column.range.contains($0.cell.column) && !$0.isBlank }
            let start =
                index == 0 && isTotal && slots.isEmpty ? [TableRow.Slot(cell: first.cell, isStart: true)] : slots
            for slot in start { uses.append((slot.cell.id, Use(what: "任务表：\(column.heading)", confidence: .medium))) }
            return start.map(\.text.trimmedLines).joined(separator: " ")
        }
        rows.append(columnsInRow)
        return true
    }

    /// Splits merged headings by a second row of headings below them.
    private mutating func splitHeadings(_ row: TableRow) -> Bool {
        let below = row.filled.map(\.cell)
        let merged = columns.filter { $0.range.count > 1 }
        guard row.knowsMerges, !below.isEmpty,
            below.allSatisfy({ cell in
                merged.contains { $0.range.contains(cell.column) && $0.range.count > cell.columnSpan }
            }),
            below.allSatisfy({ !$0.text.contains { $0.isNumber } })
        else { return false }
        columns = columns.flatMap { column in
            let parts = below.filter { column.range.contains($0.column) }
            return parts.isEmpty ? [column] : parts.map { (column.heading + $0.text.squeezed, $0.columns) }
        }
        uses += below.map { ($0.id, Use(what: "任务表的表头", confidence: .medium)) }
        return true
    }
}
