import ArgumentParser
import Basics

/// What the argument parser says of wrong usage, and its help, in the author's language.
enum UsageMessage {
    /// The message of an error that a command found itself, when it ran.
    ///
    /// - Parameter usage: the line that tells how to call that command, without `Usage:`.
    static func thrown(_ message: String, usage: String) -> String {
        let command = usage.split(separator: " ").prefix { $0.utf8.first.map { !"<[(-".utf8.contains($0) } ?? false }
        return "错误: \(message)\n用法: \(words(of: usage))\n  详见 \(command.joined(separator: " ")) --help\n"
    }

    /// The parser's own message: what is wrong, the option's help, the usage, and where to find more.
    static func parsed(_ message: String) -> String {
        let isOfCommands = message.contains("<subcommand>")
        return message.split(separator: "\n").map { line in
            let text = String(line)
            if let rest = blanks(text, ["Error: ", ""]) {
                return "错误: \(sentence(rest[0], isOfCommands: isOfCommands))\n"
            }
            if let rest = blanks(text, ["Help:  ", ""]) { return "说明: \(rest[0])\n" }
            if let rest = blanks(text, ["Usage: ", ""]) { return "用法: \(words(of: rest[0]))\n" }
            if let rest = blanks(text, ["  See '", "' for more information."]) { return "  详见 \(rest[0])\n" }
            return terminalSafe(text) + "\n"
        }.joined()
    }

    /// A help page with its headings and what stands in all of them.
    static func help(_ page: String) -> String {
        page.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let text = String(line)
            for (heading, name) in headings {
                if let rest = blanks(text, [heading, ""]) { return name + words(of: rest[0]) }
            }
            if let rest = blanks(text, ["  See 'gongkai help", " <subcommand>' for detailed help."]) {
                return "  某个命令的用法：gongkai help\(rest[0]) <命令>"
            }
            if let rest = blanks(text, ["  --version ", "Show the version."]) { return "  --version \(rest[0])显示版本。" }
            if let rest = blanks(text, ["  -h, --help ", "Show help information."]) {
                return "  -h, --help \(rest[0])显示这页说明。"
            }
            if text.hasPrefix("  "), let found = blanks(text, ["  ", " (default: ", ")"]) {
                return "  \(found[0])缺省为 \(found[1])。"
            }
            return text
        }.joined(separator: "\n")
    }

    private static let headings = [
        ("OVERVIEW: ", ""), ("USAGE: ", "用法: "), ("ARGUMENTS:", "参数:"), ("OPTIONS:", "选项:"), ("SUBCOMMANDS:", "命令:"),
    ]

    private static func words(of usage: String) -> String { usage.replacing("<subcommand>", with: "<命令>") }

    /// What is wrong. A sentence that is not known stays as it is.
    private static func sentence(_ text: String, isOfCommands: Bool) -> String {
        let text = terminalSafe(text)
        if let found = blanks(text, ["Unknown option '", "'. Did you mean '", "'?"]) {
            return "没有“\(found[0])”这个选项；是否想写“\(found[1])”？"
        }
        if let found = blanks(text, ["Unknown option '", "'"]) { return "没有“\(found[0])”这个选项" }
        if let found = blanks(text, ["Missing expected argument '", "'"]) { return "没有写 \(found[0])" }
        if let found = blanks(text, ["Missing value for '", "'"]) { return "“\(found[0])”后面没有写值" }
        if let found = blanks(text, ["The value '", "' is invalid for '", "'. Please provide one of ", "."]) {
            let values = found[2].replacing("', '", with: "、").replacing("' or '", with: " 或 ").replacing("'", with: "")
            return "“\(found[1])”不能是“\(found[0])”；可以写 \(values)"
        }
        if let found = blanks(text, ["The value '", "' is invalid for '", "'"]) {
            return "“\(found[1])”不能是“\(found[0])”"
        }
        if let found = blanks(text, ["The option '", "' does not take any value, but '", "' was specified."]) {
            return "选项“\(found[0])”后面不写值，却写了“\(found[1])”"
        }
        if let found = blanks(text, ["Unexpected argument '", "'"]) {
            return isOfCommands ? "没有“\(found[0])”这个命令" : "多写了“\(found[0])”"
        }
        if let found = blanks(text, [" unexpected arguments: '", "'"], startsAnywhere: true) {
            return "多写了“\(found[0].replacing("', '", with: "”“"))”"
        }
        return text
    }

    /// What stands between the pieces of a sentence; nil for another one. The last piece is its end.
    private static func blanks(_ text: String, _ pieces: [String], startsAnywhere: Bool = false) -> [String]? {
        guard let first = pieces.first, let last = pieces.last, text.hasSuffix(last),
            let start = startsAnywhere
                ? text.firstRange(of: first)?.upperBound
                : text.hasPrefix(first) ? text.index(text.startIndex, offsetBy: first.count) : nil
        else { return nil }
        let end = text.index(text.endIndex, offsetBy: -last.count)
        guard start <= end else { return nil }
        var rest = text[start..<end]
        var found: [String] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: piece) else { return nil }
            found.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return found + [String(rest)]
    }
}
