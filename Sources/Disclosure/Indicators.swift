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

/// One performance indicator (绩效指标): a row of the form.
public struct Indicator: Sendable {
    /// The cells as filed, one for each column of the table.
    public var cells: [Literal]
    /// 一级指标; where the cell is blank or says 同上, that of the row above.
    public var level1: Literal
    /// 二级指标; where the cell is blank or says 同上, that of the row above within the same 一级指标.
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
