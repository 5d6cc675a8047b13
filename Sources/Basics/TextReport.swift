/// Renders findings for a person at a terminal: summary, place, excerpt with carets, and the way to mend it.
///
/// Carets count two cells for a Chinese character. Control and bidirectional characters of the content are made
/// visible, so that no content can steer the terminal.
public struct TextReport {
    /// Looks up the text of a file for its excerpt; nil when the file could not be read.
    let source: (String) -> SourceText?
    private let usesColor: Bool

    public init(usesColor: Bool, source: @escaping (String) -> SourceText?) {
        self.usesColor = usesColor
        self.source = source
    }

    public func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) }.joined(separator: "\n")
    }

    func render(_ diagnostic: Diagnostic) -> String {
        var lines = [
            paint(diagnostic.severity.label, colorCode(diagnostic.severity))
                + paint(": \(terminalSafe(diagnostic.summary)) [\(diagnostic.id)]", "1")
        ]
        let text = diagnostic.place.flatMap { source($0.file) }
        if let place = diagnostic.place {
            lines.append(" \(paint("-->", "36")) \(location(place, text))")
            if let range = place.range, let text { lines += excerpt(text, range, caret: "^") }
        }
        for note in diagnostic.notes {
            guard let place = note.place else {
                lines.append("   = 说明: \(terminalSafe(note.message))")
                continue
            }
            let noteText = source(place.file)
            lines.append(" \(paint("-->", "36")) \(location(place, noteText)): \(terminalSafe(note.message))")
            if let range = place.range, let noteText { lines += excerpt(noteText, range, caret: "-") }
        }
        if let help = diagnostic.help { lines.append("   = 改法: \(terminalSafe(help))") }
        if let basis = diagnostic.basis { lines.append("   = 依据: \(terminalSafe(basis))") }
        return lines.joined(separator: "\n") + "\n"
    }

    func location(_ place: Place, _ text: SourceText?) -> String {
        guard let range = place.range, let position = text?.position(of: range.lower) else {
            return terminalSafe(place.file)
        }
        return "\(terminalSafe(place.file)):\(position.line):\(position.column)"
    }

    /// The most terminal cells of an excerpt.
    private static let width = 100

    private func excerpt(_ text: SourceText, _ range: TextRange, caret: Character) -> [String] {
        let lineIndex = text.lineIndex(of: range.lower)
        let line = text.lineRange(lineIndex)
        let lower = min(range.lower, line.upper)
        let upper = max(lower, min(range.upper, line.upper))
        let marked = text.text(TextRange(lower, upper))
        let before = fitted(text.text(TextRange(line.lower, lower)), from: .end, cells: Self.width / 2)
        let mark = fitted(marked, from: .start, cells: Self.width / 2)
        let after = fitted(text.text(TextRange(upper, line.upper)), from: .start, cells: Self.width / 4)
        let number = "\(lineIndex + 1)"
        let gutter = String(repeating: " ", count: number.count)
        let bar = paint("|", "36")
        let carets = String(repeating: caret, count: max(1, cellWidth(mark)))
        return [
            "\(gutter) \(bar)", "\(paint(number, "36")) \(bar) \(before)\(mark)\(after)",
            "\(gutter) \(bar) \(String(repeating: " ", count: cellWidth(before)))\(paint(carets, "31"))",
        ]
    }

    private enum End { case start, end }

    /// The text made safe and cut to a number of cells, with an ellipsis where it was cut.
    private func fitted(_ text: String, from end: End, cells: Int) -> String {
        let safe = terminalSafe(text)
        if cellWidth(safe) <= cells { return safe }
        var kept = 0
        let characters = end == .start ? Array(safe) : safe.reversed()
        let cut = characters.prefix { character in
            kept += cellWidth(String(character))
            return kept < cells
        }
        return end == .start ? String(cut) + "…" : "…" + String(cut.reversed())
    }

    func colorCode(_ severity: Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;34"
        }
    }

    func paint(_ text: String, _ code: String) -> String {
        usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension Severity {
    /// The word for people.
    public var label: String {
        switch self {
        case .error: "错误"
        case .warning: "提醒"
        case .note: "提示"
        }
    }
}
