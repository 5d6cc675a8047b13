import Basics
import Content

/// Edits of single cells of a document. Every byte beside them stays.
struct DocumentEdits {
    private let document: Document
    private var values: [(place: YearTables.Place, text: String)] = []
    private var removedRows: Set<Int> = []
    private var addedRows: [(cells: [String: String], behind: Int?)] = []

    init(_ document: Document) { self.document = document }

    var isEmpty: Bool { values.isEmpty && removedRows.isEmpty && addedRows.isEmpty }

    /// Whether the cell of a place gets another text.
    func changes(_ place: YearTables.Place) -> Bool { values.contains { $0.place == place } }

    mutating func set(_ place: YearTables.Place, _ text: String) { values.append((place, text)) }

    mutating func removeRow(_ number: Int) { removedRows.insert(number) }

    mutating func addRow(_ cells: [String: String], behind row: Int?) { addedRows.append((cells, row)) }

    /// Whether a row of the indicators says just that: it was added by an earlier import of the same workbook.
    func holdsRow(_ cells: [String: String]) -> Bool {
        YearTables(document, path: document.path).indicators.contains { row in
            row.cells.allSatisfy { isSame($0.value.text.trimmedLines, cells[$0.key] ?? "") }
        }
    }

    /// The file's new bytes; nil when they would not read back as what they should say.
    func applied() -> [UInt8]? {
        var replacements: [(range: TextRange, text: String)] = []
        for (place, text) in values {
            guard let replacement = replacement(place, text) else { return nil }
            replacements.append(replacement)
        }
        if let table = table("绩效指标") {
            for number in removedRows {
                guard number < table.rows.count else { return nil }
                replacements += inherited(from: number, table)
                let line = document.source.lineIndex(of: table.rows[number].range.lower)
                let start = document.source.lineStarts[line]
                let end =
                    line + 1 < document.source.lineStarts.count
                    ? document.source.lineStarts[line + 1] : document.source.bytes.count
                replacements.append((TextRange(start, end), ""))
            }
            // Rows behind the same one come in their order.
            var added: [Int: String] = [:]
            for row in addedRows {
                let headings = YearTables(document, path: document.path).indicatorColumns
                let line =
                    "| " + headings.map { MarkdownWriter.cell(row.cells[$0] ?? "") }.joined(separator: " | ") + " |"
                let anchor = row.behind.flatMap { $0 < table.rows.count ? $0 : nil } ?? table.rows.count - 1
                let end =
                    anchor >= 0
                    ? table.rows[anchor].range.upper
                    : document.source.lineRange(document.source.lineIndex(of: table.header.first?.range.lower ?? 0) + 1)
                        .upper
                added[end, default: ""] += lineEnd + line
            }
            for (offset, text) in added { replacements.append((TextRange(offset, offset), text)) }
        } else if !addedRows.isEmpty || !removedRows.isEmpty {
            return nil
        }
        let bytes = replaced(replacements)
        return saysWhatItShould(bytes) ? bytes : nil
    }

    /// A row that goes leaves its levels to the row below, which went on from it.
    private func inherited(from number: Int, _ table: Table) -> [(range: TextRange, text: String)] {
        guard let heir = (number + 1..<table.rows.count).first(where: { !removedRows.contains($0) }) else { return [] }
        // Of several rows that go, the one nearest above each level's text leaves it.
        let first = (0...number).reversed().prefix { removedRows.contains($0) }.last ?? number
        guard first == number else { return [] }
        var result: [(range: TextRange, text: String)] = []
        for (column, heading) in table.header.enumerated() where [.level1, .level2].contains(columnKind(heading.text)) {
            let kind = columnKind(heading.text)
            let texts = (number..<heir).compactMap {
                column < table.rows[$0].cells.count ? table.rows[$0].cells[column].text : nil
            }
            guard let text = texts.last(where: { !$0.isEmpty }), column < table.rows[heir].cells.count,
                table.rows[heir].cells[column].text.isEmpty
            else { continue }
            let startsLevel1 = table.header.indices.contains { other in
                columnKind(table.header[other].text) == .level1 && other < table.rows[heir].cells.count
                    && !table.rows[heir].cells[other].text.isEmpty
            }
            if kind == .level2, startsLevel1 { continue }
            result.append((table.rows[heir].cells[column].range, MarkdownWriter.cell(text)))
        }
        return result
    }

    private var lineEnd: String { document.source.bytes.firstRange(of: [0x0D, 0x0A]) == nil ? "\n" : "\r\n" }

    /// The mark at the file's start and an encoding other than UTF-8 are not kept: such a file is refused.
    private func replaced(_ replacements: [(range: TextRange, text: String)]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        let bytes = document.source.bytes
        for (range, text) in replacements.sorted(by: {
            ($0.range.lower, $0.range.upper) < ($1.range.lower, $1.range.upper)
        }) {
            result += bytes[position..<max(position, range.lower)]
            result += text.utf8
            position = max(position, range.upper)
        }
        return result + bytes[position...]
    }

    // MARK: Places

    private func replacement(_ place: YearTables.Place, _ text: String) -> (range: TextRange, text: String)? {
        let source = document.source
        switch place {
        case .frontMatter(let key):
            guard let field = document.fields.first(where: { $0.key.text == key }) else { return nil }
            let line = source.lineIndex(of: field.key.range.lower)
            let range = source.lineRange(line)
            // A value over several lines is for the author's own hand.
            guard field.value.range.upper <= range.upper else { return nil }
            return (TextRange(range.lower, range.upper), String(FrontMatterWriter.line(key, text).dropLast()))
        case .goal:
            guard
                let section = document.sections.first(where: {
                    ($0.heading?.text ?? "").squeezed.withoutBrackets == "绩效目标"
                })
            else { return nil }
            let (old, range) = goalLines(section, document)
            let new = String(MarkdownWriter.goal(text).dropLast())
            return old.isEmpty ? (range, lineEnd + lineEnd + new) : (range, new)
        case .plan(let column):
            guard let row = table("资金支出计划")?.rows.first, column < row.cells.count else { return nil }
            return (row.cells[column].range, MarkdownWriter.cell(text))
        case .indicator(let number, let column):
            guard let row = table("绩效指标")?.rows[number], column < row.cells.count else { return nil }
            return (row.cells[column].range, MarkdownWriter.cell(text))
        }
    }

    private func table(_ name: String) -> Table? {
        let section = document.sections.first { ($0.heading?.text ?? "").squeezed.withoutBrackets == name }
        return section?.blocks.lazy.compactMap { if case .table(let table) = $0.kind { table } else { nil } }.first
    }

    // MARK: Reading back

    /// Whether the new bytes read as the document with just these edits.
    private func saysWhatItShould(_ bytes: [UInt8]) -> Bool {
        let read = readDocument(bytes, path: document.path)
        guard let again = read.value, !read.diagnostics.hasErrors else { return false }
        let (old, new) = (YearTables(document, path: document.path), YearTables(again, path: document.path))
        var expected = old.projects.first?.cells.mapValues(\.text) ?? [:]
        for (place, text) in values {
            for (column, cell) in old.projects.first?.cells ?? [:] where cell.place == place { expected[column] = text }
        }
        let found = new.projects.first?.cells.mapValues(\.text) ?? [:]
        guard expected.count == found.count,
            expected.allSatisfy({ isSame($0.value.trimmedLines, (found[$0.key] ?? "\0").trimmedLines) })
        else { return false }
        guard new.indicators.count == old.indicators.count - removedRows.count + addedRows.count else { return false }
        let rows = old.indicators.enumerated().filter { !removedRows.contains($0.offset) }.map { _, row in
            row.cells.mapValues { cell in values.last { $0.place == cell.place }?.text ?? cell.text }
        }
        var rest = new.indicators.map { $0.cells.mapValues(\.text) }[...]
        for row in rows {
            while let next = rest.popFirst() {
                let isExpected = row.allSatisfy { column, text in
                    let found = (next[column] ?? "\0").trimmedLines
                    return isSame(text.trimmedLines, found)
                        || !removedRows.isEmpty && text.isEmpty && isLevelName(column)
                }
                if isExpected { break }
                if rest.isEmpty { return false }
            }
        }
        return true
    }
}
