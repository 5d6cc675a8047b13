import Basics
import Content

/// An amount as filed, and the number it says.
public struct FiledAmount: Sendable, Hashable {
    /// The key that it was filed under: 预算数, 财政资金, 其他资金, …
    public var name: Literal
    public var filed: Literal
    /// nil for a blank, and for what is not one number, which is reported.
    public var amount: Amount?
}

/// One column of a spending plan: a deadline and the share of the budget to be spent by then.
public struct PlannedSpending: Sendable, Hashable {
    /// The heading as filed: `3月底`.
    public var deadline: Literal
    /// The month that the heading names, 1 to 12.
    public var month: Int?
    public var filed: Literal
    /// The share in percent.
    public var percent: Amount?
}

/// A budget project (预算项目) with its performance goals form (绩效目标表).
public struct Project: Sendable {
    public var source: SourceText
    public var year: Int
    /// 项目编码
    public var code: Literal
    /// 项目名称
    public var name: Literal
    /// 预算数
    public var budget: FiledAmount
    /// The budget's sources in the order filed: 财政资金, 其他资金, …
    public var funds: [FiledAmount]
    /// 资金用途; nil when not filed.
    public var purpose: Literal?
    /// 资金支出计划; empty when not filed.
    public var plan: [PlannedSpending]
    /// The plan section's heading as filed.
    public var planHeading: Literal?
    /// 绩效目标: the text as filed, line by line; nil when not filed.
    public var goal: Literal?
    /// 绩效指标; nil when not filed.
    public var indicators: IndicatorTable?
    /// Fields that the form does not know, in the order filed.
    public var extraFields: [Field]
    /// Sections that the form does not know, in the order filed.
    public var extraSections: [Section]
    public var publication: Publication

    public func place(_ range: TextRange?) -> Place { source.place(range) }
}
