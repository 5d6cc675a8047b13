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
    var run: DigitRun
}

/// The numbers of persons in a text, but for what stands behind the label of a code: `索引号：…`.
func personalNumbers(in bytes: [UInt8]) -> [FoundNumber] {
    digitRuns(in: bytes).compactMap { run in
        guard let kind = kind(of: run) else { return nil }
        // An identity number has a date and a check digit and is no chance.
        if kind != .identity, isCodeLabel(textBefore(run.range.lower, in: bytes)) { return nil }
        return FoundNumber(kind: kind, run: run)
    }
}

/// The numbers of persons anywhere in a document, but for those in fields and columns of codes and amounts.
func personalNumbers(in document: Document) -> [FoundNumber] {
    let found = personalNumbers(in: document.source.bytes)
    if found.isEmpty { return found }
    let excluded = document.fields.filter { isCodeOrAmount($0.key.text) }.map(\.value.range)
    return found.filter { number in
        let range = number.run.range
        if excluded.contains(where: { $0.lower <= range.lower && range.upper <= $0.upper }) { return false }
        return number.kind == .identity || !(heading(of: range, in: document).map(isCodeLabel) ?? false)
    }
}

private func kind(of run: DigitRun) -> PersonalNumber? {
    if isIdentityNumber(run) { return .identity }
    if isMobileNumber(run) { return .mobile }
    return isBankCard(run) ? .bankCard : nil
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

/// Keys whose values look like numbers of people but are none.
private func isCodeOrAmount(_ key: String) -> Bool {
    isCodeLabel(key) || key.hasSuffix("资金") || ["预算数", "上年项目"].contains(key)
}

/// The few characters before an offset, without the marks that part a label from its value.
private func textBefore(_ offset: Int, in bytes: [UInt8]) -> String {
    var lower = max(0, offset - 48)
    while lower < offset, bytes[lower] & 0xC0 == 0x80 { lower += 1 }
    let text = String(decoding: bytes[lower..<offset], as: UTF8.self)
    let marks = ":：=|“”\"'（）()*_ \t\u{A0}\u{3000}".unicodeScalars
    let label = text.unicodeScalars.reversed().drop { marks.contains($0) }.prefix { $0 != "\n" && $0 != "|" }
    return String(String.UnicodeScalarView(label.reversed()))
}

/// The heading of the table column that a range stands in.
private func heading(of range: TextRange, in document: Document) -> String? {
    for block in document.sections.flatMap(\.blocks)
    where block.range.lower <= range.lower && range.upper <= block.range.upper {
        guard case .table(let table) = block.kind else { continue }
        for row in table.rows {
            let column = row.cells.firstIndex { $0.range.lower <= range.lower && range.upper <= $0.range.upper }
            if let column, table.header.indices.contains(column) { return table.header[column].text }
        }
    }
    return nil
}
