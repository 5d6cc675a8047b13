import Office

/// Reads an Excel workbook: every sheet a table, merged cells known, numbers and dates as Excel shows them.
func readWorkbook(_ bytes: [UInt8], name: String) throws(Refusal) -> SourceDocument {
    var document = SourceDocument(name: name, kind: .workbook)
    var numbering = Numbering()
    for sheet in try readSheets(bytes) {
        if sheet.isHidden {
            document.notices.append("工作表“\(sheet.name)”是隐藏的，没有读取。")
            continue
        }
        let cells = sheet.rows.flatMap { row in
            row.cells.filter(\.lacksValue).map { "\(sheet.name)!\(columnName($0.column))\(row.number)" }
        }
        if !cells.isEmpty {
            let named = cells.prefix(5).joined(separator: "、") + (cells.count > 5 ? " 等 \(cells.count) 格" : "")
            document.notices.append("\(named) 是公式，文件里没有存它算出的值，读成了空白；用 Excel 或 WPS 打开、存盘后重新导入。")
        }
        document.blocks += try sheet.blocks(&numbering)
    }
    return document
}

/// A sheet as Excel shows it.
struct Sheet {
    struct Cell {
        /// Counted from 0.
        var column: Int
        var text: String
        /// Whether the cell holds a number, whatever it looks like.
        var isNumber: Bool
        /// Whether the cell holds a formula without the value that it comes to: nobody has opened the file in Excel since.
        var lacksValue = false
    }

    struct Row {
        /// Counted from 1.
        var number: Int
        var cells: [Cell]
    }

    struct Merge {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    var name: String
    var isHidden: Bool
    var rows: [Row] = []
    var merges: [Merge] = []

    /// The most columns that a form can have.
    private static let widest = 256
    /// The most cells of a sheet.
    private static let mostCells = 1_000_000

    /// The sheet as a table; cells in a merged one's place are part of it.
    func blocks(_ numbering: inout Numbering) throws(Refusal) -> [SourceBlock] {
        let filled = rows.filter { row in row.cells.contains { !$0.text.isBlankText } }
        guard let first = filled.first?.number, let last = filled.last?.number else { return [] }
        var width = 1
        for row in filled { for cell in row.cells where !cell.text.isBlankText { width = max(width, cell.column + 1) } }
        for merge in merges where merge.rows.overlaps(first...last) && merge.columns.lowerBound < width {
            width = max(width, min(merge.columns.upperBound + 1, Self.widest))
        }
        let used = rows.filter { (first...last).contains($0.number) }
        guard width <= Self.widest, used.count * width <= Self.mostCells else {
            throw Refusal("工作表“\(name)”太大：\(used.count) 行 \(width) 列", help: "把绩效目标表以外的内容移到别的工作簿")
        }
        // Where merged cells lie, by row; the first cell of each is its own.
        var covered: [Int: [(columns: ClosedRange<Int>, isFirst: Bool, rowSpan: Int)]] = [:]
        for merge in merges {
            let numbers = used.map(\.number).filter { merge.rows.contains($0) }
            for number in numbers {
                covered[number, default: []].append((merge.columns, number == numbers.first, numbers.count))
            }
        }
        var table = SourceTable(name: name, rows: [], knowsMerges: true)
        for row in used {
            var cells: [SourceCell] = []
            let texts = Dictionary(row.cells.map { ($0.column, $0.text) }) { first, _ in first }
            let merged = covered[row.number] ?? []
            var column = 0
            while column < width {
                let merge = merged.first { $0.columns.contains(column) }
                let span = merge.map { min($0.columns.upperBound + 1, width) - column } ?? 1
                if merge?.isFirst ?? true {
                    cells.append(
                        SourceCell(
                            id: numbering.next(), text: (texts[column] ?? "").trimmedLines, column: column,
                            columnSpan: span,
                            rowSpan: merge?.rowSpan ?? 1, place: "\(name)!\(columnName(column))\(row.number)"))
                }
                column += span
            }
            table.rows.append(cells)
        }
        return [.table(table)]
    }
}

/// `A` for 0, `AA` for 26.
func columnName(_ column: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? letter : columnName(column / 26 - 1) + letter
}

/// The row, counted from 1, and the column, counted from 0, of `B3`; nil for what is no reference.
func cellPosition(_ reference: some StringProtocol) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for scalar in reference.unicodeScalars where scalar != "$" {
        if ("A"..."Z").contains(scalar), row == 0 {
            column = column * 26 + Int(scalar.value) - 64
        } else if scalar.isASCIIDigit {
            row = row * 10 + Int(scalar.value) - 48
        } else {
            return nil
        }
        if column > 16_384 || row > 1_048_576 { return nil }
    }
    return row > 0 && column > 0 ? (row, column - 1) : nil
}

/// Reads every sheet of a workbook, in the order of its tabs.
func readSheets(_ bytes: [UInt8]) throws(Refusal) -> [Sheet] {
    do throws(OfficeError) {
        var archive = try ZipArchive(bytes)
        var workbook = try readWorkbookParts(&archive)
        var sheets: [Sheet] = []
        for (sheet, path) in workbook.sheets {
            guard let entry = archive.entry(path) else { continue }
            sheets.append(try readSheet(try archive.read(entry), path, into: sheet, &workbook))
        }
        return sheets
    } catch {
        throw Refusal(error)
    }
}

private func readSheet(
    _ bytes: [UInt8], _ path: String, into sheet: Sheet, _ workbook: inout WorkbookParts
) throws(OfficeError) -> Sheet {
    var sheet = sheet
    var xml = XMLReader(bytes, part: path)
    var row = Sheet.Row(number: 0, cells: [])
    var cell: (column: Int, type: String, style: Int)?
    var text = ""
    var takesText = false
    var isFormula = false
    while let event = try xml.next() {
        switch event {
        case .start(let element):
            takesText = element.name.local == "v" || element.name.local == "t"
            switch element.name.local {
            case "row": row = Sheet.Row(number: element["r"].flatMap { Int($0) } ?? row.number + 1, cells: [])
            case "c":
                let column = element["r"].flatMap { cellPosition($0) }?.column ?? (row.cells.last?.column ?? -1) + 1
                cell = (column, element["t"] ?? "n", element["s"].flatMap { Int($0) } ?? 0)
                text = ""
                isFormula = false
            case "f": isFormula = cell != nil
            case "rPh": try skip(&xml)
            case "mergeCell":
                let ends = (element["ref"] ?? "").split(separator: ":").compactMap { cellPosition($0) }
                guard ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column else { continue }
                sheet.merges.append(.init(rows: ends[0].row...ends[1].row, columns: ends[0].column...ends[1].column))
            default: break
            }
        case .text(let run): if takesText, cell != nil { text += run }
        case .end(let name):
            takesText = false
            if name.local == "c", let done = cell {
                let isNumber = done.type == "n" && !text.isEmpty
                row.cells.append(
                    .init(
                        column: done.column, text: workbook.shown(text, type: done.type, style: done.style),
                        isNumber: isNumber, lacksValue: isFormula && text.isEmpty && done.type != "str"))
                cell = nil
            }
            if name.local == "row", !row.cells.isEmpty { sheet.rows.append(row) }
        }
    }
    return sheet
}
