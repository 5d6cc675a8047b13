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
    /// What the person should know besides.
    public var notices: [String] = []

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

struct SheetMerging {
    var result = SheetImport()
    let sheet: ReturnedSheet
    /// The columns of the indicators but those that tell whose a row is.
    let indicatorColumns: [String]
    /// Those of 一级 and 二级指标.
    let levelColumns: [String]
    /// The exported rows of indicators, and those that the workbook has of them, by the ids of their projects; the rows
    /// that were added, by the codes that they bear.
    let exportedIndicators: [String: [ReturnedSheet.Row]]
    let returnedIndicators: [String: [ReturnedSheet.Row]]
    let addedIndicators: [String: [ReturnedSheet.Row]]

    init(_ sheet: ReturnedSheet) {
        self.sheet = sheet
        indicatorColumns = sheet.indicatorColumns.filter { ![SheetColumns.row, "项目编码", "项目名称"].contains($0) }
        levelColumns = indicatorColumns.filter { columnKind($0) == .level1 || columnKind($0) == .level2 }
        func project(_ row: ReturnedSheet.Row) -> String {
            String(row.id[..<(row.id.lastIndex(of: "#") ?? row.id.endIndex)])
        }
        exportedIndicators = Dictionary(grouping: sheet.indicatorBase.values, by: project)
        returnedIndicators = Dictionary(grouping: sheet.indicators.filter { !$0.id.isEmpty }, by: project)
        addedIndicators = Dictionary(grouping: sheet.indicators.filter(\.id.isEmpty)) { $0.text("项目编码") }
    }

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
    mutating func isDoubtful(_ row: ReturnedSheet.Row, of sheet: String, _ path: String) -> Bool {
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
    mutating func merge(
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

    mutating func refuseColumn(_ column: String, _ row: ReturnedSheet.Row, _ path: String) {
        result.refused.append("\(path)：没有“\(column)”一栏，工作簿第 \(row.number) 行填的“\(row.text(column))”没有读取")
    }

    /// The project of an exported row is told beside it, and edited elsewhere.
    mutating func refuseProject(_ row: ReturnedSheet.Row, _ exported: ReturnedSheet.Row, _ path: String) {
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
}
