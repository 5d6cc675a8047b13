import Basics

/// A link or an image in a text.
public struct Link: Sendable {
    /// As it was written: an address, or a path relative to the document.
    public var destination: String
    public var range: TextRange
    public var isImage: Bool
}

extension Document {
    /// The links and images of its body.
    public var links: [Link] {
        sections.flatMap { Content.links(in: $0.headingInlines) + Content.links(in: $0.blocks) }
    }
}

/// The links and images of a text in their order.
public func links(in blocks: [Block]) -> [Link] {
    blocks.flatMap { block -> [Link] in
        switch block.kind {
        case .paragraph(let inlines), .heading(_, let inlines): links(in: inlines)
        case .bulletList(let items, _), .orderedList(let items, _, _): items.flatMap { links(in: $0) }
        case .quote(let inner): links(in: inner)
        case .code, .thematicBreak, .table: []
        }
    }
}

private func links(in inlines: [Inline]) -> [Link] {
    inlines.flatMap { inline -> [Link] in
        switch inline {
        case .link(let destination, _, let inner, let range):
            [Link(destination: destination, range: range, isImage: false)] + links(in: inner)
        case .image(let destination, _, _, let range):
            [Link(destination: destination, range: range, isImage: true)]
        case .emphasis(let inner), .strong(let inner): links(in: inner)
        case .text, .softBreak, .lineBreak, .code: []
        }
    }
}
