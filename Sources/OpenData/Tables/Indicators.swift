import Content
import Disclosure
import Pages

/// An indicator of a form.
private struct IndicatorRow: FormRow {
    let table: FiledIndicators
    /// The position in the form.
    let index: Int

    var form: FormKeys { table.form }

    var indicator: Indicator { table.indicators[index] }

    static func rows(of forms: UnitForms) -> [IndicatorRow] {
        var rows: [IndicatorRow] = []
        for form in forms.all {
            guard let table = form.indicators else { continue }
            let filed = FiledIndicators(form, table)
            for index in table.indicators.indices { rows.append(IndicatorRow(table: filed, index: index)) }
        }
        return rows
    }

    /// The filed cell of a column; blank when the form has no such column.
    func cell(_ kind: IndicatorColumn.Kind) -> Cell {
        guard let column = table.column(kind) else { return .blank }
        return .text(table.indicators[index].cells[column].text)
    }
}

/// The indicators of one form, with what is found out once for all of them.
private final class FiledIndicators: Sendable {
    let form: FormKeys
    let indicators: [Indicator]
    let anchors: [String]
    /// The first column of each kind: a few, so that looking through them is quicker than a dictionary.
    private let columns: [(kind: IndicatorColumn.Kind, index: Int)]

    init(_ form: FormKeys, _ table: IndicatorTable) {
        var columns: [(kind: IndicatorColumn.Kind, index: Int)] = []
        for (index, column) in table.columns.enumerated() where !columns.contains(where: { $0.kind == column.kind }) {
            columns.append((column.kind, index))
        }
        (self.form, self.columns) = (form, columns)
        (indicators, anchors) = (table.indicators, indicatorAnchors(table))
    }

    func column(_ kind: IndicatorColumn.Kind) -> Int? {
        for column in columns where column.kind == kind { return column.index }
        return nil
    }
}

extension Table {
    /// 绩效指标: how the goals are measured.
    static let indicators = Table(
        "indicators", "绩效指标", "一行是一条绩效指标，合并的一级、二级指标已逐行填满", primaryKey: ["indicator_id"],
        foreignKeys: [.unit, .project],
        columns: [
            ColumnOf<IndicatorRow>("indicator_id", "指标标识", kind: .code, required: true, "单位或项目标识，加指标在网页上的锚点；调整次序后不变") {
                .text($0.form.formID + "#" + $0.table.anchors[$0.index])
            },
            .unitID,
            .projectID,
            .year,
            .unitName,
            .projectName,
            ColumnOf("number", "序号", kind: .integer, required: true, "在原表中的次序，从 1 开始") { .integer($0.index + 1) },
            ColumnOf("level1", "一级指标", "一级指标，空白和“同上”已换成上面的名称") { .text($0.indicator.level1.text) },
            ColumnOf("level2", "二级指标", "二级指标，空白和“同上”已换成上面的名称") { .text($0.indicator.level2.text) },
            ColumnOf("level3", "三级指标", "三级指标") { .text($0.indicator.level3.text) },
            ColumnOf("description", "绩效指标描述", "绩效指标描述") { $0.cell(.description) },
            ColumnOf("target_text", "指标值（原文）", kind: .code, "填报的指标值，原样照录") {
                .text($0.indicator.targetValue?.filed.text)
            },
            ColumnOf(
                "target_operator", "计算符号", kind: .choice(TargetValue.Operator.allCases.map(\.rawValue)),
                "从指标值读出的比较符号；没有写时空白"
            ) { .text($0.indicator.targetValue?.comparison?.rawValue) },
            ColumnOf("target_number", "指标值（数）", kind: .number, "从指标值读出的数，或范围的下限") {
                .number($0.indicator.targetValue?.number)
            },
            ColumnOf("target_upper", "指标值（上限）", kind: .number, "范围的上限") {
                .number($0.indicator.targetValue?.upperNumber)
            },
            ColumnOf("target_unit", "指标值单位", "跟在数后面的单位，如 %、次、人") { row in
                let unit = row.indicator.targetValue?.unit ?? ""
                return unit.isEmpty ? .blank : .text(unit)
            },
            ColumnOf("measurability", "能否衡量", kind: .choice(["量化", "是否类", "文字", "待补"]), required: true, "量化而没有数的是日期") {
                .text(words(for: $0.indicator.targetValue?.measurability ?? .absent))
            },
            ColumnOf("basis", "指标值确定依据", "指标值确定依据") { $0.cell(.basis) },
            ColumnOf("filed_operator", "计算符号（原文）", "原表单列的指标性质或计算符号") { $0.cell(.comparison) },
            ColumnOf("filed_unit", "度量单位（原文）", "原表单列的度量单位或计量单位") { $0.cell(.measureUnit) },
            ColumnOf("weight", "分值", kind: .code, "分值或权重，原样照录") { $0.cell(.weight) },
            ColumnOf("direction", "指标方向性", "指标方向性") { $0.cell(.direction) },
            ColumnOf("actual_value", "全年实际值", kind: .code, "全年实际值或完成值，原样照录") { $0.cell(.actualValue) },
            ColumnOf("score", "得分", kind: .code, "得分，原样照录") { $0.cell(.score) },
            ColumnOf("deviation", "偏差原因分析及改进措施", "偏差原因分析及改进措施") { $0.cell(.deviation) },
            ColumnOf("scoring_rule", "评分细则", "评分细则") { $0.cell(.scoringRule) },
            ColumnOf("standard", "绩效标准", "绩效标准") { $0.cell(.standard) },
            ColumnOf("remark", "备注", "备注") { $0.cell(.remark) },
            ColumnOf("core", "核心指标", "核心指标的标记，如 ★") { $0.cell(.core) },
        ]
    ) { forms in IndicatorRow.rows(of: forms) }

    private static func words(for measurability: TargetValue.Measurability) -> String {
        switch measurability {
        case .quantified: "量化"
        case .yesNo: "是否类"
        case .described: "文字"
        case .absent: "待补"
        }
    }
}
