import Basics
import Content
import Templates

/// Renders an author's Markdown as HTML. Everything is escaped; raw HTML does not get this far.
struct ProseRenderer {
    /// Asked for only by texts that link somewhere: it knows all pages.
    private let resolver: Lazy<LinkResolver>
    private let documentPath: String
    private let address: String
    /// Added to the level of each heading, so that the page's own headings stand above.
    private let headingOffset: Int
    private var anchors: ArraySlice<String>
    private var html: [UInt8] = []

    /// - Parameters:
    ///   - documentPath: the document's path relative to the site's root.
    ///   - address: the address of the page that the text is on.
    static func render(
        _ blocks: [Block], of documentPath: String, at address: String, headingOffset: Int,
        _ resolver: Lazy<LinkResolver>
    ) -> [UInt8] {
        var renderer = ProseRenderer(
            resolver: resolver, documentPath: documentPath, address: address, headingOffset: headingOffset,
            anchors: headingAnchors(blocks)[...])
        renderer.write(blocks)
        return renderer.html
    }

    private init(
        resolver: Lazy<LinkResolver>, documentPath: String, address: String, headingOffset: Int,
        anchors: ArraySlice<String>
    ) {
        self.resolver = resolver
        self.documentPath = documentPath
        self.address = address
        self.headingOffset = headingOffset
        self.anchors = anchors
    }

    private mutating func write(_ blocks: [Block], isTopLevel: Bool = true) {
        for block in blocks { write(block, isTopLevel: isTopLevel) }
    }

    private mutating func write(_ block: Block, isTopLevel: Bool) {
        switch block.kind {
        case .paragraph(let inlines): element("p", inlines)
        case .heading(let level, let inlines):
            let tag = "h\(min(6, level + headingOffset))"
            // Only headings of the outermost blocks have anchors; those inside of quotes and lists do not.
            guard isTopLevel, let anchor = anchors.popFirst() else { return element(tag, inlines) }
            html += "<\(tag) id=\"".utf8
            appendEscaped(anchor, to: &html)
            html += "\">".utf8
            write(inlines)
            html += "</\(tag)>\n".utf8
        case .bulletList(let items, let isTight): list("ul", "", items, isTight)
        case .orderedList(let items, let start, let isTight):
            list("ol", start == 1 ? "" : " start=\"\(start)\"", items, isTight)
        case .quote(let inner):
            html += "<blockquote>\n".utf8
            write(inner, isTopLevel: false)
            html += "</blockquote>\n".utf8
        case .code(let text):
            html += "<pre><code>".utf8
            appendEscaped(text, to: &html)
            html += "</code></pre>\n".utf8
        case .thematicBreak: html += "<hr>\n".utf8
        case .table(let table): write(table)
        }
    }

    private mutating func element(_ tag: String, _ inlines: [Inline]) {
        html += "<\(tag)>".utf8
        write(inlines)
        html += "</\(tag)>\n".utf8
    }

    private mutating func list(_ tag: String, _ attributes: String, _ items: [[Block]], _ isTight: Bool) {
        html += "<\(tag)\(attributes)>\n".utf8
        for item in items {
            html += "<li>".utf8
            for block in item {
                if isTight, case .paragraph(let inlines) = block.kind {
                    write(inlines)
                } else {
                    write(block, isTopLevel: false)
                }
            }
            html += "</li>\n".utf8
        }
        html += "</\(tag)>\n".utf8
    }

    private mutating func write(_ table: Table) {
        // A wide table scrolls: the region can be reached by keyboard and is named by the table's own headings.
        html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"".utf8
        appendEscaped(table.header.map(\.text).joined(separator: "、"), to: &html)
        html += "\"><table class=\"list\"><thead><tr>".utf8
        for cell in table.header { write(cell, "th scope=\"col\"", "th") }
        html += "</tr></thead><tbody>\n".utf8
        for row in table.rows {
            html += "<tr>".utf8
            for cell in row.cells { write(cell, "td", "td") }
            html += "</tr>\n".utf8
        }
        html += "</tbody></table></div>\n".utf8
    }

    private mutating func write(_ cell: Literal, _ open: String, _ close: String) {
        html += "<\(open)>".utf8
        appendEscaped(cell.text, isBroken: true, to: &html)
        html += "</\(close)>".utf8
    }

    // MARK: Inlines

    private mutating func write(_ inlines: [Inline]) {
        for (index, inline) in inlines.enumerated() {
            switch inline {
            case .text(let text): appendEscaped(text, to: &html)
            case .softBreak:
                // Chinese has no spaces between words: a line break in the source is none in the text.
                let joinsWide =
                    isWide(inlines[..<index].last?.edge(.last)) && isWide(inlines[(index + 1)...].first?.edge(.first))
                if !joinsWide { html.append(UInt8(ascii: "\n")) }
            case .lineBreak: html += "<br>\n".utf8
            case .code(let text):
                html += "<code>".utf8
                appendEscaped(text, to: &html)
                html += "</code>".utf8
            case .emphasis(let inner): wrap("em", inner)
            case .strong(let inner): wrap("strong", inner)
            case .link(let destination, let title, let inner, _):
                html += "<a href=\"".utf8
                appendEscaped(href(destination), to: &html)
                attribute("title", title)
                html += "\">".utf8
                write(inner)
                html += "</a>".utf8
            case .image(let destination, let title, let inner, _):
                html += "<img src=\"".utf8
                appendEscaped(href(destination), to: &html)
                html += "\" alt=\"".utf8
                appendEscaped(inner.plainText, to: &html)
                attribute("title", title)
                html += "\">".utf8
            }
        }
    }

    private mutating func wrap(_ tag: String, _ inlines: [Inline]) {
        html += "<\(tag)>".utf8
        write(inlines)
        html += "</\(tag)>".utf8
    }

    /// Closes the attribute before it and opens its own, without the final quote.
    private mutating func attribute(_ name: String, _ value: String) {
        guard !value.isEmpty else { return }
        html += "\" \(name)=\"".utf8
        appendEscaped(value, to: &html)
    }

    /// A broken link is reported by the link check; here it leads to the page itself.
    private func href(_ destination: String) -> String {
        switch resolver.value.resolve(destination, in: documentPath, at: address) {
        case .external(let url): url
        case .internal(let path, let anchor):
            (path == address ? "" : Routes.root(from: address) + path) + (anchor.map { "#" + percentEncoded($0) } ?? "")
        case .missing, .outside: "#"
        }
    }
}

extension Inline {
    fileprivate enum Side { case first, last }

    /// The first or last character of the text.
    fileprivate func edge(_ side: Side) -> Unicode.Scalar? {
        let text = [self].plainText.unicodeScalars
        return side == .first ? text.first : text.last
    }
}

/// Whether a character is a Chinese one or full-width punctuation.
private func isWide(_ scalar: Unicode.Scalar?) -> Bool {
    guard let value = scalar?.value else { return false }
    return switch value {
    case 0x2018...0x201D, 0x2026, 0x2014, 0x3000...0x303F, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF60,
        0x20000...0x3FFFD:
        true
    default: false
    }
}
