import Content

/// A target value (指标值): as filed, and as far as it can be read as a comparison with a number.
public struct TargetValue: Sendable, Hashable {
    /// The relation between the result and the number (计算符号).
    public enum Operator: String, Sendable, Hashable, CaseIterable {
        case atLeast = "≥"
        case moreThan = "＞"
        case equal = "＝"
        case lessThan = "＜"
        case atMost = "≤"
    }

    /// How far a target can be measured.
    public enum Measurability: Sendable, Hashable {
        /// It has a number or a date (量化).
        case quantified
        /// It can only be affirmed or denied (是否类).
        case yesNo
        /// It is told in words (文字).
        case described
        /// It is blank, a unit without a number, or a placeholder (待补).
        case absent
    }

    public var filed: Literal
    /// nil where none is written; such a number is commonly meant as ＝.
    public var comparison: Operator?
    /// The number, or the lower end of a range.
    public var number: Amount?
    /// The upper end of a range.
    public var upperNumber: Amount?
    /// What follows the number: `%`, `期`, `人`; empty where nothing does.
    public var unit: String
    /// Whether it is a year, month or day, such as `2022年12月` or `6月底`; it then has neither number nor unit.
    public var isDate: Bool
    public var measurability: Measurability

    public init(_ filed: Literal) {
        let text = filed.text.withoutSpace
        let reading = ValueReading(text.utf8.span)
        self.filed = filed
        comparison = reading.comparison
        number = reading.number
        upperNumber = reading.upperNumber
        unit = reading.unit.isEmpty ? "" : text.bytes(reading.unit)
        if unit.isSame(as: "％") { unit = "%" }
        isDate = reading.isDate
        measurability = reading.measurability
    }

    /// - Parameters:
    ///   - sign: the row's cell of a column 计算符号, which counts where the value itself has no operator.
    ///   - measureUnit: the row's cell of a column 度量单位, which counts where nothing follows the number.
    init(_ filed: Literal, sign: Literal?, measureUnit: Literal?) {
        self.init(filed)
        if comparison == nil, let sign, !sign.text.isEmpty { comparison = Operator(spelling: sign.text) }
        if number != nil, unit.isEmpty, let measureUnit { unit = measureUnit.text }
    }
}

extension TargetValue.Operator {
    /// Reads `≥`, `>=`, `不低于` and so on; nil for what is no operator, as 定性.
    public init?(spelling: String) {
        let text = spelling.withoutSpace
        guard let (value, width) = takeOperator(text.utf8.span), width == text.utf8.count else { return nil }
        self = value
    }
}
