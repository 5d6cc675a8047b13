import Basics

/// Reads a pipe table out of the source lines of one paragraph.
///
/// - Returns: the table, the index of its header line, and what is wrong with its delimiter row; nil when the lines
///   hold no table.
func pipeTable(in source: SourceText, lines: Range<Int>) -> (
    table: Table, headerLine: Int, finding: Diagnostic?
)? {
    for line in lines.dropFirst() {
        guard let columns = delimiterColumns(source, line) else { continue }
        let header = cells(of: source, line - 1)
        let finding = header.count == columns ? nil : columnMismatch(source, line, columns, header.count)
        return (table(source, header, rows: line + 1..<lines.upperBound), line - 1, finding)
    }
    // Without a delimiter row, lines that begin with a bar are a table to their author, though to no Markdown program.
    guard let first = lines.first(where: { startsWithBar(source, $0) }), first + 1 < lines.upperBound,
        startsWithBar(source, first + 1)
    else { return nil }
    let header = cells(of: source, first)
    let rows = table(source, header, rows: first + 1..<lines.upperBound)
    return (rows, first, delimiterMissing(source, first, header.count))
}

private func table(_ source: SourceText, _ header: [Literal], rows: Range<Int>) -> Table {
    Table(
        header: header,
        rows: rows.map { Table.Row(cells: cells(of: source, $0), range: source.lineRange($0)) })
}

/// The number of columns that a delimiter row such as `| --- | :-: |` declares, or nil when the line is not one.
private func delimiterColumns(_ source: SourceText, _ line: Int) -> Int? {
    let range = source.lineRange(line)
    let text = source.bytes[range.lower..<range.upper]
    // Most lines are settled by their bytes.
    guard text.contains(.bar), text.contains(UInt8(ascii: "-")), !text.contains(where: isLetter) else {
        return nil
    }
    let marks = cells(of: source, line)
    return marks.allSatisfy { isDelimiter($0.text.utf8) } ? marks.count : nil
}

private func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case .bar, .space, .tab, .colon, UInt8(ascii: "-"): false
    default: byte < 0x80
    }
}

private func isDelimiter(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    if rest.first == .colon { rest = rest.dropFirst() }
    if rest.last == .colon { rest = rest.dropLast() }
    return !rest.isEmpty && rest.allSatisfy { $0 == UInt8(ascii: "-") }
}

private func startsWithBar(_ source: SourceText, _ line: Int) -> Bool {
    let range = source.lineRange(line)
    let inner = trimmed(source, range)
    return !inner.isEmpty && source.bytes[inner.lower] == .bar
}

/// The cells of a line. As everywhere in Markdown tables, a bar behind a backslash is text.
private func cells(of source: SourceText, _ line: Int) -> [Literal] {
    var range = trimmed(source, source.lineRange(line))
    if !range.isEmpty, source.bytes[range.lower] == .bar { range = TextRange(range.lower + 1, range.upper) }
    if !range.isEmpty, isSeparator(source, range.upper - 1, in: range) {
        range = TextRange(range.lower, range.upper - 1)
    }
    var cells: [Literal] = []
    var start = range.lower
    for index in range.lower..<range.upper where isSeparator(source, index, in: range) {
        cells.append(cell(source, TextRange(start, index)))
        start = index + 1
    }
    cells.append(cell(source, TextRange(start, range.upper)))
    return cells
}

private func isSeparator(_ source: SourceText, _ index: Int, in range: TextRange) -> Bool {
    source.bytes[index] == .bar && (index == range.lower || source.bytes[index - 1] != UInt8(ascii: "\\"))
}

private func cell(_ source: SourceText, _ range: TextRange) -> Literal {
    let inner = trimmed(source, range)
    let bytes = source.bytes[inner.lower..<inner.upper]
    var text = source.text(inner)
    if bytes.contains(UInt8(ascii: "\\")) { text = replacing(["\\|"], with: "|", in: text) }
    if bytes.contains(UInt8(ascii: "<")) {
        text = replacing(["<br>", "<br/>", "<br />", "<BR>", "<BR/>", "<BR />"], with: "\n", in: text)
    }
    return Literal(text, inner)
}

/// The range without spaces, tabs, no-break and full-width spaces at its ends.
///
/// A blank cell stands behind its first character, so that a finding points between the bars.
private func trimmed(_ source: SourceText, _ range: TextRange) -> TextRange {
    let bytes = source.bytes
    var lower = range.lower
    var upper = range.upper
    while lower < upper, let width = spaceWidth(bytes, at: lower), lower + width <= upper { lower += width }
    if lower == upper, let width = spaceWidth(bytes, at: range.lower), !range.isEmpty {
        return TextRange(range.lower + width, range.lower + width)
    }
    while lower < upper, let width = spaceWidth(bytes, before: upper), upper - width >= lower {
        upper -= width
    }
    return TextRange(lower, upper)
}

private func replacing(_ patterns: [String], with replacement: String, in text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
        if let pattern = patterns.first(where: { bytes[index...].starts(with: $0.utf8) }) {
            result += replacement.utf8
            index += pattern.utf8.count
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

extension UInt8 {
    fileprivate static let bar = UInt8(ascii: "|")
}

// MARK: Wording

private func columnMismatch(_ source: SourceText, _ line: Int, _ columns: Int, _ header: Int) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "表头有 \(header) 列，它下面的分隔行有 \(columns) 列",
        at: source.place(source.lineRange(line)),
        help: "分隔行每列写一个“---”，列数与表头相同", fixes: [.init(source.lineRange(line), delimiterRow(header))])
}

private func delimiterMissing(_ source: SourceText, _ line: Int, _ columns: Int) -> Diagnostic {
    let end = source.lineRange(line).upper
    return Diagnostic(
        "table-shape", .error, "表格的表头下面缺少分隔行“| --- |”", at: source.place(source.lineRange(line)),
        help: "在表头的下一行写“\(delimiterRow(columns))”",
        fixes: [.init(TextRange(end, end), "\n" + delimiterRow(columns))])
}

private func delimiterRow(_ columns: Int) -> String { "|" + String(repeating: " --- |", count: columns) }
