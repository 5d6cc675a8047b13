import Basics
import Content

/// The sections of a body that the form knows, and the rest.
struct FormSections {
    private(set) var plan: Section?
    private(set) var goal: Section?
    private(set) var indicators: Section?
    /// All others, in the order filed.
    private(set) var others: [Section] = []
    private(set) var diagnostics: [Diagnostic] = []
    private let document: Document

    fileprivate enum Name { case plan, goal, indicators }

    /// - Parameter ofProject: whether 绩效目标 and 资金支出计划 are sections of the form, or prose as in a unit.
    init(_ document: Document, ofProject: Bool) {
        self.document = document
        for section in document.sections {
            let heading = section.heading
            switch heading.flatMap({ Self.name($0.text, ofProject: ofProject) }) {
            case .plan: take(section, as: \.plan)
            case .goal: take(section, as: \.goal)
            case .indicators: take(section, as: \.indicators)
            case nil: others.append(section)
            }
            for block in section.blocks {
                guard case .heading(_, let inlines) = block.kind else { continue }
                guard Self.name(inlines.plainText, ofProject: ofProject) != nil else { continue }
                diagnostics.append(headingTooLow(inlines.plainText, block.range, document))
            }
        }
        if indicators == nil { reportUnread(.indicators, ofProject) }
        if ofProject, plan == nil { reportUnread(.plan, ofProject) }
        if ofProject, goal == nil { reportUnread(.goal, ofProject) }
    }

    private mutating func take(_ section: Section, as name: WritableKeyPath<FormSections, Section?>) {
        guard let first = self[keyPath: name] else {
            self[keyPath: name] = section
            return
        }
        others.append(section)
        diagnostics.append(sectionRepeated(section, first, document))
    }

    /// Reports what looks like a section of the form that the document does not have: a line of text that is no heading
    /// for want of a mark or a space, and an indicator table below another heading. A line without any mark of a heading
    /// is one only where a table follows: else it is as it was filed.
    private mutating func reportUnread(_ name: Name, _ ofProject: Bool) {
        for section in document.sections {
            for (position, block) in section.blocks.enumerated() {
                let precedesTable = position + 1 < section.blocks.count && section.blocks[position + 1].isTable
                guard let (title, range) = title(in: block, ofProject, as: name, precedesTable) else { continue }
                diagnostics.append(headingUnmarked(title, range, document))
                return
            }
        }
        guard name == .indicators else { return }
        for section in others {
            guard let heading = section.heading, section.blocks.contains(where: Self.isIndicatorTable) else { continue }
            diagnostics.append(headingUnknown(heading, document))
        }
    }

    /// The first line of a paragraph that looks like the title of a section of the form.
    private func title(
        in block: Block, _ ofProject: Bool, as name: Name, _ precedesTable: Bool
    ) -> (title: String, range: TextRange)? {
        guard case .paragraph = block.kind else { return nil }
        let source = document.source
        let last = source.lineIndex(of: max(block.range.lower, block.range.upper - 1))
        for line in source.lineIndex(of: block.range.lower)...last {
            let range = source.lineRange(line)
            // Longer lines are sentences.
            guard range.upper - range.lower < 80 else { continue }
            let text = source.text(range)
            guard let title = Self.titleOfItsOwn(text) else { continue }
            guard Self.name(title, ofProject: ofProject) == name else { continue }
            let isMarked = text.unicodeScalars.contains { Self.titleMarks.contains($0) }
            if isMarked || precedesTable && line == last { return (title, range) }
        }
        return nil
    }

    /// The marks of a heading or of bold type.
    private static let titleMarks = Array("#＃*＊_".unicodeScalars)

    /// The title that a line consists of, without its marks; nil for a sentence.
    private static func titleOfItsOwn(_ line: String) -> String? {
        var title = line.withoutSpace.unicodeScalars[...]
        func isColon(_ mark: Unicode.Scalar) -> Bool { mark == ":" || mark == "：" }
        while let mark = title.first, titleMarks.contains(mark) { title.removeFirst() }
        while let mark = title.last, titleMarks.contains(mark) || isColon(mark) { title.removeLast() }
        return title.contains(where: isColon) ? nil : String(title)
    }

    private static func isIndicatorTable(_ block: Block) -> Bool {
        guard case .table(let table) = block.kind else { return false }
        let kinds = table.header.map { IndicatorColumn($0).kind }
        return kinds.contains(.level3) && kinds.contains(.targetValue)
    }

    /// Which section of the form a heading names, without numbering, white space and brackets: `二、绩效指标` and
    /// `资金支出计划（%）`.
    fileprivate static func name(_ heading: String, ofProject: Bool) -> Name? {
        let text = heading.withoutSpace
        let bytes = text.utf8.span
        var start = 0
        while let end = numberingEnd(bytes, from: start) { start = end }
        var end = start
        scan: while end < bytes.count {
            let (mark, width) = bytes.scalar(at: end)
            switch mark {
            case "（", "(", ":", "：": break scan
            default: end += width
            }
        }
        func isTitle(_ title: StaticString) -> Bool {
            title.utf8CodeUnitCount == end - start && bytes.holds(title, at: start)
        }
        if isTitle("绩效指标") { return .indicators }
        guard ofProject else { return nil }
        if isTitle("资金支出计划") { return .plan }
        return isTitle("绩效目标") || isTitle("年度绩效目标") ? .goal : nil
    }

    /// The end of a numbering such as `二、`, `（二）` or `2.` at an offset.
    private static func numberingEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            let (mark, width) = bytes.scalar(at: index)
            switch mark {
            case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "0"..."9", "０"..."９", "（", "(": index += width
            case "、", ".", "．", "）", ")": return index > start ? index + width : nil
            default: return nil
            }
        }
        return nil
    }

    /// The first table of a section of the form.
    ///
    /// A section without one, a second table and rows longer or shorter than the header are reported. What stands beside
    /// the table is not the form's and becomes a section of its own.
    mutating func table(of section: Section?) -> Block? {
        guard let section else { return nil }
        var table: Block?
        var rest = section
        rest.blocks = []
        for block in section.blocks {
            if case .table = block.kind {
                if table != nil { diagnostics.append(secondTable(section, block, document)) }
                if table == nil {
                    table = block
                    continue
                }
            }
            rest.blocks.append(block)
        }
        if !rest.blocks.isEmpty {
            let position = others.firstIndex { $0.range.lower > rest.range.lower } ?? others.endIndex
            others.insert(rest, at: position)
        }
        guard let table, case .table(let content) = table.kind else {
            diagnostics.append(tableAbsent(section, document))
            return nil
        }
        for row in content.rows {
            if row.cells.count > content.header.count { diagnostics.append(rowTooLong(row, content, document)) }
            if row.cells.count < content.header.count { diagnostics.append(rowTooShort(row, content, document)) }
        }
        return table
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    mutating func report(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }
}

/// Whether a section is the 绩效目标 of a project's form, whose text is published as it is written; further sections of the
/// name are prose.
public func isLiteralGoal(_ section: Section, of document: Document) -> Bool {
    func isGoal(_ section: Section) -> Bool {
        section.heading.flatMap { FormSections.name($0.text, ofProject: true) } == .goal
    }
    guard isGoal(section), isProject(document) else { return false }
    return document.sections.first(where: isGoal)?.range == section.range
}

/// The literal text of a goal section: its source lines without the blank ones around them.
///
/// Only what Markdown takes for layout is left out: spaces at the ends of a line. A line's indentation by full-width
/// spaces is the author's.
func goalText(of section: Section, in source: SourceText) -> Literal {
    var lines: [TextRange] = []
    var blanks: [TextRange] = []
    var line = source.lineIndex(of: section.range.lower)
    while line < source.lineStarts.count, source.lineStarts[line] < section.range.upper {
        let range = source.lineRange(line)
        line += 1
        // The lines of this heading and of an indented next one lie in part outside.
        guard range.lower >= section.range.lower, range.upper <= section.range.upper else { continue }
        let inner = withoutOuterSpaces(source, range)
        if !inner.isEmpty {
            lines += lines.isEmpty ? [inner] : blanks + [inner]
            blanks = []
        } else {
            blanks.append(inner)
        }
    }
    guard let first = lines.first, let last = lines.last else { return Literal("", section.range.start) }
    return Literal(lines.map(source.text).joined(separator: "\n"), TextRange(first.lower, last.upper))
}

/// A line without the spaces that Markdown ignores; empty when it shows nothing at all.
private func withoutOuterSpaces(_ source: SourceText, _ range: TextRange) -> TextRange {
    let bytes = source.bytes.span
    func isThin(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var (lower, upper) = (range.lower, range.lower)
    while lower < range.upper, isThin(bytes[lower]) { lower += 1 }
    var index = lower
    while index < range.upper {
        let (_, width) = bytes.scalar(at: index)
        if bytes.spaceWidth(at: index) == 0 { upper = index + width }
        index += width
    }
    return TextRange(lower, max(lower, upper))
}

extension Block {
    fileprivate var isTable: Bool {
        if case .table = kind { return true }
        return false
    }
}

// MARK: Wording

private func tableAbsent(_ section: Section, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(section.heading?.text ?? "")”下面没有表格", at: document.place(section.heading?.range),
        help: "写成“| 栏目 | 栏目 |”，下一行写“| --- | --- |”，再逐行写内容；表头和分隔行的栏数要相同")
}

private func secondTable(_ section: Section, _ block: Block, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(section.heading?.text ?? "")”下面有两个表格，只读第一个", at: document.place(block.range),
        help: "合并成一个表格：同一个表格的行之间不留空行")
}

private func sectionRepeated(_ second: Section, _ first: Section, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(second.heading?.text ?? "")”写了两次", at: document.place(second.heading?.range),
        notes: [.init("第一次写在这里", at: document.place(first.heading?.range))], help: "合并成一处，或改正标题")
}

private func headingTooLow(_ title: String, _ range: TextRange, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(title)”是三级以下的标题，没有认作绩效目标表的栏目", at: document.place(range),
        help: "标题前写两个“#”：“## \(title)”")
}

private func headingUnmarked(_ title: String, _ range: TextRange, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(title)”没有写成标题，它下面的内容没有认作绩效目标表的栏目", at: document.place(range),
        help: "单独一行写“## \(title)”：两个半角“#”，后面空一格，不加“**”")
}

private func headingUnknown(_ heading: Literal, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(heading.text)”下面的表格像绩效指标表，没有认作绩效指标", at: document.place(heading.range),
        help: "把标题改成“## 绩效指标”")
}

private func rowTooLong(_ row: Table.Row, _ table: Table, _ document: Document) -> Diagnostic {
    let extra = row.cells[table.header.count]
    return Diagnostic(
        "table-shape", .error, "这一行有 \(row.cells.count) 格，表头只有 \(table.header.count) 栏",
        at: document.place(TextRange(extra.range.lower, max(extra.range.lower, row.range.upper))),
        help: "检查是否多写了“|”；文字里的竖线写成“\\|”")
}

/// Markdown fills up such a row with blanks, and so it is published; but as a rule a cell is missing further left.
private func rowTooShort(_ row: Table.Row, _ table: Table, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .warning, "这一行只有 \(row.cells.count) 格，表头有 \(table.header.count) 栏，行末已补空白",
        at: document.place(row.range), help: "看看哪一格漏了：空白格也要写出“|”，否则后面的内容都错到左边一栏")
}
