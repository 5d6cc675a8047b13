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

/// The numbers of 11 to 19 digits in a text.
///
/// Where groups of digits stand side by side, every run of neighbouring groups counts as one: in
/// `2022-02-10 138 1234 5678` the telephone number is one of them.
func digitRuns(in bytes: [UInt8]) -> [DigitRun] {
    var runs: [DigitRun] = []
    bytes.withUnsafeBufferPointer { bytes in
        var index = 0
        while index < bytes.count {
            // Most bytes are no digits, and most numbers are short.
            let byte = bytes[index]
            guard byte &- UInt8(ascii: "0") < 10 || byte == 0xEF, digit(bytes, at: index) != nil else {
                index += 1
                continue
            }
            let start = index
            let count = countDigits(bytes, from: &index)
            guard count >= fewestDigits - 1 else { continue }
            let groups = readGroups(bytes, from: start)
            index = groups.last?.range.upper ?? index
            let first = isWord(bytes, before: start) ? 1 : 0
            let last = isWord(bytes, after: index) ? groups.count - 1 : groups.count
            if first < last { runs += neighbours(groups[first..<last]) }
        }
    }
    return runs
}

/// A mobile number's; an identity number of 15 digits and more is longer.
private let fewestDigits = 11
private let mostDigits = 19

/// How many digits follow one another, with single spaces and hyphens between them; the offset moves behind them.
private func countDigits(_ bytes: UnsafeBufferPointer<UInt8>, from index: inout Int) -> Int {
    var count = 0
    while true {
        if let (_, width) = digit(bytes, at: index) {
            count += 1
            index += width
        } else if isSeparator(bytes, at: index) {
            index += 1
        } else {
            return count
        }
    }
}

/// Whether a single space or hyphen stands at an offset, with a digit behind it.
private func isSeparator(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index < bytes.count && (bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "-"))
        && digit(bytes, at: index + 1) != nil
}

/// Digits without anything between them.
private struct DigitGroup {
    var digits: [UInt8]
    var range: TextRange
}

/// Every run of neighbouring groups that has as many digits as a number of a person may have.
private func neighbours(_ groups: ArraySlice<DigitGroup>) -> [DigitRun] {
    var runs: [DigitRun] = []
    for start in groups.indices {
        var run = DigitRun(digits: [], range: groups[start].range, groups: [])
        for group in groups[start...] {
            run.digits += group.digits
            run.groups.append(group.digits.count)
            run.range = run.range.union(group.range)
            if run.digits.count > mostDigits { break }
            if run.digits.count >= fewestDigits { runs.append(run) }
        }
    }
    return runs
}

/// The groups of digits from an offset on that single spaces or hyphens separate; an `X` ends the last one.
private func readGroups(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [DigitGroup] {
    var groups = [DigitGroup(digits: [], range: TextRange(start, start))]
    var index = start
    while let (value, width) = digit(bytes, at: index) {
        groups[groups.count - 1].digits.append(value)
        index += width
        groups[groups.count - 1].range.upper = index
        if isSeparator(bytes, at: index) {
            index += 1
            groups.append(DigitGroup(digits: [], range: TextRange(index, index)))
        }
    }
    if let width = checkLetterWidth(bytes, at: index), !isWord(bytes, after: index + width) {
        groups[groups.count - 1].digits.append(UInt8(ascii: "X"))
        groups[groups.count - 1].range.upper = index + width
    }
    return groups
}

/// The width in bytes of the letter that may end an identity number: `X`, `x` and their full-width forms.
private func checkLetterWidth(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    if bytes[index] | 0x20 == UInt8(ascii: "x") { return 1 }
    let forms: [[UInt8]] = [[0xEF, 0xBC, 0xB8], [0xEF, 0xBD, 0x98]]
    return forms.contains { bytes[index...].starts(with: $0) } ? 3 : nil
}

/// The digit at an offset, half or full width, as ASCII, and its width in bytes.
private func digit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt8, width: Int)? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { return (byte, 1) }
    guard byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC else { return nil }
    guard (0x90...0x99).contains(bytes[index + 2]) else { return nil }
    return (bytes[index + 2] - 0x90 + UInt8(ascii: "0"), 3)
}

/// Whether a letter, or the point of a decimal number, ends at an offset where digits begin.
private func isWord(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    guard index > 0 else { return false }
    if bytes[index - 1] == UInt8(ascii: ".") { return index > 1 && digit(bytes, at: index - 2) != nil }
    return isLetter(bytes[index - 1])
}

/// Whether a letter, or the point of a decimal number, begins at an offset where digits end.
private func isWord(_ bytes: UnsafeBufferPointer<UInt8>, after index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == UInt8(ascii: ".") { return digit(bytes, at: index + 1) != nil }
    return isLetter(bytes[index]) || digit(bytes, at: index) != nil
}

/// An ASCII letter or `_`.
private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
}
