import Basics
import Ccmark

/// Reads a body from `start` to the end of its file and cuts it into sections.
func readBody(_ source: SourceText, from start: Int) -> Diagnosed<[Section]> {
    let size = source.bytes.count - start
    guard size <= Limits.body else { return Diagnosed([], [bodyTooLarge(source, start, .error)]) }
    guard source.bytes[start...].count(where: { $0 == UInt8(ascii: "[") }) <= Limits.brackets else {
        return Diagnosed([], [bracketsTooMany(source)])
    }
    var reader = MarkdownReader(source: source, firstLine: source.lineIndex(of: start))
    if size > Limits.largeBody { reader.diagnostics.append(bodyTooLarge(source, start, .warning)) }
    // The rest of the fence's line belongs to the bytes, so that line numbers stay those of the file.
    let blocks = reader.read(from: source.lineStarts[reader.firstLine] + 3)
    return Diagnosed(sections(of: blocks, in: source, from: start), reader.diagnostics)
}

private func sections(of blocks: [Block], in source: SourceText, from start: Int) -> [Section] {
    var sections = [Section(heading: nil, level: 0, blocks: [], range: TextRange(start, start))]
    func end(at offset: Int) {
        let last = sections.count - 1
        sections[last].range = TextRange(sections[last].range.lower, max(sections[last].range.lower, offset))
    }
    for block in blocks {
        if case .heading(let level, let inlines) = block.kind, level <= 2 {
            end(at: block.range.lower)
            sections.append(
                Section(
                    heading: Literal(inlines.plainText, block.range), headingInlines: inlines, level: level, blocks: [],
                    range: TextRange(block.range.upper, block.range.upper)))
        } else {
            sections[sections.count - 1].blocks.append(block)
        }
    }
    end(at: source.bytes.count)
    if sections[0].blocks.isEmpty { sections.removeFirst() }
    return sections
}

/// Turns libcmark's tree into values with places.
struct MarkdownReader {
    let source: SourceText
    /// The line, counted from 0, that libcmark calls line 1.
    let firstLine: Int
    var diagnostics: [Diagnostic] = []
    /// The end of the last raw HTML found.
    private var htmlEnd = 0

    init(source: SourceText, firstLine: Int) {
        self.source = source
        self.firstLine = firstLine
    }

    mutating func read(from start: Int) -> [Block] {
        let body = EmphasisMarks.inserted(in: source.bytes[min(start, source.bytes.count)...])
        let root = body.withUnsafeBytes { buffer in
            cmark_parse_document(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
        }
        guard let root else { preconditionFailure("libcmark has no memory") }
        defer { cmark_node_free(root) }
        return blocks(in: root, depth: 0)
    }

    private mutating func blocks(in parent: Node, depth: Int) -> [Block] {
        var blocks: [Block] = []
        var next = cmark_node_first_child(parent)
        while let node = next {
            next = cmark_node_next(node)
            let range = blockRange(node)
            if depth > Limits.markdownDepth {
                diagnostics.append(nestedTooDeep(source, range))
                return blocks
            }
            blocks += block(node, range, depth)
        }
        return blocks
    }

    private mutating func block(_ node: Node, _ range: TextRange, _ depth: Int) -> [Block] {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH:
            if depth == 0, let blocks = tableBlocks(node) { return blocks }
            return [Block(kind: .paragraph(inlines(in: node, range, depth)), range: range)]
        case CMARK_NODE_HEADING:
            let level = Int(cmark_node_get_heading_level(node))
            return [Block(kind: .heading(level, inlines(in: node, range, depth)), range: range)]
        case CMARK_NODE_BLOCK_QUOTE:
            return [Block(kind: .quote(blocks(in: node, depth: depth + 1)), range: range)]
        case CMARK_NODE_LIST:
            var items: [[Block]] = []
            var item = cmark_node_first_child(node)
            while let current = item {
                items.append(blocks(in: current, depth: depth + 1))
                item = cmark_node_next(current)
            }
            let isTight = cmark_node_get_list_tight(node) != 0
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            let start = Int(cmark_node_get_list_start(node))
            return [
                Block(
                    kind: isOrdered
                        ? .orderedList(items, start: start, isTight: isTight)
                        : .bulletList(items, isTight: isTight),
                    range: range)
            ]
        case CMARK_NODE_CODE_BLOCK:
            return [Block(kind: .code(literal(node)), range: range)]
        case CMARK_NODE_THEMATIC_BREAK:
            return [Block(kind: .thematicBreak, range: range)]
        case CMARK_NODE_HTML_BLOCK:
            diagnostics.append(rawHTML(source, range, literal(node)))
            return []
        default:
            return []
        }
    }

    /// A paragraph whose lines hold a delimiter row is a table, with what precedes its header as a paragraph.
    private mutating func tableBlocks(_ node: Node) -> [Block]? {
        let lines = lineRange(node)
        guard let (table, headerLine, finding) = pipeTable(in: source, lines: lines) else { return nil }
        if let finding { diagnostics.append(finding) }
        let range = TextRange(source.lineStarts[headerLine], source.lineRange(lines.upperBound - 1).upper)
        let tableBlock = Block(kind: .table(table), range: range)
        guard headerLine > lines.lowerBound else { return [tableBlock] }
        let lead = TextRange(source.lineStarts[lines.lowerBound], source.lineRange(headerLine - 1).upper)
        return [Block(kind: .paragraph([.text(source.text(lead))]), range: lead), tableBlock]
    }

    // MARK: Inlines

    private mutating func inlines(in parent: Node, _ block: TextRange, _ depth: Int) -> [Inline] {
        guard depth <= Limits.markdownDepth else {
            diagnostics.append(nestedTooDeep(source, block))
            return []
        }
        var result: [Inline] = []
        // libcmark cuts text at every possible mark; one run reads better and costs less.
        var run = ""
        func endRun() {
            if !run.isEmpty { result.append(.text(EmphasisMarks.removed(from: run))) }
            run = ""
        }
        var next = cmark_node_first_child(parent)
        while let node = next {
            next = cmark_node_next(node)
            let type = cmark_node_get_type(node)
            if type == CMARK_NODE_TEXT {
                run += unstripped(cmark_node_get_literal(node))
                continue
            }
            endRun()
            switch type {
            case CMARK_NODE_SOFTBREAK: result.append(.softBreak)
            case CMARK_NODE_LINEBREAK: result.append(.lineBreak)
            case CMARK_NODE_CODE: result.append(.code(literal(node)))
            case CMARK_NODE_EMPH: result.append(.emphasis(inlines(in: node, block, depth + 1)))
            case CMARK_NODE_STRONG: result.append(.strong(inlines(in: node, block, depth + 1)))
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE: result += link(node, block, depth)
            case CMARK_NODE_HTML_INLINE:
                let html = literal(node)
                diagnostics.append(rawHTML(source, place(of: html, in: block), html))
            default: continue
            }
        }
        endRun()
        return result
    }

    private mutating func link(_ node: Node, _ block: TextRange, _ depth: Int) -> [Inline] {
        let destination = string(cmark_node_get_url(node))
        let title = string(cmark_node_get_title(node))
        let inner = inlines(in: node, block, depth + 1)
        guard isSafeDestination(destination) else {
            diagnostics.append(unsafeLink(source, block, destination))
            return inner
        }
        return cmark_node_get_type(node) == CMARK_NODE_LINK
            ? [.link(destination: destination, title: title, inner, block)]
            : [.image(destination: destination, title: title, inner, block)]
    }

    // MARK: Places

    /// The source lines of a block, counted from 0 in the file.
    private func lineRange(_ node: Node) -> Range<Int> {
        let bound = source.lineStarts.count
        let first = max(0, min(firstLine + Int(cmark_node_get_start_line(node)) - 1, bound - 1))
        var last = max(first, min(firstLine + Int(cmark_node_get_end_line(node)) - 1, bound - 1))
        // libcmark lets a list end with the blank lines below it, and an underlined heading with the line below it.
        if cmark_node_get_type(node) == CMARK_NODE_HEADING, last > first {
            last = (first + 1...last).first { isUnderline($0) } ?? last
        }
        while last > first, isBlank(last) { last -= 1 }
        return first..<last + 1
    }

    private func isUnderline(_ line: Int) -> Bool {
        let range = source.lineRange(line)
        let text = source.bytes[range.lower..<range.upper]
        return text.contains { "=-".utf8.contains($0) } && text.allSatisfy { "=- \t>".utf8.contains($0) }
    }

    private func isBlank(_ line: Int) -> Bool {
        let range = source.lineRange(line)
        return source.bytes[range.lower..<range.upper].allSatisfy { $0 == .space || $0 == .tab }
    }

    private func blockRange(_ node: Node) -> TextRange {
        let lines = lineRange(node)
        let column = max(0, Int(cmark_node_get_start_column(node)) - 1)
        let lower = source.lineStarts[lines.lowerBound] + column
        let upper = source.lineRange(lines.upperBound - 1).upper
        return TextRange(min(lower, upper), upper)
    }

    /// Where raw HTML stands in its block: behind what was found before it, or else the block itself.
    private mutating func place(of html: String, in block: TextRange) -> TextRange {
        let text = Array(html.utf8)
        var index = max(block.lower, htmlEnd)
        while index + text.count <= block.upper {
            if source.bytes[index...].starts(with: text) {
                htmlEnd = index + text.count
                return TextRange(index, htmlEnd)
            }
            index += 1
        }
        // What runs over a line's end inside a quote is not found; nor then, for want of an order, is the rest.
        htmlEnd = block.upper
        return block
    }

    private func literal(_ node: Node) -> String { string(cmark_node_get_literal(node)) }

    private func string(_ pointer: UnsafePointer<CChar>?) -> String {
        EmphasisMarks.removed(from: unstripped(pointer))
    }

    private func unstripped(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}

private typealias Node = OpaquePointer

/// Whether a link leads to the site itself, to another page by http or https, or to a mail address.
private func isSafeDestination(_ destination: String) -> Bool {
    // By scalars: a combining mark behind the colon would hide it from `Character`.
    let scalars = destination.unicodeScalars
    guard let colon = scalars.firstIndex(of: ":") else { return true }
    let head = scalars[..<colon]
    if head.contains(where: { "/?#".unicodeScalars.contains($0) }) { return true }
    return ["http", "https", "mailto", "tel"].contains(String(head).lowercased())
}

// MARK: Wording

private func rawHTML(_ source: SourceText, _ range: TextRange, _ html: String) -> Diagnostic {
    let firstLine = html.prefix { !$0.isNewline }
    return Diagnostic(
        "raw-html", .error, "正文里有 HTML 代码“\(firstLine.prefix(24))”，不会显示在网页上", at: source.place(range),
        help: "改写成普通文字或 Markdown；要显示“<”本身，写成“\\<”")
}

private func unsafeLink(_ source: SourceText, _ range: TextRange, _ destination: String) -> Diagnostic {
    Diagnostic(
        "raw-html", .error, "链接“\(destination.prefix(40))”不是网页地址", at: source.place(range),
        help: "链接只能指向站内文件、http、https、mailto 或 tel")
}

private func nestedTooDeep(_ source: SourceText, _ range: TextRange) -> Diagnostic {
    Diagnostic(
        "nesting-too-deep", .error, "引用或列表嵌套超过 \(Limits.markdownDepth) 层", at: source.place(range),
        help: "减少嵌套")
}

private func bracketsTooMany(_ source: SourceText) -> Diagnostic {
    Diagnostic(
        "file-too-large", .error, "正文里的“[”超过 \(Limits.brackets) 个，没有读取", at: source.place(nil),
        help: "分成几个文件，或作为附件公开")
}

private func bodyTooLarge(_ source: SourceText, _ start: Int, _ severity: Severity) -> Diagnostic {
    Diagnostic(
        "file-too-large", severity,
        severity == .error
            ? "正文超过 \(Limits.body >> 20) MB，没有读取" : "正文超过 \(Limits.largeBody >> 10) KB，读者很难看完",
        at: source.place(nil), help: "分成几个文件，或作为附件公开")
}
