import Basics
import Content

/// Something in a table of a data package that does not fit what was published with it.
public struct TableError: Error, Sendable, Hashable {
    /// The table's name, such as `projects`.
    public var table: String
    /// The line of the CSV file, from 1; 0 for the table as a whole.
    public var line: Int
    /// What is wrong, in Chinese, without a full stop.
    public var reason: String

    init(_ table: String, _ line: Int, _ reason: String) {
        (self.table, self.line, self.reason) = (table, line, reason)
    }
}

/// A CSV table of a data package, read record by record.
///
/// As RFC 4180 has it and `OpenData` writes it, and nothing else: UTF-8, fields parted by commas, a quotation mark only
/// around a field or doubled inside of one, every record as long as the first, which names the columns.
struct PackagedTable {
    let name: String
    private let bytes: [UInt8]
    private var index = 0
    /// The line that the next record begins on.
    private var line = 1
    private var columns: [String: Int] = [:]

    /// The largest field, in bytes.
    private static let fieldLimit = 1 << 20

    /// - Parameter wanted: the columns that there have to be; others may stand beside them.
    init(_ name: String, _ bytes: [UInt8], wanted: [String]) throws(TableError) {
        (self.name, self.bytes) = (name, bytes)
        guard let header = try record() else { throw TableError(name, 1, "是空的，没有栏名") }
        for (position, column) in header.enumerated() where columns.updateValue(position, forKey: column) != nil {
            throw TableError(name, 1, "有两栏都叫“\(column)”")
        }
        for column in wanted where columns[column] == nil { throw TableError(name, 1, "没有“\(column)”这一栏") }
    }

    /// The next row; nil behind the last one.
    mutating func next() throws(TableError) -> PackagedRow? {
        let start = line
        guard let fields = try record() else { return nil }
        guard fields.count == columns.count else {
            throw TableError(name, start, "有 \(fields.count) 格，应有 \(columns.count) 格")
        }
        return PackagedRow(table: name, line: start, columns: columns, fields: fields)
    }

    private mutating func record() throws(TableError) -> [String]? {
        guard index < bytes.count else { return nil }
        var fields: [String] = []
        fields.reserveCapacity(columns.count)
        let start = line
        while true {
            fields.append(try field())
            guard index < bytes.count else { return fields }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
                guard fields.count <= 256 else { throw TableError(name, start, "栏数太多") }
                continue
            }
            if bytes[index] == UInt8(ascii: "\r") { index += 1 }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\n") else {
                throw TableError(name, line, "行末或引号后面有多余的字符")
            }
            index += 1
            line += 1
            return fields
        }
    }

    private mutating func field() throws(TableError) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return try bareField() }
        index += 1
        var content: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") {
                guard index < bytes.count, bytes[index] == byte else { return try text(content[...]) }
                index += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            content.append(byte)
        }
        throw TableError(name, line, "引号没有结束")
    }

    private mutating func bareField() throws(TableError) -> String {
        let start = index
        scan: while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n"): break scan
            case UInt8(ascii: "\""): throw TableError(name, line, "没有加引号的格子里有引号")
            default: index += 1
            }
        }
        return try text(bytes[start..<index])
    }

    private func text(_ content: ArraySlice<UInt8>) throws(TableError) -> String {
        guard content.count <= Self.fieldLimit else { throw TableError(name, line, "有一格超过 1 MB") }
        let isPlain = content.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        guard isPlain, let text = String(validating: content, as: UTF8.self) else {
            throw TableError(name, line, "有不是文字的字节（应为 UTF-8）")
        }
        return text
    }
}

/// A row of a table: its fields by the names of their columns.
struct PackagedRow {
    let table: String
    /// The line of the CSV file, from 1.
    let line: Int
    fileprivate let columns: [String: Int]
    fileprivate let fields: [String]

    /// The field of a column; empty where the table has no such column.
    subscript(column: String) -> String { columns[column].map { fields[$0] } ?? "" }

    func literal(_ column: String) -> Literal { Literal(self[column]) }

    /// The field as characters that were filed; nil for a blank, which is what was not filed in CSV.
    func filed(_ column: String) -> Literal? { self[column].isEmpty ? nil : literal(column) }

    func error(_ reason: String) -> TableError { TableError(table, line, reason) }
}

extension Literal {
    /// Characters that stand in no file of this site.
    init(_ text: String) { self.init(text, TextRange(0, 0)) }
}
