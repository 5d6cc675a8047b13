/// Reads a text that was made of a Word document: a line that begins with a tab is a cell, an empty line ends a row, and
/// merged cells are empty ones. Lines with tabs or bars between their cells are rows too.
///
/// A cell of several paragraphs goes on in lines without a tab; an empty paragraph in it looks like the end of a row. What
/// belongs together is told by the number of cells in the heading of an indicator table.
func readText(_ text: String, name: String) -> SourceDocument {
    var reader = TextReader(name: name)
    // By scalars: as a Character, a carriage return with its line feed is no line feed.
    reader.read(text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) })
    return reader.document
}

private struct TextReader {
    var document: SourceDocument
    private var numbering = Numbering()
    private var rows: [[SourceCell]] = []
    private var row: [SourceCell] = []
    /// Blank lines since the last line with text.
    private var blanks = 0
    private var tables = 0
    /// Whether the table has its rows on one line each, with tabs between the cells.
    private var hasLinesOfCells = false

    init(name: String) { document = SourceDocument(name: name, kind: .text) }

    mutating func read(_ lines: [String]) {
        for (index, line) in lines.enumerated() { read(withoutReturn(line), index + 1) }
        endTable()
    }

    private func withoutReturn(_ line: String) -> String { line.hasSuffix("\r") ? String(line.dropLast()) : line }

    private mutating func read(_ raw: String, _ number: Int) {
        let line = withoutBookmarks(raw, number)
        let isInTable = !rows.isEmpty || !row.isEmpty
        if isInTable, hasLinesOfCells, blanks == 0, line.hasPrefix("\t") {
            // Below rows of one line each, a tab at the start stands behind an empty cell.
            endRow()
            for part in line.split(separator: "\t", omittingEmptySubsequences: false) { addCell(String(part), number) }
            endRow()
        } else if line.hasPrefix("\t") {
            if blanks > 0 { endRow() }
            blanks = 0
            let parts = line.dropFirst().split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let filled = parts.filter { !$0.isBlankText }
            let isRowOfCells = filled.count > 1 && !isNumber(filled[0])
            if isRowOfCells { endRow() }
            for part in isRowOfCells ? parts : [String(line.dropFirst())] { addCell(part, number) }
            if isRowOfCells { endRow() }
        } else if line.isBlankText {
            if isInTable { blanks += 1 }
        } else if let cells = cellsInLine(line) {
            endRow()
            for cell in cells { addCell(cell, number) }
            endRow()
            hasLinesOfCells = hasLinesOfCells || !cells.isEmpty
            blanks = 0
        } else if !row.isEmpty, blanks == 0 || blanks == 1 && !isOutsideTables(line) {
            continueCell(line)
        } else {
            endTable()
            let paragraph = SourceParagraph(
                id: numbering.next(), text: line.trimmedText, level: nil, place: "第 \(number) 行")
            document.blocks.append(.paragraph(paragraph))
        }
    }

    /// Whether a piece is only the number of what follows, parted from it by a tab: `1.`, `（二）`.
    private func isNumber(_ text: String) -> Bool {
        let name = text.trimmedText
        return name.length < 6 && name.unicodeScalars.contains { ".、)）．".unicodeScalars.contains($0) }
            && name.unicodeScalars.allSatisfy { $0.isASCIIDigit || "（()）.．、一二三四五六七八九十".unicodeScalars.contains($0) }
    }

    /// The cells of a line with tabs between them, or of a Markdown table; nil for other lines, [] for its rule.
    private func cellsInLine(_ line: String) -> [String]? {
        if line.hasPrefix("|"), line.trimmedText.hasSuffix("|"), line.trimmedText.length > 1 {
            let cells = line.trimmedText.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { String($0).trimmedText }
            let isRule = cells.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } }
            return isRule ? [] : cells
        }
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        return cells.filter { !$0.isBlankText }.count > 1 ? cells : nil
    }

    private mutating func addCell(_ text: String, _ number: Int) {
        row.append(
            SourceCell(
                id: numbering.next(), text: text.trimmedText, column: row.count, place: "第 \(number) 行"))
    }

    private mutating func continueCell(_ line: String) {
        let last = row.count - 1
        row[last].text += (row[last].text.isEmpty ? "" : "\n") + line.trimmedText
        blanks = 0
    }

    private mutating func endRow() {
        if !row.isEmpty { rows.append(row) }
        row = []
        blanks = 0
    }

    private mutating func endTable() {
        endRow()
        hasLinesOfCells = false
        guard !rows.isEmpty else { return }
        tables += 1
        document.blocks.append(
            .table(SourceTable(name: "表 \(tables)", rows: joinedRows(rows), knowsMerges: false)))
        rows = []
    }

    /// Takes `[bookmark: …]` out and notes it.
    private mutating func withoutBookmarks(_ line: String, _ number: Int) -> String {
        guard line.contains("[bookmark: ") else { return line }
        var rest = line[...]
        var kept = ""
        while let start = rest.firstRange(of: "[bookmark: "), let end = rest[start.upperBound...].firstIndex(of: "]") {
            kept += rest[..<start.lowerBound]
            document.leftOut.append(
                .init(what: "书签 \(rest[start.upperBound..<end])", place: "第 \(number) 行"))
            rest = rest[rest.index(after: end)...]
        }
        return kept + rest
    }
}

/// Lines that begin a part of the document, whatever stands before them.
private func isOutsideTables(_ line: String) -> Bool {
    isFormTitle(line) || isPartHeading(line) || isNote(line) || headingLevel(line) != nil
}

/// Puts rows together that an empty paragraph in a cell has cut in two.
///
/// Below the heading of an indicator table each row has as many cells as the heading. A shorter row and the ones below it
/// that fill it up exactly are one.
private func joinedRows(_ rows: [[SourceCell]]) -> [[SourceCell]] {
    var result: [[SourceCell]] = []
    var width: Int?
    var index = 0
    while index < rows.count {
        var row = rows[index]
        index += 1
        if isIndicatorHeading(row.map(\.text)) {
            width = row.count
        } else if let width, row.count < width, !startsField(row) {
            var end = index
            var count = row.count
            while end < rows.count, count < width, !isIndicatorHeading(rows[end].map(\.text)), !startsField(rows[end]) {
                count += rows[end].count
                end += 1
            }
            if count == width {
                row += rows[index..<end].flatMap { $0 }
                index = end
            }
        }
        result.append(
            row.enumerated().map { column, cell in
                var cell = cell
                cell.column = column
                return cell
            })
    }
    return result
}

/// Whether a row begins with the name of a field: then it is a row of its own.
private func startsField(_ row: [SourceCell]) -> Bool {
    guard let first = row.first(where: { !$0.text.isEmpty }) else { return false }
    return FieldLabel(first.text) != nil && !isLevelName(first.text) && row.first?.text.isEmpty == false
}
