import Basics
import Cxlsxwriter
import Glibc

/// The names of the workbook's sheets. The hidden ones hold what was exported, so that it is known later what was edited.
enum SheetNames {
    static let projects = "项目"
    static let indicators = "指标"
    static let help = "填写说明"
    static let projectBase = "基准_项目"
    static let indicatorBase = "基准_指标"
}

/// What an export holds.
public struct ExportedSheet: Sendable {
    public var projects: Int
    public var indicators: Int
    /// Files that could not be read and are left out.
    public var unreadable: [String]
}

/// Writes the projects and indicators of a year as a workbook, every cell a text.
///
/// - Throws: `Refusal` when the file stands already or there is nothing to export; `FileError`.
public func exportSheet(to path: String, root: String, year: Int?, unit: String?) throws -> ExportedSheet {
    guard path.lowercased().hasSuffix(".xlsx") else {
        throw Refusal("“\(path)”不是 .xlsx 文件", help: "文件名以 .xlsx 结尾", isWrongUsage: true)
    }
    guard let year = year ?? years(root).max() else { throw Refusal("网站里还没有年度", help: "先用 import 或 new 建立内容") }
    guard !fileExists(path) else { throw Refusal("\(path) 已经有了，不覆盖", help: "换一个文件名；里面改过的内容先用 sheet import 读回来") }
    let tables = try YearTables(root: root, year: year, unit: unit)
    guard !tables.projects.isEmpty else { throw Refusal("\(year) 年没有可以导出的项目", help: "核对年度和单位编码") }
    // libxlsxwriter tells what it cannot open itself, in English.
    try createFile(path, [])
    try WorkbookWriter(path).write(tables)
    return ExportedSheet(
        projects: tables.projects.count, indicators: tables.indicators.count, unreadable: tables.unreadable)
}

private struct WorkbookWriter {
    let path: String

    init(_ path: String) { self.path = path }

    func write(_ tables: YearTables) throws(FileError) {
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else { throw FileError(.create, path, code: ENOMEM) }
        // No clock in the file: two exports of one content are the same.
        var properties = lxw_doc_properties()
        properties.created = 1_577_836_800
        workbook_set_properties(workbook, &properties)
        let head = format(workbook) { format in
            format_set_bold(format)
            format_set_bg_color(format, 0xE7EDF4)
            format_set_border(format, 1)
        }
        let plain = format(workbook) { _ in }
        let fixed = format(workbook) { format in
            format_set_bg_color(format, 0xF2F2F2)
            format_set_font_color(format, 0x7F7F7F)
        }
        let looks = (head: head, plain: plain, fixed: fixed)
        add(tables.projects, tables.projectColumns, isIndicators: false, SheetNames.projects, to: workbook, looks)
        add(tables.indicators, tables.indicatorColumns, isIndicators: true, SheetNames.indicators, to: workbook, looks)
        addHelp(to: workbook, plain)
        for (rows, columns, isIndicators, name) in [
            (tables.projects, tables.projectColumns, false, SheetNames.projectBase),
            (tables.indicators, tables.indicatorColumns, true, SheetNames.indicatorBase),
        ] {
            if let sheet = add(rows, columns, isIndicators: isIndicators, name, to: workbook, looks) {
                worksheet_hide(sheet)
            }
        }
        let code = workbook_close(workbook)
        guard code == LXW_NO_ERROR else {
            let reason = errno == 0 ? EIO : errno
            unlink(path)
            throw FileError(.write, path, code: reason)
        }
    }

    private func format(
        _ workbook: UnsafeMutablePointer<lxw_workbook>, _ set: (UnsafeMutablePointer<lxw_format>?) -> Void
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        // Text: what is typed stays as it is typed, codes above all.
        format_set_num_format(format, "@")
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        set(format)
        return format
    }

    @discardableResult
    private func add(
        _ rows: [YearTables.Row], _ columns: [String], isIndicators: Bool, _ name: String,
        to workbook: UnsafeMutablePointer<lxw_workbook>,
        _ looks: (
            head: UnsafeMutablePointer<lxw_format>?, plain: UnsafeMutablePointer<lxw_format>?,
            fixed: UnsafeMutablePointer<lxw_format>?
        )
    ) -> UnsafeMutablePointer<lxw_worksheet>? {
        guard let sheet = workbook_add_worksheet(workbook, name) else { return nil }
        let headings = [SheetColumns.row] + (isIndicators ? ["项目编码", "项目名称"] : []) + columns
        worksheet_set_column(sheet, 0, 0, 16, nil)
        worksheet_set_column(sheet, 1, lxw_col_t(max(1, headings.count - 1)), 20, looks.plain)
        worksheet_freeze_panes(sheet, 1, isIndicators ? 3 : 3)
        for (column, heading) in headings.enumerated() {
            worksheet_write_string(sheet, 0, lxw_col_t(column), heading, looks.head)
        }
        for (index, row) in rows.enumerated() {
            let fixed = [row.id] + (isIndicators ? [row.code, row.name] : [])
            for (column, text) in fixed.enumerated() {
                worksheet_write_string(sheet, lxw_row_t(index + 1), lxw_col_t(column), text, looks.fixed)
            }
            for (column, heading) in columns.enumerated() {
                let cell = row.cells[heading]
                let look = cell == nil ? looks.fixed : looks.plain
                let place = (lxw_row_t(index + 1), lxw_col_t(fixed.count + column))
                if let text = cell?.text, !text.isEmpty {
                    worksheet_write_string(sheet, place.0, place.1, text, look)
                } else {
                    worksheet_write_blank(sheet, place.0, place.1, look)
                }
            }
        }
        if !rows.isEmpty { worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows.count), lxw_col_t(headings.count - 1)) }
        return sheet
    }

    private func addHelp(to workbook: UnsafeMutablePointer<lxw_workbook>, _ look: UnsafeMutablePointer<lxw_format>?) {
        guard let sheet = workbook_add_worksheet(workbook, SheetNames.help) else { return }
        worksheet_set_column(sheet, 0, 0, 90, nil)
        let lines = [
            "改好以后存盘，用 gongkai sheet import 读回来。只改动您改过的格子，别的一个字节也不动。",
            "灰色的格子请勿改动；“行号”一栏用来认出是哪一行，可以排序、筛选，不要删改。",
            "加一条指标：在“指标”表里插入一行，“行号”空着，“项目编码”照抄。删一条指标：删去整行。",
            "各格都是文本格式。项目编码被 Excel 变成 1.30303E+19 的，读回来时会被退回：请撤销，或重新导出。",
            "两个人各改一份，先后读回来，会合到一起；同一格改得不一样的，列出来，不覆盖。",
        ]
        for (row, line) in lines.enumerated() { worksheet_write_string(sheet, lxw_row_t(row), 0, line, look) }
    }
}
