import ArgumentParser
import Basics
import Glibc
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

    @Argument(help: "只列出这些文件或文件夹里的问题。")
    var paths: [String] = []

    func run() async throws {
        let root = try options.findRoot()
        let wanted = try paths.map { try pathInSite($0, root: root) }
        let time = try options.instant()
        func isWanted(_ file: String) -> Bool {
            wanted.isEmpty || wanted.contains { $0.isEmpty || file == $0 || file.hasPrefix($0 + "/") }
        }
        /// The site's findings in the files that were asked for.
        func findings() async throws -> SiteReport {
            let site = try await reportingFileErrors { () async throws(FileError) in
                try await checkSite(root: root, at: time)
            }
            keepUntilEnd(site)
            var report = site.report
            if !wanted.isEmpty { report.keep { $0.place.map { isWanted($0.file) } ?? true } }
            return report
        }
        var report = try await findings()
        var isIncomplete = false
        if fix {
            isIncomplete = reportMending(mend(report.diagnostics, root: root))
            report = try await findings()
        }
        if external { report.add(try await externalFindings(root: root, where: isWanted)) }
        Terminal.result(report.rendered(as: format))
        if format == .text || fix { Terminal.message((fix ? "还剩 " : "") + report.lastLine) }
        if isIncomplete { throw ExitCode(ExitStatus.inputOutput) }
        if report.blocks(isStrict: options.strict) { throw ExitCode(ExitStatus.content) }
    }

    private func externalFindings(root: String, where isWanted: (String) -> Bool) async throws -> [Diagnostic] {
        try await reportingFileErrors { () async throws(FileError) in
            do throws(FileError) {
                return try checkExternalLinks(root: root, where: isWanted)
            } catch {
                if error.path == "curl" { Terminal.message("询问外部链接要用 curl；没有的话请先安装：apt install curl\n") }
                throw error
            }
        }
    }

    /// The path relative to the site's root of what a person means: as seen from the current folder, or from the root.
    private func pathInSite(_ path: String, root: String) throws -> String {
        guard let site = realPath(root) else { return path }
        for candidate in [path, root + "/" + path] {
            guard let found = absolutePath(candidate), isOccupied(found), lies(found, in: site) else { continue }
            return String(found.dropFirst(site.count).drop { $0 == "/" })
        }
        throw ValidationError("网站里没有这个文件或文件夹：\(terminalSafe(path))")
    }

    /// Whether anything stands at a path, be it a symbolic link to nowhere.
    private func isOccupied(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
