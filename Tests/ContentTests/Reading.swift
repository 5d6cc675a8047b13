import Basics
import Content
import Testing

let path = "content/2022/721001/a.md"

func read(_ text: String) -> Diagnosed<Document?> { readDocument(Array(text.utf8), path: path) }

/// Reads lines of front matter with an empty body.
func readFields(_ lines: String) -> Diagnosed<Document?> { read("---\n\(lines)\n---\n") }

func readBody(_ body: String) -> Diagnosed<Document?> { read("---\n---\n\(body)") }

/// A finding in one line: `line:column severity id summary`.
func line(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    let position = diagnostic.place?.range.map { source.position(of: $0.lower) }
    let place = position.map { "\($0.line):\($0.column)" } ?? "-"
    return "\(place) \(diagnostic.severity) \(diagnostic.id) \(diagnostic.summary)"
}

func lines(_ read: Diagnosed<Document?>, of text: String) -> [String] {
    let source = decodedText(Array(text.utf8), path: path)
    return read.diagnostics.inReadingOrder().map { line($0, in: source) }
}

/// The findings of lines of front matter; line 1 is the first of them.
func findings(_ fields: String) -> [String] {
    lines(readFields(fields), of: "---\n\(fields)\n---\n").map { finding in
        let parts = finding.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let line = Int(parts[0]) else { return finding }
        return "\(line - 1):\(parts[1])"
    }
}

/// The fields as `key=value`, lists and maps in brackets.
func written(_ fields: [Field]?) -> [String] { (fields ?? []).map { "\($0.key.text)=\(written($0.value))" } }

func written(_ value: FieldValue) -> String {
    switch value {
    case .scalar(let literal): literal.text
    case .list(let items, _): "[" + items.map(written).joined(separator: ", ") + "]"
    case .map(let fields, _): "{" + written(fields).joined(separator: ", ") + "}"
    }
}

/// The text with all fixes of its findings applied.
func mended(_ text: String) -> String {
    let fixes = read(text).diagnostics.flatMap(\.fixes)
    return String(decoding: decodedText(Array(text.utf8), path: path).applying(fixes), as: UTF8.self)
}

func body(_ document: Document?) -> [Block] { document?.sections.flatMap(\.blocks) ?? [] }

extension Block {
    /// The block's shape and text in one line.
    var written: String {
        switch kind {
        case .paragraph(let inlines): "p(\(inlines.written))"
        case .heading(let level, let inlines): "h\(level)(\(inlines.written))"
        case .bulletList(let items, _):
            "ul(\(items.map { $0.map(\.written).joined() }.joined(separator: "; ")))"
        case .orderedList(let items, let start, _):
            "ol\(start)(\(items.map { $0.map(\.written).joined() }.joined(separator: "; ")))"
        case .quote(let blocks): "quote(\(blocks.map(\.written).joined()))"
        case .code(let text): "code(\(text))"
        case .thematicBreak: "hr"
        case .table(let table):
            "table("
                + ([table.header] + table.rows.map(\.cells)).map { $0.map(\.text).joined(separator: "|") }
                .joined(separator: " / ") + ")"
        }
    }
}

extension [Inline] {
    var written: String {
        map { inline in
            switch inline {
            case .text(let text): text
            case .softBreak: "⏎"
            case .lineBreak: "⏎⏎"
            case .code(let text): "`\(text)`"
            case .emphasis(let inner): "<em>\(inner.written)</em>"
            case .strong(let inner): "<b>\(inner.written)</b>"
            case .link(let destination, let title, let inner, _):
                "<a \(destination) \(title)>\(inner.written)</a>"
            case .image(let destination, _, let inner, _): "<img \(destination)>\(inner.written)</img>"
            }
        }.joined()
    }
}
