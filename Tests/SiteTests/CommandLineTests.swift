import Foundation
import Testing

/// The options, streams and exit codes of `build` and `check`.
@Suite("The command line") struct CommandLineTests {
    // MARK: Exit codes and streams

    @Test("A site without errors is built: a line on standard output, exit 0")
    func build() async throws {
        let site = try TestSite()
        let run = try await site.run("build")
        #expect(run.code == 0)
        let line =
            /测试站：1 个年度，1 个单位，1 个项目，3 条指标，预算 0\.40 万元；\d+ 个页面（写入 (\d+)，未变 0，删除 0），0 错误 \d+ 提醒，用时 \d+\.\d\d 秒；未填“网址”.+已略去\n/
        #expect(run.output.wholeMatch(of: line) != nil, "\(run.output)")
        #expect(site.exists("public/2022/721001/13030322P000000000001.html"))
    }

    @Test("A site with errors is not built: findings on standard error, nothing on standard output, exit 1")
    func buildWithErrors() async throws {
        let site = try TestSite(["2022/721001/a.md": project(code: "../../x")])
        let run = try await site.run("build")
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("[path-escape]"))
        #expect(run.messages.contains("没有生成网站"))
        #expect(!site.exists("public"))
    }

    @Test("check puts findings on standard output and the count on standard error")
    func check() async throws {
        let site = try TestSite(["2022/721001/a.md": project(code: "../../x")])
        let run = try await site.run("check")
        #expect(run.code == 1)
        #expect(
            run.output.hasPrefix("── 2022 721001 文联本级 ──\n\n错误: 项目编码“../../x”不能用作网页地址 [path-escape]\n"),
            "\(run.output)")
        #expect(run.output.contains(" --> content/2022/721001/a.md:2:7\n"))
        #expect(run.messages == "1 错误 0 提醒 0 提示\n")
        #expect(!site.exists("public"))
    }

    @Test("A sound site passes check without a word on standard output")
    func checkSound() async throws {
        let run = try await TestSite().run("check")
        #expect(run.code == 0)
        #expect(run.output.isEmpty, "\(run.output)")
        #expect(run.messages == "0 错误 0 提醒 0 提示\n")
    }

    @Test(
        "Wrong usage is told on standard error with exit 64",
        arguments: [
            (["check", "--format", "xml"], "--format"), (["build", "--at", "明天"], "--at 的时间读不懂：“明天”"),
            (["build", "--root", "/nowhere"], "“/nowhere”里没有 content/ 文件夹"),
            (["build", "--root", ""], "“”里没有 content/"),
            (["bild"], "bild"), (["build", "--outptu", "x"], "--outptu"),
            (["check", "content/nothing.md"], "网站里没有这个文件或文件夹：content/nothing.md"),
            (["check", "/etc/passwd"], "网站里没有这个文件或文件夹：/etc/passwd"),
            (["build", "--output", "content"], "输出文件夹不能是 content/"),
            (["build", "--output", "content/"], "输出文件夹不能是 content/"),
            (["build", "--output", "content/new"], "输出文件夹不能是 content/"),
            (["build", "--output", "content/2022/../new"], "输出文件夹不能是 content/"),
            (["build", "--output", "theme"], "输出文件夹不能是 theme/"), (["build", "--output", "."], "输出文件夹不能是 content/"),
            (["build", "--output", "/"], "输出文件夹不能是 content/"), (["build", "--output", ""], "--output 没有写"),
        ])
    func wrongUsage(arguments: [String], message: String) async throws {
        let site = try TestSite()
        let before = try site.tree("content")
        let run = try await site.run(arguments: arguments)
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(run.messages.hasPrefix("错误: ") && run.messages.contains("\n用法: gongkai "), "\(run.messages)")
        #expect(run.messages.contains(message), "\(run.messages)")
        #expect(try site.tree("content") == before)
        #expect(!site.exists("public"))
    }

    @Test(
        "What the argument parser says is said in Chinese, with the usage of the command itself",
        arguments: [
            (["bild"], "没有“bild”这个命令", "gongkai <命令>"),
            (["sheet", "bild"], "没有“bild”这个命令", "gongkai sheet <命令>"),
            (["build", "--outptu", "x"], "没有“--outptu”这个选项；是否想写“--output”？", "gongkai build "),
            (["build", "--nothingnear"], "没有“--nothingnear”这个选项", "gongkai build "),
            (["new", "unit"], "没有写 <name>", "gongkai new "),
            (["build", "--at"], "“--at <at>”后面没有写值", "gongkai build "),
            (["new", "x", "y"], "“<kind>”不能是“x”；可以写 unit、project 或 year", "gongkai new "),
            (["publish", "x", "--keep", "y"], "“--keep <keep>”不能是“y”", "gongkai publish "),
            (["check", "--strict=3"], "选项“--strict”后面不写值，却写了“3”", "gongkai check "),
            (["status", "x"], "多写了“x”", "gongkai status "), (["status", "x", "y"], "多写了“x”“y”", "gongkai status "),
            (["sheet", "export", "a", "b\u{1B}"], "多写了“b\\u{1B}”", "gongkai sheet export "),
            // What a command finds itself, when it runs.
            (["check", "--at", "x"], "--at 的时间读不懂：“x”。写成 2022-02-10 或 \"2022-02-10 09:00\"。", "gongkai check "),
            (["explain", "x"], "没有叫“x”的规则。不带名称运行 gongkai explain 可列出全部规则。", "gongkai explain "),
        ])
    func usage(arguments: [String], message: String, usage: String) async throws {
        let run = try await TestSite().run(arguments: arguments)
        #expect(run.code == 64)
        #expect(run.messages.hasPrefix("错误: \(message)\n"), "\(run.messages)")
        #expect(run.messages.contains("\n用法: \(usage)"), "\(run.messages)")
        let command = usage.replacingOccurrences(of: "<命令>", with: "")
        #expect(run.messages.hasSuffix("\n  详见 \(command)--help\n"), "\(run.messages)")
    }

    @Test("Outside of a site both commands say how to go on")
    func outsideOfASite() async throws {
        for command in ["build", "check"] {
            let run = try await TestSite([:], hasBasis: false).run(command)
            #expect(run.code == 64)
            #expect(run.messages.contains("这里和上级文件夹里都没有 content/index.md"))
        }
    }

    @Test("What cannot be read or written is told on standard error with exit 74")
    func inputOutput() async throws {
        let site = try TestSite()
        try site.write("public", "a file")
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(run.output.isEmpty)
        #expect(run.messages == "错误: 无法打开 ./public：路径中有一段不是文件夹\n")
        #expect(try site.text("public") == "a file")
        let deep = try await site.run("build", "--output", "no/such/folder")
        #expect(deep.code == 74)
        #expect(deep.messages == "错误: 无法创建 no/such/folder：上级文件夹不存在；请先建好它，或换一个位置\n")
    }

    @Test("Results that cannot be written are a failure; a reader who has seen enough is none")
    func closedStreams() async throws {
        let site = try TestSite(["2022/721001/a.md": project(code: "../../x")])
        let full = try await site.run("check", shell: "\"$@\" > /dev/full")
        #expect(full.code == 74)
        #expect(full.messages.contains("错误: 无法写入 标准输出：磁盘已满"))
        let pipe = try await site.run("check", shell: "{ \"$@\"; echo \"code $?\" >&2; } | head -n 1")
        #expect(pipe.output == "── 2022 721001 文联本级 ──\n")
        #expect(pipe.messages.contains("code 1\n"))
        let closed = try await site.run("check", shell: "{ \"$@\"; echo \"code $?\" >&2; } | sleep 0")
        #expect(closed.messages.contains("code 1\n"))
        let silent = try await site.run("check", shell: "\"$@\" 2>&-")
        #expect(silent.code == 1)
        #expect(silent.output.contains("[path-escape]"))
    }

    // MARK: The root

    @Test("The root is found upwards from a sub folder, and given with or without a slash")
    func root() async throws {
        let site = try TestSite()
        #expect(try await site.run("build", in: "content/2022/721001").code == 0)
        #expect(site.exists("public/index.html"))
        #expect(!site.exists("content/2022/721001/public"))
        let before = try site.tree(identity: true)
        let name = (site.root as NSString).lastPathComponent
        for (folder, root) in [("/", site.root), ("/", site.root + "//"), ("content", "../../\(name)/"), ("", ".")] {
            let run = try await site.run("build", "--root", root, in: folder)
            #expect(run.code == 0, "\(run.messages)")
        }
        #expect(try site.tree(identity: true) == before)
    }

    // MARK: Options

    @Test("--output builds into another folder, be it given through a symbolic link")
    func output() async throws {
        let site = try TestSite()
        try await site.build()
        #expect(try await site.run("build", "--output", "other").code == 0)
        #expect(try site.tree("other") == site.tree())
        try FileManager.default.createDirectory(atPath: site.root + "/real", withIntermediateDirectories: true)
        try site.link("linked", to: "real")
        #expect(try await site.run("build", "--output", "linked/").code == 0)
        #expect(try site.tree("real") == site.tree())
    }

    @Test("--strict makes warnings block a build and a check")
    func strict() async throws {
        let site = try TestSite(["2022/721001/a.md": project(keys: "财政资今: 1")])
        #expect(try await site.run("check").code == 0)
        let check = try await site.run("check", "--strict")
        #expect(check.code == 1)
        #expect(check.output.contains("提醒: "))
        let build = try await site.run("build", "--strict")
        #expect(build.code == 1)
        #expect(!site.exists("public"))
        try await site.build()
        let before = try site.tree(identity: true)
        #expect(try await site.run("build", "--strict").code == 1)
        #expect(try site.tree(identity: true) == before)
    }

    @Test("--json prints the last line as JSON")
    func json() async throws {
        struct Summary: Decodable {
            struct Pages: Decodable { var total, written, unchanged, removed: Int }
            var site: String
            var years, units, projects, indicators: Int
            var budget: String
            var pages: Pages
            var errors, warnings, waiting: Int
            var seconds: String
        }
        let site = try TestSite([
            "2022/721001/a.md": project(),
            "2022/721001/b.md": project(code: "13030322P000000000002", keys: "发布时间: 2099-01-01"),
        ])
        let first = try await site.run("build", "--json", "--at", "2022-06-01")
        let summary = try JSONDecoder().decode(Summary.self, from: Data(first.output.utf8))
        #expect(summary.site == "测试站" && summary.years == 1 && summary.units == 1 && summary.projects == 1)
        #expect(summary.indicators == 3 && summary.budget == "0.40" && summary.errors == 0 && summary.warnings == 0)
        #expect(summary.pages.total == summary.pages.written && summary.pages.unchanged == 0)
        #expect(summary.waiting == 1)
        let second = try await site.run("build", "--json", "--at", "2022-06-01")
        let again = try JSONDecoder().decode(Summary.self, from: Data(second.output.utf8))
        #expect(again.pages.unchanged == summary.pages.total && again.pages.written == 0 && again.pages.removed == 0)
    }

    // MARK: What check lists

    static let twoErrors = [
        "2022/721001/a.md": project(code: "../../x"), "2022/721001/b.md": project(code: "P 2"), "about.md": "没有文件头",
    ]

    @Test(
        "check takes paths as a person types them",
        arguments: [
            ("", "content/2022/721001/a.md", ["a.md"]), ("", "./content/2022/721001/a.md", ["a.md"]),
            ("", "content/2022", ["a.md", "b.md"]), ("", "content/2022/", ["a.md", "b.md"]),
            ("", "content/2022/721001/../721001/b.md", ["b.md"]), ("", ".", ["a.md", "b.md", "about.md"]),
            ("content/2022", "721001/b.md", ["b.md"]), ("content/2022/721001", "a.md", ["a.md"]),
            ("content/2022/721001", ".", ["a.md", "b.md"]), ("content/2022", "content/about.md", ["about.md"]),
            ("content/2022", "../about.md", ["about.md"]), ("", "ROOT/content/2022/721001/b.md", ["b.md"]),
        ])
    func paths(folder: String, path: String, expected: [String]) async throws {
        let site = try TestSite(Self.twoErrors)
        let typed = path.replacingOccurrences(of: "ROOT", with: site.root)
        let run = try await site.run("check", "--format", "lines", typed, in: folder)
        #expect(run.code == 1)
        let files = run.output.split(separator: "\n").compactMap {
            $0.split(separator: ":").first?.split(separator: "/").last
        }
        #expect(Set(files.map(String.init)) == Set(expected))
    }

    @Test("check of a sound file among others is exit 0")
    func soundPath() async throws {
        let site = try TestSite(Self.twoErrors)
        #expect(try await site.run("check", "content/index.md").code == 0)
    }

    @Test("--format lines is one finding a line")
    func lines() async throws {
        let run = try await TestSite(Self.twoErrors).run("check", "--format", "lines")
        #expect(run.code == 1)
        #expect(
            run.output == """
                content/2022/721001/a.md:2:7: error: 项目编码“../../x”不能用作网页地址 [path-escape]
                content/2022/721001/b.md:2:7: error: 项目编码“P 2”不能用作网页地址 [path-escape]
                content/about.md:1:1: error: 文件没有文件头 [front-matter]

                """)
        #expect(run.messages.isEmpty)
    }

    @Test("--format json is what cli.md says")
    func jsonFormat() async throws {
        struct Report: Decodable {
            struct Note: Decodable {
                var file: String?
                var line, column: Int?
                var message: String
            }
            struct Fix: Decodable {
                var startByte, endByte: Int
                var text: String
            }
            struct Finding: Decodable {
                var id, severity, summary: String
                var file, help, basis: String?
                var line, column, endLine, endColumn: Int?
                var notes: [Note]
                var fixes: [Fix]
            }
            struct Counts: Decodable { var error, warning, note: Int }
            var version: Int
            var diagnostics: [Finding]
            var counts: Counts
        }
        let run = try await TestSite(["2022/721001/a.md": project(), "2022/721001/b.md": project()])
            .run("check", "--format", "json")
        #expect(run.code == 1)
        let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
        #expect(report.version == 1)
        #expect(report.counts.error == 1 && report.counts.warning == 0 && report.counts.note == 0)
        let finding = try #require(report.diagnostics.first { $0.id == "code-duplicate" })
        #expect(finding.severity == "error" && finding.file == "content/2022/721001/b.md")
        #expect(finding.line == 2 && finding.column == 7 && finding.endLine == 2 && finding.endColumn == 28)
        #expect(finding.notes.first?.file == "content/2022/721001/a.md")
        #expect(finding.notes.first?.line == 2 && finding.notes.first?.column == 7)
        #expect(finding.notes.first?.message == "另一处在这里")
    }

    // MARK: Colour and help

    @Test(
        "Colour is for terminals only, and NO_COLOR and TERM=dumb turn it off",
        arguments: [
            (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": ""], true),
            (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "dumb"], false),
        ])
    func color(environment: [String: String], isColored: Bool) async throws {
        let site = try TestSite(Self.twoErrors)
        var (terminal, device): (Int32, Int32) = (-1, -1)
        try #require(openpty(&terminal, &device, nil, nil, nil) == 0)
        defer {
            close(terminal)
            close(device)
        }
        let name = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(device)")
        let run = try await site.run("check", environment: environment, shell: "\"$@\" > \(name)")
        #expect(run.code == 1)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(terminal, &buffer, buffer.count)
        let shown = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        #expect(shown.contains("path-escape"))
        #expect(shown.contains("\u{1B}[1;31m") == isColored)
        let piped = try await site.run("check", environment: environment)
        #expect(!piped.output.contains("\u{1B}") && !piped.messages.contains("\u{1B}"))
    }

    @Test("Help is in Chinese", arguments: [["--help"], ["build", "--help"], ["help", "publish"], ["sheet"]])
    func help(arguments: [String]) async throws {
        let run = try await TestSite().run(arguments: arguments)
        #expect(run.code == 0)
        #expect(run.output.contains("\n用法: gongkai") && run.output.contains("\n选项:\n  "))
        for word in ["OVERVIEW", "USAGE", "OPTIONS", "Show", "default", "See"] { #expect(!run.output.contains(word)) }
        let described = run.output.split(separator: "\n").filter {
            $0.hasPrefix("  --")
        }
        for line in described where line.contains("  ") { #expect(!line.contains(" the "), "\(line)") }
        #expect(run.output.unicodeScalars.contains { $0.value > 0x4E00 })
    }
}
