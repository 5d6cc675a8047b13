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
        bytes.add(markup: "\r\n")
        return bytes
    }

    /// Whether a spreadsheet program could take a text for a formula: by its first character, also in full width, which
    /// Chinese and Japanese versions accept, or by a control character that it may skip.
    static func looksLikeFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        case UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        case 0xEF: ["＝", "＋", "－", "＠"].contains { text.starts(with: $0.utf8) }
        default: false
        }
    }
}

extension [UInt8] {
    /// Appends a text, in quotation marks where it holds a comma, a quotation mark or a line break.
    mutating func addField(_ text: UnsafeBufferPointer<UInt8>, _ traits: TextTraits) {
        guard traits.contains(.needsQuotes) else { return append(contentsOf: text) }
        append(UInt8(ascii: "\""))
        for byte in text {
            if byte == UInt8(ascii: "\"") { append(byte) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }

    fileprivate mutating func addField(_ text: String) { text.withBytes { addField($0, TextTraits(of: $0)) } }

    /// Appends a record for Excel.
    mutating func addForExcel(_ cells: [Cell]) {
        for index in cells.indices {
            if index > 0 { append(UInt8(ascii: ",")) }
            switch cells[index] {
            case .blank: break
            case .text(let text): addField(text.withBytes(CSV.looksLikeFormula) ? "'" + text : text)
            case .integer(let number): add(number)
            case .number(let amount): add(amount)
            }
        }
        add(markup: "\r\n")
    }
}
