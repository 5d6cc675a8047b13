import Basics
import Disclosure

/// The filed units as JSON: a list of units, in each its projects, in both the rows of the tables that belong to them.
///
/// A row says nothing again of the unit or project that it stands in. What was not filed is left out; what was filed blank
/// is an empty text. Numbers keep their decimals.
enum UnitDocument {
    /// What stands before the first unit, and behind the last. Between two of them stands a comma.
    static let opening = Array("{\"units\":[\n".utf8)
    static let closing = Array("\n]}\n".utf8)

    /// A unit in a year.
    ///
    /// - Parameter tables: each with the unit's rows.
    static func bytes(of forms: UnitForms, _ tables: [(table: Table, rows: FormRows)]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(tables.reduce(1024) { $0 + $1.rows.size })
        func begin(_ form: FormKeys) {
            for (table, rows) in tables where table.isOfForms { bytes += rows.open(of: form) }
            for (table, rows) in tables where !table.isOfForms {
                let rows = rows.list(of: form)
                if rows.isEmpty { continue }
                bytes.add(markup: ",\n\"")
                bytes.add(table.name)
                bytes.add(markup: "\":[\n")
                bytes += rows
                bytes.append(UInt8(ascii: "]"))
            }
        }
        begin(forms.own)
        bytes.add(markup: ",\n\"projects\":[")
        for form in forms.projects {
            bytes.add(markup: form.number == 1 ? "\n" : ",\n")
            begin(form)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.add(markup: "]}")
        return bytes
    }
}

/// The rows of a unit in one table as JSON objects, with a comma and a line break behind each.
struct FormRows: Sendable {
    /// A member's name as it stands before its value: where it lies among all of them.
    struct Key: Sendable {
        fileprivate let ofNumber: Range<Int>
        /// With the quotation mark that begins a text.
        fileprivate var ofText: Range<Int> { ofNumber.lowerBound..<ofNumber.upperBound + 1 }
    }

    /// The members of a row, in their order.
    let keys: [Key]
    /// The names of all members, each with a colon and a quotation mark behind it.
    private let names: [UInt8]
    private(set) var bytes: [UInt8] = []
    /// For each form with rows, where they end.
    private var ends: [(form: Int, end: Int)] = []

    /// - Parameter members: their names.
    init(members: [String]) {
        var (names, keys): ([UInt8], [Key]) = ([], [])
        for member in members {
            let start = names.count
            names.addJSON(member)
            names.append(UInt8(ascii: ":"))
            keys.append(Key(ofNumber: start..<names.count))
            names.append(UInt8(ascii: "\""))
        }
        (self.names, self.keys) = (names, keys)
    }

    var size: Int { bytes.count }

    mutating func reserve(_ size: Int) { bytes.reserveCapacity(size) }

    /// Forgets the rows, and keeps the room that they took.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    mutating func beginRow() { bytes.append(UInt8(ascii: "{")) }

    /// - Parameter text: the bytes of a text that need no escapes.
    mutating func add(_ key: Key, _ text: UnsafeBufferPointer<UInt8>) {
        bytes += names[key.ofText]
        bytes.append(contentsOf: text)
        bytes.add(markup: "\",")
    }

    mutating func add(_ key: Key, escaping text: String) {
        bytes += names[key.ofNumber]
        bytes.addJSON(text)
        bytes.append(UInt8(ascii: ","))
    }

    mutating func add(_ key: Key, _ number: Int) {
        bytes += names[key.ofNumber]
        bytes.add(number)
        bytes.append(UInt8(ascii: ","))
    }

    mutating func add(_ key: Key, _ number: Amount) {
        bytes += names[key.ofNumber]
        bytes.add(number)
        bytes.append(UInt8(ascii: ","))
    }

    /// - Parameter form: the one that the row is, or belongs to.
    mutating func endRow(of form: FormKeys) {
        // In place of the comma behind the last member.
        bytes.removeLast()
        bytes.add(markup: "},\n")
        if ends.last?.form == form.number { ends.removeLast() }
        ends.append((form.number, bytes.count))
    }

    /// The members of the object that a form is, with the brace that opens it; nothing in the tables of other forms.
    func open(of form: FormKeys) -> ArraySlice<UInt8> { rows(of: form).dropLast(3) }

    /// The objects of a form's rows, with commas between them.
    func list(of form: FormKeys) -> ArraySlice<UInt8> { rows(of: form).dropLast(2) }

    private func rows(of form: FormKeys) -> ArraySlice<UInt8> {
        // Forms stand in their order.
        var (lower, upper) = (0, ends.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if ends[middle].form < form.number { lower = middle + 1 } else { upper = middle }
        }
        guard lower < ends.count, ends[lower].form == form.number else { return [] }
        return bytes[(lower == 0 ? 0 : ends[lower - 1].end)..<ends[lower].end]
    }
}
