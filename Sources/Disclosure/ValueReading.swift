/// What the characters of a target value say, white space already removed.
///
/// A large site has a hundred thousand of them, so this looks at bytes and decides by the first character.
struct ValueReading {
    var comparison: TargetValue.Operator?
    var number: Amount?
    var upperNumber: Amount?
    /// The bytes of the unit.
    var unit = 0..<0
    var isDate = false
    var measurability = TargetValue.Measurability.absent

    init(_ bytes: Span<UInt8>) {
        if bytes.isEmpty { return }
        var index = 0
        if bytes.digit(at: 0) == nil, let (value, width) = takeOperator(bytes) {
            comparison = value
            index = width
        }
        if isDateWritten(bytes, at: index) {
            isDate = true
            measurability = .quantified
        } else if let number = takeNumber(bytes, at: &index) {
            self.number = number
            measurability = .quantified
            readUnit(bytes, from: index)
        } else {
            measurability = measurabilityOfWords(bytes, from: index)
        }
    }

    /// Reads what follows the number: a unit, or the upper end of a range and its unit.
    private mutating func readUnit(_ bytes: Span<UInt8>, from start: Int) {
        var index = start
        scan: while index < bytes.count {
            let (mark, width) = bytes.scalar(at: index)
            switch mark {
            case "-", "~", "—", "－", "～", "–", "至", "到":
                var end = index + width
                guard let number, let upper = takeNumber(bytes, at: &end) else { break }
                // Where the second number is the smaller one, nobody knows what is meant.
                guard number <= upper else { break scan }
                upperNumber = upper
                let rest = unitEnd(bytes, from: end)
                return setUnit(rest == end ? start..<index : end..<rest, bytes)
            case "(", "（", ";", "；", ",", "，", "、", "。", "且", "±", "≥", "≤", ">", "<", "＞", "＜": break scan
            default: break
            }
            index += width
        }
        setUnit(start..<index, bytes)
    }

    /// 以上, 以下 and 以内 behind a unit are an operator and include the number (民法典 1259).
    private mutating func setUnit(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        unit = range
        guard range.count >= 6 else { return }
        for (word, value) in trailingOperators {
            let end = range.upperBound - word.utf8CodeUnitCount
            guard bytes.holds(word, at: end) else { continue }
            unit = range.lowerBound..<end
            if unit.count >= 3, bytes.holds("及", at: unit.upperBound - 3) {
                unit = unit.lowerBound..<unit.upperBound - 3
            }
            comparison = comparison ?? value
            return
        }
    }
}

/// Where the unit that begins at an offset ends: at a bracket or a mark that starts something else.
private func unitEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
        let (mark, width) = bytes.scalar(at: index)
        switch mark {
        case "(", "（", ";", "；", ",", "，", "、", "。": return index
        default: index += width
        }
    }
    return index
}

// MARK: Operators

/// The operator that a text begins with, and its width in bytes.
func takeOperator(_ bytes: Span<UInt8>) -> (TargetValue.Operator, width: Int)? {
    let (first, width) = bytes.scalar(at: 0)
    switch first {
    case "≥", "⩾", "≧", "≮": return (.atLeast, width)
    case "≤", "⩽", "≦", "≯": return (.atMost, width)
    case "=", "＝": return (.equal, width)
    case ">", "＞", "<", "＜":
        let (second, secondWidth) = bytes.scalar(at: width)
        let isGreater = first == ">" || first == "＞"
        if second == "=" || second == "＝" { return (isGreater ? .atLeast : .atMost, width + secondWidth) }
        return (isGreater ? .moreThan : .lessThan, width)
    case "大", "高", "多", "超", "小", "低", "少", "等", "不", "至", "最":
        for (spelling, value) in operatorWords where bytes.holds(spelling, at: 0) {
            return (value, spelling.utf8CodeUnitCount)
        }
        return nil
    default: return nil
    }
}

/// Longer spellings stand before those that they begin with.
private let operatorWords: [(StaticString, TargetValue.Operator)] = [
    ("大于等于", .atLeast), ("大于或等于", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast), ("不小于", .atLeast),
    ("至少", .atLeast), ("最少", .atLeast), ("大于", .moreThan), ("高于", .moreThan), ("多于", .moreThan),
    ("超过", .moreThan),
    ("小于等于", .atMost), ("小于或等于", .atMost), ("不高于", .atMost), ("不超过", .atMost), ("不多于", .atMost),
    ("不大于", .atMost), ("至多", .atMost), ("最多", .atMost), ("小于", .lessThan), ("低于", .lessThan),
    ("少于", .lessThan), ("等于", .equal),
]

private let trailingOperators: [(StaticString, TargetValue.Operator)] = [
    ("以上", .atLeast), ("以下", .atMost), ("以内", .atMost), ("之内", .atMost),
]

// MARK: Numbers

/// Takes a decimal number, if one stands at an offset and is not the first part of something like `1/2` or `1：3`.
private func takeNumber(_ bytes: Span<UInt8>, at offset: inout Int) -> Amount? {
    var index = offset
    let (sign, signWidth) = bytes.scalar(at: index)
    if sign == "-" || sign == "－" || sign == "−" { index += signWidth }
    guard bytes.digit(at: index) != nil else { return nil }
    var end = index
    scan: while index < bytes.count {
        if let (_, width) = bytes.digit(at: index) {
            index += width
            end = index
            continue
        }
        let (mark, width) = bytes.scalar(at: index)
        switch mark {
        case ".", ",", "．": index += width
        case "/", "／", ":", "：":
            if index == end, bytes.digit(at: index + width) != nil { return nil }
            break scan
        default: break scan
        }
    }
    guard let number = Amount(bytes, in: offset..<end) else { return nil }
    offset = end
    return number
}

// MARK: Dates

/// Whether a date stands at an offset: `2022年`, `2022年12月底`, `2022-12-31`, `2022-12`, `6月底`, `12月31日前`.
private func isDateWritten(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    var index = offset
    guard let (first, digits) = bytes.wholeNumber(at: &index, longest: 4) else { return false }
    if digits <= 2, (1...12).contains(first), bytes.holds("月", at: index) {
        index += 3
        if bytes.wholeNumber(at: &index, longest: 2) != nil { return bytes.width(ofAny: ["日", "号"], at: index) > 0 }
        return bytes.width(ofAny: ["底", "末", "份", "中旬", "上旬", "下旬", "初", "前"], at: index) > 0
    }
    guard digits == 4, (1990...2999).contains(first) else { return false }
    if bytes.holds("年", at: index) {
        index += 3
        if let (month, _) = bytes.wholeNumber(at: &index, longest: 2) {
            return (1...12).contains(month) && bytes.holds("月", at: index)
        }
        return index == bytes.count
            || bytes.width(ofAny: ["底", "末", "内", "度", "前", "以前", "之前"], at: index) > 0
    }
    let (mark, _) = bytes.scalar(at: index)
    guard mark == "-" || mark == "/" || mark == "." else { return false }
    index += 1
    guard let (month, _) = bytes.wholeNumber(at: &index, longest: 2), (1...12).contains(month) else { return false }
    if index == bytes.count { return mark != "." }
    guard bytes.scalar(at: index).value == mark else { return false }
    index += 1
    return bytes.wholeNumber(at: &index, longest: 2).map { (1...31).contains($0.value) } ?? false
}

// MARK: Words

private func measurabilityOfWords(_ bytes: Span<UInt8>, from start: Int) -> TargetValue.Measurability {
    if start == bytes.count { return .absent }
    if isOne(of: yesNoWords, bytes, from: start) { return .yesNo }
    if isOne(of: bareUnits, bytes, from: start) || isOne(of: placeholders, bytes, from: start) { return .absent }
    // `XX`, `**%`, `＿＿次`: marks that wait for a number, perhaps with its unit.
    var index = start
    scan: while index < bytes.count {
        let (mark, width) = bytes.scalar(at: index)
        switch mark {
        case "X", "x", "Ｘ", "ｘ", "×", "*", "＊", "_", "＿": index += width
        default: break scan
        }
    }
    guard index > start, index == bytes.count || isOne(of: bareUnits, bytes, from: index) else { return .described }
    return .absent
}

/// Whether the bytes from an offset on are one of some words, which have at most nine bytes.
private func isOne(of words: [StaticString], _ bytes: Span<UInt8>, from start: Int) -> Bool {
    let count = bytes.count - start
    return count <= 9 && words.contains { $0.utf8CodeUnitCount == count && bytes.holds($0, at: start) }
}

private let yesNoWords: [StaticString] = [
    "是", "否", "是/否", "是／否", "有", "无", "有/无", "有／无", "好", "好坏", "好/坏", "好／坏",
]

private let placeholders: [StaticString] = ["待定", "待补", "待填", "/", "／", "-", "－", "—", "——", "…", "……"]

private let bareUnits: [StaticString] = [
    "次", "个", "人", "期", "场", "件", "项", "份", "篇", "户", "家", "台", "套", "辆", "天", "日", "月", "年",
    "元", "万元", "%", "％", "公里", "千米", "米", "平方米", "亩", "吨", "人次", "场次", "批", "批次", "条", "部", "册",
    "名", "处", "座", "间", "课时", "小时",
]
