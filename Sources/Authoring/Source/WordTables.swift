import Office

/// Tables of a Word document: grids of cells with their merged areas, and tables inside of them.
extension WordReader {
    mutating func table(_ xml: inout XMLReader, name: String, place: String) throws(OfficeError) -> SourceTable {
        var table = SourceTable(name: name, rows: [], knowsMerges: true)
        /// Where the cell stands that is merged downwards, by its first column.
        var merged: [Int: (row: Int, index: Int)] = [:]
        var depth = 1
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                guard element.name.local == "tr" else {
                    if element.name.local == "tblPr" || element.name.local == "tblGrid" {
                        try skip(&xml)
                        depth -= 1
                    }
                    continue
                }
                let row = try row(&xml, place: place + "第 \(table.rows.count + 1) 行")
                depth -= 1
                if let row { append(row, to: &table, &merged) }
            case .end: depth -= 1
            case .text: continue
            }
        }
        return table
    }

    private struct RawCell {
        var cell: SourceCell
        /// nil without merging, true where a merged cell begins, false where it goes on.
        var begins: Bool?
    }

    private mutating func append(
        _ row: [RawCell], to table: inout SourceTable, _ merged: inout [Int: (row: Int, index: Int)]
    ) {
        var cells: [SourceCell] = []
        for raw in row {
            if raw.begins == false, let start = merged[raw.cell.column] {
                let above = table.rows[start.row][start.index]
                if above.columnSpan == raw.cell.columnSpan {
                    table.rows[start.row][start.index].rowSpan = table.rows.count - start.row + 1
                    if !raw.cell.text.isBlankText {
                        document.leftOut.append(.init(what: "合并单元格里看不见的文字：\(raw.cell.text)", place: raw.cell.place))
                    }
                    continue
                }
            }
            for column in raw.cell.columns { merged[column] = nil }
            if raw.begins != nil { merged[raw.cell.column] = (table.rows.count, cells.count) }
            cells.append(raw.cell)
        }
        table.rows.append(cells)
    }

    /// Reads a row behind its start; nil for one that a tracked change deletes.
    private mutating func row(_ xml: inout XMLReader, place: String) throws(OfficeError) -> [RawCell]? {
        var cells: [RawCell] = []
        var column = 0
        var isDeleted = false
        var isInserted = false
        var prompt = Prompt()
        var depth = 1
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                switch element.name.local {
                case "trPr":
                    try forEachChild(&xml) { element in
                        if element.name.local == "del" { isDeleted = true }
                        if element.name.local == "ins" { isInserted = true }
                        if element.name.local == "gridBefore" { column += gridCount(element) }
                    }
                    depth -= 1
                case "sdtPr":
                    prompt.isNext = try holds("showingPlcHdr", &xml)
                    depth -= 1
                case "sdtContent": if prompt.begins(at: depth) { prompts += 1 }
                case "tc":
                    let raw = try cell(&xml, column: column, place: place + "第 \(cells.count + 1) 格")
                    depth -= 1
                    column += raw.cell.columnSpan
                    cells.append(raw)
                default: break
                }
            case .end:
                if prompt.ends(at: depth) { prompts -= 1 }
                depth -= 1
            case .text: continue
            }
        }
        if isDeleted { deleted += 1 }
        if isInserted { inserted += 1 }
        return isDeleted ? nil : cells
    }

    private mutating func cell(_ xml: inout XMLReader, column: Int, place: String) throws(OfficeError) -> RawCell {
        var raw = RawCell(cell: SourceCell(id: numbering.next(), text: "", column: column, place: place))
        var lines: [String] = []
        var joinsNext = false
        var isDeleted = false
        var prompt = Prompt()
        var depth = 1
        while depth > 0, let event = try xml.next() {
            switch event {
            case .start(let element):
                depth += 1
                switch element.name.local {
                case "tcPr":
                    try forEachChild(&xml) { element in
                        if element.name.local == "gridSpan" { raw.cell.columnSpan = gridCount(element) }
                        if element.name.local == "vMerge" { raw.begins = element["val"] == "restart" }
                        if element.name.local == "cellDel" { isDeleted = true }
                    }
                    depth -= 1
                case "p":
                    for paragraph in try paragraph(&xml, isInCell: true) {
                        if joinsNext, !lines.isEmpty {
                            lines[lines.count - 1] += paragraph.text
                        } else {
                            lines.append(paragraph.text)
                        }
                        joinsNext = paragraph.joinsNext
                    }
                    depth -= 1
                case "sdtPr":
                    prompt.isNext = try holds("showingPlcHdr", &xml)
                    depth -= 1
                case "sdtContent": if prompt.begins(at: depth) { prompts += 1 }
                case "tbl":
                    let inner = place + "内的表"
                    raw.cell.nested.append(try table(&xml, name: inner, place: inner + " "))
                    depth -= 1
                case "Fallback", "moveFrom":
                    try skip(&xml)
                    depth -= 1
                default: break
                }
            case .end:
                if prompt.ends(at: depth) { prompts -= 1 }
                depth -= 1
            case .text: continue
            }
        }
        if isDeleted {
            // Accepted, the change leaves nothing of it.
            deleted += 1
            raw.cell.nested = []
        } else {
            raw.cell.text = lines.joined(separator: "\n").trimmedLines
        }
        return raw
    }
}

/// A number of grid columns, 1 to 64 as in Word.
private func gridCount(_ element: XMLElement) -> Int { min(64, max(1, element["val"].flatMap { Int($0) } ?? 1)) }
