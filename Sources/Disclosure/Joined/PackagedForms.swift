import Basics
import Content

// What the forms of a data package say beyond names and codes.
extension PackagedUnits {
    mutating func readMoney() throws(TableError) {
        var projects = projects
        try eachRow(of: "funding", ["project_id", "source", "amount_text"]) { row throws(TableError) in
            let filed = row.literal("amount_text")
            projects[try project(of: row)].funds.append(
                FiledAmount(name: row.literal("source"), filed: filed, amount: Amount(filed.text)))
        }
        try eachRow(of: "spending_plan", ["project_id", "deadline", "share_text"]) { row throws(TableError) in
            let month = Int(row["month"])
            guard month.map({ (1...12).contains($0) }) ?? row["month"].isEmpty else {
                throw row.error("月份应是 1 至 12：“\(row["month"])”")
            }
            projects[try project(of: row)].plan.append(
                PlannedSpending(
                    deadline: row.literal("deadline"), month: month, filed: row.literal("share_text"),
                    percent: Amount(row["share_percent"])))
        }
        self.projects = projects
    }

    mutating func readGoals() throws(TableError) {
        var (units, projects) = (units, projects)
        try eachRow(of: "goals", ["unit_id", "project_id", "heading", "text"]) { row throws(TableError) in
            switch try form(of: row) {
            case .unit(let unit):
                units[unit].sections.append(Section(heading: row.filed("heading"), paragraph: row["text"]))
            case .project(let project): projects[project].goal = row.filed("text")
            }
        }
        (self.units, self.projects) = (units, projects)
    }

    mutating func readExtras() throws(TableError) {
        var (units, projects, cells) = (units, projects, extraCells)
        let wanted = ["unit_id", "project_id", "indicator_id", "kind", "name", "value"]
        try eachRow(of: "extras", wanted) { row throws(TableError) in
            let form = try form(of: row)
            switch row["kind"] {
            case "指标栏": cells[row["indicator_id"], default: []].append((row["name"], row["value"]))
            case "栏目":
                let field = Field(key: row.literal("name"), value: .scalar(row.literal("value")))
                switch form {
                case .unit(let unit): units[unit].extraFields.append(field)
                case .project(let project): projects[project].extraFields.append(field)
                }
            case "段落":
                let section = Section(heading: row.filed("name"), paragraph: row["value"])
                switch form {
                case .unit(let unit): units[unit].sections.append(section)
                case .project(let project): projects[project].extraSections.append(section)
                }
            // 栏名: what the form calls a column.
            default: break
            }
        }
        (self.units, self.projects, extraCells) = (units, projects, cells)
    }

    mutating func readCorrections() throws(TableError) {
        var (units, projects) = (units, projects)
        let wanted = ["unit_id", "project_id", "date", "content", "reason"]
        try eachRow(of: "corrections", wanted) { row throws(TableError) in
            let correction = Correction(
                date: row.filed("date"), content: row.filed("content"), reason: row.filed("reason"))
            switch try form(of: row) {
            case .unit(let unit): units[unit].publication.corrections.append(correction)
            case .project(let project): projects[project].publication.corrections.append(correction)
            }
        }
        (self.units, self.projects) = (units, projects)
    }

    // MARK: Indicators

    mutating func readIndicators() throws(TableError) {
        var (units, projects) = (units, projects)
        var rows: [PackagedRow] = []
        var current: Form?
        var seen: Set<Form> = []
        func finish() {
            switch current {
            case .unit(let unit): units[unit].indicators = table(rows)
            case .project(let project): projects[project].indicators = table(rows)
            case nil: break
            }
            rows.removeAll(keepingCapacity: true)
        }
        let wanted = ["indicator_id", "unit_id", "project_id", "level1", "level2", "level3", "target_text"]
        try eachRow(of: "indicators", wanted) { row throws(TableError) in
            let form = try form(of: row)
            if form != current {
                finish()
                current = form
                guard seen.insert(form).inserted else { throw row.error("同一张绩效目标表的指标没有排在一起") }
            }
            rows.append(row)
        }
        finish()
        (self.units, self.projects) = (units, projects)
    }

    /// The indicators of one form; of the columns that few forms have, those that hold anything.
    private func table(_ rows: [PackagedRow]) -> IndicatorTable {
        let filled = fewColumns.filter { column in rows.contains { !$0[column.name].isEmpty } }
        let extra = rows.first.flatMap { extraCells[$0["indicator_id"]] } ?? []
        let columns =
            (usualColumns + filled).map { IndicatorColumn(Literal($0.heading)) }
            + extra.map { IndicatorColumn(Literal($0.name)) }
        var above: PackagedRow?
        let indicators = rows.map { row in
            defer { above = row }
            let startsLevel1 = above.map { $0["level1"] != row["level1"] } ?? true
            let own = extraCells[row["indicator_id"]] ?? []
            let others = extra.indices.map { $0 < own.count ? own[$0].value : "" }
            let value = row.literal("target_text")
            return Indicator(
                cells: (usualColumns + filled).map { row.literal($0.name) } + others.map { Literal($0) },
                level1: row.literal("level1"), level2: row.literal("level2"), level3: row.literal("level3"),
                startsLevel1: startsLevel1,
                startsLevel2: startsLevel1 || above.map { $0["level2"] != row["level2"] } ?? true,
                targetValue: TargetValue(
                    value, sign: row.filed("filed_operator"), measureUnit: row.filed("filed_unit")),
                range: value.range)
        }
        return IndicatorTable(columns: columns, indicators: indicators, range: TextRange(0, 0))
    }
}

/// Columns of the table of indicators with what the form calls them.
private let usualColumns = [
    (name: "level1", heading: "一级指标"), (name: "level2", heading: "二级指标"), (name: "level3", heading: "三级指标"),
    (name: "description", heading: "绩效指标描述"), (name: "target_text", heading: "指标值"),
]

private let fewColumns = [
    (name: "basis", heading: "指标值确定依据"), (name: "filed_operator", heading: "计算符号"),
    (name: "filed_unit", heading: "度量单位"), (name: "weight", heading: "分值"), (name: "direction", heading: "指标方向性"),
    (name: "actual_value", heading: "全年实际值"), (name: "score", heading: "得分"),
    (name: "deviation", heading: "偏差原因分析及改进措施"), (name: "scoring_rule", heading: "评分细则"),
    (name: "standard", heading: "绩效标准"), (name: "remark", heading: "备注"), (name: "core", heading: "★"),
]
