import Disclosure

/// The rows of indicators that belong to a project.
extension SheetMerging {
    mutating func mergeIndicators(_ tables: YearTables, _ project: YearTables.Row, _ edits: inout DocumentEdits) {
        let prefix = project.id + "#"
        let base = (exportedIndicators[project.id] ?? []).sorted { number($0.id, prefix) < number($1.id, prefix) }
        let returned = Dictionary((returnedIndicators[project.id] ?? []).map { ($0.id, $0) }) { first, _ in first }
        let added = addedRows(of: project)
        let matching = RowMatching(
            exported: base.map(matchable), returned: base.map { returned[$0.id].map(matchable) },
            added: added.map(matchable), current: tables.indicators.map(matchable))
        let levels = Levels.continued(tables.indicators.map { matchable($0).levels })
        let levelsBefore = Levels.continued(base.map { matchable($0).levels })
        for (index, exported) in base.enumerated() {
            let place = matching.placesOfExported[index]
            if let row = returned[exported.id] {
                refuseProject(row, exported, project.path)
                if let place {
                    merge(
                        row, of: SheetNames.indicators, base: exported, current: tables.indicators[place],
                        columns: indicatorColumns, &edits)
                } else if !isUnedited(row, exported) {
                    conflict(project.path, row, inFile: "（这一行已经删去）", exported)
                }
            } else if let place {
                let current = tables.indicators[place]
                if levels[place] == levelsBefore[index], isUnedited(current, exported, but: levelColumns) {
                    if case .indicator(let number, _)? = current.cells.values.first?.place { edits.removeRow(number) }
                    result.removedRows += 1
                } else {
                    result.conflicts.append(
                        .init(
                            path: project.path, row: 0, column: "整行", inFile: summary(current), inSheet: "（删去）",
                            exported: summary(exported)))
                }
            }
        }
        add(added, tables, project, base, matching, &edits)
        tellOthers(matching.others.map { tables.indicators[$0] }, project)
    }

    private func matchable(_ row: ReturnedSheet.Row) -> RowMatching.Row { matchable { row.text($0) } }

    private func matchable(_ row: YearTables.Row) -> RowMatching.Row {
        matchable { (row.cells[$0]?.text ?? "").trimmedLines }
    }

    private func matchable(_ text: (String) -> String) -> RowMatching.Row {
        func texts(_ kind: IndicatorColumn.Kind) -> String {
            indicatorColumns.filter { columnKind($0) == kind }.map(text).joined(separator: "\u{1F}")
        }
        return RowMatching.Row(
            name: texts(.level3), texts: indicatorColumns.filter { !levelColumns.contains($0) }.map(text),
            levels: Levels(texts(.level1), texts(.level2)))
    }

    /// Rows without an id belong to the project whose code they bear.
    private mutating func addedRows(of project: YearTables.Row) -> [ReturnedSheet.Row] {
        guard !project.code.isEmpty else { return [] }
        return (addedIndicators[project.code] ?? []).filter { !isDoubtful($0, of: SheetNames.indicators, project.path) }
    }

    /// Adds rows behind the row above them in the workbook, or above all others, but for those that an earlier reading
    /// added.
    private mutating func add(
        _ added: [ReturnedSheet.Row], _ tables: YearTables, _ project: YearTables.Row, _ base: [ReturnedSheet.Row],
        _ matching: RowMatching, _ edits: inout DocumentEdits
    ) {
        var above = base.isEmpty ? tables.indicators.indices.last : nil
        let rows = (returnedIndicators[project.id] ?? []) + added
        for row in rows.sorted(by: { $0.number < $1.number }) {
            if let index = base.firstIndex(where: { $0.id == row.id }) {
                above = matching.placesOfExported[index] ?? above
            }
            guard let index = added.firstIndex(where: { $0.number == row.number }) else { continue }
            if let place = matching.placesOfAdded[index] {
                above = place
                compare(row, tables.indicators[place])
                continue
            }
            for column in indicatorColumns where !tables.indicatorColumns.contains(column) && !row.text(column).isEmpty
            {
                refuseColumn(column, row, project.path)
            }
            edits.addRow(
                Dictionary(tables.indicatorColumns.map { ($0, row.text($0)) }) { first, _ in first }, behind: above)
            result.addedRows += 1
        }
    }

    /// Tells where a row that was added says something else than the file's row of its name. Nobody knows which is newer.
    private mutating func compare(_ row: ReturnedSheet.Row, _ current: YearTables.Row) {
        for column in indicatorColumns where !levelColumns.contains(column) {
            guard let cell = current.cells[column] else {
                if !row.text(column).isEmpty { refuseColumn(column, row, current.path) }
                continue
            }
            if isSame(cell.text.trimmedLines, row.text(column)) { continue }
            result.conflicts.append(
                .init(
                    path: current.path, row: row.number, column: column, inFile: cell.text.trimmedLines,
                    inSheet: row.text(column), exported: "（导出时没有这一行；要改的，直接改文件里的，或重新导出再改）"))
        }
    }

    /// Rows that the file has got since the export stay, also those that an earlier reading added and the workbook no
    /// longer has, or has under another name.
    private mutating func tellOthers(_ rows: [YearTables.Row], _ project: YearTables.Row) {
        for row in rows {
            result.notices.append("\(project.path)：文件里有导出以后加的一行，这个工作簿里没有，照原样保留；不要的，直接在文件里删去：\(summary(row))")
        }
    }

    private func number(_ id: String, _ prefix: String) -> Int { Int(id.dropFirst(prefix.count)) ?? 0 }

    private func isUnedited(
        _ current: YearTables.Row, _ exported: ReturnedSheet.Row, but columns: [String]
    ) -> Bool {
        indicatorColumns.allSatisfy {
            columns.contains($0) || isSame((current.cells[$0]?.text ?? "").trimmedLines, exported.text($0))
        }
    }

    private func isUnedited(_ row: ReturnedSheet.Row, _ exported: ReturnedSheet.Row) -> Bool {
        indicatorColumns.allSatisfy { isSame(row.text($0), exported.text($0)) }
    }

    private mutating func conflict(
        _ path: String, _ row: ReturnedSheet.Row, inFile: String, _ exported: ReturnedSheet.Row
    ) {
        result.conflicts.append(
            .init(
                path: path, row: row.number, column: "整行", inFile: inFile, inSheet: summary(row),
                exported: summary(exported)))
    }

    private func summary(_ row: ReturnedSheet.Row) -> String {
        indicatorColumns.map { row.text($0) }.joined(separator: " | ")
    }

    private func summary(_ row: YearTables.Row) -> String {
        indicatorColumns.map { row.cells[$0]?.text ?? "" }.joined(separator: " | ")
    }
}
