/// A document from outside as it stands: paragraphs, and tables as grids of cells, each with its place in the source.
///
/// Nothing is interpreted here. What a cell means is found out by its words, in `Recognition`.
public struct SourceDocument: Sendable {
    public enum Kind: String, Sendable {
        case text = "文本"
        case word = "Word 文档"
        case workbook = "Excel 工作簿"
    }

    /// The file's name without its folder.
    public var name: String
    public var kind: Kind
    public var blocks: [SourceBlock] = []
    /// What the reader of the document should know, such as tracked changes taken as accepted.
    public var notices: [String] = []
    /// What stands in the document but is no text of it: bookmarks, and characters that cannot be shown.
    public var leftOut: [LeftOut] = []

    /// What whoever opens the document can find beside its text, such as comments: it is published with the original.
    public var besideText: [String] = []

    public struct LeftOut: Sendable, Hashable {
        public var what: String
        public var place: String
    }

    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Notes that something stands beside the text, once.
    mutating func noteBeside(_ what: String) {
        if !besideText.contains(what) { besideText.append(what) }
    }
}

public enum SourceBlock: Sendable {
    case paragraph(SourceParagraph)
    case table(SourceTable)
}

/// A piece of text with its place and a number of its own within the document, by which it is told what became of it.
public struct SourceParagraph: Sendable {
    public var id: Int
    /// Lines within the paragraph are parted by `\n`; spaces at the ends are gone.
    public var text: String
    /// The heading level that the source gives it, 1 to 9; nil for body text.
    public var level: Int?
    /// `第 33 行`
    public var place: String
}

/// A table as a grid.
public struct SourceTable: Sendable {
    /// `表 1` or a sheet's name.
    public var name: String
    public var rows: [[SourceCell]]
    /// Whether merged cells are known. In a text, a merged cell is an empty one.
    public var knowsMerges: Bool
}

/// A cell, at the row where it begins.
public struct SourceCell: Sendable {
    public var id: Int
    public var text: String
    /// Columns of the grid, counted from 0.
    public var column: Int
    public var columnSpan = 1
    public var rowSpan = 1
    /// `表 1 第 2 行第 3 格`, `Sheet1!B3` or `第 33 行`
    public var place: String
    /// Tables inside the cell.
    public var nested: [SourceTable] = []

    var columns: Range<Int> { column..<column + columnSpan }
}

/// Hands out numbers to paragraphs and cells.
struct Numbering {
    private var last = 0

    mutating func next() -> Int {
        last += 1
        return last
    }
}
