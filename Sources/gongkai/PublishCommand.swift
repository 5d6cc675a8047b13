import ArgumentParser
import Basics
import Disclosure
import Glibc
import Publishing
import Site

struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "生成、核对并发布网站：到文件夹、.zip，或通过 rsync 到另一台机器。出错时原来发布的版本不动。")

    @OptionGroup var options: SiteOptions

    @Argument(help: "发布到哪里：文件夹、以 .zip 结尾的文件，或 用户@主机:/路径。")
    var destination: String

    @Flag(help: "只列出和已发布的版本有什么不同，什么也不写。")
    var dryRun = false

    @Flag(help: "确认要撤下或删去很多页面（超过 50 页或十分之一）或附件；和 --rollback 一起用，确认要重新公开已撤下的页面。")
    var confirm = false

    @Option(help: "保留最近几个版本，供退回。")
    var keep = 5

    @Flag(help: "退回上一个发布的版本。")
    var rollback = false

    @Flag(help: "在每个文本文件旁另写一份 .gz，供服务器直接发送。")
    var precompress = false

    func validate() throws {
        guard (1...1000).contains(keep) else { throw ValidationError("--keep 应在 1 到 1000 之间。") }
        if rollback && dryRun { throw ValidationError("--rollback 不能和 --dry-run 一起用。") }
    }

    func run() async throws {
        guard let place = Destination(withoutTrailingSlashes(destination)) else {
            if Destination.isOfWindows(destination) {
                throw ValidationError(
                    "“\(terminalSafe(destination))”是 Windows 的写法，这里读不懂。写成本机的文件夹，如 /mnt/d/网站；或 文件.zip、用户@主机:/路径。")
            }
            throw ValidationError("读不懂“\(terminalSafe(destination))”。写成文件夹、文件.zip 或 用户@主机:/路径。")
        }
        if rollback { return try await rollBack(place) }
        let root = try options.findRoot()
        switch place {
        case .folder(let path): try refuseSourceFolder(path, root: root, alsoIn: "public", as: "发布的目标")
        case .archive(let path):
            // Before the build, which may make the folder.
            try await reportingFileErrors { () throws(FileError) in
                if absolutePath(path) == nil { throw FileError(.create, path, code: ENOENT) }
            }
            try refuseSourceFolder(path, root: root, alsoIn: "public", as: "发布的目标")
        case .remote: break
        }
        let output = root + "/public"
        let build = BuildOptions(
            output: output, time: try options.instant(), isStrict: options.strict, compresses: precompress)
        let (site, planned) = try await reportingFileErrors { () async throws(FileError) in
            try await planSite(root: root, build)
        }
        guard let planned else { return try block(site) }
        let (former, ledger) = try await reportingPublishErrors { () throws(PublishError) in
            let published = try PublishedSite(place, creates: false)
            let former = try published.state
            return (former, try published.ledger(from: former.manifest, to: planned))
        }
        if let release = former.lost {
            Terminal.message(
                "注意: \(terminalSafe(destination))/current 指向的版本 \(release) 已经不在了，或没有清单，无法和它比较；发布以后会恢复。\n")
        }
        let difference = ManifestDifference(from: former.manifest, to: planned.manifest)
        if dryRun { return Terminal.result(difference.listing(isFirst: former.manifest == nil) + ledger.listing) }
        try refuse(difference, site.visible)
        try refuse(ledger)

        let (built, _) = try await reportingFileErrors { () async throws(FileError) in
            try await buildSite(root: root, build)
        }
        let hidden = try await reportingFileErrors { () async throws(FileError) in
            try await built.hiddenPaths(root: root, at: build.time)
        }
        let time = build.time
        let count = keep
        let release = try await reportingPublishErrors { () async throws(PublishError) in
            let release = try BuiltSite(folder: output)
            let base = built.visible.register.site.pathOnServer
            let faults = try await Gates.faults(of: release, built.report, hidden: hidden, base: base)
            if !faults.isEmpty { throw PublishError.gate(faults) }
            let published = try PublishedSite(place, creates: true)
            try await published.publish(release, time: time.description, keeping: count)
            return release
        }
        var line = "已发布到 \(terminalSafe(destination))：\(release.manifest.entries.count) 个文件，\(difference.summary)，"
        line += "整站摘要 \(release.digest.short)"
        if let waiting = site.visible.waitingRemark(command: "gongkai publish \(terminalSafe(destination))") {
            line += "；" + waiting
        }
        Terminal.result(line + "\n")
    }

    private func rollBack(_ place: Destination) async throws {
        let returns = confirm
        let result = try await reportingPublishErrors { () async throws(PublishError) in
            try await PublishedSite(place, creates: false).rollBack(returningWithdrawn: returns)
        }
        Terminal.result("已退回版本 \(result.name)（发布于 \(result.time)）：\(result.difference.summary)\n")
    }

    /// Findings block the build.
    private func block(_ site: CheckedSite) throws {
        let blocking: Severity = options.strict ? .warning : .error
        let shown = site.report.diagnostics.filter { $0.severity >= blocking }
        let report = TextReport(usesColor: Terminal.usesColor(STDERR_FILENO), source: site.report.text)
        Terminal.message(report.render(shown) + "\n\(site.report.counts)，没有发布。\n")
        throw ExitCode(ExitStatus.content)
    }

    /// What must not happen without being said.
    private func refuse(_ difference: ManifestDifference, _ visible: PublicRegister) throws {
        if !difference.vanished.isEmpty {
            // What was published may be hidden again by a clock that was set back.
            let clock = visible.waitingRemark(command: "gongkai publish").map { "\($0)；若时间已过，请核对电脑的时钟。\n" } ?? ""
            Terminal.message(
                "错误: 已公布的 \(difference.vanished.count) 个网址会打不开：\n" + listed(difference.vanished) + clock
                    + "改法: 撤下的文件写“状态: 已撤下”，不要删除；换了网址的，在新文件里写“曾用网址: 旧网址”。没有发布。\n")
            throw ExitCode(ExitStatus.content)
        }
        if difference.needsConfirmation, !confirm {
            let pages = difference.withdrawn + difference.removed
            let files = difference.vanishedAttachments
            var message = "错误: "
            if !pages.isEmpty {
                message +=
                    "这次发布会撤下 \(difference.withdrawn.count) 个、删去 \(difference.removed.count) 个页面（原有 \(difference.formerPages) 个）：\n"
                    + listed(pages)
            }
            if !files.isEmpty { message += "已公布的 \(files.count) 个附件会打不开：\n" + listed(files) }
            Terminal.message(message + "改法: 误删的，把文件放回原处；确实要这样，请加 --confirm。没有发布。\n")
            throw ExitCode(ExitStatus.content)
        }
    }
}

extension Publish {
    /// A figure that changes without a word.
    private func refuse(_ ledger: ChangeLedger) throws {
        let changes = ledger.unexplained
        if changes.isEmpty { return }
        Terminal.message(
            (options.strict ? "错误" : "提醒") + ": 已公布的 \(changes.count) 个数字变了，却没有写“更正”：\n"
                + listed(changes.map(\.line)) + "改法: 在这些文件里写“更正”：日期、内容、原因。"
                + (options.strict ? "没有发布。\n" : "\n"))
        if options.strict { throw ExitCode(ExitStatus.content) }
    }
}

extension ChangeLedger {
    /// All changes of published data, one to a line; empty when there is none.
    fileprivate var listing: String {
        if changes.isEmpty { return "" }
        let lines = changes.map { "  \(terminalSafe($0.line))\($0.isUnexplained ? "（没有写更正）" : "")\n" }
        return "已公布的数据改动 \(changes.count) 处：\n" + lines.joined()
    }
}

extension ChangeLedger.Change {
    /// `车辆保险费：预算数 0.40 → 0.50`
    fileprivate var line: String { "\(form)：\(field) \(shown(old)) → \(shown(new))" }

    private func shown(_ value: String?) -> String {
        guard let value else { return "（无）" }
        if value.isEmpty { return "（空白）" }
        let line = value.split { $0.isNewline }.joined(separator: "/")
        return line.count > 60 ? line.prefix(60) + "…" : line
    }
}

/// The first of many paths, one to a line.
private func listed(_ paths: [String]) -> String {
    let shown = paths.prefix(20).map { "  \(terminalSafe($0))\n" }.joined()
    return shown + (paths.count > 20 ? "  … 等 \(paths.count) 个\n" : "")
}

extension ManifestDifference {
    /// `新增 1 页，改动 2 页，撤下 1 页，删除 0 页`; what was withdrawn or came back only where there is any.
    fileprivate var summary: String {
        "新增 \(added.count) 页，改动 \(changed.count) 页" + (withdrawn.isEmpty ? "" : "，撤下 \(withdrawn.count) 页")
            + "，删除 \(removed.count) 页" + (returned.isEmpty ? "" : "；重新公开撤下过的 \(returned.count) 页")
    }

    /// All pages that differ, one to a line.
    fileprivate func listing(isFirst: Bool) -> String {
        if isEmpty { return "和已发布的版本没有不同。\n" }
        let lines =
            (removed + vanishedAttachments).map { ("删除", $0) } + withdrawn.map { ("撤下", $0) }
            + changed.map { ("改动", $0) }
            + added.map { ("新增", $0) }
        let text = lines.map { "\($0)  \(terminalSafe($1))\n" }.joined()
        let others = otherFiles > 0 ? "，另有 \(otherFiles) 个其他文件不同" : ""
        return text + (isFirst ? "还没有发布过：" : "和已发布的版本相比：") + summary + others + "。什么也没有写。\n"
    }
}
