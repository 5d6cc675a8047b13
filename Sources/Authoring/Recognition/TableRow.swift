/// A row of a table, seen with the merged cells that go on from above.
struct TableRow {
    struct Slot {
        var cell: SourceCell
        /// Whether the cell begins in this row.
        var isStart: Bool

        var text: String { cell.text }
        var isBlank: Bool { cell.text.isBlankText }
    }

    /// From left to right; a merged cell stands once.
    var slots: [Slot]
    /// Whether merged cells are known; where they are not, an empty cell may be one that goes on.
    var knowsMerges: Bool
    /// The number of the table within the document.
    var table: Int
    /// The width of the table in columns of its grid.
    var width: Int

    /// The cells that begin here and say something.
    var filled: [Slot] { slots.filter { $0.isStart && !$0.isBlank } }

    /// The cell that covers a column.
    func slot(at column: Int) -> Slot? { slots.first { $0.cell.columns.contains(column) } }
}

/// The rows of a table from top to bottom, those of tables inside its cells behind the row that holds them.
func tableRows(_ table: SourceTable, number: inout Int) -> [TableRow] {
    number += 1
    let own = number
    let width = table.rows.joined().map(\.columns.upperBound).max() ?? 0
    var open: [(cell: SourceCell, rowsLeft: Int)] = []
    var result: [TableRow] = []
    for cells in table.rows {
        var slots = open.map { TableRow.Slot(cell: $0.cell, isStart: false) }
        slots += cells.map { TableRow.Slot(cell: $0, isStart: true) }
        slots.sort { $0.cell.column < $1.cell.column }
        result.append(TableRow(slots: slots, knowsMerges: table.knowsMerges, table: own, width: width))
        open = open.map { ($0.cell, $0.rowsLeft - 1) } + cells.map { ($0, $0.rowSpan - 1) }
        open.removeAll { $0.rowsLeft < 1 }
        for nested in cells.flatMap(\.nested) { result += tableRows(nested, number: &number) }
    }
    return result
}
