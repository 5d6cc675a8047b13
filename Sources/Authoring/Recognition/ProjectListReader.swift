import Disclosure

/// Reads a table that lists projects one below the other, each with its indicators: the columns of the project stand in
/// the same heading as those of the indicators, and its cells are merged over its rows.
struct ProjectListReader {
    let heading: TableRow
    private let nameColumn: Int
    private var rows: [TableRow] = []

    /// nil when a row does not head such a list.
    init?(heading row: TableRow) {
        guard isIndicatorHeading(row.slots.map(\.text)),
            let name = row.slots.first(where: { slot in
                let label = labelName(slot.text).withoutBrackets
                return FieldLabel(slot.text)?.kind == .key("项目名称") || label.hasSuffix("项目名称")
            })
        else { return nil }
        heading = row
        nameColumn = name.cell.column
    }

    /// Whether a row can stand in the list.
    func takes(_ row: TableRow) -> Bool {
        guard let first = row.filled.first else { return true }
        return row.filled.count > 1 || !(isFormTitle(first.text) || isNote(first.text))
    }

    mutating func add(_ row: TableRow) { rows.append(row) }

    /// One form for each project.
    func read(title: String?) -> [FormParser] {
        var parsers: [FormParser] = []
        var group: [TableRow] = []
        var name: String?
        for row in rows where !row.filled.isEmpty {
            let slot = row.slot(at: nameColumn)
            let own = slot.flatMap { $0.isStart && !$0.isBlank ? $0.text.squeezed : nil }
            if let own, own != name {
                if !group.isEmpty { parsers.append(form(of: group, title)) }
                group = []
                name = own
            }
            group.append(row)
        }
        if !group.isEmpty { parsers.append(form(of: group, title)) }
        return parsers
    }

    private func form(of rows: [TableRow], _ title: String?) -> FormParser {
        let levels = heading.slots.firstIndex { isLevelName($0.text) } ?? 0
        var indicatorSlots: [TableRow.Slot] = []
        var parser = FormParser()
        parser.use(listHeading: heading)
        for (index, column) in heading.slots.enumerated() {
            let label = FieldLabel(column.text)
            let isField =
                (label != nil || index < levels) && !isLevelName(column.text) && columnKind(column.text) == .other
            guard isField || column.cell.column == nameColumn else {
                indicatorSlots.append(column)
                continue
            }
            let found = rows.lazy.compactMap { $0.slot(at: column.cell.column) }.first { !$0.isBlank }
            parser.addListed(column, found?.cell)
        }
        var reader = IndicatorGridReader(heading: filtered(heading, indicatorSlots))
        for row in rows where row.knowsMerges || row.slots.count == heading.slots.count {
            reader.add(filtered(row, indicatorSlots))
        }
        parser.finish(list: reader, rows: rows)
        return parser
    }

    private func filtered(_ row: TableRow, _ columns: [TableRow.Slot]) -> TableRow {
        var row = row
        row.slots = row.slots.filter { slot in columns.contains { $0.cell.columns.overlaps(slot.cell.columns) } }
        if !row.knowsMerges { for index in row.slots.indices { row.slots[index].cell.column = index } }
        return row
    }
}

extension FormParser {
    fileprivate mutating func use(listHeading row: TableRow) {
        for slot in row.slots where !slot.isBlank { use(slot.cell.id, "清单的表头") }
    }

    /// Takes a project's cell in a column of the list.
    fileprivate mutating func addListed(_ heading: TableRow.Slot, _ cell: SourceCell?) {
        let value = cell?.text.trimmedLines ?? ""
        let name = labelName(heading.text)
        let label = FieldLabel(heading.text) ?? (name.withoutBrackets.hasSuffix("项目名称") ? FieldLabel("项目名称") : nil)
        if let cell, !cell.text.isBlankText { use(cell.id, label?.name ?? name) }
        if let unit = Authoring.amountUnit(ofLabel: heading.text) { setAmountUnit(unit) }
        if label?.kind == .goal {
            setGoal(name, value, cell?.id ?? heading.cell.id)
        } else if let label {
            add(label, value, ids: [cell?.id ?? heading.cell.id], .high)
        } else if !name.isEmpty {
            addExtra(name, value, ids: [cell?.id ?? heading.cell.id], .medium)
        }
    }
}
