import ArgumentParser
import Authoring
import Basics
import Glibc
import Site

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "新建一个网站：带示例内容、主题和说明，马上可以生成。")

    @Argument(help: "放网站的文件夹。缺省为当前文件夹。")
    var folder = "."

    func run() async throws {
        let path = withoutTrailingSlashes(folder)
        let count = try reportingRefusals { try makeSite(in: path.isEmpty ? "." : path) }
        let enter = path == "." || path.isEmpty ? "" : "cd \(terminalSafe(path))\n  "
        Terminal.result(
            "已建好网站，共 \(count) 个文件。接下来：\n  \(enter)gongkai preview    在本机预览\n  gongkai build      生成网站到 public/\n")
    }
}

struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "按空白表新建单位、项目或年度的文件，存为草稿；从不覆盖已有的文件。")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case unit, project, year
    }

    @Option(help: "网站的根目录：放着 content/ 的文件夹。缺省从当前目录向上找。")
    var root: String?

    @Option(help: "年度。缺省为网站里最近的年度。")
    var year: Int?

    @Option(help: "项目属于哪个单位：单位编码。只有一个单位时可以不写。")
    var unit: String?

    @Option(help: "单位编码或项目编码。")
    var code: String?

    @Argument(help: "unit（单位）、project（项目）或 year（年度）。")
    var kind: Kind

    @Argument(help: "单位名称、项目名称或年度。")
    var name: String

    func validate() throws {
        if let year, !(1990...2999).contains(year) { throw ValidationError("--year 写四位数字，例如 2022。") }
    }

    func run() async throws {
        let root = try SiteOptions.findRoot(root)
        var new = NewDocument(kind: NewDocument.Kind(rawValue: kind.rawValue) ?? .project, name: name)
        (new.year, new.unit, new.code) = (year, unit, code)
        let paths = try reportingRefusals { try makeDocument(new, root: root) }
        for path in paths { Terminal.result("已新建 \(terminalSafe(path))\n") }
        Terminal.result("现在是草稿，不会公布。填好以后删去“状态: 草稿”这一行。\n")
    }
}

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "各单位报了什么、还缺什么、有几处问题、最近何时改过。")

    @OptionGroup var options: SiteOptions

    func run() async throws {
        let root = try options.findRoot()
        let time = try options.instant()
        let site = try await reportingFileErrors { () async throws(FileError) in
            try await checkSite(root: root, at: time)
        }
        let text = statusText(siteStatus(root: root, at: time), site.report.diagnostics)
        // The count of a build, which knows of plain pages as well.
        let waiting = site.visible.waitingRemark(command: "gongkai build 或 publish").map { "\n\($0)。\n" } ?? ""
        Terminal.result(text + waiting)
    }
}

private func statusText(_ status: SiteStatus, _ findings: [Diagnostic]) -> String {
    if status.units.isEmpty { return "还没有单位。新建：gongkai new unit 单位名称 --year 2024\n" }
    var text = ""
    var year = 0
    for unit in status.units {
        if unit.year != year { text += (year == 0 ? "" : "\n") + "\(unit.year) 年\n" }
        year = unit.year
        let own = findings.filter { $0.place?.file.hasPrefix(unit.folder + "/") ?? false }
        text += "\n  \([unit.code, unit.name].filter { !$0.isEmpty }.map { terminalSafe($0) }.joined(separator: " "))\n"
        text += "    已报　　\(unit.published) 个项目\(unit.withdrawn > 0 ? "，另有 \(unit.withdrawn) 个已撤下" : "")\n"
        if !unit.missing.isEmpty { text += "    还缺　　\(unit.missing.joined(separator: "、"))\n" }
        if !unit.drafts.isEmpty { text += "    草稿　　\(list(unit.drafts))\n" }
        for waiting in unit.waiting {
            text += "    待公布　\(terminalSafe(waiting.title))，\(terminalSafe(waiting.time)) 公布\n"
        }
        text += "    问题　　\(own.count(.error)) 错误 \(own.count(.warning)) 提醒 \(own.count(.note)) 提示\n"
        if !unit.lastChange.isEmpty { text += "    最近改动　\(unit.lastChange)\n" }
    }
    if !status.absent.isEmpty { text += "\n上一年有、这一年还没有的单位\n" }
    for unit in status.absent {
        text +=
            "  \(unit.year) 年缺 \(terminalSafe([unit.code, unit.name].filter { !$0.isEmpty }.joined(separator: " ")))\n"
    }
    return text
}

/// At most five titles.
private func list(_ titles: [String]) -> String {
    let shown = titles.prefix(5).map { terminalSafe($0) }.joined(separator: "、")
    return titles.count > 5 ? "\(titles.count) 份：\(shown)等" : shown
}

/// Runs a command's work; what is refused becomes a message with the way to mend it, a failure of the world its own.
func reportingRefusals<Result>(_ work: () throws -> Result) throws -> Result {
    do {
        return try work()
    } catch let refusal as Refusal {
        Terminal.message("错误: \(terminalSafe(refusal.message))\n  改法: \(terminalSafe(refusal.help))\n")
        throw refusal.isWrongUsage ? ExitCode.validationFailure : ExitCode(ExitStatus.content)
    } catch let error as FileError {
        Terminal.message("错误: \(terminalSafe(error.message))\n")
        throw ExitCode(ExitStatus.inputOutput)
    }
}
