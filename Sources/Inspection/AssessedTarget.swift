import Basics
import Content
import Disclosure

/// An indicator and what is wrong with its target value. At most one thing is: the first that applies, so that a cell
/// is not reported under several names.
struct AssessedTarget: Sendable {
    enum Problem: Sendable, Hashable {
        /// value-missing
        case missing
        /// value-placeholder: `是/否`, `XX`
        case placeholder
        /// value-unit-only: `次`
        case unitOnly
        /// value-not-numeric: no number under 数量指标 or 成本指标
        case notNumeric
        /// value-boolean: 是 under any other
        case boolean
        /// operator-unknown: `》95%`
        case operatorUnknown
        /// rate-not-percent: 准确率 = 1人
        case rateNotPercent
        /// count-as-percent: 发稿量 ≥85%
        case countAsPercent
        /// value-impossible: 120% of something that does not grow, a negative share
        case impossible
        /// value-implicit-equals: `4期`
        case implicitEquals
    }

    var indicator: Indicator
    var problem: Problem?
    /// 绩效指标描述; empty where there is no such column.
    var description: Literal
    /// The second level as forms name it, whatever alias is filed; nil for an unknown one.
    var level2: LevelNames.Level?
    /// The relation to the number, from the value or from a column of its own.
    var comparison: TargetValue.Operator?
    /// The unit of the number, from the value or from a column of its own.
    var unit: String
    /// Whether the value says a number, be it within words.
    var hasNumber: Bool
    /// Where the problem stands.
    var range: TextRange

    init(_ indicator: Indicator, _ columns: IndicatorSubject.Columns) {
        self.indicator = indicator
        let value = indicator.targetValue
        description = columns.description.map { indicator.cells[$0] } ?? Literal("", indicator.level3.range)
        level2 = LevelNames.second(indicator.level2.text)
        range = value?.filed.range ?? indicator.level3.range
        hasNumber = value.map { $0.number != nil || $0.filed.text.hasDigit || spellsNumber($0.filed.text) } ?? false
        let sign = columns.comparison.map { indicator.cells[$0] }
        comparison = value?.comparison ?? sign.flatMap { TargetValue($0).comparison }
        unit = value?.unit ?? ""
        if unit.isEmpty, let column = columns.measureUnit { unit = indicator.cells[column].text }
        guard let value else { return }
        if let sign, wrongOperator(at: sign.text, isWhole: true) != nil {
            problem = .operatorUnknown
            range = sign.range
        } else {
            problem = problem(of: value)
            if problem == .implicitEquals, let sign, !sign.text.isEmpty { problem = nil }
        }
    }

    /// Whether the value is a percentage, or the column of units says so.
    var isPercent: Bool {
        IndicatorWords.percents.isFound(in: unit)
            || indicator.targetValue.map { IndicatorWords.percents.isFound(in: $0.filed.text) } ?? false
    }

    /// Whether the value is a number that measures what the indicator is about.
    var isMeasurable: Bool {
        guard hasNumber else { return false }
        switch problem {
        case nil, .implicitEquals: return true
        // 发稿量 ≥85% measures the growth that its description speaks of.
        case .countAsPercent: return IndicatorWords.growthRates.isFound(in: description.text)
        default: return false
        }
    }

    private func problem(of value: TargetValue) -> Problem? {
        let text = value.filed.text
        if text.isEmpty { return .missing }
        if IndicatorWords.blanks.isFound(in: text) { return .placeholder }
        return text.hasDigit ? problem(ofNumber: value) : problem(ofWords: text)
    }

    private func problem(ofWords filed: String) -> Problem? {
        let text = withoutOperator(filed)
        if IndicatorWords.placeholders.contains(text) { return .placeholder }
        if text.isEmpty || IndicatorWords.units.contains(text) { return .unitOnly }
        if hasNumber { return nil }
        if level2.map({ numericLevels.contains($0.name) }) ?? false { return .notNumeric }
        if yesNo.contains(text) { return .boolean }
        return IndicatorWords.rates.isEnd(of: indicator.level3.text) ? .rateNotPercent : nil
    }

    private func problem(ofNumber value: TargetValue) -> Problem? {
        let text = value.filed.text
        let name = indicator.level3.text
        if wrongOperator(at: text, isWhole: false) != nil { return .operatorUnknown }
        let isPercent = isPercent
        if !isPercent, IndicatorWords.rates.isEnd(of: name), !isRatio(text), !isScoreOfSatisfaction, !isNone(value) {
            return .rateNotPercent
        }
        if isPercent, value.number != nil, IndicatorWords.counts.isEnd(of: name),
            !IndicatorWords.beyondWhole.isFound(in: text)
        {
            return .countAsPercent
        }
        if isImpossible(value, isPercent: isPercent) { return .impossible }
        return isImplicitlyEqual(value) ? .implicitEquals : nil
    }

    /// 满意度 ≥90分 is a score of a survey.
    private var isScoreOfSatisfaction: Bool { Spelling(unit) == Spelling("分") && isSatisfaction }

    var isSatisfaction: Bool {
        level2?.level1 == "满意度指标" || LevelNames.first(indicator.level1.text)?.name == "满意度指标"
            || indicator.level3.text.utf8.suffix(9).elementsEqual("满意度".utf8)
    }

    /// 事故发生率 0: none at all.
    private func isNone(_ value: TargetValue) -> Bool { value.number == .zero && value.unit.isEmpty }

    private func isImpossible(_ value: TargetValue, isPercent: Bool) -> Bool {
        guard isPercent || startsNegative(value.filed.text) else { return false }
        let whole = Amount(millionths: 100_000_000, decimals: 0)
        let isNegative = startsNegative(value.filed.text)
        var isBeyond = false
        if isPercent, let number = value.number, startsWithPercent(unit) {
            isBeyond = number > whole || value.upperNumber ?? .zero > whole
            if number == whole, value.upperNumber == nil {
                isBeyond =
                    comparison == .atLeast || comparison == .moreThan
                    || unit.utf8.count > 3
                        && unit.utf8.suffix(6).elementsEqual("以上".utf8)
            }
        }
        guard isNegative || isBeyond else { return false }
        return ![indicator.level3.text, description.text, value.filed.text].contains(
            where: IndicatorWords.beyondWhole.isFound)
    }

    private func isImplicitlyEqual(_ value: TargetValue) -> Bool {
        guard comparison == nil, let number = value.number, value.upperNumber == nil else { return false }
        guard unit.isEmpty || IndicatorWords.units.contains(unit) else { return false }
        // 2022年 and 12月 are dates.
        let years = Amount(whole: 1990)...Amount(whole: 2100)
        return !dateUnits.contains(unit) && !(unit.isEmpty && years.contains(number))
    }
}

private let numericLevels = WordIndex(["数量指标", "成本指标", "经济成本指标"])
private let yesNo = WordIndex(["是", "否", "有", "无", "√", "对", "好"])
private let dateUnits = WordIndex(["年", "月", "日"])

extension Amount {
    fileprivate init(whole: Int) { self.init(millionths: whole * 1_000_000, decimals: 0) }
}

/// The operator that a value begins with in a spelling that is none, when a number follows; or that is all of a cell.
func wrongOperator(at text: String, isWhole: Bool) -> (spelling: String, meaning: String)? {
    guard startsWithWrongOperator(text) else { return nil }
    return IndicatorWords.wrongOperators.first { entry in
        guard text.utf8.starts(with: entry.spelling.utf8) else { return false }
        var rest = text.unicodeScalars.dropFirst(entry.spelling.unicodeScalars.count).drop {
            $0.properties.isWhitespace
        }
        if isWhole { return rest.isEmpty }
        while let sign = rest.first, operatorSigns.contains(sign) { rest = rest.dropFirst() }
        return rest.first.map { String($0).hasDigit } ?? false
    }
}

/// Whether a text begins with a character of a wrong operator, and is not one right operator and a digit.
private func startsWithWrongOperator(_ text: String) -> Bool {
    text.withBytes { bytes in
        guard let lead = bytes.first else { return false }
        if lead == UInt8(ascii: "<") || lead == UInt8(ascii: ">") || lead == UInt8(ascii: "=") { return true }
        // The signs lie in U+2200…22FF and U+2A7D…, U+3008…300B, U+FE64… and U+FF1C….
        guard lead == 0xE2 || lead == 0xE3 || lead == 0xEF else { return false }
        return bytes.count < 4 || !(0x30...0x39).contains(bytes[3]) || !isRightOperator(bytes)
    }
}

/// ≥ ≤ ＜ ＝ ＞
private func isRightOperator(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0xE2, 0x89, 0xA4...0xA5), (0xEF, 0xBC, 0x9C...0x9E): true
    default: false
    }
}

private let operatorSigns = Set("≥≤＞＜＝><=-－−".unicodeScalars)

private func withoutOperator(_ text: String) -> String {
    guard let lead = text.utf8.first, lead < 0xE4 || lead == 0xEF else { return text }
    let rest = text.unicodeScalars.drop {
        operatorSigns.contains($0) && $0 != "-" && $0 != "－" || $0.properties.isWhitespace
    }
    return String(rest)
}

/// Whether a text says a number in Chinese numerals: 每年一次, 百分之九十, 零事故.
private func spellsNumber(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    if scalars.first == "零" || IndicatorWords.percents.isFound(in: text) && scalars.contains(where: numerals.contains) {
        return true
    }
    guard let numeral = scalars.lastIndex(where: numerals.contains) else { return false }
    return IndicatorWords.units.contains(String(scalars[scalars.index(after: numeral)...]))
}

private let numerals = Set("一二两三四五六七八九十百千万半".unicodeScalars)

/// 1:19, 1/3
private func isRatio(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.dropFirst().dropLast().contains { index in
        ratioSigns.contains(scalars[index]) && String(scalars[index - 1]).hasDigit
            && String(scalars[index + 1]).hasDigit
    }
}

private let ratioSigns = Set(":：∶/／".unicodeScalars)

private func startsWithPercent(_ text: String) -> Bool {
    text.unicodeScalars.first.map { $0 == "%" || $0 == "％" || $0 == "﹪" } ?? false
}

private func startsNegative(_ text: String) -> Bool {
    guard let lead = text.utf8.first, !(0x30...0x39).contains(lead) else { return false }
    let rest = text.unicodeScalars.drop { "≥≤＞＜＝><=".unicodeScalars.contains($0) || $0.properties.isWhitespace }
    guard let sign = rest.first, sign == "-" || sign == "－" || sign == "−" || sign == "负" else { return false }
    return rest.dropFirst().first.map { String($0).hasDigit } ?? false
}
