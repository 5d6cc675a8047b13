import Basics
import Content
import Disclosure

/// What reading a workbook back does.
public struct SheetImport: Sendable {
    /// A cell or row that was edited in the workbook and, differently, in the file.
    public struct Conflict: Sendable, Hashable {
        /// The file, and the row in the workbook counted from 1; 0 for a row that was deleted there.
        public var path: String
        public var row: Int
        public var column: String
        public var inFile: String
        public var inSheet: String
        public var exported: String
    }

    /// Files to write, by their paths.
    public var files: [(path: String, bytes: [UInt8])] = []
    public var changedCells = 0
    public var addedRows = 0
    public var removedRows = 0
    public var conflicts: [Conflict] = []
    /// Edits that cannot be taken, and why.
    public var refused: [String] = []

    /// Writes the files. Each is replaced as a whole.
    public func carryOut(root: String) throws(FileError) {
        for file in files { try replaceFile(file.path, in: root, with: file.bytes) }
    }
}

/// Works out what reading a workbook back does. Nothing is written.
///
/// - Throws: `Refusal` for a workbook that was not exported or whose codes are damaged; `FileError`.
public func planSheetImport(_ bytes: [UInt8], root: String) throws -> SheetImport {
    let sheet = try ReturnedSheet(bytes)
    var merging = SheetMerging(sheet)
    var paths = sheet.projectBase.keys.map { "content/" + $0 }
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for path in paths {
        guard isSafe(path), isFile(root + "/" + path) else {
            merging.result.refused.append("\(path)：文件已经不在了，没有读回它的改动")
            continue
        }
        let read = try readDocument(root: root, path: path)
        guard let document = read.value, !read.diagnostics.hasErrors else {
            merging.result.refused.append("\(path)：文件现在有错误，先用 gongkai check 改好")
            continue
        }
        guard try readFile(root + "/" + path) == document.source.bytes else {
            merging.result.refused.append("\(path)：文件不是 UTF-8 编码，或带有字节顺序标记；先用 gongkai check --fix 改存")
            continue
        }
        merging.merge(document, path)
    }
    merging.result.refused += sheet.unread
    merging.refuseStrangers()
    return merging.result
}

/// Whether a path from a workbook stays inside `content/`.
private func isSafe(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.hasSuffix(".md") && parts.count > 2 && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
        && !path.contains("\\")
}

private struct SheetMerging {
    var result = SheetImport()
    private let sheet: ReturnedSheet

    init(_ sheet: ReturnedSheet) { self.sheet = sheet }

    mutating func merge(_ document: Document, _ path: String) {
        let tables = YearTables(document, path: path)
        guard let current = tables.projects.first else { return }
        var edits = DocumentEdits(document)
        let counts = (result.changedCells, result.addedRows, result.removedRows)
        if let base = sheet.projectBase[current.id] {
            if let row = sheet.projects.first(where: { $0.id == current.id }) {
                merge(row, of: SheetNames.projects, base: base, current: current, columns: sheet.projectColumns, &edits)
                if let problem = problem(of: edits, row, document) {
                    edits = DocumentEdits(document)
                    result.changedCells = counts.0
                    result.refused.append(problem)
                }
            } else {
                result.refused.append("\(path)：工作簿里删去了这个项目；删项目请直接删文件，这里没有动")
            }
        }
        mergeIndicators(tables, current, &edits)
        guard !edits.isEmpty else { return }
        if let bytes = edits.applied() {
            result.files.append((path, bytes))
        } else {
            (result.changedCells, result.addedRows, result.removedRows) = counts
            result.refused.append("\(path)：改动写不进这个文件，没有动它；请直接修改文件")
        }
    }

    /// What is wrong with the edits of a project's row, as `check` would find it in the file; nil when nothing is. Such a
    /// row is not taken at all.
    private func problem(of edits: DocumentEdits, _ row: ReturnedSheet.Row, _ document: Document) -> String? {
        guard !edits.isEmpty, let bytes = edits.applied(),
            let edited = readDocument(bytes, path: document.path).value
        else { return nil }
        for finding in ReadEntry(edited, attachments: []).diagnostics where finding.severity == .error {
            guard let start = finding.place?.range?.lower,
                let field = edited.fields.first(where: { $0.key.range.lower <= start && start <= $0.value.range.upper }
                ),
                edits.changes(.frontMatter(key: field.key.text))
            else { continue }
            let help = finding.help.map { "；\($0)" } ?? ""
            return
                "\(document.path)：工作表“\(SheetNames.projects)”\(row.place(field.key.text))，\(finding.summary)\(help)。这一行没有动"
        }
        return nil
    }

    /// Whether it is unknown what a cell of a row says, which is told. Nothing of the row is taken then.
    private mutating func isDoubtful(_ row: ReturnedSheet.Row, of sheet: String, _ path: String) -> Bool {
        guard let (column, doubt) = row.doubtfulColumn else { return false }
        let reason =
            switch doubt {
            case .lacksValue: "是公式，没有存算出的值；在 Excel 或 WPS 里打开、存盘，或直接填上文字"
            case .unknownFormat(let code): "的数字格式（\(code)）本程序不能照样显示；把这一格设为“文本”格式，填上要公布的文字"
            case .hidden: "有内容，但数字格式让它不显示；把这一格设为“文本”格式，填上要公布的文字"
            }
        result.refused.append("\(path)：工作表“\(sheet)”\(row.place(column))（\(column)）\(reason)，再读回来。这一行没有动")
        return true
    }

    /// Merges one row cell by cell.
    private mutating func merge(
        _ row: ReturnedSheet.Row, of sheet: String, base: ReturnedSheet.Row, current: YearTables.Row, columns: [String],
        _ edits: inout DocumentEdits
    ) {
        if isDoubtful(row, of: sheet, current.path) { return }
        for column in columns where column != SheetColumns.row {
            let (edited, exported) = (row.text(column), base.text(column))
            guard !isSame(edited, exported) else { continue }
            guard let cell = current.cells[column] else {
                refuseColumn(column, row, current.path)
                continue
            }
            let present = cell.text.trimmedLines
            if isSame(present, edited) { continue }
            if isSame(present, exported) {
                edits.set(cell.place, edited)
                result.changedCells += 1
            } else {
                result.conflicts.append(
                    .init(
                        path: current.path, row: row.number, column: column, inFile: present, inSheet: edited,
                        exported: exported))
            }
        }
    }

    // MARK: Indicators

    private mutating func mergeIndicators(_ tables: YearTables, _ project: YearTables.Row, _ edits: inout DocumentEdits)
    {
        let prefix = project.id + "#"
        let base = sheet.indicatorBase.values.filter { $0.id.hasPrefix(prefix) }
            .sorted { number($0.id, prefix) < number($1.id, prefix) }
        let present = aligned(base, tables.indicators)
        let returned = Dictionary(sheet.indicators.filter { !$0.id.isEmpty }.map { ($0.id, $0) }) { first, _ in first }
        for (index, exported) in base.enumerated() {
            let current = present[index].map { tables.indicators[$0] }
            if let row = returned[exported.id] {
                refuseProject(row, exported, project.path)
                if let current {
                    merge(
                        row, of: SheetNames.indicators, base: exported, current: current, columns: indicatorColumns,
                        &edits)
                } else if !isUnedited(row, exported) {
                    conflict(project.path, row, inFile: "（这一行已经删去）", exported)
                }
            } else if let current {
                if isUnedited(current, exported) {
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
        addRows(tables, project, base, present, &edits)
    }

    private var indicatorColumns: [String] {
        sheet.indicatorColumns.filter { ![SheetColumns.row, "项目编码", "项目名称"].contains($0) }
    }

    /// Rows without an id belong to the project whose code they bear, behind the row above them, or above all others.
    ///
    /// A row that the file has got since the export and that says the same was added by an earlier import.
    private mutating func addRows(
        _ tables: YearTables, _ project: YearTables.Row, _ base: [ReturnedSheet.Row], _ present: [Int?],
        _ edits: inout DocumentEdits
    ) {
        var sinceExport = Set(tables.indicators.indices).subtracting(present.compactMap { $0 })
        var above = base.isEmpty ? tables.indicators.indices.last : nil
        for row in sheet.indicators {
            if let index = base.firstIndex(where: { $0.id == row.id }) { above = present[index] ?? above }
            guard row.id.isEmpty, row.text("项目编码") == project.code, !project.code.isEmpty else { continue }
            if isDoubtful(row, of: SheetNames.indicators, project.path) { continue }
            if let known = sinceExport.filter({ isUnedited(tables.indicators[$0], row) }).min() {
                sinceExport.remove(known)
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

    private mutating func refuseColumn(_ column: String, _ row: ReturnedSheet.Row, _ path: String) {
        result.refused.append("\(path)：没有“\(column)”一栏，工作簿第 \(row.number) 行填的“\(row.text(column))”没有读取")
    }

    /// The project of an exported row is told beside it, and edited elsewhere.
    private mutating func refuseProject(_ row: ReturnedSheet.Row, _ exported: ReturnedSheet.Row, _ path: String) {
        for column in ["项目编码", "项目名称"] where !isSame(row.text(column), exported.text(column)) {
            result.refused.append(
                "\(path)：工作表“\(SheetNames.indicators)”\(row.place(column))，\(column)改成了“\(row.text(column))”，没有读取；\(column)在工作表“\(SheetNames.projects)”里改"
            )
        }
    }

    /// Rows of the workbook that belong to no file.
    mutating func refuseStrangers() {
        let codes = Set(sheet.projectBase.values.map { $0.text("项目编码") })
        for row in sheet.projects where row.id.isEmpty || sheet.projectBase[row.id] == nil {
            result.refused.append("工作簿“项目”第 \(row.number) 行是新加的项目，没有读取；新项目请用 gongkai new project")
        }
        for row in sheet.indicators where row.id.isEmpty {
            let code = row.text("项目编码")
            if code.isEmpty {
                result.refused.append("工作簿“指标”第 \(row.number) 行没有项目编码，不知道是哪个项目的，没有读取；照抄同一项目别的行的项目编码")
            } else if !codes.contains(code) {
                result.refused.append("工作簿“指标”第 \(row.number) 行的项目编码“\(code)”不是表里的项目，没有读取")
            }
        }
        for row in sheet.indicators where !row.id.isEmpty && sheet.indicatorBase[row.id] == nil {
            result.refused.append("工作簿“指标”第 \(row.number) 行的行号“\(row.id)”不是导出的，没有读取；新行请把行号空着")
        }
    }

    // MARK: Rows of then and now

    /// For each exported row, where it stands in the file now: by its names, and between those by its place.
    private func aligned(_ base: [ReturnedSheet.Row], _ current: [YearTables.Row]) -> [Int?] {
        let columns = indicatorColumns
        func key(_ text: (String) -> String) -> String {
            columns.filter { columnKind($0) == .level3 }.map(text).joined(separator: "\u{1F}")
        }
        let old = base.map { row in key { row.text($0) } }
        let new = current.map { row in key { (row.cells[$0]?.text ?? "").trimmedLines } }
        var result = matches(old, new)
        var index = 0
        while index < result.count {
            guard result[index] == nil else {
                index += 1
                continue
            }
            var end = index
            while end < result.count, result[end] == nil { end += 1 }
            let start = index == 0 ? 0 : (result[index - 1] ?? -1) + 1
            let stop = end < result.count ? result[end] ?? new.count : new.count
            if stop - start == end - index { for offset in 0..<end - index { result[index + offset] = start + offset } }
            index = end
        }
        return result
    }

    private func number(_ id: String, _ prefix: String) -> Int { Int(id.dropFirst(prefix.count)) ?? 0 }

    private func isUnedited(_ current: YearTables.Row, _ exported: ReturnedSheet.Row) -> Bool {
        indicatorColumns.allSatisfy { isSame((current.cells[$0]?.text ?? "").trimmedLines, exported.text($0)) }
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
