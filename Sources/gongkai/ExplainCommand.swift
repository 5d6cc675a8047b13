import ArgumentParser
import Basics
import Glibc
import Inspection

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "说明一条规则：查什么、为什么、依据、例子。不带名称时列出全部规则。")

    @Argument(help: "规则的名称，即每条提醒末尾方括号里的字，例如 value-missing。")
    var id: String?

    @Flag(help: .hidden)
    var all = false

    @Option(help: .hidden)
    var output: String?

    func validate() throws {
        if all != (output != nil) { throw ValidationError("--all 和 --output 要一起用。") }
        if all && id != nil { throw ValidationError("--all 不能再带规则的名称。") }
    }

    func run() async throws {
        if let output {
            try await reportingFileErrors { () async throws(FileError) in try writePages(to: output) }
        } else if let id {
            Terminal.result(try rule(id).explanation)
        } else {
            Terminal.result(list)
        }
    }

    private func rule(_ id: String) throws -> Rule {
        if let rule = Rule.all.first(where: { $0.id == id }) { return rule }
        let nearest = nearestName(to: id, among: Rule.all.map(\.id)).map { "是否想写“\($0)”？" } ?? ""
        throw ValidationError("没有叫“\(terminalSafe(id))”的规则。\(nearest)不带名称运行 gongkai explain 可列出全部规则。")
    }

    private var list: String {
        let width = Rule.all.map(\.id.utf8.count).max() ?? 0
        return Rule.all.map { rule in
            "\(rule.id)\(String(repeating: " ", count: width - rule.id.utf8.count))  \(rule.severity.label)  \(rule.title)\n"
        }.joined()
    }

    /// Writes a page for each rule into a folder, and the table of them into the file beside it: `diagnostics/` and
    /// `diagnostics.md`. What else that file says stays.
    private func writePages(to folder: String) throws(FileError) {
        for rule in Rule.all { try write(rule.page, to: "\(folder)/\(rule.id).md") }
        let index = folder + ".md"
        let text = String(decoding: try readFile(index), as: UTF8.self)
        guard let updated = replacingRuleTable(in: text) else {
            throw FileError(.read, index, code: EINVAL)
        }
        try write(updated, to: index)
    }

    private func write(_ text: String, to path: String) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.write, path) }
        defer { close(descriptor) }
        try writeAll(Array(text.utf8), to: descriptor, path: path)
    }
}
