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
///
/// An object, as it is large and handed to every stage.
public final class Project: Sendable {
    public let source: SourceText
    public let year: Int
    /// 项目编码
    public let code: Literal
    /// 项目名称
    public let name: Literal
    /// 预算数
    public let budget: FiledAmount
    /// The budget's sources in the order filed: 财政资金, 其他资金, …
    public let funds: [FiledAmount]
    /// 资金用途; nil when not filed.
    public let purpose: Literal?
    /// 资金支出计划; empty when not filed.
    public let plan: [PlannedSpending]
    /// The plan section's heading as filed.
    public let planHeading: Literal?
    /// 绩效目标: the text as filed, line by line; nil when not filed.
    public let goal: Literal?
    /// 绩效指标; nil when not filed.
    public let indicators: IndicatorTable?
    /// Fields that the form does not know, in the order filed.
    public let extraFields: [Field]
    /// Sections that the form does not know, in the order filed.
    public let extraSections: [Section]
    public let publication: Publication

    init(
        source: SourceText, year: Int, code: Literal, name: Literal, budget: FiledAmount, funds: [FiledAmount],
        purpose: Literal?, plan: [PlannedSpending], planHeading: Literal?, goal: Literal?, indicators: IndicatorTable?,
        extraFields: [Field], extraSections: [Section], publication: Publication
    ) {
        (self.source, self.year, self.code, self.name) = (source, year, code, name)
        (self.budget, self.funds, self.purpose) = (budget, funds, purpose)
        (self.plan, self.planHeading, self.goal, self.indicators) = (plan, planHeading, goal, indicators)
        (self.extraFields, self.extraSections, self.publication) = (extraFields, extraSections, publication)
    }

    /// The same project, filed in another year.
    func filed(in year: Int) -> Project {
        Project(
            source: source, year: year, code: code, name: name, budget: budget, funds: funds, purpose: purpose,
            plan: plan, planHeading: planHeading, goal: goal, indicators: indicators, extraFields: extraFields,
            extraSections: extraSections, publication: publication)
    }

    public func place(_ range: TextRange?) -> Place { source.place(range) }

    /// 上年项目: the code that the project had the year before, as filed; nil when not filed.
    public var formerCode: Literal? {
        guard case .scalar(let code)? = extraFields.first(where: { $0.key.text == "上年项目" })?.value else { return nil }
        return code.text.isEmpty ? nil : code
    }
}
