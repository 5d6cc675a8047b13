import ArgumentParser
import Authoring
import Basics

struct SheetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "把一年的项目和指标导出成工作簿，用 Excel 或 WPS 改好再读回来。",
        subcommands: [Export.self, Return.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "导出一年的项目和指标。")

        @Option(help: "网站的根目录：放着 content/ 的文件夹。缺省从当前目录向上找。")
        var root: String?

        @Option(help: "年度。缺省为网站里最近的年度。")
        var year: Int?

        @Option(help: "只导出这个单位：单位编码。")
        var unit: String?

        @Argument(help: "要写的工作簿，以 .xlsx 结尾；已有的不覆盖。")
        var file: String

        func run() async throws {
            let root = try SiteOptions.findRoot(root)
            let done = try reportingRefusals { try exportSheet(to: file, root: root, year: year, unit: unit) }
            Terminal.result("已导出 \(done.projects) 个项目、\(done.indicators) 条指标到 \(terminalSafe(file))\n")
            for path in done.unreadable { Terminal.message("没有导出 \(terminalSafe(path))：文件有错误，先用 gongkai check 改好\n") }
        }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "读回改好的工作簿：只改动改过的格子，冲突列出来，不覆盖。")

        @Option(help: "网站的根目录：放着 content/ 的文件夹。缺省从当前目录向上找。")
        var root: String?

        @Flag(help: "只说会怎样，什么也不写。")
        var dryRun = false

        @Argument(help: "改好的工作簿。")
        var file: String

        func run() async throws {
            let root = try SiteOptions.findRoot(root)
            let plan = try reportingRefusals {
                let plan = try planSheetImport(try readFile(file, limit: 64 << 20), root: root)
                if !dryRun { try plan.carryOut(root: root) }
                return plan
            }
            var text = "改动 \(plan.changedCells) 格，新增 \(plan.addedRows) 行，删去 \(plan.removedRows) 行"
            text += plan.files.isEmpty ? "；没有文件要改。\n" : dryRun ? "；试读，没有写任何文件：\n" : "；写入 \(plan.files.count) 个文件：\n"
            for file in plan.files { text += "  \(terminalSafe(file.path))\n" }
            for conflict in plan.conflicts {
                text +=
                    "冲突 \(terminalSafe(conflict.path))，\(conflict.row == 0 ? "工作簿里已删去的行" : "工作簿第 \(conflict.row) 行")，“\(terminalSafe(conflict.column))”：没有覆盖\n"
                text +=
                    "    导出时：\(terminalSafe(conflict.exported))\n    文件里：\(terminalSafe(conflict.inFile))\n    工作簿：\(terminalSafe(conflict.inSheet))\n"
            }
            for line in plan.refused { text += "没有读取 \(terminalSafe(line))\n" }
            for line in plan.notices { text += "提示：\(terminalSafe(line))\n" }
            Terminal.result(text)
            if !plan.conflicts.isEmpty || !plan.refused.isEmpty { throw ExitCode(ExitStatus.content) }
        }
    }
}
