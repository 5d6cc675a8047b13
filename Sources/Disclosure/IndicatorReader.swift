import Basics
import Content

/// Reads an indicator table; a blank 一级 or 二级 cell goes on from above.
///
/// A column that is unknown or stands twice is kept as one of the kind `other`. That, a table without 三级指标, and a
/// 三级指标 without 一级 or 二级 are reported.
func readIndicators(_ table: Table, range: TextRange, in document: Document) -> Diagnosed<IndicatorTable> {
    let columns = readColumns(table.header, in: document)
    var result = Diagnosed(IndicatorTable(columns: columns.value, indicators: [], range: range), columns.diagnostics)
    let places = ColumnPlaces(result.value)
    if places.level3 == nil { result.diagnostics.append(level3ColumnAbsent(table, range, document)) }
    result.value.indicators.reserveCapacity(table.rows.count)
    var above: (level1: Literal, level2: Literal)?
    for row in table.rows {
        let indicator = readIndicator(row, places, above)
        above = (indicator.level1, indicator.level2)
        if !indicator.level3.text.isEmpty {
            if places.level1 != nil, indicator.startsLevel1, indicator.level1.text.isEmpty {
                result.diagnostics.append(levelAbsent("一级指标", indicator.level1, indicator, document))
            }
            if places.level2 != nil, indicator.startsLevel2, indicator.level2.text.isEmpty {
                result.diagnostics.append(levelAbsent("二级指标", indicator.level2, indicator, document))
            }
        }
        result.value.indicators.append(indicator)
    }
    return result
}

/// Where in a row the columns stand that mean something to the program.
private struct ColumnPlaces {
    var count: Int
    var level1: Int?
    var level2: Int?
    var level3: Int?
    var value: Int?
    var sign: Int?
    var measureUnit: Int?

    init(_ table: IndicatorTable) {
        count = table.columns.count
        level1 = table.index(of: .level1)
        level2 = table.index(of: .level2)
        level3 = table.index(of: .level3)
        value = table.index(of: .targetValue)
        sign = table.index(of: .comparison)
        measureUnit = table.index(of: .measureUnit)
    }
}

private func readColumns(_ header: [Literal], in document: Document) -> Diagnosed<[IndicatorColumn]> {
    var result = Diagnosed<[IndicatorColumn]>([])
    for heading in header {
        var column = IndicatorColumn(heading)
        if column.kind == .other {
            result.diagnostics.append(columnUnknown(heading, document))
        } else if let first = result.value.first(where: { $0.kind == column.kind }) {
            result.diagnostics.append(columnRepeated(heading, first.heading, document))
            column.kind = .other
        }
        result.value.append(column)
    }
    return result
}

private func readIndicator(
    _ row: Table.Row, _ places: ColumnPlaces, _ above: (level1: Literal, level2: Literal)?
) -> Indicator {
    let blank = Literal("", TextRange(row.range.upper, row.range.upper))
    // Most rows are as long as the header and are taken as they are.
    var cells = row.cells
    if cells.count > places.count { cells.removeLast(cells.count - places.count) }
    while cells.count < places.count { cells.append(blank) }

    var level1 = places.level1.map { cells[$0] } ?? blank
    var level2 = places.level2.map { cells[$0] } ?? blank
    let continuesLevel1 = level1.text.isEmpty && above != nil
    let continuesLevel2 = level2.text.isEmpty && continuesLevel1
    if let above {
        let isSameLevel1 = continuesLevel1 || saysDitto(level1.text)
        if isSameLevel1 { level1 = above.level1 }
        if continuesLevel2 || isSameLevel1 && saysDitto(level2.text) { level2 = above.level2 }
    }
    return Indicator(
        cells: cells, level1: level1, level2: level2, level3: places.level3.map { cells[$0] } ?? blank,
        startsLevel1: !continuesLevel1, startsLevel2: !continuesLevel2,
        targetValue: places.value.map {
            TargetValue(
                cells[$0], sign: places.sign.map { cells[$0] }, measureUnit: places.measureUnit.map { cells[$0] })
        }, range: row.range)
}

/// Whether a cell spells out what a blank one means.
package func saysDitto(_ text: String) -> Bool { text.isSame(as: "同上") || text.isSame(as: "〃") }

// MARK: Wording

private func columnUnknown(_ heading: Literal, _ document: Document) -> Diagnostic {
    let nearest = nearestName(to: heading.text, among: IndicatorColumn.usualHeadings)
    return Diagnostic(
        "key-unknown", .warning,
        heading.text.isEmpty ? "表头有一栏没有名称，已作为附加栏目原样保留" : "不认识的表格栏目“\(heading.text)”，已作为附加栏目原样保留",
        at: document.place(heading.range), help: nearest.map { "是否想写“\($0)”？" } ?? "若是原表的栏目，可以不改")
}

private func columnRepeated(_ second: Literal, _ first: Literal, _ document: Document) -> Diagnostic {
    Diagnostic(
        "key-duplicate", .error, "栏目“\(second.text)”与“\(first.text)”意思相同，写了两次", at: document.place(second.range),
        notes: [.init("第一次写在这里", at: document.place(first.range))], help: "只保留一栏，或改正栏目名称")
}

private func level3ColumnAbsent(_ table: Table, _ range: TextRange, _ document: Document) -> Diagnostic {
    let header = table.header.first?.range.union(table.header.last?.range ?? range.start)
    return Diagnostic(
        "table-shape", .error, "绩效指标表里没有“三级指标”一栏", at: document.place(header ?? range.start),
        help: "表头写明“一级指标”“二级指标”“三级指标”“指标值”等栏目")
}

private func levelAbsent(
    _ name: String, _ cell: Literal, _ indicator: Indicator, _ document: Document
) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "“\(indicator.level3.text)”没有\(name)", at: document.place(cell.range),
        help: "填写\(name)；空格只表示与上一行的\(name)相同")
}
