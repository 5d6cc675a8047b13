import Office

/// Reads an Excel workbook: every sheet a table, merged cells known, numbers and dates as Excel shows them.
func readWorkbook(_ bytes: [UInt8], name: String) throws(Refusal) -> SourceDocument {
    var document = SourceDocument(name: name, kind: .workbook)
    var numbering = Numbering()
    for sheet in try readSheets(bytes) {
        if sheet.isHidden {
            document.notices.append("工作表“\(sheet.name)”是隐藏的，没有读取。")
            document.noteBeside("隐藏的工作表")
            continue
        }
        document.notices += sheet.doubts
        if let hidden = sheet.hiddenParts {
            document.notices.append("工作表“\(sheet.name)”的\(hidden)是隐藏的，也读取了；不该公布的，先在原件里删去。")
            document.noteBeside("隐藏的行或列")
        }
        for text in sheet.headersAndFooters {
            document.leftOut.append(.init(what: "页眉或页脚：\(text)", place: sheet.name))
        }
        document.leftOut += sheet.coveredTexts.map {
            .init(what: "合并单元格里看不见的文字：\($0.text)", place: $0.place)
        }
        document.blocks += try sheet.blocks(&numbering)
    }
    do throws(OfficeError) {
        try readSideParts(bytes, into: &document)
    } catch {
        throw Refusal(error)
    }
    return document
}

/// Lists the comments and text boxes of a workbook, and tells of what cannot be read as text.
private func readSideParts(_ bytes: [UInt8], into document: inout SourceDocument) throws(OfficeError) {
    var archive = try ZipArchive(bytes)
    var (pictures, objects) = (0, 0)
    for entry in archive.entries {
        let name = entry.name.lowercased()
        if name.hasPrefix("xl/media/") { pictures += 1 }
        if name.hasPrefix("xl/embeddings/") || name.hasPrefix("xl/charts/chart") { objects += 1 }
        let isComment = name.hasPrefix("xl/comments") || name.hasPrefix("xl/threadedcomments/")
        guard isComment || name.hasPrefix("xl/drawings/drawing"), name.hasSuffix(".xml") else { continue }
        let what = isComment ? "批注" : "文本框"
        let end = isComment ? ["comment", "threadedComment"] : ["p"]
        for text in try plainTexts(try archive.read(entry), part: entry.name, endingWith: end) {
            document.leftOut.append(.init(what: "\(what)：\(text)", place: what))
            if isComment { document.noteBeside("批注") }
        }
    }
    for (count, what) in [(pictures, "张图片"), (objects, "个嵌入的对象（图表或别的文件）")] where count > 0 {
        document.notices.append("工作簿里有 \(count) \(what)，没有读取；有要公布的文字，请自己补上。")
    }
}

/// A sheet as Excel shows it.
struct Sheet {
    struct Cell {
        /// Counted from 0.
        var column: Int
        var text: String
        /// Whether the cell holds a number, whatever it looks like.
        var isNumber: Bool
        var doubt: Doubt?
    }

    /// Why a cell's text may not be what Excel shows.
    enum Doubt: Hashable {
        /// The cell holds a formula without the value that it comes to: nobody has opened the file in Excel since.
        case lacksValue
        /// Its number format is not known well enough; by its code.
        case unknownFormat(String)
        /// Its number format shows nothing of what it holds.
        case hidden
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
    /// The numbers of rows that Excel does not show, counted from 1.
    var hiddenRows: Set<Int> = []
    /// Columns that Excel does not show, counted from 0.
    var hiddenColumns: [ClosedRange<Int>] = []
    var headersAndFooters: [String] = []

    /// The numbers of rows that Excel knows.
    static let numbers = 1...1_048_576
    /// The most columns that a form can have.
    private static let widest = 256
    /// The most cells of a sheet.
    private static let mostCells = 1_000_000

    /// What is doubtful about its cells, a sentence for each reason.
    var doubts: [String] {
        var places: [(doubt: Doubt, cells: [String])] = []
        for row in rows {
            for cell in row.cells {
                guard let doubt = cell.doubt else { continue }
                let place = "\(name)!\(columnName(cell.column))\(row.number)"
                if let index = places.firstIndex(where: { $0.doubt == doubt }) {
                    places[index].cells.append(place)
                } else {
                    places.append((doubt, [place]))
                }
            }
        }
        return places.map { doubt, cells in
            let named = cells.prefix(5).joined(separator: "、") + (cells.count > 5 ? " 等 \(cells.count) 格" : "")
            switch doubt {
            case .lacksValue: return "\(named) 是公式，文件里没有存它算出的值，读成了空白；用 Excel 或 WPS 打开、存盘后重新导入。"
            case .unknownFormat(let code):
                return "\(named) 的数字格式（\(code)）本程序不能照 Excel 的样子显示，读成了不带格式的数；请对照原表改成表上看到的样子。"
            case .hidden: return "\(named) 有内容，但数字格式让它不显示，读成了空白；要公布的，把格式改为“常规”或“文本”后重新导入。"
            }
        }
    }

    /// What stands in the cells that merged ones cover, where Excel does not show it.
    var coveredTexts: [(text: String, place: String)] {
        let numbers = rows.map(\.number)
        return merges.flatMap { merge in
            rows[place(of: merge.rows.lowerBound, in: numbers)...].prefix { $0.number <= merge.rows.upperBound }.flatMap
            {
                row in
                row.cells.filter { cell in
                    merge.columns.contains(cell.column) && !cell.text.isBlankText
                        && !(row.number == merge.rows.lowerBound && cell.column == merge.columns.lowerBound)
                }.map { ($0.text.trimmedLines, "\(name)!\(columnName($0.column))\(row.number)") }
            }
        }
    }

    /// The filled rows and columns that Excel does not show, in words; nil when there are none.
    var hiddenParts: String? {
        let filled = rows.flatMap { row in
            row.cells.filter { !$0.text.isBlankText }.map { (row: row.number, column: $0.column) }
        }
        let hiddenRows = Set(filled.map(\.row)).intersection(hiddenRows).sorted()
        let columns = Set(filled.map(\.column)).filter { column in hiddenColumns.contains { $0.contains(column) } }
            .sorted()
        func listed(_ names: [String]) -> String {
            names.prefix(5).joined(separator: "、") + (names.count > 5 ? " 等 \(names.count)" : "")
        }
        var parts: [String] = []
        if !hiddenRows.isEmpty { parts.append("第 \(listed(hiddenRows.map(String.init))) 行") }
        if !columns.isEmpty { parts.append(" \(listed(columns.map(columnName))) 列") }
        return parts.isEmpty ? nil : parts.joined(separator: "和")
    }

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
        let numbers = used.map(\.number)
        for merge in merges {
            let inside = numbers[place(of: merge.rows.lowerBound, in: numbers)...].prefix {
                $0 <= merge.rows.upperBound
            }
            for number in inside {
                covered[number, default: []].append((merge.columns, number == inside.first, inside.count))
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

/// Where a number stands in a rising list, or would stand.
private func place(of number: Int, in numbers: [Int]) -> Int {
    var range = 0..<numbers.count
    while !range.isEmpty {
        let middle = (range.lowerBound + range.upperBound) / 2
        range = numbers[middle] < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
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
    /// A header or footer that is being read.
    var loose: String?
    while let event = try xml.next() {
        switch event {
        case .start(let element):
            takesText = element.name.local == "v" || element.name.local == "t"
            switch element.name.local {
            case "row":
                let number = element["r"].flatMap { Int($0) } ?? 0
                row = Sheet.Row(number: Sheet.numbers.contains(number) ? number : row.number + 1, cells: [])
                if isHidden(element) { sheet.hiddenRows.insert(row.number) }
            case "col" where isHidden(element):
                guard let first = element["min"].flatMap({ Int($0) }), let last = element["max"].flatMap({ Int($0) }),
                    first > 0, first <= last
                else { continue }
                sheet.hiddenColumns.append(first - 1...last - 1)
            case let part where isHeaderOrFooter(part): loose = ""
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
        case .text(let run):
            if takesText, cell != nil { text += run }
            loose? += run
        case .end(let name):
            takesText = false
            if let shown = loose.map(shownText) {
                if !isPageNumber(shown) { sheet.headersAndFooters.append(shown.trimmedText) }
                loose = nil
            }
            if name.local == "c", let done = cell {
                let isNumber = done.type == "n" && !text.isEmpty
                let shown = workbook.shown(text, type: done.type, style: done.style)
                let lacksValue = isFormula && text.isEmpty && done.type != "str"
                row.cells.append(
                    .init(
                        column: done.column, text: shown.text, isNumber: isNumber,
                        doubt: lacksValue ? .lacksValue : shown.doubt))
                cell = nil
            }
            if name.local == "row", !row.cells.isEmpty { sheet.rows.append(row) }
        }
    }
    // Excel shows them by their numbers, in whatever order they were written.
    sheet.rows.sort { $0.number < $1.number }
    return sheet
}

private func isHidden(_ element: XMLElement) -> Bool { ["1", "true"].contains(element["hidden"]) }
