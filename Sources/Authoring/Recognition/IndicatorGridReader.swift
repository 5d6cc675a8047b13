import Disclosure

/// Gathers the rows of an indicator table and reads them as columns.
struct IndicatorGridReader {
    let heading: TableRow
    /// A second row of headings, below merged ones.
    var subheading: TableRow?
    private(set) var rows: [TableRow] = []
    /// The headings of the goals that stood side by side above, such as 中期目标 and 年度目标.
    var periods: [String] = []

    init(heading: TableRow) { self.heading = heading }

    /// The number of cells of a heading without known merges.
    var cellCount: Int { heading.slots.count }

    /// Whether a row belongs to the headings: in every level's column the heading's cell goes on.
    func isSubheading(_ row: TableRow) -> Bool {
        guard rows.isEmpty, subheading == nil else { return false }
        let levels = heading.slots.filter { isLevelName($0.text) }
        if row.knowsMerges {
            return !row.filled.isEmpty && levels.allSatisfy { row.slot(at: $0.cell.column)?.cell.id == $0.cell.id }
        }
        return !row.filled.isEmpty && row.filled.count < heading.filled.count
            && row.filled.allSatisfy {
                ["中期", "年度", "长期", "实施期", "当年", "全年", "中长期"].contains(labelName($0.text).withoutBrackets)
            }
    }

    mutating func add(_ row: TableRow) { rows.append(row) }

    // MARK: Columns

    private struct Column {
        var heading: String
        var kind: IndicatorColumn.Kind
        var range: Range<Int>
        var id: Int?
    }

    struct Result {
        /// One table, or one for each period.
        var tables: [Form.Table] = []
        /// What the cells were taken for.
        var uses: [(id: Int, use: Use)] = []
        /// Cells of rows that have more cells than the heading.
        var surplus: [SourceCell] = []
    }

    func read() -> Result {
        var result = Result()
        var columns = columns()
        // A sheet's used range may be wider than its table.
        columns.removeAll { column in
            column.heading.isEmpty && rows.allSatisfy { $0.slot(at: column.range.lowerBound)?.isBlank ?? true }
        }
        for column in columns { note(column, &result) }
        if let first = columns.first, isSideLabel(first) {
            for row in rows {
                if let slot = row.slot(at: first.range.lowerBound), slot.isStart, !slot.isBlank {
                    result.uses.append((slot.cell.id, Use(what: "指标表的名称", confidence: .high)))
                }
            }
            columns.removeFirst()
        }
        var cells: [[String]] = []
        for row in rows { if let texts = texts(of: row, columns, &result) { cells.append(texts) } }
        result.tables = tables(columns, cells)
        return result
    }

    private func note(_ column: Column, _ result: inout Result) {
        guard let id = column.id else { return }
        let confidence: Confidence = column.kind == .other ? .medium : .high
        result.uses.append((id, Use(what: "指标表的表头", confidence: confidence)))
        guard let below = subheading?.slot(at: column.range.lowerBound), below.isStart else { return }
        result.uses.append((below.cell.id, Use(what: "指标表的表头", confidence: .medium)))
    }

    private func columns() -> [Column] {
        var columns: [Column] = []
        for slot in heading.slots {
            let below = subheading?.slots.filter { $0.isStart && slot.cell.columns.contains($0.cell.column) } ?? []
            if !below.isEmpty, !isLevelName(slot.text) {
                for part in below {
                    let heading =
                        labelName(part.text)
                        + (part.isBlank ? labelName(slot.text) : labelName(slot.text).withoutBrackets)
                    columns.append(Column(heading: heading, kind: .other, range: part.cell.columns, id: slot.cell.id))
                }
                continue
            }
            var start = slot.cell.columns.lowerBound
            var heading = slot.text.trimmedLines
            for cut in cuts(in: slot.cell.columns) + [slot.cell.columns.upperBound] {
                columns.append(Column(heading: heading, kind: .other, range: start..<cut, id: slot.cell.id))
                heading = ""
                start = cut
            }
        }
        for index in columns.indices {
            // A heading set vertically has a line for each character.
            if columns[index].heading.contains("\n") { columns[index].heading = columns[index].heading.squeezed }
            columns[index].kind = columnKind(columns[index].heading)
        }
        return columns
    }

    /// Where cells below a merged heading begin that say something of their own.
    private func cuts(in range: Range<Int>) -> [Int] {
        guard range.count > 1 else { return [] }
        let starts = rows.flatMap(\.filled).map(\.cell.column).filter { $0 > range.lowerBound && range.contains($0) }
        return Set(starts).sorted()
    }

    /// Whether a column at the left only names the table: 绩效指标 in one merged cell.
    private func isSideLabel(_ column: Column) -> Bool {
        guard column.kind == .other, column.heading.isEmpty || isIndicatorSectionName(column.heading) else {
            return false
        }
        return rows.allSatisfy { row in
            guard let text = row.slot(at: column.range.lowerBound)?.text else { return true }
            return text.isBlankText || isIndicatorSectionName(text)
        }
    }

    // MARK: Rows

    /// The texts of a row by columns; nil for a row that says nothing.
    private func texts(of row: TableRow, _ columns: [Column], _ result: inout Result) -> [String]? {
        guard !row.filled.isEmpty else { return nil }
        let row = row.knowsMerges ? row : aligned(row, &result)
        var texts: [String] = []
        var level1GoesOn = false
        for column in columns {
            let slot = row.slot(at: column.range.lowerBound)
            let text = row.slots.filter { $0.isStart && column.range.contains($0.cell.column) && !$0.isBlank }
            let goesOn = slot.map { !$0.isStart } ?? false
            if column.kind == .level1 { level1GoesOn = goesOn }
            let isSame = column.kind == .level1 || column.kind == .level2 && level1GoesOn
            if let slot, goesOn {
                texts.append(isSame ? "" : slot.text.trimmedLines)
            } else if let slot, slot.isStart, slot.cell.column < column.range.lowerBound {
                texts.append(slot.text.trimmedLines)
            } else {
                texts.append(text.map { $0.text.trimmedLines }.joined(separator: "\n"))
            }
            let name = column.heading.isEmpty ? "无名栏" : column.heading.squeezed
            for used in text {
                result.uses.append(
                    (used.cell.id, Use(what: "绩效指标：\(name)", confidence: column.kind == .other ? .medium : .high)))
            }
        }
        return texts
    }

    /// A row without known merges, put under the columns: one that is short lacks the merged cells at its left.
    private func aligned(_ row: TableRow, _ result: inout Result) -> TableRow {
        var row = row
        let missing = cellCount - row.slots.count
        if missing > 0, let first = row.slots.first, !first.isBlank {
            for index in row.slots.indices { row.slots[index].cell.column += missing }
        } else if missing < 0 {
            result.surplus += row.slots.suffix(-missing).map(\.cell).filter { !$0.text.isBlankText }
            row.slots.removeLast(-missing)
        }
        return row
    }

    // MARK: Tables

    /// One table, or where columns stand twice, one for each period.
    private func tables(_ columns: [Column], _ rows: [[String]]) -> [Form.Table] {
        let repeated: [IndicatorColumn.Kind] = [.level1, .level2, .level3]
        let split = columns.indices.first { index in
            repeated.contains(columns[index].kind) && columns[..<index].contains { $0.kind == columns[index].kind }
        }
        guard let split else { return [table("绩效指标", columns, rows)] }
        let second = Array(columns[split...])
        let sharedCount = columns.firstIndex { column in second.contains { $0.kind == column.kind } } ?? 0
        let shared = Array(0..<sharedCount)
        func part(_ own: Range<Int>) -> (columns: [Column], rows: [[String]]) {
            let indices = shared + Array(own)
            var result: [[String]] = []
            var pending: [Int: String] = [:]
            for row in rows {
                for index in shared where !row[index].isEmpty { pending[index] = row[index] }
                guard own.contains(where: { !row[$0].isEmpty }) else { continue }
                result.append(shared.map { pending[$0] ?? "" } + own.map { row[$0] })
                pending = [:]
            }
            return (indices.map { columns[$0] }, result)
        }
        let first = part(sharedCount..<split)
        let last = part(split..<columns.count)
        let isFirstAnnual = periods.first.map { $0.hasPrefix("年度") || $0.hasPrefix("当年") } ?? false
        let other = periods.first { !$0.hasPrefix("年度") && !$0.hasPrefix("当年") }
            .flatMap { period in ["中长期", "中期", "长期", "实施期", "三年", "总体"].first { period.hasPrefix($0) } }
        let otherName = other.map { $0 + "绩效指标" } ?? "另一栏绩效指标"
        let annual = isFirstAnnual ? first : last
        let further = isFirstAnnual ? last : first
        return [table("绩效指标", annual.columns, annual.rows), table(otherName, further.columns, further.rows)]
    }

    private func table(_ heading: String, _ columns: [Column], _ rows: [[String]]) -> Form.Table {
        Form.Table(heading: heading, header: distinctHeadings(columns.map(\.heading)), rows: rows)
    }
}

/// Headings of which no two mean the same and one is the third level, as the content format asks.
///
/// A heading is only ever added to: `指标内容` in the place of the third level becomes `三级指标（指标内容）`, a second
/// `备注` becomes `备注之二`.
func distinctHeadings(_ headings: [String]) -> [String] {
    var headings = headings
    if !headings.contains(where: { columnKind($0) == .level3 }) {
        let lastLevel = headings.lastIndex { [.level1, .level2].contains(columnKind($0)) } ?? -1
        let third = headings.indices.first {
            $0 > lastLevel && [.description, .other].contains(columnKind(headings[$0]))
        }
        if let third { headings[third] = headings[third].isEmpty ? "三级指标" : "三级指标（\(headings[third])）" }
    }
    var seen: Set<IndicatorColumn.Kind> = []
    for index in headings.indices {
        if ["一级", "二级", "三级"].contains(headings[index]) { headings[index] += "指标" }
        let kind = columnKind(headings[index])
        if kind == .other || seen.insert(kind).inserted { continue }
        headings[index] += headings[..<index].contains(headings[index]) ? "之二" : "栏"
    }
    return headings
}
