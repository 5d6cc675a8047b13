import ArgumentParser
import Authoring
import Basics
import Glibc

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "把 Word、Excel 或文本里的绩效目标表读成 content/ 里的文件，并写一份导入报告。",
        discussion: """
            能读 .docx、.xlsx、.txt；.doc、.xls、.wps 在装有 LibreOffice 时也能读。认不出的栏目原样保留，一个字也不丢。
            再次导入只更新没有改过的地方；两边都改了的，列出来，不覆盖。
            """)

    @Option(help: "网站的根目录：放着 content/ 的文件夹。缺省从当前目录向上找。")
    var root: String?

    @Option(help: "年度，如 2022。缺省从文件的标题、表头、文件名或项目编码里认。")
    var year: Int?

    @Option(name: .customLong("unit"), help: "单位编码。文件里没有写时用。")
    var unitCode: String?

    @Option(name: .customLong("unit-name"), help: "单位名称。文件里没有写时用。")
    var unitName: String?

    @Flag(name: .customLong("assign-codes"), help: "给没有项目编码的项目编号（单位编码加顺序号），直接公布；缺省存为草稿。")
    var assignsCodes = false

    @Flag(help: "只说会怎样，什么也不写。")
    var dryRun = false

    @Option(help: "导入报告的文件名。缺省为根目录下的“导入报告.html”。")
    var report: String?

    @Argument(help: "要导入的文件。")
    var files: [String]

    func validate() throws {
        if let year, !(1990...2999).contains(year) { throw ValidationError("--year 写四位数字，例如 2022。") }
    }

    func run() async throws {
        let root = try SiteOptions.findRoot(root)
        var options = ImportOptions()
        (options.year, options.unitCode, options.unitName) = (year, unitCode, unitName)
        options.numbersProjects = assignsCodes
        var plans: [ImportPlan] = []
        var code: Int32 = 0
        for file in files {
            do {
                let plan = try readPlan(file, root: root, options)
                if !dryRun { try plan.carryOut(root: root) }
                plans.append(plan)
                Terminal.result(summary(of: plan, file: file, isDryRun: dryRun))
                if plan.hasConflicts { code = max(code, ExitStatus.content) }
            } catch let refusal as Refusal {
                Terminal.message(
                    "错误: \(terminalSafe(file))：\(terminalSafe(refusal.message))\n  改法: \(terminalSafe(refusal.help))\n")
                code = max(code, ExitStatus.content)
            } catch let error as FileError {
                Terminal.message("错误: \(terminalSafe(error.message))\n")
                code = ExitStatus.inputOutput
            }
        }
        if !plans.isEmpty { try await writeReport(plans, root: root) }
        if code != 0 { throw ExitCode(code) }
    }

    private func readPlan(_ file: String, root: String, _ options: ImportOptions) throws -> ImportPlan {
        let bytes = try readFile(file, limit: 64 << 20)
        return try planImport(bytes, from: absolutePath(file) ?? file, root: root, options: options)
    }

    private func writeReport(_ plans: [ImportPlan], root: String) async throws {
        if dryRun, report == nil { return }
        let html = await importReport(plans, root: root)
        try await reportingFileErrors { () async throws(FileError) in
            try writeImportReport(html, to: report ?? "导入报告.html", root: report == nil ? root : ".")
        }
        Terminal.result("导入报告：\(terminalSafe(report ?? "导入报告.html"))\n")
    }
}

/// What was done, or would be, in a few lines.
private func summary(of plan: ImportPlan, file: String, isDryRun: Bool) -> String {
    var text = "\(terminalSafe(file))（\(plan.recognition.document.kind.rawValue)）\(isDryRun ? "，试读，没有写任何文件" : "")\n"
    for file in plan.files {
        text += "  \(file.change.word) \(terminalSafe(file.path))　\(terminalSafe(file.content.title))\n"
        for remark in file.content.remarks { text += "      \(terminalSafe(remark))\n" }
        if !file.kept.isEmpty {
            let places = file.kept.prefix(12).map { terminalSafe($0) }.joined(separator: "、")
            text += "      以前改过的，照文件里的保留：\(places)\(file.kept.count > 12 ? " 等 \(file.kept.count) 处" : "")\n"
        }
        if let obstacle = file.obstacle {
            text += "      \(terminalSafe(obstacle))\n"
            for line in file.conflicts.flatMap(\.inDocument) { text += "        原件里：\(terminalSafe(line))\n" }
        }
        for conflict in file.conflicts where file.obstacle == nil {
            text += "      第 \(conflict.line) 行，文件里改过，原件里又不同，没有覆盖：\n"
            for line in conflict.inFile { text += "        文件里：\(terminalSafe(line))\n" }
            for line in conflict.inDocument { text += "        原件里：\(terminalSafe(line))\n" }
        }
    }
    let lacks = Set(plan.files.flatMap(\.content.lacks))
    if lacks.contains("单位编码") { text += "  提示：文件里没有单位编码，可以加 --unit 721001 这样的选项重新导入。\n" }
    if lacks.contains("项目编码") {
        text += "  提示：本地的表本来就没有项目编码的，可以加 --assign-codes 重新导入，由程序按单位编码编号。\n"
    }
    if let attachment = plan.attachment {
        let word = attachment.replacesEarlier ? "更新附件" : "附件"
        text += "  \(word) \(terminalSafe(attachment.path))　原件，随页面公布\n"
    }
    for notice in plan.notices + plan.recognition.document.notices { text += "  提示：\(terminalSafe(notice))\n" }
    let unused = plan.recognition.unusedItems
    for item in unused.prefix(5) { text += "  未收入 \(item.place)：\(terminalSafe(String(item.text.prefix(40))))\n" }
    let bookmarks = plan.recognition.document.leftOut
    let isPartial = plan.files.contains { $0.obstacle != nil }
    text += unused.isEmpty ? isPartial ? "  除上面没有导入的，文字都已收入" : "  全部文字都已收入" : "  有 \(unused.count) 处文字没有收入，见导入报告"
    text += bookmarks.isEmpty ? "。\n" : "；另有 \(bookmarks.count) 处书签、批注、页眉、隐藏的文字之类没有收入，见导入报告。\n"
    let kept = plan.recognition.uses.values.count { $0.confidence == .low }
    if kept > 0 { text += "  有 \(kept) 格没有认出是什么，已原样保留，请对照导入报告核对。\n" }
    return text
}

extension ImportPlan.Change {
    fileprivate var word: String {
        switch self {
        case .new: "新建"
        case .unchanged: "未变"
        case .updated: "更新"
        case .kept: "保留"
        case .merged: "合并"
        case .conflict: "冲突"
        }
    }
}
