import Disclosure

/// Encodes the rows of some units in a table: each row once, in every format.
struct RowEncoder {
    let table: Table
    /// CSV without a heading.
    private(set) var csv: [UInt8] = []
    /// The rows of the last unit as they stand in JSON.
    private(set) var objects: FormRows
    /// The CSV for Excel where it differs. Most units have nothing that looks like a formula, and the same rows for
    /// programs and for Excel.
    private var differing: [UInt8]?
    private var sheet = SheetRows()
    /// The columns that tell of the form as the last row holds them.
    private var ofForm = FormCells()
    private let codes: [ColumnCode]
    private let deflater: Deflater

    private struct FormCells {
        var csv: [UInt8] = []
        var sheet = SheetRows.Cells()
        var looksLikeFormula = false
    }

    /// - Parameters:
    ///   - projects: about how many projects the units have, for room that need not grow.
    ///   - deflater: what compresses the rows.
    init(_ table: Table, projects: Int, _ deflater: Deflater) {
        (self.table, self.deflater) = (table, deflater)
        let members = table.columns.indices.filter { table.isOfForms || !table.formColumns.contains($0) }
        objects = FormRows(members: members.map { table.columns[$0].name })
        codes = table.columns.enumerated().map { [keys = objects.keys] index, column in
            ColumnCode(column, key: members.firstIndex(of: index).map { keys[$0] })
        }
        // Indicators, the longest table, take as much of a project; room that is not written to costs nothing.
        csv.reserveCapacity(projects * 4096)
        objects.reserve(projects * 4096)
        sheet.reserve(projects * 4096)
    }

    /// CSV for Excel without a heading.
    var excel: [UInt8] { differing ?? csv }

    /// Adds the rows of a unit.
    ///
    /// - Returns: the same rows as they stand in its sheet.
    mutating func add(_ forms: UnitForms) -> TableRows {
        sheet.removeAll()
        objects.removeAll()
        table.forEachRow(of: forms) { add($0, of: $1, isOfSameForm: $2) }
        return TableRows(rows: deflater.part(sheet.bytes), count: sheet.count, cutCells: sheet.cutCells)
    }

    private mutating func add(_ cells: [Cell], of form: FormKeys, isOfSameForm: Bool) {
        let start = csv.count
        objects.beginRow()
        sheet.beginRow()
        var looksLikeFormula = add(cells, 0..<table.formColumns.lowerBound)
        if !isOfSameForm {
            let (csvStart, mark) = (csv.count, sheet.mark())
            let looks = add(cells, table.formColumns)
            ofForm = FormCells(csv: Array(csv[csvStart...]), sheet: sheet.cells(since: mark), looksLikeFormula: looks)
        } else {
            csv += ofForm.csv
            sheet.add(cells: ofForm.sheet)
        }
        if ofForm.looksLikeFormula { looksLikeFormula = true }
        if add(cells, table.formColumns.upperBound..<cells.count) { looksLikeFormula = true }
        // In place of the comma behind the last cell.
        csv.removeLast()
        csv.add(markup: "\r\n")
        objects.endRow(of: form)
        sheet.endRow()
        if looksLikeFormula, differing == nil { differing = Array(csv[..<start]) }
        if let row = differing == nil ? nil : csv[start...] {
            if looksLikeFormula { differing?.addForExcel(cells) } else { differing? += row }
        }
    }

    /// Adds cells of a row, in CSV with a comma behind each.
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
                    if let key = code.key {
                        if traits.contains(.needsEscapes) {
                            objects.add(key, escaping: text)
                        } else {
                            objects.add(key, bytes)
                        }
                    }
                    sheet.add(text, bytes, traits, code.look)
                    if CSV.looksLikeFormula(bytes) { looksLikeFormula = true }
                }
            case .integer(let number):
                csv.add(number)
                if let key = code.key { objects.add(key, number) }
                sheet.add(number)
            case .number(let amount):
                csv.add(amount)
                if let key = code.key { objects.add(key, amount) }
                sheet.add(amount, code.isAmount ? .amount(decimals: amount.decimals) : .plain)
            }
            csv.append(UInt8(ascii: ","))
        }
        return looksLikeFormula
    }
}

/// What the formats need to know of a column.
private struct ColumnCode {
    /// Its name in JSON; nil where the form that a row stands in says the same.
    var key: FormRows.Key?
    /// How its texts look in a sheet.
    var look: CellLook
    var isAmount: Bool

    init(_ column: Column, key: FormRows.Key?) {
        self.key = key
        look = column.kind == .code ? .code : .plain
        isAmount = column.kind == .amount
    }
}

/// Encodes units in all tables.
struct UnitEncoder {
    private(set) var tables: [RowEncoder]

    /// - Parameter projects: about how many projects the units have, for room that need not grow.
    init(_ tables: [Table], projects: Int) {
        let deflater = Deflater()
        self.tables = tables.map { RowEncoder($0, projects: projects, deflater) }
    }

    /// Adds a unit.
    ///
    /// - Returns: its rows as they stand in the sheets of the tables, and the unit as it stands in JSON.
    mutating func add(_ unit: Unit) -> (rows: [TableRows], document: [UInt8]) {
        let forms = UnitForms(unit)
        let rows = tables.indices.map { tables[$0].add(forms) }
        return (rows, UnitDocument.bytes(of: forms, tables.map { ($0.table, $0.objects) }))
    }
}
