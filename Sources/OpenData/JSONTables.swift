import Basics
import Disclosure

/// All tables as one JSON document: an object with an array for each table, one row on a line.
///
/// What was not filed is left out of its row; what was filed blank is an empty text. Numbers keep their decimals.
enum JSONTables {
    static let closing = Array("\n]}\n".utf8)

    /// What stands before the rows of a table: the beginning or the end of the former table, and this one's name.
    static func opening(of tables: [Table], _ table: Int) -> [UInt8] {
        var bytes = Array((table == 0 ? "{" : "\n],\n").utf8)
        bytes.addJSON(tables[table].name)
        bytes += ":[".utf8
        return bytes
    }
}
