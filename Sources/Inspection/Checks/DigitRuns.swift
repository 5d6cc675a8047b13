import Basics
import Content

/// A number in a document that stands alone: letters and further digits are not next to it.
struct DigitRun {
    /// The digits as ASCII, full-width ones folded, separators dropped; an `X` may stand last.
    var digits: [UInt8]
    var range: TextRange
    /// The lengths of the groups that single spaces or hyphens separate: `[4, 4, 4, 4]`; one group without them.
    var groups: [Int]

    /// The text with its middle hidden, for messages that are passed on.
    var masked: String {
        let shown = digits.count >= 15 ? 4 : 3
        let text = String(decoding: digits, as: UTF8.self)
        return text.prefix(shown) + String(repeating: "*", count: digits.count - 2 * shown) + text.suffix(shown)
    }
}

/// The numbers of 11 digits and more anywhere in a document, but for those in fields that hold codes and amounts.
func digitRuns(in document: Document) -> [DigitRun] {
    let bytes = document.source.bytes
    let excluded = document.fields.filter { isCodeOrAmount($0.key.text) }.map(\.value.range)
    var runs: [DigitRun] = []
    var index = 0
    var isAfterWord = false
    while index < bytes.count {
        guard digit(bytes, at: index) != nil else {
            isAfterWord = isWordByte(bytes[index])
            index += 1
            continue
        }
        let run = readRun(bytes, from: index)
        let end = run.range.upper
        let isBeforeWord = end < bytes.count && isWordByte(bytes[end])
        let isExcluded = excluded.contains { $0.lower <= index && end <= $0.upper }
        if run.digits.count >= 11, !isAfterWord, !isBeforeWord, !isExcluded { runs.append(run) }
        isAfterWord = true
        index = end
    }
    return runs
}

/// Keys whose values look like numbers of people but are none.
private func isCodeOrAmount(_ key: String) -> Bool {
    key.hasSuffix("编码") || key.hasSuffix("资金") || key.hasSuffix("代码") || key.hasSuffix("标识码") || key.hasSuffix("备案号")
        || ["预算数", "索引号", "发文字号", "上年项目"].contains(key)
}

private func readRun(_ bytes: [UInt8], from start: Int) -> DigitRun {
    var run = DigitRun(digits: [], range: TextRange(start, start), groups: [0])
    var index = start
    while let (value, width) = digit(bytes, at: index) {
        run.digits.append(value)
        run.groups[run.groups.count - 1] += 1
        index += width
        if index + 1 < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "-"),
            digit(bytes, at: index + 1) != nil
        {
            run.groups.append(0)
            index += 1
        }
    }
    if run.digits.count == 17, index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "x") {
        run.digits.append(UInt8(ascii: "X"))
        run.groups[run.groups.count - 1] += 1
        index += 1
    }
    run.range = TextRange(start, index)
    return run
}

/// The digit at an offset, half or full width, as ASCII, and its width in bytes.
private func digit(_ bytes: [UInt8], at index: Int) -> (value: UInt8, width: Int)? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { return (byte, 1) }
    guard byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC else { return nil }
    guard (0x90...0x99).contains(bytes[index + 2]) else { return nil }
    return (bytes[index + 2] - 0x90 + UInt8(ascii: "0"), 3)
}

/// ASCII letters, and the point of a decimal number.
private func isWordByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "_")
}
