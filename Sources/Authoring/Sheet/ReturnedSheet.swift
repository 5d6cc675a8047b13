import Office

/// A workbook that came back: its rows as edited, and as they were exported.
struct ReturnedSheet {
    struct Row {
        /// Empty for a row that was added.
        var id: String
        /// The row in the workbook, counted from 1.
        var number: Int
        var cells: [String: Sheet.Cell]

        func text(_ column: String) -> String { (cells[column]?.text ?? "").trimmedLines }

        /// Where a cell stands in its sheet: `C3`; the row alone where the workbook has no such cell any more.
        func place(_ column: String) -> String {
            cells[column].map { "\(columnName($0.column))\(number)" } ?? "第 \(number) 行"
        }

        /// The first column of which nobody knows what is meant there.
        var doubtfulColumn: (name: String, doubt: Sheet.Doubt)? {
            let first = cells.filter { $0.value.doubt != nil }.min { $0.value.column < $1.value.column }
            return first.flatMap { name, cell in cell.doubt.map { (name, $0) } }
        }
    }

    var projects: [Row]
    var indicators: [Row]
    var projectBase: [String: Row]
    var indicatorBase: [String: Row]
    /// The columns in the order of the workbook.
    var projectColumns: [String]
    var indicatorColumns: [String]
    /// What stands in columns that have no name of their own, a sentence for each column.
    var unread: [String]

    init(_ bytes: [UInt8]) throws(Refusal) {
        guard isWorkbook(bytes) else {
            throw Refusal("不是 .xlsx 工作簿", help: "用 Excel 或 WPS 打开改好的工作簿，另存为 .xlsx，再读回来；项目编码仍要是“文本”格式")
        }
        let sheets = try readSheets(bytes)
        func table(_ name: String) throws(Refusal) -> ReadRows {
            guard let sheet = sheets.first(where: { $0.name == name }) else {
                throw Refusal("工作簿里没有工作表“\(name)”，不是 sheet export 导出的", help: "用 gongkai sheet export 重新导出，把改动抄过去再读回来")
            }
            return try readRows(sheet)
        }
        let projects = try table(SheetNames.projects)
        let indicators = try table(SheetNames.indicators)
        (self.projects, projectColumns) = (projects.rows, projects.columns)
        (self.indicators, indicatorColumns) = (indicators.rows, indicators.columns)
        unread = projects.unread + indicators.unread
        projectBase = Dictionary(try table(SheetNames.projectBase).rows.map { ($0.id, $0) }) { first, _ in first }
        indicatorBase = Dictionary(try table(SheetNames.indicatorBase).rows.map { ($0.id, $0) }) { first, _ in first }
        try refuseUnknownRows(self.projects, SheetNames.projects)
        try refuseUnknownRows(self.indicators, SheetNames.indicators)
        try refuseRepeated(self.projects, SheetNames.projects)
        try refuseRepeated(self.indicators, SheetNames.indicators)
        try refuseDamagedCodes(self.projects, projectBase, SheetNames.projects)
        try refuseDamagedCodes(self.indicators, indicatorBase, SheetNames.indicators)
    }
}

/// Whether bytes are a workbook or what is left of one, and not one of another kind.
private func isWorkbook(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: [0x50, 0x4B]) else { return false }
    guard let archive = try? ZipArchive(bytes) else { return true }
    return archive.entry("content.xml") == nil && archive.entry("word/document.xml") == nil
}

private typealias ReadRows = (columns: [String], rows: [ReturnedSheet.Row], unread: [String])

private func readRows(_ sheet: Sheet) throws(Refusal) -> ReadRows {
    guard let head = sheet.rows.first, head.cells.contains(where: { $0.text == SheetColumns.row }) else {
        throw Refusal("工作表“\(sheet.name)”的第一行不是表头，没有“\(SheetColumns.row)”一栏", help: "恢复第一行的表头，或重新导出")
    }
    var names: [Int: String] = [:]
    var columns: [String] = []
    for cell in head.cells where !cell.text.isEmpty && !columns.contains(cell.text) {
        names[cell.column] = cell.text
        columns.append(cell.text)
    }
    let rows = sheet.rows.dropFirst().compactMap { row -> ReturnedSheet.Row? in
        guard row.cells.contains(where: { !$0.text.isBlankText || $0.doubt != nil }) else { return nil }
        let cells = row.cells.compactMap { cell in names[cell.column].map { ($0, cell) } }
        var result = ReturnedSheet.Row(id: "", number: row.number, cells: Dictionary(cells) { first, _ in first })
        result.id = result.text(SheetColumns.row)
        return result
    }
    return (columns, rows, unreadColumns(sheet, names))
}

/// What stands in columns that have no name of their own.
///
/// - Parameter names: those that have one, by their numbers.
private func unreadColumns(_ sheet: Sheet, _ names: [Int: String]) -> [String] {
    var first: [Int: Sheet.Cell] = [:]
    for cell in sheet.rows.dropFirst().flatMap(\.cells) where names[cell.column] == nil && !cell.text.isBlankText {
        if first[cell.column] == nil { first[cell.column] = cell }
    }
    return first.sorted { $0.key < $1.key }.map { column, cell in
        let heading = sheet.rows.first?.cells.first { $0.column == column }?.text ?? ""
        let reason = heading.isEmpty ? "没有表头" : "的表头“\(heading)”与前面的一列相同"
        return "工作表“\(sheet.name)”\(columnName(column)) 列\(reason)，里面填的（“\(cell.text)”等）没有读取；填在导出时就有的栏里"
    }
}

/// A row whose id is a formula without a value would be taken for a deleted one and a new one.
private func refuseUnknownRows(_ rows: [ReturnedSheet.Row], _ sheet: String) throws(Refusal) {
    for row in rows where row.cells[SheetColumns.row]?.doubt == .lacksValue {
        throw Refusal(
            "工作表“\(sheet)”\(row.place(SheetColumns.row)) 的行号是公式，没有存算出的值",
            help: "“\(SheetColumns.row)”一栏恢复成导出时的文字；新行把它清空")
    }
}

/// A row that was copied with its id would be two rows for one.
private func refuseRepeated(_ rows: [ReturnedSheet.Row], _ sheet: String) throws(Refusal) {
    var seen: [String: Int] = [:]
    for row in rows where !row.id.isEmpty {
        if let first = seen.updateValue(row.number, forKey: row.id) {
            throw Refusal(
                "工作表“\(sheet)”第 \(first) 行和第 \(row.number) 行的行号相同", help: "复制出来的新行，把它的“\(SheetColumns.row)”一格清空")
        }
    }
}

/// Codes that Excel has made numbers of have lost their last digits.
private func refuseDamagedCodes(
    _ rows: [ReturnedSheet.Row], _ base: [String: ReturnedSheet.Row], _ sheet: String
) throws(Refusal) {
    for row in rows {
        for column in ["项目编码", "单位编码", "上年项目", "部门编码"] {
            guard let cell = row.cells[column], !cell.text.isEmpty else { continue }
            let exported = base[row.id]?.text(column)
            guard cell.text.trimmedLines != exported else { continue }
            guard isScientific(cell.text) || cell.isNumber && (exported != nil || cell.text.count > 11) else {
                continue
            }
            let original = exported.map { "，原来是“\($0)”" } ?? ""
            throw Refusal(
                "工作表“\(sheet)”第 \(row.number) 行的\(column)“\(cell.text)”被 Excel 变成了数字\(original)；超过 15 位的数字后面几位已经丢失，没有读取这个工作簿",
                help: "把这一格设为“文本”格式，再从原表抄一遍编码；或者撤销改动")
        }
    }
}

/// Whether a text is a number with a power of ten: `1.30303E+19`.
private func isScientific(_ text: String) -> Bool {
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, Double(parts[0]) != nil, let sign = parts[1].first, sign == "+" || sign == "-" else {
        return false
    }
    return Int(parts[1].dropFirst()) != nil
}
