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
        /// It has a number (量化).
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
    public var measurability: Measurability

    public init(_ filed: Literal) {
        self.filed = filed
        var rest = Substring(filed.text.filter { !$0.isWhitespace })
        comparison = Self.takeOperator(&rest)
        let number = takeNumber(&rest)
        self.number = number
        upperNumber = nil
        unit = ""
        guard number != nil else {
            measurability = Self.measurability(ofText: String(rest))
            return
        }
        measurability = .quantified
        let firstUnit = rest.prefix { !"-~—～－至".contains($0) }
        var upper = rest.dropFirst(firstUnit.count).drop { "-~—～－至".contains($0) }
        if upper.count < rest.count, let end = takeNumber(&upper) {
            upperNumber = end
            unit = upper.isEmpty ? String(firstUnit) : String(upper)
        } else {
            unit = String(rest)
        }
    }

    private static func takeOperator(_ text: inout Substring) -> Operator? {
        for (spelling, value) in operatorSpellings where text.hasPrefix(spelling) {
            text.removeFirst(spelling.count)
            return value
        }
        return nil
    }

    private static func measurability(ofText text: String) -> Measurability {
        if yesNoWords.contains(text) { return .yesNo }
        if text.isEmpty || bareUnits.contains(text) || placeholders.contains(text) { return .absent }
        return .described
    }

    /// Longer spellings stand before those that they begin with.
    private static let operatorSpellings: [(String, Operator)] = [
        (">=", .atLeast), ("＞＝", .atLeast), ("≥", .atLeast), ("⩾", .atLeast), ("≧", .atLeast),
        ("大于等于", .atLeast), ("大于或等于", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast), ("至少", .atLeast),
        ("<=", .atMost), ("＜＝", .atMost), ("≤", .atMost), ("⩽", .atMost), ("≦", .atMost), ("小于等于", .atMost),
        ("小于或等于", .atMost), ("不高于", .atMost), ("不超过", .atMost), ("不多于", .atMost), ("至多", .atMost),
        (">", .moreThan), ("＞", .moreThan), ("大于", .moreThan), ("<", .lessThan), ("＜", .lessThan),
        ("小于", .lessThan), ("=", .equal), ("＝", .equal), ("等于", .equal),
    ]

    private static let yesNoWords: Set<String> = [
        "是", "否", "是/否", "是／否", "有", "无", "有/无", "有／无", "好", "好坏", "好/坏",
    ]

    private static let placeholders: Set<String> = ["待定", "XX", "xx", "××", "**", "*", "_", "__", "/", "-", "—", "——"]

    private static let bareUnits: Set<String> = [
        "次", "个", "人", "期", "场", "件", "项", "份", "篇", "户", "家", "台", "套", "辆", "天", "日", "月", "年",
        "元", "万元", "%", "％", "公里", "千米", "米", "平方米", "亩", "吨", "人次", "场次", "批", "批次", "条", "部", "册",
        "名", "处", "座", "间", "课时", "小时",
    ]
}

/// Takes a decimal number from the start of a text, if one stands there.
private func takeNumber(_ text: inout Substring) -> Amount? {
    var digits = text.unicodeScalars.prefix { decimalDigit($0) != nil || $0 == "." || $0 == "．" || $0 == "," }
    while let last = digits.last, decimalDigit(last) == nil { digits.removeLast() }
    guard let number = Amount(Substring(digits)) else { return nil }
    text = text[digits.endIndex...]
    return number
}
