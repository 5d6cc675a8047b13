import Disclosure

/// The rows of names and values.
extension FormParser {
    mutating func takeFields(_ row: TableRow) {
        switch mode {
        case .plan(let deadlines):
            if takePlanValues(row, deadlines) { return }
        case .goals(let headings):
            if takeGoalTexts(row, headings) { return }
        case .amounts(var grid):
            if grid.take(row) {
                mode = .amounts(grid)
                return
            }
            finishTable()
        case .tasks(var grid):
            if grid.take(row) {
                mode = .tasks(grid)
                return
            }
            finishTable()
        default: break
        }
        if row.filled.allSatisfy({ isHeadLine($0.text) }), !row.filled.isEmpty {
            var isTaken = true
            for slot in row.filled where !takeLine(slot.text, id: slot.cell.id) { isTaken = false }
            if isTaken { return }
        }
        if let grid = AmountGrid(heading: row) {
            mode = .amounts(grid)
            return
        }
        if let grid = TaskGrid(heading: row) {
            mode = .tasks(grid)
            return
        }
        takePairs(row)
    }

    func isHeadLine(_ text: String) -> Bool {
        isFormTitle(text) || amountUnit(in: text) != nil || UnitHead(text) != nil || isInlineField(text)
    }

    /// Whether a cell holds a name and its value: `填报单位：区文联（721001）`.
    private func isInlineField(_ text: String) -> Bool {
        guard text.length <= 80, let colon = text.firstIndex(where: { "：:".contains($0) }) else { return false }
        return FieldLabel(String(text[..<colon])) != nil && !String(text[text.index(after: colon)...]).isBlankText
    }

    /// Takes a row of names and values.
    mutating func takePairs(_ row: TableRow) {
        var slots = row.slots.filter(\.isStart)[...]
        let goesOn = row.slots.first.map { !$0.isStart || $0.isBlank } ?? false
        if !goesOn { leaveGroup() }
        // In a text, cells that go on from above are empty.
        if goesOn, !row.knowsMerges { slots = slots.drop { $0.isBlank } }
        if let lone = row.filled.first, row.filled.count == 1, slots.count == 1 || goesOn || isLabel(lone) == nil {
            if takeLone(lone, goesOn: goesOn) { return }
        }
        while let slot = slots.popFirst() {
            guard !slot.isBlank else { continue }
            guard let label = isLabel(slot) else {
                if let next = slots.first, canBeLabel(slot.text), isLabel(next) == nil {
                    slots.removeFirst()
                    use(slot.cell.id, "附加栏目的名称", .medium)
                    addExtra(labelName(slot.text), next.text.trimmedLines, ids: [slot.cell.id, next.cell.id], .medium)
                    if !next.isBlank { use(next.cell.id, labelName(slot.text), .medium) }
                } else {
                    keep(slot.cell)
                }
                continue
            }
            if let unit = amountUnit(ofLabel: slot.text) { form.amountUnit = form.amountUnit ?? unit }
            switch label.kind {
            case .group:
                use(slot.cell.id, "栏目组名")
                if let next = slots.first, slots.count == 1, !next.isBlank, isLabel(next) == nil {
                    slots.removeFirst()
                    takeGroupValue(label, slot, next)
                } else {
                    mode = .group(label.name)
                }
            case .goal: takeGoal(label, slot, &slots)
            case .plan: takePlan(slot, &slots)
            default: takeValue(of: label, slot, &slots)
            }
        }
    }

    mutating func leaveGroup() {
        switch mode {
        case .group, .goal: mode = .fields
        default: break
        }
    }

    func isLabel(_ slot: TableRow.Slot) -> FieldLabel? { FieldLabel(slot.text) }

    /// Whether a text that no form is known to have can be the name of a field.
    func canBeLabel(_ text: String) -> Bool {
        let name = labelName(text)
        return !name.isEmpty && name.length <= 24 && !text.isSentence && Amount(name) == nil && !name.contains("%")
            && name.unicodeScalars.contains(where: \.isHan)
    }

    mutating func takeValue(
        of label: FieldLabel, _ slot: TableRow.Slot, _ slots: inout ArraySlice<TableRow.Slot>
    ) {
        use(slot.cell.id, "\(label.name)的名称")
        var label = label
        for period in ["中期", "实施期", "长期", "中长期"] where label.name.hasPrefix(period) && label.name.hasSuffix("总额") {
            periods[slot.cell.column] = period
        }
        if label.kind == .fund, let period = periods[slot.cell.column] { label.name += "（\(period)）" }
        // 财政资金 | 金额 | 5
        if label.kind == .fund, slots.count > 1, let next = slots.first,
            ["金额", "数额"].contains(labelName(next.text).withoutBrackets)
        {
            if let unit = amountUnit(ofLabel: next.text) { form.amountUnit = form.amountUnit ?? unit }
            use(next.cell.id, "\(label.name)的名称")
            slots.removeFirst()
        }
        // The value is the next cell, unless that is the name of another field.
        guard let next = slots.first, next.isBlank || isLabel(next) == nil || isValueLikeLabel(label, next, slots)
        else {
            add(label, "", ids: [slot.cell.id], .high)
            return
        }
        slots.removeFirst()
        let value = next.text.trimmedLines
        add(label, value, ids: [slot.cell.id, next.cell.id], .high)
        if !next.isBlank { use(next.cell.id, label.name) }
    }

    /// Whether a cell that reads like the name of a field is the value of the one before: nothing stands behind it.
    func isValueLikeLabel(_ label: FieldLabel, _ next: TableRow.Slot, _ slots: ArraySlice<TableRow.Slot>) -> Bool {
        if label.kind == .key("项目名称") { return true }
        // Funds are of a kind, and so may projects be.
        let isOfKind = ["类别", "类型", "性质", "属性", "分类"].contains { label.name.hasSuffix($0) }
        if isOfKind, isLabel(next)?.kind == .fund { return true }
        return slots.count == 1 && label.kind != .fund
    }

    mutating func takeGroupValue(_ label: FieldLabel, _ slot: TableRow.Slot, _ next: TableRow.Slot) {
        let value = next.text.trimmedLines
        if Amount(value) != nil, form["预算数"] == nil {
            form.fields.append(.init(key: "预算数", value: value, ids: [slot.cell.id, next.cell.id], confidence: .medium))
            use(next.cell.id, "预算数", .medium)
        } else {
            addExtra(label.name, value, ids: [slot.cell.id, next.cell.id], .medium)
            use(next.cell.id, label.name, .medium)
        }
    }

    /// Takes a row of which only one cell says something.
    mutating func takeLone(_ slot: TableRow.Slot, goesOn: Bool) -> Bool {
        if takeLine(slot.text, id: slot.cell.id) { return true }
        switch mode {
        case .group(let name) where goesOn && isLabel(slot) == nil && form["资金用途"] == nil && name.contains("用途"):
            form.fields.append(
                .init(key: "资金用途", value: slot.text.trimmedLines, ids: [slot.cell.id], confidence: .medium))
            use(slot.cell.id, "资金用途", .medium)
            return true
        case .goal where goesOn && isLabel(slot) == nil:
            form.goal = [form.goal ?? "", slot.text.trimmedLines].filter { !$0.isEmpty }.joined(separator: "\n")
            use(slot.cell.id, form.goalHeading)
            return true
        default: break
        }
        guard isLabel(slot) == nil else { return false }
        keep(slot.cell)
        return true
    }

    // MARK: Keeping

    /// Keeps what was not understood.
    mutating func keep(_ cell: SourceCell) { keep(cell.text, id: cell.id) }

    mutating func keep(_ text: String, id: Int) {
        guard !text.isBlankText else { return }
        form.remains.append(text.trimmedLines)
        use(id, "未认出，原样保留", .low)
    }

    mutating func add(_ label: FieldLabel, _ value: String, ids: [Int], _ confidence: Confidence) {
        switch label.kind {
        case .key(let key):
            if key == "年度" { form.year = form.year ?? yearNamed(in: value.squeezed + "年") }
            if key == "预算数", form[key] == nil, let amount = amount(value) {
                form.fields.append(
                    .init(key: key, value: amount, ids: ids, confidence: amount == value ? confidence : .medium))
            } else if key == "年度" || key == "预算数" || form[key] != nil {
                addExtra(label.name, value, ids: ids, confidence)
            } else {
                form.fields.append(.init(key: key, value: value, ids: ids, confidence: confidence))
            }
        case .fund:
            let isAmount = value.isEmpty || Amount(value) != nil
            let number = amount(value)
            addExtra(
                isAmount || number != nil ? label.name : label.name + "（原表）", number ?? value, ids: ids, confidence)
        case .unitName:
            form.unitName = form.unitName ?? (value.isEmpty ? nil : value)
            addExtra(label.name, value, ids: ids, confidence)
        case .departmentName:
            form.departmentName = form.departmentName ?? (value.isEmpty ? nil : value)
            addExtra(label.name, value, ids: ids, confidence)
        default: addExtra(label.name, value, ids: ids, confidence)
        }
    }

    /// A number, also where its unit stands behind it, which is then the unit of the form's amounts.
    mutating func amount(_ value: String) -> String? {
        if Amount(value) != nil { return value }
        for unit in ["万元", "元"] where value.hasSuffix(unit) {
            let number = String(value.dropLast(unit.count)).trimmedText
            guard Amount(number) != nil, form.amountUnit ?? unit == unit else { return nil }
            form.amountUnit = unit
            return number
        }
        return nil
    }

    mutating func addExtra(_ name: String, _ value: String, ids: [Int], _ confidence: Confidence) {
        var key = reservedKeys.contains(name) ? name + "（原表）" : name
        var number = 2
        while form[key] != nil {
            key = "\(name)（\(number)）"
            number += 1
        }
        form.fields.append(.init(key: key, value: value, ids: ids, confidence: confidence))
    }
}

/// Keys that mean something to the program, so that no field of a form may be filed under them.
private let reservedKeys: Set<String> = [
    "状态", "发布时间", "已核实", "更正", "别名", "曾用网址", "附件", "公开日期", "上年项目", "年度", "预算数", "单位编码", "项目编码",
    "项目名称", "标题", "检查", "公开质量", "权重方案",
]
