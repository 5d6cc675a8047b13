import Basics

/// Reads a pipe table out of the source lines of one paragraph.
///
/// - Returns: the table and the index, within `lines`, of its header line; nil when no line is a delimiter row
///   with as many cells as the line before it.
func pipeTable(in source: SourceText, lines: Range<Int>) -> (table: Table, headerLine: Int)? {
    for line in lines.dropFirst() {
        guard let columns = delimiterColumns(source, line) else { continue }
        let header = cells(of: source, line - 1)
        guard header.count == columns else { return nil }
        let rows = (line + 1..<lines.upperBound).map {
            Table.Row(cells: cells(of: source, $0), range: source.lineRange($0))
        }
        return (Table(header: header, rows: rows), line - 1)
    }
    return nil
}

/// The number of columns that a delimiter row such as `| --- | :-: |` declares, or nil when the line is not one.
func delimiterColumns(_ source: SourceText, _ line: Int) -> Int? {
    let range = source.lineRange(line)
    var columns = 0
    var dashes = 0
    var bars = 0
    for index in range.lower..<range.upper {
        switch source.bytes[index] {
        case UInt8(ascii: "-"): dashes += 1
        case UInt8(ascii: "|"):
            bars += 1
            if dashes > 0 { columns += 1 }
            dashes = 0
        case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"): continue
        default: return nil
        }
    }
    if dashes > 0 { columns += 1 }
    return bars > 0 && columns > 0 ? columns : nil
}

/// Whether a line looks as if it were meant as a row of a table.
func startsWithBar(_ source: SourceText, _ line: Int) -> Bool {
    let range = source.lineRange(line)
    return source.bytes[range.lower..<range.upper].first { !isSpace($0) } == UInt8(ascii: "|")
}

private func cells(of source: SourceText, _ line: Int) -> [Literal] {
    var range = trimmed(source, source.lineRange(line))
    if !range.isEmpty, source.bytes[range.lower] == UInt8(ascii: "|") {
        range = TextRange(range.lower + 1, range.upper)
    }
    if endsWithBar(source, range) { range = TextRange(range.lower, range.upper - 1) }
    var cells: [Literal] = []
    var start = range.lower
    var index = range.lower
    while index < range.upper {
        if source.bytes[index] == UInt8(ascii: "\\") {
            index += 1
        } else if source.bytes[index] == UInt8(ascii: "|") {
            cells.append(cell(source, TextRange(start, index)))
            start = index + 1
        }
        index += 1
    }
    cells.append(cell(source, TextRange(start, range.upper)))
    return cells
}

private func endsWithBar(_ source: SourceText, _ range: TextRange) -> Bool {
    guard !range.isEmpty, source.bytes[range.upper - 1] == UInt8(ascii: "|") else { return false }
    let backslashes = source.bytes[range.lower..<range.upper - 1].reversed().prefix { $0 == UInt8(ascii: "\\") }
    return backslashes.count % 2 == 0
}

private func cell(_ source: SourceText, _ range: TextRange) -> Literal {
    let inner = trimmed(source, range)
    var text = source.text(inner)
    if text.utf8.contains(UInt8(ascii: "\\")) { text = replacing("\\|", with: "|", in: text) }
    if text.utf8.contains(UInt8(ascii: "<")) {
        for tag in ["<br>", "<br/>", "<br />"] { text = replacing(tag, with: "\n", in: text) }
    }
    return Literal(text, inner)
}

/// The range without spaces, tabs, no-break and full-width spaces at its ends; an empty cell keeps its second byte's
/// place, so that a finding points between the bars.
func trimmed(_ source: SourceText, _ range: TextRange) -> TextRange {
    let bytes = source.bytes
    var lower = range.lower
    var upper = range.upper
    while lower < upper {
        if isSpace(bytes[lower]) {
            lower += 1
        } else if let width = wideSpaceWidth(bytes, at: lower), lower + width <= upper {
            lower += width
        } else {
            break
        }
    }
    while lower < upper {
        if isSpace(bytes[upper - 1]) {
            upper -= 1
        } else if upper - 2 >= lower, wideSpaceWidth(bytes, at: upper - 2) == 2 {
            upper -= 2
        } else if upper - 3 >= lower, wideSpaceWidth(bytes, at: upper - 3) == 3 {
            upper -= 3
        } else {
            break
        }
    }
    if lower == upper, range.upper > range.lower {
        let middle = min(range.lower + 1, range.upper)
        return TextRange(middle, middle)
    }
    return TextRange(lower, upper)
}

private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// The width in bytes of a no-break space (U+00A0) or full-width space (U+3000) that starts at an offset.
private func wideSpaceWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    if index + 1 < bytes.count, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { return 2 }
    if index + 2 < bytes.count, bytes[index] == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 { return 3 }
    return nil
}

private func replacing(_ pattern: String, with replacement: String, in text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    let needle = Array(pattern.utf8)
    var index = 0
    while index < bytes.count {
        if bytes[index...].starts(with: needle) {
            result += replacement.utf8
            index += needle.count
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}
