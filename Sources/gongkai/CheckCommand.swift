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

    @Argument(help: "只列出这些文件或文件夹里的问题。")
    var paths: [String] = []

    func run() async throws {
        let root = try options.findRoot()
        let wanted = try paths.map { try pathInSite($0, root: root) }
        let time = try options.instant()
        let site = try await reportingFileErrors { () async throws(FileError) in
            try await checkSite(root: root, at: time)
        }
        var report = site.report
        if !wanted.isEmpty {
            report.diagnostics.removeAll { diagnostic in
                guard let file = diagnostic.place?.file else { return false }
                return !wanted.contains { $0.isEmpty || file == $0 || file.hasPrefix($0 + "/") }
            }
        }
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
