/// A table as comma-separated values (RFC 4180): UTF-8, CRLF at the end of every record.
enum CSV {
    enum Dialect: Sendable {
        /// For programs: snake_case headings, every text as it was filed.
        case data
        /// For Excel: a byte order mark, Chinese headings, and an apostrophe before what Excel would take for a formula.
        case excel
    }

    /// The first record, with the byte order mark that Excel wants before it.
    static func heading(of table: Table, _ dialect: Dialect) -> [UInt8] {
        var bytes: [UInt8] = dialect == .excel ? [0xEF, 0xBB, 0xBF] : []
        for (index, column) in table.columns.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.addField(dialect == .excel ? column.title : column.name)
        }
        bytes.endRecord()
        return bytes
    }

    /// Appends a record for each row of cells.
    static func append(_ cells: [Cell], _ dialect: Dialect, to bytes: inout [UInt8]) {
        for index in cells.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cells[index] {
            case .blank: break
            case .text(let text):
                bytes.addField(dialect == .excel && looksLikeFormula(text) ? "'" + text : text)
            case .integer(let number): bytes.add(number)
            case .number(let amount): bytes.add(amount)
            }
        }
        bytes.endRecord()
    }

    static func looksLikeFormula(_ cell: Cell) -> Bool {
        if case .text(let text) = cell { looksLikeFormula(text) } else { false }
    }

    /// Whether a spreadsheet program could take a text for a formula: by its first character, also in full width, which
    /// Chinese and Japanese versions accept, or by a control character that it may skip.
    private static func looksLikeFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }
}

extension [UInt8] {
    fileprivate mutating func endRecord() {
        append(UInt8(ascii: "\r"))
        append(UInt8(ascii: "\n"))
    }

    /// Appends a text, in quotation marks where it holds a comma, a quotation mark or a line break.
    fileprivate mutating func addField(_ text: String) {
        let source = text.utf8.span
        var needsQuotes = false
        for index in source.indices {
            let byte = source[index]
            if byte > UInt8(ascii: ",") { continue }
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
            {
                needsQuotes = true
                break
            }
        }
        guard needsQuotes else { return add(text) }
        append(UInt8(ascii: "\""))
        for index in source.indices {
            if source[index] == UInt8(ascii: "\"") { append(UInt8(ascii: "\"")) }
            append(source[index])
        }
        append(UInt8(ascii: "\""))
    }
}
