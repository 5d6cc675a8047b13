import Disclosure

/// Reads a form row by row, by the words that stand in it.
struct FormParser {
    var form = Form()
    /// What each cell was taken for.
    var uses: [Int: Use] = [:]
    var mode = Mode.fields
    /// The period of the amounts in a column, where 中期资金总额 stands beside 年度资金总额.
    var periods: [Int: String] = [:]

    enum Mode {
        case fields
        /// Fields below a merged heading such as 预算规模及资金用途.
        case group(String)
        /// The values of a spending plan come next.
        case plan([SourceCell])
        /// The texts of goals come next, below their headings.
        case goals([SourceCell])
        /// The text of a goal may go on.
        case goal
        case amounts(AmountGrid)
        case tasks(TaskGrid)
        case indicators(IndicatorGridReader)
    }

    // MARK: What stands above a form

    mutating func use(_ id: Int, _ what: String, _ confidence: Confidence = .high) {
        uses[id] = Use(what: what, confidence: confidence)
    }

    /// Takes a line that stands above or beside a form; returns whether it is one.
    mutating func takeLine(_ text: String, id: Int) -> Bool {
        if isFormTitle(text) {
            form.title = form.title ?? text.squeezed
            if isOverallTitle(text) { form.isOverall = true }
            // The year in a project's name need not be the form's.
            if projectName(inTitle: text) == nil || text.contains("年度") { form.year = form.year ?? yearNamed(in: text) }
            use(id, "表的标题")
        } else if let unit = amountUnit(in: text) {
            form.amountUnit = unit
            use(id, "金额单位")
        } else if let head = UnitHead(text) {
            form.head = head
            use(id, head.department == nil ? "单位编码、单位名称" : "单位编码、部门名称、单位名称", head.department == nil ? .medium : .high)
        } else if let year = yearNamed(in: text),
            ["年", "年度"].contains(text.squeezed.filter { !"0123456789（）()".contains($0) })
        {
            form.year = form.year ?? year
            use(id, "年度")
        } else {
            return takeInlineFields(text, id: id)
        }
        form.ids.append(id)
        return true
    }

    /// Takes `填报单位：区文联　　单位：万元` apart; returns whether every part is a field.
    mutating func takeInlineFields(_ text: String, id: Int) -> Bool {
        guard text.length <= 120, !text.contains("。") else { return false }
        var parts: [(FieldLabel, String)] = []
        for part in text.split(whereSeparator: { $0 == "\n" || $0 == "\t" || $0 == "\u{3000}" || $0 == " " }).map(
            String.init)
        {
            if let colon = part.firstIndex(where: { "：:".contains($0) }), let label = FieldLabel(String(part[..<colon]))
            {
                parts.append((label, String(part[part.index(after: colon)...])))
            } else if parts.isEmpty {
                return false
            } else {
                parts[parts.count - 1].1 += (parts[parts.count - 1].1.isEmpty ? "" : " ") + part
            }
        }
        guard !parts.isEmpty else { return false }
        use(id, parts.map(\.0.name).joined(separator: "、"), .medium)
        form.ids.append(id)
        for (label, value) in parts where !takeUnitOfAmounts(label, value) {
            add(label, value.trimmedLines, ids: [id], .medium)
        }
        return true
    }

    private mutating func takeUnitOfAmounts(_ label: FieldLabel, _ value: String) -> Bool {
        guard label.name == "单位" || label.name == "金额单位", let unit = amountUnit(in: "单位：" + value) else { return false }
        form.amountUnit = unit
        return true
    }

    // MARK: Rows

    /// Whether a row can only be the beginning of another form.
    func beginsNext(_ row: TableRow) -> Bool {
        let texts = row.filled.map(\.text)
        if form.hasContent {
            if texts.count <= 2, texts.contains(where: { isFormTitle($0) && !isIndicatorSectionName($0) }) {
                return true
            }
            if !texts.isEmpty, texts.allSatisfy({ UnitHead($0) != nil || amountUnit(in: $0) != nil }) { return true }
        }
        for key in ["项目编码", "项目名称"] where form[key] != nil {
            if texts.contains(where: { FieldLabel($0)?.kind == .key(key) }), !isIndicatorHeading(texts) { return true }
        }
        return false
    }

    mutating func take(_ row: TableRow) {
        form.ids += row.slots.filter(\.isStart).map(\.cell.id)
        if row.filled.isEmpty, !isWaitingForValues { return }
        if case .indicators(var reader) = mode, reader.isSubheading(row) {
            reader.subheading = row
            mode = .indicators(reader)
            return
        }
        if isIndicatorHeading(row.slots.map(\.text)), row.filled.count > 1 {
            finishTable()
            var reader = IndicatorGridReader(heading: row)
            reader.periods = form.otherGoals.map(\.heading) + [form.goalHeading]
            mode = .indicators(reader)
            return
        }
        if case .indicators(var reader) = mode {
            if takeTotal(row, reader) { return }
            if !leavesIndicators(row, reader) {
                reader.add(row)
                mode = .indicators(reader)
                return
            }
            finishTable()
        }
        takeFields(row)
    }

    private var isWaitingForValues: Bool {
        switch mode {
        case .plan, .goals: true
        default: false
        }
    }

    /// Whether a row below indicators is none: it begins with the name of a field, or is one cell over the whole width.
    private func leavesIndicators(_ row: TableRow, _ reader: IndicatorGridReader) -> Bool {
        guard let first = row.filled.first else { return false }
        if row.filled.count == 1 {
            if isNote(first.text) || isFormTitle(first.text) || UnitHead(first.text) != nil { return true }
            if row.knowsMerges, first.cell.columnSpan >= row.width, row.width > 2 { return true }
            if !row.knowsMerges, row.slots.count == 1, reader.cellCount > 3 { return true }
        }
        if amountUnit(in: first.text) != nil { return true }
        guard let label = FieldLabel(first.text), !isLevelName(first.text) else { return false }
        let isFirstColumn = row.slots.first?.cell.id == first.cell.id
        if label.kind == .fund || label.kind == .goal && isIndicatorSectionName(first.text) { return false }
        return isFirstColumn && (row.slots.count < reader.cellCount || row.knowsMerges || row.filled.count <= 2)
    }

    /// Takes a row of totals below the indicators: `总分`, with what stands under each heading.
    private mutating func takeTotal(_ row: TableRow, _ reader: IndicatorGridReader) -> Bool {
        guard let first = row.filled.first, ["总分", "合计", "总计", "得分合计", "总得分", "分数合计"].contains(labelName(first.text))
        else { return false }
        use(first.cell.id, "\(labelName(first.text))一行", .medium)
        let values = row.filled.dropFirst()
        for value in values {
            let heading = reader.heading.slot(at: value.cell.column).map { labelName($0.text).withoutBrackets } ?? ""
            let isAligned = row.knowsMerges || row.slots.count == reader.cellCount
            let key = labelName(first.text) + (values.count > 1 && isAligned && !heading.isEmpty ? "（\(heading)）" : "")
            addExtra(key, value.text, ids: [value.cell.id], .medium)
            use(value.cell.id, key, .medium)
        }
        return true
    }

    mutating func finishTable() {
        switch mode {
        case .indicators(let reader): finish(reader)
        case .amounts(let grid): finish(grid)
        case .tasks(let grid):
            form.otherTables.append(grid.table)
            for (id, use) in grid.uses { uses[id] = use }
        case .plan(let cells):
            // Deadlines without values.
            form.plan = form.plan.map { Form.Table(heading: $0.heading, header: cells.map(\.text.squeezed), rows: []) }
        case .goals(let headings):
            // Nothing followed that they could be the headings of: a lone one is the goal itself.
            for heading in headings {
                if headings.count == 1, form.goal == nil {
                    setGoal("绩效目标", heading.text.trimmedLines, heading.id)
                } else {
                    keep(heading)
                }
            }
        default: break
        }
        mode = .fields
    }

    private mutating func finish(_ reader: IndicatorGridReader) {
        let result = reader.read()
        for (id, use) in result.uses { uses[id] = use }
        for cell in result.surplus { keep(cell) }
        for table in result.tables {
            if table.heading == "绩效指标", form.indicators == nil {
                form.indicators = table
            } else if table.heading == "绩效指标", let first = form.indicators, first.header == table.header {
                form.indicators?.rows += table.rows
            } else {
                form.otherTables.append(table)
            }
        }
    }

    mutating func finish(_ grid: AmountGrid) {
        form.otherTables.append(grid.table)
        for (id, use) in grid.uses { uses[id] = use }
        if form["预算数"] == nil, let total = grid.total {
            form.fields.append(.init(key: "预算数", value: total.text.trimmedText, ids: [total.id], confidence: .medium))
            use(total.id, "预算数", .medium)
        }
        if let unit = grid.amountUnit { form.amountUnit = form.amountUnit ?? unit }
    }

    /// What stood above a list of projects holds for each of them.
    mutating func inherit(from head: FormParser) {
        form.title = form.title ?? head.form.title
        form.head = form.head ?? head.form.head
        form.amountUnit = form.amountUnit ?? head.form.amountUnit
        form.year = form.year ?? head.form.year
        form.unitName = form.unitName ?? head.form.unitName
        form.departmentName = form.departmentName ?? head.form.departmentName
    }

    mutating func setAmountUnit(_ unit: String) { form.amountUnit = form.amountUnit ?? unit }

    /// A table of another width does not go on with the indicators of the one before.
    mutating func beginTable(width: Int) {
        if case .indicators(let reader) = mode, reader.heading.width != width { finishTable() }
    }

    mutating func finish(list reader: IndicatorGridReader, rows: [TableRow]) {
        form.ids += rows.flatMap(\.slots).filter(\.isStart).map(\.cell.id)
        finish(reader)
    }
}
