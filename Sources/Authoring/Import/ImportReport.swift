import Basics

extension Recognition {
    /// A paragraph or cell of the source.
    public struct Item: Sendable {
        public var id: Int
        public var text: String
        public var place: String
    }

    /// Everything that stands in the source, in its order, but blank cells.
    public var items: [Item] {
        var items: [Item] = []
        func add(_ table: SourceTable) {
            for cell in table.rows.joined() {
                if !cell.text.isBlankText { items.append(Item(id: cell.id, text: cell.text, place: cell.place)) }
                cell.nested.forEach(add)
            }
        }
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph):
                if !paragraph.text.isBlankText {
                    items.append(Item(id: paragraph.id, text: paragraph.text, place: paragraph.place))
                }
            case .table(let table): add(table)
            }
        }
        return items
    }

    /// What was not taken into any file.
    public var unusedItems: [Item] { items.filter { uses[$0.id] == nil } }
}

/// Writes the report beside the site, or where the person wants it.
public func writeImportReport(_ html: String, to path: String, root: String) throws(FileError) {
    if path.hasPrefix("/") {
        try writeOwnFile(String(path.dropFirst()), in: "", Array(html.utf8))
    } else {
        try writeOwnFile(path, in: root, Array(html.utf8))
    }
}
