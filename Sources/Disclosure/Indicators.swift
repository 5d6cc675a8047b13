import Basics
import Content

/// The table of performance indicators (绩效指标) of a project or a unit, with its columns as filed.
public struct IndicatorTable: Sendable {
    public var columns: [IndicatorColumn]
    public var indicators: [Indicator]
    public var range: TextRange

    /// The position of a column, or nil when the table has none of this kind.
    public func index(of kind: IndicatorColumn.Kind) -> Int? { columns.firstIndex { $0.kind == kind } }
}

/// A column of an indicator table: its heading as filed, and what it means.
public struct IndicatorColumn: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 一级指标
        case level1
        /// 二级指标
        case level2
        /// 三级指标
        case level3
        /// 绩效指标描述
        case description
        /// 指标值
        case targetValue
        /// 指标值确定依据
        case basis
        /// 指标性质, 计算符号
        case comparison
        /// 度量单位
        case measureUnit
        /// 分值, 权重
        case weight
        /// 指标方向性
        case direction
        /// 全年实际值
        case actualValue
        /// 得分
        case score
        /// 偏差原因分析及改进措施
        case deviation
        /// 评分细则
        case scoringRule
        /// 绩效标准
        case standard
        /// 备注
        case remark
        /// ★: a core indicator (核心指标)
        case core
        /// A column that the program does not know; kept, shown and exported.
        case other
    }

    public var heading: Literal
    public var kind: Kind

    public init(_ heading: Literal) {
        self.heading = heading
        kind = Self.kinds[heading.text.filter { !$0.isWhitespace }] ?? .other
    }

    /// Headings as forms of several provinces write them.
    private static let kinds: [String: Kind] = [
        "一级指标": .level1, "二级指标": .level2, "三级指标": .level3, "指标名称": .level3,
        "绩效指标描述": .description, "指标描述": .description, "指标内容": .description, "指标解释": .description,
        "指标说明": .description, "描述": .description,
        "指标值": .targetValue, "目标值": .targetValue, "年度指标值": .targetValue, "指标目标值": .targetValue,
        "绩效指标值": .targetValue, "年度目标值": .targetValue,
        "指标值确定依据": .basis, "指标确定依据": .basis, "确定依据": .basis,
        "指标性质": .comparison, "计算符号": .comparison, "度量单位": .measureUnit, "计量单位": .measureUnit,
        "分值": .weight, "权重": .weight, "分值权重": .weight, "指标方向性": .direction, "指标方向": .direction,
        "完成值": .actualValue, "全年实际值": .actualValue, "全年完成值": .actualValue, "实际完成值": .actualValue,
        "得分": .score, "偏差原因分析及改进措施": .deviation, "未完成原因分析": .deviation,
        "评分细则": .scoringRule, "绩效标准": .standard, "备注": .remark, "★": .core, "核心指标": .core,
    ]
}

/// One performance indicator (绩效指标): a row of the form.
public struct Indicator: Sendable {
    /// The cells as filed, one for each column of the table.
    public var cells: [Literal]
    /// 一级指标; where the cell is blank, that of the row above (同上).
    public var level1: Literal
    /// 二级指标; where the cell is blank, that of the row above within the same 一级指标.
    public var level2: Literal
    /// 三级指标.
    public var level3: Literal
    /// Whether the 一级指标 cell starts here, rather than going on from above.
    public var startsLevel1: Bool
    /// Whether the 二级指标 cell starts here.
    public var startsLevel2: Bool
    /// nil when the table has no column for it.
    public var targetValue: TargetValue?
    public var range: TextRange
}

/// Reads an indicator table; a blank 一级 or 二级 cell goes on from above.
func readIndicators(_ table: Table, range: TextRange) -> IndicatorTable {
    let columns = table.header.map(IndicatorColumn.init)
    var result = IndicatorTable(columns: columns, indicators: [], range: range)
    let (level1, level2, level3) = (result.index(of: .level1), result.index(of: .level2), result.index(of: .level3))
    let value = result.index(of: .targetValue)
    result.indicators.reserveCapacity(table.rows.count)
    for row in table.rows {
        let end = TextRange(row.range.upper, row.range.upper)
        func cell(_ index: Int?) -> Literal {
            index.map { $0 < row.cells.count ? row.cells[$0] : Literal("", end) } ?? Literal("", end)
        }
        let above = result.indicators.last
        let (first, second) = (cell(level1), cell(level2))
        let continuesLevel1 = first.text.isEmpty && above != nil
        let continuesLevel2 = second.text.isEmpty && continuesLevel1
        result.indicators.append(
            Indicator(
                cells: columns.indices.map { cell($0) },
                level1: continuesLevel1 ? above?.level1 ?? first : first,
                level2: continuesLevel2 ? above?.level2 ?? second : second,
                level3: cell(level3), startsLevel1: !continuesLevel1, startsLevel2: !continuesLevel2,
                targetValue: value.map { TargetValue(cell($0)) }, range: row.range))
    }
    return result
}
