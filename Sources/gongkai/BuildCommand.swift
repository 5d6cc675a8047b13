import ArgumentParser
import Basics
import Disclosure
import Glibc
import Site

struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "生成网站：content/ + theme/ → public/。有错误时不动 public/。")

    @OptionGroup var options: SiteOptions

    @Option(help: "输出文件夹，缺省为根目录里的 public/。")
    var output: String?

    @Flag(help: "最后一行以 JSON 输出。")
    var json = false

    func run() async throws {
        let start = ContinuousClock.now
        let root = try options.findRoot()
        let output = output.map(withoutTrailingSlashes) ?? root + "/public"
        if output.isEmpty { throw ValidationError("--output 没有写文件夹的名字。") }
        try refuseSourceFolder(output, root: root)
        let time = try options.instant()
        let (site, written) = try await reportingFileErrors { () async throws(FileError) in
            try await buildSite(root: root, output: output, at: time, isStrict: options.strict)
        }
        let report = site.report
        // What does not block is counted in the last line; `check` tells it at length.
        let blocking: Severity = options.strict ? .warning : .error
        let shown = report.diagnostics.filter { $0.severity >= blocking }
        Terminal.message(TextReport(usesColor: Terminal.usesColor(STDERR_FILENO), source: report.text).render(shown))
        guard let written else {
            Terminal.message("\n\(report.counts)，没有生成网站；\(terminalSafe(output)) 保持原样。\n")
            throw ExitCode(ExitStatus.content)
        }
        if let obstacle = written.obstacle {
            Terminal.message(
                "注意: \(terminalSafe(output)) 不能整体切换（\(terminalSafe(obstacle))），已逐个替换文件；途中若断电或被强行结束，请再运行一次 build。\n")
        }
        let summary = BuildSummary(site, written, duration: start.duration(to: .now))
        Terminal.result(json ? summary.json : summary.text)
    }

    /// An output folder that is, or holds, a source folder would mix what is filed with what is built.
    private func refuseSourceFolder(_ output: String, root: String) throws {
        guard let folder = realPath(output) ?? absolutePath(output) else { return }
        for source in ["content", "theme"] {
            guard let path = realPath(root + "/" + source) else { continue }
            if lies(path, in: folder) || lies(folder, in: path) {
                throw ValidationError("输出文件夹不能是 \(source)/，也不能在它里面或包含它：\(terminalSafe(output))")
            }
        }
    }
}

/// The last line of a build.
private struct BuildSummary {
    private let site: CheckedSite
    private let written: OutputSummary
    private let seconds: String
    private let budget: Amount

    init(_ site: CheckedSite, _ written: OutputSummary, duration: Duration) {
        self.site = site
        self.written = written
        let hundredths =
            Int(duration.components.seconds) * 100 + Int(duration.components.attoseconds / 10_000_000_000_000_000)
        seconds = Amount(millionths: hundredths * 10_000, decimals: 2).description
        budget = site.visible.register.units.map(\.budget).sum()
    }

    private var register: Register { site.visible.register }

    private var indicatorCount: Int {
        register.units.reduce(0) { sum, unit in
            unit.projects.reduce(sum + (unit.indicators?.indicators.count ?? 0)) {
                $0 + ($1.indicators?.indicators.count ?? 0)
            }
        }
    }

    var text: String {
        var line = "\(terminalSafe(register.site.name))：\(register.years.count) 个年度，\(register.units.count) 个单位，"
        line += "\(register.projects.count) 个项目，\(indicatorCount) 条指标，预算 \(budget.moneyDescription) 万元；"
        line += "\(written.total) 个页面（写入 \(written.written)，未变 \(written.unchanged)，删除 \(written.removed)），"
        line += "\(site.report.counts)，用时 \(seconds) 秒"
        if register.units.isEmpty { line += "；没有公布任何单位，只有首页和普通页面" }
        if site.visible.waiting > 0 { line += "；\(site.visible.waiting) 份文件还未到发布时间" }
        line += site.report.loweredRemark
        return line + "\n"
    }

    var json: String {
        var json = JSONWriter()
        json.object { json in
            json.string("site", register.site.name)
            json.integer("years", register.years.count)
            json.integer("units", register.units.count)
            json.integer("projects", register.projects.count)
            json.integer("indicators", indicatorCount)
            json.string("budget", budget.moneyDescription)
            json.object("pages") { json in
                json.integer("total", written.total)
                json.integer("written", written.written)
                json.integer("unchanged", written.unchanged)
                json.integer("removed", written.removed)
            }
            json.integer("errors", site.report.count(.error))
            json.integer("warnings", site.report.count(.warning))
            json.integer("waiting", site.visible.waiting)
            json.string("seconds", seconds)
        }
        json.lineBreak()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
