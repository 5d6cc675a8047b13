import Basics
import Cxlsxwriter
import Glibc

/// An Excel workbook that is being written by libxlsxwriter.
struct Workbook {
    /// How a cell looks.
    enum Look: Hashable, Sendable {
        case plain, heading, title, wrapped
        /// A code: text, also when somebody edits it.
        case code
        /// An amount with so many decimals.
        case amount(Int)
        /// A cell of the official form.
        case formLabel, formText, formValue, formCaption
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
    private var sheetNames: Set<String> = []
    /// The first call that failed.
    fileprivate var failure: lxw_error = LXW_NO_ERROR
    /// Whether a sheet's temporary file could not be made.
    fileprivate var isBroken = false
    /// How many cells hold more than Excel can show.
    private(set) var cutCells = 0

    /// The longest text of a cell, in UTF-16 units, and the most rows of a sheet.
    static let longestText = 32_767
    static let mostRows = 1_048_576
    /// The longest name of a sheet, in UTF-16 units.
    static let longestName = 31

    fileprivate init(_ book: UnsafeMutablePointer<lxw_workbook>, title: String) {
        self.book = book
        // Without a time of its own, libxlsxwriter would write the present one: 1980-01-01, where ZIP's times begin.
        title.withCString { title in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: title)
            properties.created = 315_532_800
            check(workbook_set_properties(book, &properties))
        }
        for look in [Look.plain, .heading, .title, .wrapped, .code] { _ = format(look) }
    }

    /// Adds a sheet. Its name is made to fit Excel's rules; a second one of the same name gets a number.
    ///
    /// - Returns: nil when its temporary file could not be made; the workbook then comes to nothing.
    mutating func addSheet(_ name: String) -> UnsafeMutablePointer<lxw_worksheet>? {
        var number = 1
        var fitting = sheetName(name, ending: "")
        while !sheetNames.insert(fitting.lowercased()).inserted {
            number += 1
            fitting = sheetName(name, ending: "(\(number))")
        }
        let sheet = isBroken ? nil : workbook_add_worksheet(book, fitting)
        if sheet == nil { isBroken = true }
        return sheet
    }

    mutating func check(_ error: lxw_error) {
        if failure == LXW_NO_ERROR { failure = error }
    }

    /// Writes a text; what Excel would cut off without a word is cut with one.
    mutating func write(
        _ text: String, _ look: Look, to sheet: UnsafeMutablePointer<lxw_worksheet>?, row: Int, column: Int
    ) {
        guard let sheet else { return }
        check(worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), fitting(text), format(look)))
    }

    mutating func write(
        _ number: Double, _ look: Look, to sheet: UnsafeMutablePointer<lxw_worksheet>?, row: Int, column: Int
    ) {
        guard let sheet else { return }
        check(worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), number, format(look)))
    }

    /// Writes a text over a range of cells, which are merged when there is more than one.
    mutating func write(
        _ text: String, _ look: Look, to sheet: UnsafeMutablePointer<lxw_worksheet>?, rows: ClosedRange<Int>,
        columns: ClosedRange<Int>
    ) {
        guard rows.count > 1 || columns.count > 1 else {
            return write(text, look, to: sheet, row: rows.lowerBound, column: columns.lowerBound)
        }
        guard let sheet else { return }
        check(
            worksheet_merge_range(
                sheet, lxw_row_t(rows.lowerBound), lxw_col_t(columns.lowerBound), lxw_row_t(rows.upperBound),
                lxw_col_t(columns.upperBound), fitting(text), format(look)))
    }

    /// The text as a cell can hold it.
    private mutating func fitting(_ text: String) -> String {
        let escaped = withEscapedUnderscores(text)
        guard escaped.utf8.count > Self.longestText, escaped.utf16.count > Self.longestText else { return escaped }
        cutCells += 1
        let remark = "……（未完：Excel 的一格最多 \(Self.longestText) 个字，全文见 CSV 或 JSON）"
        var room = Self.longestText - remark.utf16.count
        let kept = escaped.unicodeScalars.prefix { scalar in
            room -= scalar.value > 0xFFFF ? 2 : 1
            return room >= 0
        }
        return String(kept) + remark
    }

    mutating func format(_ look: Look) -> UnsafeMutablePointer<lxw_format>? {
        if look == .plain { return nil }
        if let known = formats[look] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        formats[look] = format
        set(look, format)
        return format
    }

    private func set(_ look: Look, _ format: UnsafeMutablePointer<lxw_format>) {
        switch look {
        case .plain: break
        case .heading:
            format_set_bold(format)
            format_set_bg_color(format, 0xE8EEF4)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .title:
            format_set_bold(format)
            format_set_font_size(format, 14)
        case .wrapped:
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        case .code: format_set_num_format(format, "@")
        case .amount(let decimals): format_set_num_format(format, "0." + String(repeating: "0", count: decimals))
        case .formLabel, .formText, .formValue, .formCaption: setForm(look, format)
        }
    }

    private func setForm(_ look: Look, _ format: UnsafeMutablePointer<lxw_format>) {
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_num_format(format, "@")
        if look == .formCaption { return }
        format_set_text_wrap(format)
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        if look == .formLabel { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
        if look == .formValue { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    }
}

/// Writes a workbook into memory.
///
/// - Parameters:
///   - isStreamed: whether the rows of each sheet come in order, so that no more than one is kept in memory.
///   - write: fills the workbook with sheets.
/// - Throws: `FileError` when the system's folder for temporary files, which libxlsxwriter uses, cannot be written to.
func makeWorkbook(
    title: String, isStreamed: Bool, _ write: (inout Workbook) -> Void
) throws(FileError) -> [UInt8] {
    let descriptor = memfd_create("gongkai", 1 /* MFD_CLOEXEC */)
    guard descriptor >= 0 else { throw FileError(.create, "memfd") }
    defer { close(descriptor) }
    var options = lxw_workbook_options()
    options.constant_memory = isStreamed ? 1 : 0
    guard let book = workbook_new_opt("/proc/self/fd/\(descriptor)", &options) else {
        throw FileError(.create, "memfd", code: ENOMEM)
    }
    var workbook = Workbook(book, title: title)
    errno = 0
    write(&workbook)
    if workbook.isBroken {
        let code = errno
        lxw_workbook_free(book)
        throw FileError(.write, temporaryFolder, code: code)
    }
    let closed = workbook_close(book)
    precondition(closed != LXW_ERROR_NULL_PARAMETER_IGNORED, "a workbook is closed once")
    guard closed == LXW_NO_ERROR else { throw FileError(.write, temporaryFolder, code: errno == 0 ? EIO : errno) }
    let failure = workbook.failure
    precondition(failure == LXW_NO_ERROR, "libxlsxwriter refused a cell: \(String(cString: lxw_strerror(failure)))")
    return try readFile("/proc/self/fd/\(descriptor)")
}

private var temporaryFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

/// A sheet's name without the characters that Excel refuses, at most 31 UTF-16 units long with its ending.
private func sheetName(_ name: String, ending: String) -> String {
    var room = Workbook.longestName - ending.utf16.count
    var kept = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
        let isRefused = "[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 0x20 || scalar.value == 0x7F
        room -= scalar.value > 0xFFFF ? 2 : 1
        if room < 0 { break }
        kept.append(isRefused ? "_" : scalar)
    }
    return String(kept) + ending
}

/// `_x0041_` in a text would be read as `A`: OOXML writes control characters that way.
private func withEscapedUnderscores(_ text: String) -> String {
    let bytes = text.utf8.span
    func isEscape(at index: Int) -> Bool {
        guard index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return false }
        return (index + 2..<index + 6).allSatisfy {
            switch bytes[$0] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"):
                true
            default: false
            }
        }
    }
    guard bytes.indices.contains(where: isEscape) else { return text }
    var escaped: [UInt8] = []
    for index in bytes.indices {
        if isEscape(at: index) { escaped += "_x005F".utf8 }
        escaped.append(bytes[index])
    }
    return String(decoding: escaped, as: UTF8.self)
}
