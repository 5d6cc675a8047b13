import ArgumentParser
import Basics
import Glibc
import Site

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "检查 content/ 里的全部文件，列出每一处问题。")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, lines, json
    }

    @OptionGroup var options: SiteOptions

    @Option(help: "输出格式：text、lines 或 json。")
    var format = Format.text

    @Argument(help: "只列出这些文件或文件夹里的问题（相对于根目录）。")
    var paths: [String] = []

    func run() async throws {
        let root = try options.findRoot()
        let time = try options.instant()
        let site = try await reportingFileErrors { () async throws(FileError) in
            try await checkSite(root: root, at: time)
        }
        var report = site.report
        if !paths.isEmpty { report.diagnostics.removeAll { !isWanted($0.place?.file) } }
        switch format {
        case .text:
            Terminal.result(
                TextReport(usesColor: Terminal.usesColor(STDOUT_FILENO), source: report.text).render(report.diagnostics)
            )
            Terminal.message("\(report.counts) \(report.diagnostics.count(.note)) 提示\n")
        case .lines: Terminal.result(lineReport(report.diagnostics, source: report.text))
        case .json: Terminal.result(jsonReport(report.diagnostics, source: report.text))
        }
        if report.blocks(isStrict: options.strict) { throw ExitCode(ExitStatus.content) }
    }

    private func isWanted(_ file: String?) -> Bool {
        guard let file else { return true }
        return paths.contains { path in
            let wanted = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
            return file == wanted || file.hasPrefix(wanted.hasSuffix("/") ? wanted : wanted + "/")
        }
    }
}
