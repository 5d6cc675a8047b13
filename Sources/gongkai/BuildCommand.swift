import ArgumentParser
import Basics
import Disclosure
import Glibc
import OpenData
import Site

struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "生成网站：content/ + theme/ → public/。有错误时不动 public/。")

    @OptionGroup var options: SiteOptions

    @Option(help: "输出文件夹，缺省为根目录里的 public/。")
    var output: String?

    @Flag(help: "在每个文本文件旁另写一份 .gz，供服务器直接发送。")
    var precompress = false

    @Flag(help: "最后一行以 JSON 输出。")
    var json = false

    @Flag(help: "另说各步骤用去的时间和内存。")
    var timings = false

    func run() async throws {
        let times = timings ? StageTimes() : nil
        defer { Terminal.message(times.map(timingsTable) ?? "") }
        try await StageTimes.$current.withValue(times) { try await build() }
    }

    private func build() async throws {
        let start = ContinuousClock.now
        let root = try options.findRoot()
        let output = output.map(withoutTrailingSlashes) ?? root + "/public"
        if output.isEmpty { throw ValidationError("--output 没有写文件夹的名字。") }
        try refuseSourceFolder(output, root: root)
        let build = BuildOptions(
            output: output, time: try options.instant(), isStrict: options.strict, compresses: precompress)
        var standing = StandingFiles.unknown
        switch await timed("对照", { await formerBuild(root: root, build) }) {
        case .current(let said):
            let seconds = describedSeconds(start.duration(to: .now))
            Terminal.result((json ? said[1] : said[0]).replacing(BuildSummary.secondsPlace, with: seconds) + "\n")
            return
        case .unreadable(let path):
            Terminal.message("注意: \(terminalSafe(path)) 读不懂，已不理它，重新生成；它可以随时删去。\n")
        case .outdated(let files): standing = files
        }
        let (site, written) = try await reportingFileErrors { () async throws(FileError) in
            try await buildSite(root: root, build, over: standing) { site, unchanged in
                let summary = BuildSummary(site, unchanged, seconds: BuildSummary.secondsPlace)
                return [summary.text, summary.json].map { String($0.dropLast()) }
            }
        }
        keepUntilEnd(site)
        let report = site.report
        // What does not block is counted in the last line; `check` tells it at length.
        let blocking: Severity = options.strict ? .warning : .error
        let shown = report.blocks(isStrict: options.strict) ? report.diagnostics(from: blocking) : []
        Terminal.message(TextReport(usesColor: Terminal.usesColor(STDERR_FILENO), source: report.text).render(shown))
        guard let written else {
            Terminal.message("\n\(report.counts)，没有生成网站；\(terminalSafe(output)) 保持原样。\n")
            throw ExitCode(ExitStatus.content)
        }
        if let obstacle = written.obstacle {
            Terminal.message(
                "注意: \(terminalSafe(output)) 不能整体切换（\(terminalSafe(obstacle))），已逐个替换文件；途中若断电或被强行结束，请再运行一次 build。\n")
        }
        let summary = BuildSummary(
            site, written, seconds: describedSeconds(start.duration(to: .now)))
        Terminal.result(json ? summary.json : summary.text)
    }
}

/// The last line of a build.
private struct BuildSummary {
    private let site: CheckedSite
    private let written: OutputSummary
    private let seconds: String
    private let budget: Amount

    /// Stands for the seconds in what is said of a build to come.
    static let secondsPlace = "<秒数>"

    init(_ site: CheckedSite, _ written: OutputSummary, seconds: String) {
        self.site = site
        self.written = written
        self.seconds = seconds
        budget = site.visible.register.units.map(\.budget).sum()
    }

    private var register: Register { site.visible.register }

    private var joinedProjects: Int {
        register.joined.reduce(0) { $0 + $1.years.reduce(0) { $0 + $1.units.reduce(0) { $0 + $1.projects.count } } }
    }

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
        if !register.joined.isEmpty {
            line += "联合 \(register.joined.count) 个网站的 \(joinedProjects) 个项目；"
        }
        line += "\(written.total) 个页面（写入 \(written.written)，未变 \(written.unchanged)，删除 \(written.removed)），"
        line += "\(site.report.counts)，用时 \(seconds) 秒"
        if register.units.isEmpty, register.joined.isEmpty { line += "；没有公布任何单位，只有首页和普通页面" }
        if let waiting = site.visible.waitingRemark(command: "gongkai build") { line += "；" + waiting }
        line += site.report.loweredRemark + site.data.omissions.remark
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
            if !register.joined.isEmpty {
                json.integer("joinedSites", register.joined.count)
                json.integer("joinedProjects", joinedProjects)
            }
            json.object("pages") { json in
                json.integer("total", written.total)
                json.integer("written", written.written)
                json.integer("unchanged", written.unchanged)
                json.integer("removed", written.removed)
            }
            json.integer("errors", site.report.count(.error))
            json.integer("warnings", site.report.count(.warning))
            json.integer("waiting", site.visible.waiting)
            json.array("omitted") { json in
                for key in site.data.omissions.siteKeys { json.string(nil, key) }
            }
            json.integer("undatedPages", site.data.omissions.undatedPages)
            json.string("seconds", seconds)
        }
        json.lineBreak()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
