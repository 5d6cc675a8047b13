extension SourceTable {
    /// The table with those tables in its cells as text that say something within a cell, such as 期数 and 册数 in a
    /// description: they hold no name of a field, and other cells stand beside theirs.
    var withSmallTablesAsText: SourceTable {
        var result = self
        for (row, cells) in rows.enumerated() {
            for (index, cell) in cells.enumerated() where !cell.nested.isEmpty {
                let stands = cells.indices.contains { $0 != index && !cells[$0].text.isBlankText }
                let isSmall = stands && cell.nested.allSatisfy { !$0.holdsNames }
                if isSmall {
                    let lines = [cell.text] + cell.nested.flatMap(\.lines)
                    result.rows[row][index].text = lines.filter { !$0.isBlankText }.joined(separator: "\n")
                    result.rows[row][index].nested = []
                } else {
                    result.rows[row][index].nested = cell.nested.map(\.withSmallTablesAsText)
                }
            }
        }
        return result
    }

    /// Whether it holds names of fields or levels: a part of a form.
    private var holdsNames: Bool {
        rows.joined().contains { cell in
            isLevelName(cell.text) || FieldLabel(cell.text) != nil || cell.nested.contains(where: \.holdsNames)
        }
    }

    /// A line for each row.
    private var lines: [String] {
        rows.flatMap { cells in
            [cells.map(\.text).filter { !$0.isBlankText }.joined(separator: " ")]
                + cells.flatMap { $0.nested.flatMap(\.lines) }
        }
    }
}
