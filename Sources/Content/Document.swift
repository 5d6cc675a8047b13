import Basics

/// One file of `content/`, read: its front matter and its body in sections, each value with its place.
public struct Document: Sendable {
    public var source: SourceText
    /// The values of the front matter, in the order of the file.
    public var fields: [Field]
    /// The range of the front matter between its two `---` lines.
    public var frontMatterRange: TextRange
    /// The body, cut at its headings of the first and second level; what precedes the first heading comes first.
    public var sections: [Section]

    /// The file's path relative to the site's root, such as `content/2022/721001/index.md`.
    public var path: String { source.path }

    public func place(_ range: TextRange?) -> Place { source.place(range) }
}

/// A heading of the first or second level and what stands below it.
public struct Section: Sendable {
    /// nil for what precedes the first heading.
    public var heading: Literal?
    /// The heading with its markup; empty without a heading.
    public var headingInlines: [Inline] = []
    /// The heading's level, 1 or 2; 0 without a heading.
    public var level: Int
    public var blocks: [Block]
    /// The source range of the content below the heading.
    public var range: TextRange
}

extension Section {
    /// A section that comes from no file.
    public init(heading: Literal?, paragraph text: String) {
        let nowhere = TextRange(0, 0)
        self.heading = heading
        headingInlines = heading.map { [.text($0.text)] } ?? []
        level = heading == nil ? 0 : 2
        blocks = text.isEmpty ? [] : [Block(kind: .paragraph([.text(text)]), range: nowhere)]
        range = nowhere
    }
}

/// A block of Markdown.
public struct Block: Sendable {
    public indirect enum Kind: Sendable {
        case paragraph([Inline])
        /// A heading of level 1 to 6.
        case heading(Int, [Inline])
        case bulletList([[Block]], isTight: Bool)
        case orderedList([[Block]], start: Int, isTight: Bool)
        case quote([Block])
        case code(String)
        case thematicBreak
        case table(Table)
    }

    public var kind: Kind
    public var range: TextRange

    public init(kind: Kind, range: TextRange) {
        self.kind = kind
        self.range = range
    }
}

/// A run of text inside a block of Markdown.
public indirect enum Inline: Sendable, Hashable {
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case link(destination: String, title: String, [Inline], TextRange)
    case image(destination: String, title: String, [Inline], TextRange)
}

extension [Inline] {
    /// The text without its markup.
    public var plainText: String {
        reduce(into: "") { text, inline in
            switch inline {
            case .text(let run), .code(let run): text += run
            case .softBreak, .lineBreak: text += "\n"
            case .emphasis(let inner), .strong(let inner), .link(_, _, let inner, _),
                .image(_, _, let inner, _):
                text += inner.plainText
            }
        }
    }
}

/// A pipe table. Cells are literal text: no inline Markdown, `\|` is a bar and `<br>` a line break.
public struct Table: Sendable, Hashable {
    public var header: [Literal]
    /// The rows below the header. A row may be shorter or longer than the header.
    public var rows: [Row]

    public struct Row: Sendable, Hashable {
        public var cells: [Literal]
        public var range: TextRange
    }
}
