import Basics
import Content

/// What of a person a number is.
enum PersonalNumber: Sendable, Hashable {
    /// 公民身份号码
    case identity
    /// 手机号码
    case mobile
    /// 银行卡号
    case bankCard
}

/// A number of a person in a text.
struct FoundNumber: Sendable {
    var kind: PersonalNumber
    /// The digits as ASCII, in which an `X` may stand last.
    var digits: [UInt8]
    var range: TextRange
    /// With its middle hidden.
    var masked: String

    /// Whether the number can be no other by chance: an identity number with a region, a date and a check digit.
    var isCertain: Bool { kind == .identity && digits.count == 18 }
}

/// The numbers of persons in a text, but for what stands behind the label of a code: `索引号：…`.
///
/// - Parameter isTabular: whether ends of lines, tabs and wide spaces part columns rather than words, as in text that comes
///   out of a PDF file.
func personalNumbers(in bytes: [UInt8], isTabular: Bool = false) -> [FoundNumber] {
    scan(bytes, isTabular: isTabular).found
}

private func scan(_ bytes: [UInt8], isTabular: Bool) -> (found: [FoundNumber], meetsMarkup: Bool) {
    var found: [FoundNumber] = []
    let meetsMarkup = digitRuns(in: bytes) { runs in
        let numbers = runs.compactMap { number(in: $0, of: bytes, isTabular: isTabular) }
        // Part of an identity number may look like a telephone number.
        var chosen: [FoundNumber] = []
        for number in numbers.sorted(by: { $0.digits.count > $1.digits.count })
        where !chosen.contains(where: { $0.range.overlaps(number.range) }) { chosen.append(number) }
        found += chosen
    }
    // Digits beside Chinese numerals are read twice.
    var distinct: [FoundNumber] = []
    for number in found.sorted(by: { $0.range.lower < $1.range.lower })
    where !(distinct.last?.range.overlaps(number.range) ?? false) { distinct.append(number) }
    return (distinct, meetsMarkup)
}

private func number(in run: DigitRun, of bytes: [UInt8], isTabular: Bool) -> FoundNumber? {
    func found(_ kind: PersonalNumber) -> FoundNumber {
        FoundNumber(kind: kind, digits: run.digits, range: run.range, masked: run.masked)
    }
    if isIdentityNumber(run) { return found(.identity) }
    // Most runs are too short or too long to ask what stands before them.
    guard mayBeMobile(run) || mayBeBankCard(run) else { return nil }
    let label = textBefore(run.range.lower, in: bytes)
    if isCodeLabel(label) { return nil }
    if isMobileNumber(run, behind: label, isTabular: isTabular) { return found(.mobile) }
    return isBankCard(run, behind: label) ? found(.bankCard) : nil
}

/// The numbers of persons anywhere in a document, but for those in fields and columns of codes and amounts.
func personalNumbers(in document: Document) -> [FoundNumber] {
    let (inSource, meetsMarkup) = scan(document.source.bytes, isTabular: false)
    let found = meetsMarkup ? inSource + shownNumbers(in: document, besides: inSource) : inSource
    if found.isEmpty { return found }
    let excluded = document.fields.filter { isCodeOrAmount($0.key.text) }.map(\.value.range)
    return found.filter { number in
        // An identity number is no chance, not even in a code.
        if number.isCertain { return true }
        let range = number.range
        if excluded.contains(where: { $0.lower <= range.lower && range.upper <= $0.upper }) { return false }
        guard number.kind != .identity, let cell = cell(at: range, in: document) else { return true }
        return !(isCodeLabel(cell.heading) && isCode(cell.text))
    }
}

/// Whether a heading or label names codes of things, whose digits may look like a number of a person by chance.
func isCodeLabel(_ label: String) -> Bool {
    let isCode = codeWords.contains { label.hasSuffix($0) }
    return isCode && !personWords.contains { label.contains($0) }
}

private let codeWords = [
    "编码", "编号", "代码", "索引号", "文号", "字号", "标识码", "备案号", "流水号", "单号", "票号", "凭证号", "合同号",
]
private let personWords = ["身份", "证件", "银行", "卡", "账", "帐", "手机", "电话"]

/// Whether a cell holds a code and nothing else: no words, in which a number would be one of its own.
func isCode(_ cell: String) -> Bool {
    cell.unicodeScalars.allSatisfy { $0.isASCII ? $0 != " " : !isHan($0) || "第号字〔〕".unicodeScalars.contains($0) }
}

/// Keys whose values look like numbers of people but are none.
private func isCodeOrAmount(_ key: String) -> Bool {
    isCodeLabel(key) || key.hasSuffix("资金") || ["预算数", "上年项目"].contains(key)
}

/// The few characters before an offset, without the marks that part a label from its value.
private func textBefore(_ offset: Int, in bytes: [UInt8]) -> String {
    var lower = max(0, offset - 48)
    while lower < offset, bytes[lower] & 0xC0 == 0x80 { lower += 1 }
    let text = String(decoding: bytes[lower..<offset], as: UTF8.self)
    let marks = ":：=|“”\"'（）()*_`+ \t\u{A0}\u{3000}".unicodeScalars
    let label = text.unicodeScalars.reversed().drop { marks.contains($0) }.prefix { $0 != "\n" && $0 != "|" }
    return String(String.UnicodeScalarView(label.reversed()))
}

/// The cell of a table that a range stands in, and the heading of its column.
private func cell(at range: TextRange, in document: Document) -> (text: String, heading: String)? {
    for block in document.sections.flatMap(\.blocks)
    where block.range.lower <= range.lower && range.upper <= block.range.upper {
        guard case .table(let table) = block.kind else { continue }
        for row in table.rows {
            let column = row.cells.firstIndex { $0.range.lower <= range.lower && range.upper <= $0.range.upper }
            if let column, table.header.indices.contains(column) {
                return (row.cells[column].text, table.header[column].text)
            }
        }
    }
    return nil
}

extension TextRange {
    fileprivate func overlaps(_ other: TextRange) -> Bool { lower < other.upper && other.lower < upper }
}
