import Disclosure

/// Encodes the rows of some units in a table: each row once, in every format.
struct RowEncoder {
    /// CSV without a heading.
    private(set) var csv: [UInt8] = []
    /// JSON with a comma before each row, the first too.
    private(set) var json: [UInt8] = []
    /// The CSV for Excel where it differs. Most units have nothing that looks like a formula, and the same rows for
    /// programs and for Excel.
    private var differing: [UInt8]?
    private var sheet = SheetRows()
    /// The columns that tell of the form as the last row holds them.
    private var ofForm = FormCells()
    private let table: Table
    private let codes: [ColumnCode]
    /// The names of the columns as they stand before texts in JSON, one after another: `"name":"`.
    private let keys: [UInt8]
    private let deflater = Deflater()

    private struct FormCells {
        var csv: [UInt8] = []
        var json: [UInt8] = []
        var sheet = SheetRows.Cells()
        var looksLikeFormula = false
    }

    /// - Parameter projects: about how many projects the units have, for room that need not grow.
    init(_ table: Table, projects: Int) {
        self.table = table
        // Indicators, the longest table, take as much of a project; room that is not written to costs nothing.
        csv.reserveCapacity(projects * 4096)
        json.reserveCapacity(projects * 8192)
        sheet.reserve(projects * 4096)
        var keys: [UInt8] = []
        codes = table.columns.map { ColumnCode($0, in: &keys) }
        self.keys = keys
    }

    /// CSV for Excel without a heading.
    var excel: [UInt8] { differing ?? csv }

    /// Adds the rows of a unit.
    ///
    /// - Returns: the same rows as they stand in its sheet.
    mutating func add(_ unit: Unit) -> TableRows {
        sheet.removeAll()
        table.forEachRow(of: unit) { add($0, isOfSameForm: $1) }
        return TableRows(rows: deflater.part(sheet.bytes), count: sheet.count, cutCells: sheet.cutCells)
    }

    private mutating func add(_ cells: [Cell], isOfSameForm: Bool) {
        let start = csv.count
        json.add(markup: ",\n{")
        sheet.beginRow()
        var looksLikeFormula = add(cells, 0..<table.formColumns.lowerBound)
        if !isOfSameForm {
            let (csvStart, jsonStart, mark) = (csv.count, json.count, sheet.mark())
            let looks = add(cells, table.formColumns)
            ofForm = FormCells(
                csv: Array(csv[csvStart...]), json: Array(json[jsonStart...]), sheet: sheet.cells(since: mark),
                looksLikeFormula: looks)
        } else {
            csv += ofForm.csv
            json += ofForm.json
            sheet.add(cells: ofForm.sheet)
        }
        if ofForm.looksLikeFormula { looksLikeFormula = true }
        if add(cells, table.formColumns.upperBound..<cells.count) { looksLikeFormula = true }
        // In place of the comma behind the last cell.
        csv.removeLast()
        csv.add(markup: "\r\n")
        json[json.count - 1] = UInt8(ascii: "}")
        sheet.endRow()
        if looksLikeFormula, differing == nil { differing = Array(csv[..<start]) }
        if let row = differing == nil ? nil : csv[start...] {
            if looksLikeFormula { differing?.addForExcel(cells) } else { differing? += row }
        }
    }

    /// Adds cells of a row, in CSV and JSON with a comma behind each.
    ///
    /// - Returns: whether Excel would take one of them for a formula.
    private mutating func add(_ cells: [Cell], _ columns: Range<Int>) -> Bool {
        var looksLikeFormula = false
        for index in columns {
            let code = codes[index]
            switch cells[index] {
            case .blank: sheet.addBlank()
            case .text(let text):
                text.withBytes { bytes in
                    let traits = TextTraits(of: bytes)
                    csv.addField(bytes, traits)
                    if traits.contains(.needsEscapes) {
                        addKey(code.key)
                        json.addJSON(text)
                        json.append(UInt8(ascii: ","))
                    } else {
                        addKey(code.textKey)
                        json.append(contentsOf: bytes)
                        json.add(markup: "\",")
                    }
                    sheet.add(text, bytes, traits, code.look)
                    if CSV.looksLikeFormula(bytes) { looksLikeFormula = true }
                }
            case .integer(let number):
                csv.add(number)
                addKey(code.key)
                json.add(number)
                json.append(UInt8(ascii: ","))
                sheet.add(number)
            case .number(let amount):
                csv.add(amount)
                addKey(code.key)
                json.add(amount)
                json.append(UInt8(ascii: ","))
                sheet.add(amount, code.isAmount ? .amount(decimals: amount.decimals) : .plain)
            }
            csv.append(UInt8(ascii: ","))
        }
        return looksLikeFormula
    }

    private mutating func addKey(_ key: Range<Int>) {
        keys.withUnsafeBufferPointer { json.append(contentsOf: UnsafeBufferPointer(rebasing: $0[key])) }
    }
}

/// What the formats need to know of a column.
private struct ColumnCode {
    /// Where its name stands among the keys, as it stands before a value in JSON.
    var key: Range<Int>
    /// The same with the quotation mark that begins a text.
    var textKey: Range<Int>
    /// How its texts look in a sheet.
    var look: CellLook
    var isAmount: Bool

    /// - Parameter keys: gets its name too.
    init(_ column: Column, in keys: inout [UInt8]) {
        let start = keys.count
        keys.addJSON(column.name)
        keys.add(markup: ":\"")
        (key, textKey) = (start..<keys.count - 1, start..<keys.count)
        look = column.kind == .code ? .code : .plain
        isAmount = column.kind == .amount
    }
}
