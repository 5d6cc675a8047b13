import Basics

/// A piece of a source: text, the white space that a line begins with, or a tag.
struct Token: Sendable {
    enum Kind { case text, lineStart, variable, raw, section, inverted, include, parent, block, end, ignored }

    /// The white space around the tags of a line that prints nothing itself and is therefore left out.
    typealias Line = (indent: TextRange, end: TextRange)

    var kind: Kind
    var range: TextRange
    /// The tag's name; empty for what is no tag.
    var name = ""
    var line: Line?
    /// The index of the tag's end tag, and that one's line; for tags that have one.
    var end = 0
    var endLine: Line?

    var isText: Bool { kind == .text }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension SourceText {
    func bytes(_ range: TextRange) -> ArraySlice<UInt8> { bytes[range.lower..<range.upper] }

    /// A finding about a template. All of them are errors: a page is right or is not made.
    func problem(_ summary: String, _ range: TextRange?, _ help: String, _ notes: [Diagnostic.Note] = [])
        -> Diagnostic
    {
        Diagnostic("theme-template", .error, summary, at: place(range), notes: notes, help: help)
    }
}
