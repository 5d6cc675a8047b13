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
    private let table: Table
    private let keys: [[UInt8]]
    private let isCode: [Bool]
    private let isAmount: [Bool]
    private let deflater = Deflater()

    /// - Parameter projects: about how many projects the units have, for room that need not grow.
    init(_ table: Table, projects: Int) {
        self.table = table
        // Indicators, the longest table, take as much of a project; room that is not written to costs nothing.
        csv.reserveCapacity(projects * 4096)
        json.reserveCapacity(projects * 8192)
        sheet.reserve(projects * 4096)
        keys = JSONTables.keys(of: table)
        isCode = table.columns.map { $0.kind == .code }
        isAmount = table.columns.map { $0.kind == .amount }
    }

    /// CSV for Excel without a heading.
    var excel: [UInt8] { differing ?? csv }

    /// Adds the rows of a unit.
    ///
    /// - Returns: the same rows as they stand in its sheet.
    mutating func add(_ unit: Unit) -> TableRows {
        sheet.removeAll()
        table.forEachRow(of: unit) { add($0) }
        return TableRows(rows: deflater.part(sheet.bytes), count: sheet.count, cutCells: sheet.cutCells)
    }

    private mutating func add(_ cells: [Cell]) {
        let start = csv.count
        var looksLikeFormula = false
        var isFirst = true
        json.add(markup: ",\n{")
        sheet.beginRow()
        for index in cells.indices {
            if index > 0 { csv.append(UInt8(ascii: ",")) }
            if case .blank = cells[index] {
                sheet.addBlank()
                continue
            }
            if !isFirst { json.append(UInt8(ascii: ",")) }
            isFirst = false
            json += keys[index]
            switch cells[index] {
            case .blank: break
            case .text(let text):
                let look: CellLook = isCode[index] ? .code : .plain
                text.withBytes { bytes in
                    let traits = TextTraits(of: bytes)
                    csv.addField(bytes, traits)
                    json.addJSON(text, bytes, traits)
                    sheet.add(text, bytes, traits, look)
                    looksLikeFormula = looksLikeFormula || CSV.looksLikeFormula(bytes)
                }
            case .integer(let number):
                csv.add(number)
                json.add(number)
                sheet.add(number)
            case .number(let amount):
                csv.add(amount)
                json.add(amount)
                sheet.add(amount, isAmount[index] ? .amount(decimals: amount.decimals) : .plain)
            }
        }
        csv.add(markup: "\r\n")
        json.append(UInt8(ascii: "}"))
        sheet.endRow()
        if looksLikeFormula, differing == nil { differing = Array(csv[..<start]) }
        if let row = differing == nil ? nil : csv[start...] {
            if looksLikeFormula { differing?.addForExcel(cells) } else { differing? += row }
        }
    }
}
