/// Writes text as Markdown that shows exactly that text.
enum MarkdownWriter {
    /// A pipe table with cells of literal text.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.map(cell).joined(separator: " | ") + " |\n" }
        var result = line(header) + "|" + String(repeating: " --- |", count: header.count) + "\n"
        for row in rows {
            let cells = row.prefix(header.count) + Array(repeating: "", count: max(0, header.count - row.count))
            result += line(Array(cells))
        }
        return result
    }

    /// A cell: `\|` for a bar, `<br>` for a line break.
    static func cell(_ text: String) -> String {
        let lines = text.trimmedLines.split(separator: "\n", omittingEmptySubsequences: false)
        let joined = lines.map { String($0).trimmedText }.joined(separator: "<br>")
        return joined.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// The literal text of a goal: its lines as they are.
    ///
    /// A line that Markdown would take for a heading, a rule or the start of code is indented, which the form leaves out.
    static func goal(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmedText }
        return lines.map { wouldBeMarkup($0) ? "    " + $0 : $0 }.joined(separator: "\n") + "\n"
    }

    private static func wouldBeMarkup(_ line: String) -> Bool {
        guard let first = line.first else { return false }
        if line.hasPrefix("```") || line.hasPrefix("~~~") || first == "<" { return true }
        if first == "#" { return true }
        return line.allSatisfy { $0 == "-" || $0 == "=" || $0 == "*" || $0 == "_" || $0 == " " }
    }

    /// A paragraph of prose. A line break within it stays one.
    static func paragraph(_ text: String) -> String {
        let lines = text.trimmedLines.split(separator: "\n").map { escapedLine(String($0).trimmedText) }
        return lines.joined(separator: "\\\n") + "\n"
    }

    static func heading(_ level: Int, _ text: String) -> String {
        String(repeating: "#", count: level) + " " + escapedInline(text) + "\n"
    }

    private static func escapedLine(_ line: String) -> String {
        var text = escapedInline(line)
        let scalars = Array(line.unicodeScalars)
        guard let first = scalars.first else { return text }
        let isBeforeSpace = scalars.count == 1 || scalars[1] == " "
        if first == "#" || first == ">" || first == "|" || (first == "-" || first == "+") && isBeforeSpace
            || first == "=" || line.allSatisfy({ $0 == "-" }) || line.hasPrefix("~~~")
        {
            text = "\\" + text
        }
        // `1. ` begins a list, `1.保障` does not.
        let digits = scalars.prefix(while: \.isASCIIDigit).count
        if digits > 0, digits < 10, digits < scalars.count, scalars[digits] == "." || scalars[digits] == ")",
            digits + 1 == scalars.count || scalars[digits + 1] == " "
        {
            let end = text.index(text.startIndex, offsetBy: digits)
            text = text[..<end] + "\\" + text[end...]
        }
        return text
    }

    /// The characters that mean something within a line of Markdown, behind backslashes.
    private static func escapedInline(_ text: String) -> String {
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case "*", "_", "`", "[", "]", "<": result += "\\"
            case "\\" where next.isASCII && !isWordPart(next) && next != " ": result += "\\"
            case "&" where next == "#" || next.isASCII && next.properties.isAlphabetic: result += "\\"
            default: break
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.isASCIIDigit
    }
}
