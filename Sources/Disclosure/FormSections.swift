import Basics
import Content

/// The sections of a body that the form knows, and the rest.
struct FormSections {
    var plan: Section?
    var goal: Section?
    var indicators: Section?
    var others: [Section] = []

    /// - Parameter ofProject: whether 绩效目标 and 资金支出计划 are sections of the form, or prose as in a unit.
    init(_ sections: [Section], ofProject: Bool) {
        for section in sections {
            switch Self.title(section) {
            case "资金支出计划" where ofProject && plan == nil: plan = section
            case "绩效目标" where ofProject && goal == nil, "年度绩效目标" where ofProject && goal == nil: goal = section
            case "绩效指标" where indicators == nil: indicators = section
            default: others.append(section)
            }
        }
    }

    /// The heading without numbering, white space and a unit in brackets: `二、绩效指标` and `资金支出计划（%）`.
    private static func title(_ section: Section) -> String {
        var title = (section.heading?.text ?? "").filter { !$0.isWhitespace }[...]
        let numbering = title.prefix { "（(一二三四五六七八九十0123456789".contains($0) }
        if !numbering.isEmpty, let mark = title.dropFirst(numbering.count).first, "、.．)）".contains(mark) {
            title = title.dropFirst(numbering.count + 1)
        }
        return String(title.prefix { $0 != "（" && $0 != "(" })
    }
}

/// The first table of a form section. A section without one, a second table and rows longer than the header are
/// reported; text beside the table is not the form's and comes back as a section of its own.
func formTable(of section: Section, in document: Document, extra: inout [Section]) -> Diagnosed<Block?> {
    var table: Block?
    var rest = section
    rest.blocks = []
    for block in section.blocks {
        if case .table = block.kind, table == nil { table = block } else { rest.blocks.append(block) }
    }
    guard let table, case .table(let content) = table.kind else {
        return Diagnosed(nil, [tableAbsent(section, document)])
    }
    if !rest.blocks.isEmpty { extra.append(rest) }
    let overlong = content.rows.filter { $0.cells.count > content.header.count }
    return Diagnosed(table, overlong.map { rowTooLong($0, content, document) })
}

/// The literal text of a goal section: its source lines without the blank ones around them.
func goalText(of section: Section, in source: SourceText) -> Literal {
    let first = source.lineIndex(of: section.range.lower)
    var lines: [TextRange] = []
    var line = first
    while line < source.lineStarts.count, source.lineStarts[line] < max(section.range.upper, section.range.lower + 1) {
        let range = source.lineRange(line)
        if range.lower >= section.range.lower { lines.append(range) }
        line += 1
    }
    func isBlank(_ range: TextRange) -> Bool { source.text(range).unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    guard let start = lines.firstIndex(where: { !isBlank($0) }), let end = lines.lastIndex(where: { !isBlank($0) })
    else { return Literal("", section.range.start) }
    let text = lines[start...end].map { trimmingSpaces(source.text($0)) }.joined(separator: "\n")
    return Literal(text, TextRange(lines[start].lower, lines[end].upper))
}

private func trimmingSpaces(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
}

// MARK: Wording

private func tableAbsent(_ section: Section, _ document: Document) -> Diagnostic {
    let name = section.heading?.text ?? ""
    return Diagnostic(
        "table-shape", .error, "“\(name)”下面没有表格", at: document.place(section.heading?.range),
        help: "写成“| 栏目 | 栏目 |”，下一行写“| --- | --- |”，再逐行写内容；表头和分隔行的栏数要相同")
}

private func rowTooLong(_ row: Table.Row, _ table: Table, _ document: Document) -> Diagnostic {
    let extra = row.cells[table.header.count]
    return Diagnostic(
        "table-shape", .error, "这一行有 \(row.cells.count) 格，表头只有 \(table.header.count) 栏",
        at: document.place(TextRange(extra.range.lower, max(extra.range.lower, row.range.upper))),
        help: "检查是否多写了“|”；文字里的竖线写成“\\|”")
}
