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
        var project: [Int: String] = [:]
        for row in rows where !row.filled.isEmpty {
            let own = identity(in: row)
            // A row may repeat what its project goes by, all of it or a part.
            if own[nameColumn] != nil, isAnother(own, than: project) {
                if !group.isEmpty { parsers.append(form(of: group, title)) }
                group = []
                project = own
            }
            group.append(row)
        }
        if !group.isEmpty { parsers.append(form(of: group, title)) }
        return parsers
    }

    /// Whether two rows are of two projects. One code and one name are one project, whatever units have a part in it.
    private func isAnother(_ own: [Int: String], than project: [Int: String]) -> Bool {
        let code = heading.slots.first { kind(of: $0.cell.column) == .key("项目编码") }?.cell.column
        let isOfCode = code.map { own[$0] != nil && own[$0] == project[$0] } ?? false
        return own.contains { column, text in
            project[column] != text && !(isOfCode && column != nameColumn && kind(of: column) == .unitName)
        }
    }

    private func kind(of column: Int) -> FieldLabel.Kind? {
        heading.slot(at: column).flatMap { FieldLabel($0.text)?.kind }
    }

    /// What a project goes by, by the columns of the list: its name, code and unit, as far as they begin in a row.
    private func identity(in row: TableRow) -> [Int: String] {
        var identity: [Int: String] = [:]
        for column in heading.slots.map(\.cell.column) {
            let kind = kind(of: column)
            guard column == nameColumn || kind == .key("项目编码") || kind == .key("单位编码") || kind == .unitName,
                let slot = row.slot(at: column), slot.isStart, !slot.isBlank
            else { continue }
            identity[column] = slot.text.squeezed
        }
        return identity
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
            let cells = rows.compactMap { $0.slot(at: column.cell.column) }.filter { !$0.isBlank }.map(\.cell)
            // What rows say differently is of each row, and not of the project.
            let isOfProject = cells.allSatisfy { $0.text.squeezed == cells[0].text.squeezed }
            guard column.cell.column == nameColumn || isField && isOfProject else {
                indicatorSlots.append(column)
                parser.noteUnits(column, cells.first)
                continue
            }
            parser.addListed(column, cells.first)
            // Rows may repeat what they belong to.
            for cell in cells.dropFirst() where cell.text.squeezed == cells[0].text.squeezed {
                parser.use(cell.id, labelName(column.text))
            }
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

    /// Takes from a column of the rows what holds for the project: the unit of its amounts, and the first of its units.
    fileprivate mutating func noteUnits(_ heading: TableRow.Slot, _ cell: SourceCell?) {
        if let unit = Authoring.amountUnit(ofLabel: heading.text) { setAmountUnit(unit) }
        if FieldLabel(heading.text)?.kind == .unitName { form.unitName = form.unitName ?? cell?.text.trimmedLines }
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
