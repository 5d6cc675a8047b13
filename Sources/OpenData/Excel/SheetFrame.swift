/// What stands around the rows of a sheet.
struct SheetFrame: Sendable, Hashable {
    /// The widths of the columns, in characters.
    var widths: [Int]
    /// Whether the first row is a heading: it stays in sight, is printed on each page, and has filters.
    var hasHeading = false
    var isLandscape = false
    /// The number of rows, the heading counted.
    var rowCount: Int

    /// What stands before the rows.
    ///
    /// - Parameter isFirst: whether it is the sheet that is seen when the workbook is opened.
    func head(isFirst: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.add(markup: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"")
        bytes.add(Workbook.namespace)
        bytes.add(markup: "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"")
        addRange(to: &bytes, rows: max(1, rowCount))
        bytes.add(markup: "\"/><sheetViews><sheetView")
        if isFirst { bytes.add(markup: " tabSelected=\"1\"") }
        bytes.add(markup: " workbookViewId=\"0\">")
        if hasHeading {
            bytes.add(markup: "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>")
        }
        bytes.add(markup: "</sheetView></sheetViews><cols>")
        for (index, width) in widths.enumerated() {
            bytes.add(markup: "<col min=\"")
            bytes.add(index + 1)
            bytes.add(markup: "\" max=\"")
            bytes.add(index + 1)
            bytes.add(markup: "\" width=\"")
            bytes.add(width)
            bytes.add(markup: "\" customWidth=\"1\"/>")
        }
        bytes.add(markup: "</cols><sheetData>\n")
        return bytes
    }

    /// What stands behind the rows.
    ///
    /// - Parameter merged: the element that lists the merged cells; empty where there are none.
    func tail(merged: [UInt8] = []) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.add(markup: "</sheetData>")
        if hasHeading {
            bytes.add(markup: "<autoFilter ref=\"")
            addRange(to: &bytes, rows: rowCount)
            bytes.add(markup: "\"/>")
        }
        bytes += merged
        bytes.add(
            markup:
                "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>")
        bytes.add(markup: "<pageSetup paperSize=\"9\"")
        if isLandscape { bytes.add(markup: " orientation=\"landscape\"") }
        bytes.add(markup: " fitToHeight=\"0\"/></worksheet>\n")
        return bytes
    }

    private func addRange(to bytes: inout [UInt8], rows: Int) {
        bytes.add(markup: "A1:")
        bytes.addColumnName(widths.count - 1)
        bytes.add(rows)
    }
}

extension [UInt8] {
    /// Appends the name of a column, counted from 0: `A`, `Z`, `AA`.
    mutating func addColumnName(_ index: Int) {
        if index >= 26 { addColumnName(index / 26 - 1) }
        append(UInt8(ascii: "A") + UInt8(index % 26))
    }
}

/// The name of a column, counted from 0: `A`, `Z`, `AA`.
func columnName(_ index: Int) -> String {
    var bytes: [UInt8] = []
    bytes.addColumnName(index)
    return String(decoding: bytes, as: UTF8.self)
}
