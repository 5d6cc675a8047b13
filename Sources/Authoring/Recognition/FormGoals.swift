import Disclosure

/// Goals, also of several periods side by side, and the spending plan.
extension FormParser {
    mutating func takeGoal(
        _ label: FieldLabel, _ slot: TableRow.Slot, _ slots: inout ArraySlice<TableRow.Slot>
    ) {
        use(slot.cell.id, "绩效目标的名称")
        let rest = slots.filter { !$0.isBlank }
        if rest.count >= 1, rest.allSatisfy({ isGoalHeading($0.text) }) {
            for heading in rest { use(heading.cell.id, "绩效目标的名称") }
            mode = .goals(rest.map(\.cell))
            slots = []
            return
        }
        guard let next = slots.popFirst() else {
            mode = .goal
            return
        }
        setGoal(label.name, next.text.trimmedLines, next.cell.id)
        mode = .goal
    }

    mutating func setGoal(_ heading: String, _ text: String, _ id: Int) {
        if !text.isEmpty { use(id, heading) }
        if form.goal == nil {
            form.goal = text
            form.goalHeading = heading
        } else if !text.isEmpty {
            form.otherGoals.append(.init(heading: heading, text: text))
        }
    }

    mutating func takeGoalTexts(_ row: TableRow, _ headings: [SourceCell]) -> Bool {
        let texts = row.slots.filter { $0.isStart }
        let filled = row.filled
        if let first = filled.first, isLabel(first) != nil, filled.count > headings.count { return false }
        if filled.contains(where: { isGoalHeading($0.text) && !$0.text.contains("\n") && $0.text.length < 30 }) {
            return false
        }
        mode = .fields
        let values = row.knowsMerges ? texts : Array(texts.suffix(headings.count))
        for (index, heading) in headings.enumerated() {
            let value =
                row.knowsMerges
                ? row.slot(at: heading.column).flatMap { $0.isStart ? $0 : nil }
                : index < values.count ? values[index] : nil
            guard let value else { continue }
            let name = labelName(heading.text)
            if !value.isBlank { use(value.cell.id, name) }
            if isAnnualGoal(name), form.goal == nil {
                form.goal = value.text.trimmedLines
                form.goalHeading = name
            } else {
                form.otherGoals.append(.init(heading: name, text: value.text.trimmedLines))
            }
        }
        if form.goal == nil, headings.count == 1, !form.otherGoals.isEmpty {
            form.goal = form.otherGoals.removeLast().text
        }
        return true
    }

    // MARK: Spending plan

    mutating func takePlan(_ slot: TableRow.Slot, _ slots: inout ArraySlice<TableRow.Slot>) {
        let rest = slots.filter { !$0.isBlank }
        guard rest.count > 1, rest.contains(where: { isDeadline($0.text) }) else {
            takeValue(of: FieldLabel(slot.text) ?? label(slot), slot, &slots)
            return
        }
        use(slot.cell.id, "资金支出计划的名称")
        let heading = slot.text.squeezed
        let isPaired = rest.count % 2 == 0 && rest.enumerated().allSatisfy { ($0 % 2 == 0) == isDeadline($1.text) }
        if isPaired {
            let pairs = stride(from: 0, to: rest.count, by: 2).map { (rest[$0], rest[$0 + 1]) }
            form.plan = .init(
                heading: heading, header: pairs.map(\.0.text.squeezed), rows: [pairs.map(\.1.text.trimmedLines)])
            for (deadline, value) in pairs {
                use(deadline.cell.id, "支出计划的时点")
                use(value.cell.id, "支出计划：\(deadline.text.squeezed)")
            }
        } else {
            form.plan = .init(heading: heading, header: rest.map(\.text.squeezed), rows: [])
            for deadline in rest { use(deadline.cell.id, "支出计划的时点") }
            mode = .plan(rest.map(\.cell))
        }
        slots = []
    }

    func label(_ slot: TableRow.Slot) -> FieldLabel {
        guard let label = FieldLabel(slot.text) else { preconditionFailure("only labels come here") }
        return label
    }

    mutating func takePlanValues(_ row: TableRow, _ deadlines: [SourceCell]) -> Bool {
        mode = .fields
        let starts = row.slots.filter(\.isStart)
        if row.knowsMerges {
            let values = deadlines.map { deadline in row.slot(at: deadline.column).flatMap { $0.isStart ? $0 : nil } }
            if values.contains(where: { $0.map { isLabel($0) != nil } ?? false }) { return false }
            form.plan?.rows = [values.map { $0?.text.trimmedLines ?? "" }]
            for (deadline, value) in zip(deadlines, values) {
                if let value, !value.isBlank { use(value.cell.id, "支出计划：\(deadline.text.squeezed)") }
            }
            return true
        }
        if row.filled.contains(where: { isLabel($0) != nil }) { return false }
        let values = starts.suffix(deadlines.count)
        form.plan?.rows = [Array(values.map(\.text.trimmedLines))]
        for (deadline, value) in zip(deadlines, values) where !value.isBlank {
            use(value.cell.id, "支出计划：\(deadline.text.squeezed)")
        }
        return true
    }
}

/// Whether a text heads a goal: 年度目标, 中期目标（2022—2024年）, 实际完成情况.
func isGoalHeading(_ text: String) -> Bool {
    let name = labelName(text).withoutBrackets
    guard name.length <= 16 else { return false }
    return isOfGoalWords(name)
        || ["实际完成情况", "全年实际完成情况", "目标实际完成情况", "年度实际完成情况", "完成情况", "目标完成情况", "年初设定目标", "预期目标", "年度总体目标完成情况", "年度目标完成情况"]
            .contains(name)
}

/// Whether a text says of which period a goal is, and whose, and nothing else: `年度总体目标`, but not `完成年度目标`.
private func isOfGoalWords(_ name: String) -> Bool {
    guard name.hasSuffix("目标") else { return false }
    return isMadeOfGoalWords(name.dropLast("目标".count))
}

private func isMadeOfGoalWords(_ text: Substring) -> Bool {
    text.isEmpty || goalWords.contains { text.hasPrefix($0) && isMadeOfGoalWords(text.dropFirst($0.count)) }
}

private let goalWords = [
    "年度", "度", "支出", "工作", "实施", "专项资金", "专项", "当年", "本年", "全年", "年初", "中长期", "中期", "长期", "短期", "近期", "远期", "实施期",
    "项目期", "分年度", "阶段性", "阶段", "总体",
    "整体", "预期", "设定", "绩效", "项目", "部门", "单位", "计划", "总", "年", "第", "—", "-", "至", "一", "二", "三", "四", "五", "0", "1",
    "2", "3",
    "4", "5", "6", "7", "8", "9",
]

/// Whether a goal's heading speaks of the year that the budget is for, and of what is to be achieved.
func isAnnualGoal(_ name: String) -> Bool {
    let name = name.withoutBrackets
    return ["年度", "当年", "预期", "年初", "本年"].contains { name.hasPrefix($0) } && !name.contains("完成情况")
}

/// Whether a text names a month or quarter: `3月底`, `一季度`, `2022年6月`.
func isDeadline(_ text: String) -> Bool {
    let name = text.squeezed
    return name.length <= 16 && (name.contains("月") || name.contains("季度") || name.contains("半年"))
        && !name.contains("%")
}
