import ArgumentParser
import Basics
import Disclosure
import Site

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "检查 content/ 里的全部文件，列出每一处问题。")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, lines, json, csv, sarif
    }

    @OptionGroup var options: SiteOptions

    @Option(help: "输出格式：text、lines、json、csv（用 WPS 或 Excel 打开）或 sarif。")
    var format = Format.text

    @Flag(help: "先改好机械性的问题（全角冒号、缺空格、缺引号、行首的全角空格和制表符、文件编码），正文和填报的文字一个字也不动。")
    var fix = false

    @Flag(help: "也询问正文里指向别的网站的链接是否还打得开（要连网，需要 curl）；只提醒，不算错误。")
    var external = false

    @Argument(help: "只列出这些文件或文件夹里的问题（相对于根目录）。")
    var paths: [String] = []

    func run() async throws {
        let root = try options.findRoot()
        let time = try options.instant()
        var report = try await wantedReport(root: root, at: time)
        var isIncomplete = false
        if fix {
            isIncomplete = reportMending(mend(report.diagnostics, root: root))
            report = try await wantedReport(root: root, at: time)
        }
        if external { report.add(try await externalFindings(root: root)) }
        Terminal.result(report.rendered(as: format))
        if format == .text || fix { Terminal.message((fix ? "还剩 " : "") + report.lastLine) }
        if isIncomplete { throw ExitCode(ExitStatus.inputOutput) }
        if report.blocks(isStrict: options.strict) { throw ExitCode(ExitStatus.content) }
    }

    private func externalFindings(root: String) async throws -> [Diagnostic] {
        try await reportingFileErrors { () async throws(FileError) in
            do throws(FileError) {
                return try checkExternalLinks(root: root) { paths.isEmpty || isWanted($0) }
            } catch {
                if error.path == "curl" { Terminal.message("询问外部链接要用 curl；没有的话请先安装：apt install curl\n") }
                throw error
            }
        }
    }

    /// The site's findings in the files that were asked for.
    private func wantedReport(root: String, at time: Instant) async throws -> SiteReport {
        var report = try await reportingFileErrors { () async throws(FileError) in
            try await checkSite(root: root, at: time)
        }.report
        if !paths.isEmpty { report.diagnostics.removeAll { !isWanted($0.place?.file) } }
        return report
    }

    private func isWanted(_ file: String?) -> Bool {
        guard let file else { return true }
        return paths.contains { path in
            let wanted = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
            return file == wanted || file.hasPrefix(wanted.hasSuffix("/") ? wanted : wanted + "/")
        }
    }
}
