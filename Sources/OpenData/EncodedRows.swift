import Disclosure

/// The rows of a unit in a table, made once, in every format.
struct EncodedRows {
    /// CSV without a heading, and the same for Excel.
    var csv: [UInt8]
    var excel: [UInt8]
    /// JSON with a comma before each row, the first too.
    var json: [UInt8]
    var sheet: TableRows

    init(_ unit: Unit, _ table: Table, _ deflater: Deflater) {
        var (csv, excel, json) = ([UInt8](), [UInt8](), [UInt8]())
        csv.reserveCapacity(unit.projects.count * 4096)
        json.reserveCapacity(unit.projects.count * 8192)
        var rows = SheetRows()
        // Most units have nothing that looks like a formula, and the same rows for programs and for Excel.
        var differs = false
        let keys = JSONTables.keys(of: table)
        let kinds = table.columns.map(\.kind)
        table.forEachRow(of: unit) { cells in
            if !differs, cells.contains(where: CSV.looksLikeFormula) { (differs, excel) = (true, csv) }
            CSV.append(cells, .data, to: &csv)
            if differs { CSV.append(cells, .excel, to: &excel) }
            JSONTables.append(cells, keys: keys, to: &json)
            rows.addRow(cells, kinds)
        }
        sheet = TableRows(rows: deflater.part(rows.bytes), count: rows.count, cutCells: rows.cutCells)
        self.excel = differs ? excel : csv
        (self.csv, self.json) = (csv, json)
    }
}
