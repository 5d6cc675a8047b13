/// Writes the scalars of a front matter so that they read back character for character.
enum FrontMatterWriter {
    /// `项目名称: 车辆保险费`, in quotes only where YAML would take the value for something else.
    static func line(_ key: String, _ value: String) -> String {
        let key = isPlainKey(key) ? key : quoted(key)
        return value.isEmpty ? "\(key):\n" : "\(key): \(scalar(value))\n"
    }

    static func scalar(_ value: String) -> String {
        if value.unicodeScalars.contains("\n") { return doubleQuoted(value) }
        return isPlain(value) ? value : quoted(value)
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// Several lines in one scalar.
    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func isPlainKey(_ key: String) -> Bool {
        isPlain(key) && !key.unicodeScalars.contains { ":：".unicodeScalars.contains($0) }
    }

    /// Whether YAML takes a text for itself, in a front matter as `check` asks for it.
    private static func isPlain(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last, !first.isFormSpace, !last.isFormSpace else {
            return false
        }
        if "\"'|>*&!@`%#[]{},".unicodeScalars.contains(first) { return false }
        if "-?:".unicodeScalars.contains(first), scalars.count == 1 || scalars[1] == " " { return false }
        if last == ":" || text.hasPrefix("---") || text.hasPrefix("...") { return false }
        for (previous, next) in zip(scalars, scalars.dropFirst()) {
            if next == "#", previous == " " { return false }
            if previous == ":", next == " " { return false }
        }
        return !scalars.contains("\t")
    }
}
