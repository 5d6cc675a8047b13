import Basics
import Content

/// Edits of single cells of a document. Every byte beside them stays.
struct DocumentEdits {
    private let document: Document
    private var values: [Value] = []
    private var removedRows: Set<Int> = []
    private var addedRows: [(cells: [String: String], behind: Int?)] = []

    private typealias Value = (place: YearTables.Place, text: String)

    init(_ document: Document) { self.document = document }

    var isEmpty: Bool { values.isEmpty && removedRows.isEmpty && addedRows.isEmpty }

    /// Whether the cell of a place gets another text.
    func changes(_ place: YearTables.Place) -> Bool { values.contains { $0.place == place } }

    mutating func set(_ place: YearTables.Place, _ text: String) { values.append((place, text)) }

    mutating func removeRow(_ number: Int) { removedRows.insert(number) }

    /// - Parameter row: the number of the row that it comes behind; nil for a row above all others.
    mutating func addRow(_ cells: [String: String], behind row: Int?) { addedRows.append((cells, row)) }

    /// The file's new bytes; nil when they would not read back as what they should say.
    func applied() -> [UInt8]? {
        let values = values.filter { value in !keptLevels.contains { $0.place == value.place } } + keptLevels
        var replacements: [(range: TextRange, text: String)] = []
        for (place, text) in values {
            guard let replacement = replacement(place, text) else { return nil }
            replacements.append(replacement)
        }
        if let table = table("绩效指标") {
            for number in removedRows {
                guard number < table.rows.count else { return nil }
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
                guard row.behind ?? 0 < max(1, table.rows.count) else { return nil }
                let end =
                    row.behind.map { table.rows[$0].range.upper }
                    ?? document.source.lineRange(
                        document.source.lineIndex(of: table.header.first?.range.lower ?? 0) + 1
                    ).upper
                added[end, default: ""] += lineEnd + line
            }
            for (offset, text) in added { replacements.append((TextRange(offset, offset), text)) }
        } else if !addedRows.isEmpty || !removedRows.isEmpty {
            return nil
        }
        let bytes = replaced(replacements)
        return saysWhatItShould(bytes, values) ? bytes : nil
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

    // MARK: Levels

    /// A row of the indicators as it shall stand.
    private enum ArrangedRow {
        case kept(Int)
        case added([String: String])
    }

    /// The rows in their new order.
    ///
    /// - Parameter count: how many there are now.
    private func arrangement(of count: Int) -> [ArrangedRow] {
        func added(behind row: Int?) -> [ArrangedRow] { addedRows.filter { $0.behind == row }.map { .added($0.cells) } }
        return added(behind: nil)
            + (0..<count).flatMap { (removedRows.contains($0) ? [] : [.kept($0)]) + added(behind: $0) }
    }

    /// A blank 一级 or 二级 cell goes on from the row above. Where that row goes, or another comes between, the levels
    /// that a row had are written into it.
    private var keptLevels: [Value] {
        guard let table = table("绩效指标"), !removedRows.isEmpty || !addedRows.isEmpty else { return [] }
        let headings = YearTables(document, path: document.path).indicatorColumns
        let kinds = table.header.map { columnKind($0.text) }
        guard let first = kinds.firstIndex(of: .level1), let second = kinds.firstIndex(of: .level2) else { return [] }
        func edited(_ number: Int, _ column: Int) -> String {
            let cells = table.rows[number].cells
            let place = YearTables.Place.indicator(row: number, column: column)
            return values.last { $0.place == place }?.text ?? (column < cells.count ? cells[column].text : "")
        }
        func levels(_ number: Int) -> Levels { Levels(edited(number, first), edited(number, second)) }
        let before = Levels.continued(table.rows.indices.map(levels))
        var after: Levels?
        var result: [Value] = []
        for row in arrangement(of: table.rows.count) {
            switch row {
            case .added(let cells):
                after = Levels(cells[headings[first]] ?? "", cells[headings[second]] ?? "").continuing(after)
            case .kept(let number):
                after = levels(number).continuing(after)
                guard after != before[number] else { continue }
                after = before[number]
                for (column, text) in [(first, before[number].level1), (second, before[number].level2)]
                where text != edited(number, column) {
                    result.append((.indicator(row: number, column: column), text))
                }
            }
        }
        return result
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
    private func saysWhatItShould(_ bytes: [UInt8], _ values: [Value]) -> Bool {
        let read = readDocument(bytes, path: document.path)
        guard let again = read.value, !read.diagnostics.hasErrors else { return false }
        let (old, new) = (YearTables(document, path: document.path), YearTables(again, path: document.path))
        func isSaid(_ expected: [String: String], _ found: [String: YearTables.Cell]) -> Bool {
            expected.count == found.count
                && expected.allSatisfy { isSame($0.value.trimmedLines, (found[$0.key]?.text ?? "\0").trimmedLines) }
        }
        func edited(_ cell: YearTables.Cell) -> String { values.last { $0.place == cell.place }?.text ?? cell.text }
        let project = old.projects.first?.cells.mapValues(edited) ?? [:]
        guard isSaid(project, new.projects.first?.cells ?? [:]) else { return false }
        let rows = arrangement(of: old.indicators.count).map { row in
            switch row {
            case .kept(let number): old.indicators[number].cells.mapValues(edited)
            case .added(let cells): Dictionary(uniqueKeysWithValues: old.indicatorColumns.map { ($0, cells[$0] ?? "") })
            }
        }
        return rows.count == new.indicators.count
            && zip(rows, new.indicators).allSatisfy { isSaid($0, $1.cells) }
    }
}
