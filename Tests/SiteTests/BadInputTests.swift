import Foundation
import Testing

/// Content that is wrong, hostile or broken: no crash, no hang, a clear message at its place, `public/` as before.
@Suite("Bad input") struct BadInputTests {
    /// Runs the program with ten seconds of processor time at most: what takes longer hangs.
    private static let limited = "ulimit -t 10; exec \"$@\""

    /// Builds a sound site, spoils it, builds again, and expects the findings at their places and an untouched output.
    private func expect(
        _ lines: [String], code: Int32 = 1, location: SourceLocation = #_sourceLocation,
        after spoil: (TestSite) throws -> Void
    ) async throws {
        let site = try TestSite()
        try await site.build()
        let before = try site.tree(identity: true)
        try spoil(site)
        let check = try await site.run("check", "--format", "lines", shell: Self.limited)
        let build = try await site.run("build")
        for run in [check, build] {
            #expect(run.code == code && !run.isKilled, "\(run.messages)", sourceLocation: location)
        }
        for line in lines {
            let found = code == 74 ? check.messages : check.output
            #expect(found.contains(line + "\n"), "\(found.prefix(4000))", sourceLocation: location)
        }
        #expect(build.output.isEmpty, sourceLocation: location)
        #expect(try site.tree(identity: true) == before, sourceLocation: location)
    }

    @Test(
        "A code that is no address",
        arguments: [
            "../../x", "..", "a/b", "a b", "编码", "a%2Fb", "index", "INDEX", "a.html", String(repeating: "9", count: 65),
        ])
    func code(_ code: String) async throws {
        try await expect(["content/2022/721001/a.md:2:7: error: 项目编码“\(code)”不能用作网页地址 [path-escape]"]) {
            try $0.write("content/2022/721001/a.md", project(code: code))
        }
    }

    @Test("A unit's code that is no address")
    func unitCode() async throws {
        try await expect(["content/2022/721001/index.md:2:7: error: 单位编码“../721001”不能用作网页地址 [path-escape]"]) {
            try $0.write("content/2022/721001/index.md", "---\n单位编码: ../721001\n单位名称: 文联\n---\n")
        }
    }

    @Test(
        "Raw HTML and script links in prose",
        arguments: [
            ("<script>alert(1)</script>", "正文里有 HTML 代码"), ("文字<img src=x onerror=alert(1)>", "正文里有 HTML 代码"),
            ("<iframe src=\"//x\"></iframe>", "正文里有 HTML 代码"), ("<!-- 说明 -->", "正文里有 HTML 代码"),
            ("[点这里](javascript:alert(1))", "链接“javascript:alert(1)”不是网页地址"),
            ("[点这里](JaVaScRiPt:alert(1))", "不是网页地址"), ("[点这里](data:text/html,x)", "不是网页地址"),
            ("[点这里](vbscript:x)", "不是网页地址"), ("[点这里](&#106;avascript:alert(1))", "不是网页地址"),
            ("<javascript:alert(1)>", "不是网页地址"), ("![图](javascript:alert(1))", "不是网页地址"),
            ("[点这里][x]\n\n[x]: javascript:alert(1)", "不是网页地址"),
        ])
    func proseOfAProject(markdown: String, message: String) async throws {
        let site = try TestSite(["2022/721001/a.md": project(prose: "## 说明\n\n\(markdown)")])
        let run = try await site.run("build")
        #expect(run.code == 1)
        #expect(
            run.messages.contains(message) && run.messages.contains("[raw-html]\n --> content/2022/721001/a.md:25:"),
            "\(run.messages)")
        #expect(!site.exists("public"))
    }

    @Test("A symbolic link in content/", arguments: ["/etc/passwd", "../../outside", "a.md", "/nowhere"])
    func symbolicLink(destination: String) async throws {
        try await expect(["content/2022/721001/passwd.md:1:1: error: 这是符号链接，可能把 content/ 以外的文件公布出去，因此不读取 [path-escape]"]
        ) {
            try $0.link("content/2022/721001/passwd.md", to: destination)
        }
        try await expect(["content/folder:1:1: error: 这是符号链接，可能把 content/ 以外的文件公布出去，因此不读取 [path-escape]"]) {
            try $0.link("content/folder", to: destination)
        }
    }

    @Test("A link and an attachment that leave content/")
    func pathEscape() async throws {
        try await expect([
            "content/2022/721001/a.md:8:5: error: 附件“../../../secret”在 content/ 之外 [path-escape]",
            "content/2022/721001/a.md:25:1: error: 链接“../../../secret”指向 content/ 之外 [path-escape]",
        ]) { site in
            try site.write("secret", "x")
            let text = project(keys: "附件: ../../../secret", prose: "## 说明\n\n[秘密](../../../secret)")
            try site.write("content/2022/721001/a.md", text)
        }
    }

    @Test("A file of 50 MB")
    func largeFile() async throws {
        try await expect(["content/2022/721001/big.md:1:1: error: 文件超过 2 MB，没有读取 [file-too-large]"]) {
            try $0.write("content/2022/721001/big.md", bytes: [UInt8](repeating: 0x41, count: 50 << 20))
        }
    }

    @Test("An attachment of 50 MB is copied, and not again")
    func largeAttachment() async throws {
        let site = try TestSite()
        var bytes = [UInt8](repeating: 0x42, count: 50 << 20)
        try site.write("content/2022/721001/scan.pdf", bytes: bytes)
        let run = try await site.run("build", shell: "ulimit -v 1000000; \"$@\"")
        #expect(run.code == 0, "\(run.messages)")
        let before = try site.tree(identity: true)
        try await site.build()
        #expect(try site.tree(identity: true) == before)
        bytes[49 << 20] = 0x43
        try site.write("content/2022/721001/scan.pdf", bytes: bytes)
        // The file, and the page that tells its digest.
        #expect(try await site.build().output.contains("写入 2，"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: site.root + "/public/2022/721001/scan.pdf")) == Data(bytes))
    }

    @Test(
        "Nesting 100 000 deep",
        arguments: [
            ("front-matter", "---\n项目编码: P\n说明: \(String(repeating: "[", count: 60_000))\n---\n"),
            ("front-matter", "---\n项目编码: P\n说明: \(String(repeating: "{a: ", count: 15_000))\n---\n"),
            ("nesting-too-deep", project(prose: "## 说明\n\n" + String(repeating: ">", count: 100_000) + "深")),
            ("nesting-too-deep", project(prose: "## 说明\n\n" + String(repeating: "- ", count: 100_000) + "深")),
            (
                "",
                project(
                    prose: "## 说明\n\n" + String(repeating: "*深 ", count: 100_000)
                        + String(repeating: "*", count: 100_000))
            ),
            (
                "",
                project(
                    prose: "## 说明\n\n" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
                )
            ),
            ("", project(goal: String(repeating: ">", count: 100_000))),
            ("", project(prose: "## 说明\n\n" + String(repeating: "`", count: 100_000))),
            (
                "",
                project(
                    prose: "## 说明\n\n" + String(repeating: "|", count: 100_000) + "\n"
                        + String(repeating: "|-", count: 50_000))
            ),
        ])
    func nesting(id: String, text: String) async throws {
        let site = try TestSite(["2022/721001/a.md": text])
        let run = try await site.run("check", "--format", "lines", shell: Self.limited)
        #expect(!run.isKilled && (run.code == 0 || run.code == 1), "\(run.messages.suffix(2000))")
        if !id.isEmpty { #expect(run.output.contains("[\(id)]"), "\(run.output.prefix(2000))") }
    }

    @Test("An alias bomb")
    func aliasBomb() async throws {
        let levels = (1...9).map { level in
            "a\(level): &a\(level) [" + (1...9).map { _ in level == 1 ? "x" : "*a\(level - 1)" }.joined(separator: ", ")
                + "]"
        }
        let text = "---\n项目编码: 13030322P000000000001\n项目名称: 炸弹\n预算数: 1\n" + levels.joined(separator: "\n") + "\n---\n"
        try await expect(
            [
                "content/2022/721001/a.md:5:5: error: 值以“&”开头，YAML 会当作别名、锚点或类型的记号 [front-matter]",
                "content/2022/721001/a.md:13:5: error: 值以“&”开头，YAML 会当作别名、锚点或类型的记号 [front-matter]",
            ]
        ) { try $0.write("content/2022/721001/a.md", text) }
    }

    @Test("NUL bytes and other controls")
    func controls() async throws {
        try await expect([
            "content/2022/721001/a.md:3:9: error: 第 3 行第 9 个字是网页无法显示的字符（U+0000） [encoding]"
        ]) {
            let text = project(name: "车辆\u{0}保险费")
            try $0.write("content/2022/721001/a.md", text)
        }
    }

    @Test("Bytes that are no text in any encoding")
    func noText() async throws {
        try await expect(["content/2022/721001/a.md:1:1: error: 文件不是 UTF-8、GB18030 或 UTF-16 编码的文字，读不出来 [encoding]"]) {
            try $0.write("content/2022/721001/a.md", bytes: [0x2D, 0xFF, 0xFF, 0xFE, 0x00, 0xC3])
        }
    }

    @Test("Two projects with one code, in one unit and across units")
    func codeTwice() async throws {
        try await expect([
            "content/2022/721001/b.md:2:7: error: 2022 年有两个项目都用编码“13030322P000000000001” [code-duplicate]"
        ]) {
            try $0.write("content/2022/721001/b.md", project())
        }
        try await expect([
            "content/2022/721002/b.md:2:7: error: 2022 年有两个项目都用编码“13030322P000000000001” [code-duplicate]"
        ]) {
            try $0.write("content/2022/721002/index.md", unitText.replacingOccurrences(of: "721001", with: "721002"))
            try $0.write("content/2022/721002/b.md", project())
        }
    }

    @Test("Two units with one code, and nothing that only follows from it")
    func unitTwice() async throws {
        let site = try TestSite()
        try site.write("content/2022/other/index.md", unitText)
        let check = try await site.run("check", "--format", "lines")
        let errors = check.output.split(separator: "\n").filter { $0.contains("error: ") }
        #expect(
            errors == ["content/2022/other/index.md:2:7: error: 2022 年有两个单位都用编码“721001” [code-duplicate]"])
    }

    @Test("Two sources for one address, also when they differ by case or one is a folder for the other")
    func addressTwice() async throws {
        try await expect([
            "content/2022/721001/13030322p000000000001.html:1:1: error: 两处内容要用同一个网页地址 2022/721001/13030322P000000000001.html [address-conflict]"
        ]) {
            try $0.write("content/2022/721001/13030322p000000000001.html", "x")
        }
        try await expect(["content/index.md:1:1: error: 两处内容要用同一个网页地址 Index.html [address-conflict]"]) {
            try $0.write("content/Index.html", "x")
        }
        try await expect(["content/index.html/x.pdf:1:1: error: 两处内容要用同一个网页地址 index.html [address-conflict]"]) {
            try $0.write("content/index.html/x.pdf", "x")
        }
    }

    // MARK: Files that cannot be read

    @Test("A pipe with the name of a document or an attachment")
    func pipe() async throws {
        for name in ["pipe.md", "pipe.pdf"] {
            try await expect(["content/2022/721001/\(name):1:1: error: 这不是普通文件，没有读 [file-name]"]) {
                #expect(mkfifo($0.root + "/content/2022/721001/" + name, 0o644) == 0)
            }
        }
    }

    @Test("A folder with the name of a document is a folder")
    func folder() async throws {
        let site = try TestSite(["2022/721001/a.md": project(), "2022/721001/folder.md/note.pdf": "x"])
        try await site.build()
        #expect(site.exists("public/2022/721001/folder.md/note.pdf"))
    }

    @Test("Files without permission are named, every one: documents, attachments and the theme's")
    func permission() async throws {
        let site = try TestSite([
            "2022/721001/a.md": project(), "2022/721001/b.md": project(code: "P002"), "2022/721001/表.docx": "x",
            "2022/721001/scan.png": "x",
        ])
        try site.copyTheme()
        try await site.build()
        let before = try site.tree(identity: true)
        let files = ["a.md", "b.md", "scan.png", "表.docx"].map { "content/2022/721001/" + $0 }
        let template = "theme/templates/unit.html"
        for file in files + [template] { #expect(chmod(site.root + "/" + file, 0) == 0) }
        // Root may read everything, so the program is run as nobody.
        let shell = getuid() == 0 ? "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$@\"" : "exec \"$@\""
        // What is only copied is opened too: it may be a document under another name.
        for command in ["check", "build"] {
            let run = try await site.run(command, shell: shell)
            #expect(run.code == 74)
            let lines = (files + [template]).map { "错误: 无法打开 ./\($0)：没有权限；请检查文件夹的读写权限\n" }
            #expect(run.messages == lines.joined(), "\(run.messages)")
        }
        #expect(try site.tree(identity: true) == before)
    }

    @Test("An output folder that may not be written")
    func outputWithoutPermission() async throws {
        let site = try TestSite()
        try await site.build()
        let before = try site.tree(identity: true)
        try site.write("content/2022/721001/a.md", project(goal: "换了目标。"))
        let shell = getuid() == 0 ? "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$@\"" : "exec \"$@\""
        #expect(chmod(site.root + "/public", 0o555) == 0)
        let run = try await site.run("build", shell: shell)
        #expect(chmod(site.root + "/public", 0o755) == 0)
        #expect(run.code == 74)
        #expect(run.messages.contains("./public：没有权限；请检查文件夹的读写权限"), "\(run.messages)")
        #expect(try site.tree(identity: true) == before)
    }

    // MARK: Names

    @Test("File names with quotes, spaces, line ends and markup are carried, shown safely and linked")
    func oddNames() async throws {
        let names = [
            "a b.pdf", "\"quoted\"&<b>.pdf", "line\nend.pdf", "百分%20号.pdf", "#?.pdf", "\u{301}accent.pdf",
            "\u{202E}fdp.exe",
        ]
        let site = try TestSite(Dictionary(uniqueKeysWithValues: names.map { ("2022/721001/" + $0, $0) }))
        try site.write("content/2022/721001/a.md", project())
        try await site.build()
        for name in names { #expect(try site.text("public/2022/721001/" + name) == name) }
        #expect(try !site.text("public/2022/721001/index.html").contains("<b>.pdf"))
        try await site.build()
        for name in names { try site.remove("content/2022/721001/" + name) }
        #expect(try await site.build().output.contains("删除 \(names.count)）"))
    }

    @Test("A file name that is not UTF-8")
    func nameNotUTF8() async throws {
        for ending in ["md", "pdf"] {
            let site = try TestSite()
            try await site.build()
            let before = try site.tree(identity: true)
            let path =
                (site.root + "/content/2022/721001/").utf8CString.dropLast() + [-61, 40] + ".\(ending)".utf8CString
            let descriptor = Array(path).withUnsafeBufferPointer { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o644) }
            #expect(descriptor >= 0)
            close(descriptor)
            for command in ["check", "build"] {
                let run = try await site.run(command)
                #expect(run.code == 1)
                #expect((run.output + run.messages).contains("文件名不是 UTF-8 编码，没有读"), "\(run.messages)")
            }
            #expect(try site.tree(identity: true) == before)
        }
    }

    @Test("A file name of the greatest length, which is too long once it ends in .html")
    func longName() async throws {
        let name = String(repeating: "名", count: 84)
        let site = try TestSite()
        try await site.build()
        let before = try site.tree(identity: true)
        try site.write("content/\(name).md", "---\n标题: 长\n---\n")
        let run = try await site.run("build")
        #expect(run.code == 74 || run.code == 1)
        #expect(run.messages.contains("文件名太长"), "\(run.messages)")
        #expect(try site.tree(identity: true) == before)
    }

    // MARK: All at once

    @Test("All errors of all files come at once, in the order of files and lines")
    func allAtOnce() async throws {
        let site = try TestSite([
            "2022/721001/a.md": project(code: "../../x", goal: "x", prose: "## 说明\n\n<b>粗</b>"),
            "2022/721001/b.md": "没有文件头", "2022/721001/c.md": project(keys: "公开日期: 昨天"),
            "about.md": "---\n标题: 关于\n---\n[断](nowhere.md)\n",
        ])
        let run = try await site.run("check", "--format", "lines")
        #expect(run.code == 1)
        let found = run.output.split(separator: "\n").map { line in
            String(line.prefix { $0 != " " }) + String(line.reversed().prefix { $0 != " " }.reversed())
        }
        #expect(
            found == [
                "content/2022/721001/a.md:2:7:[path-escape]", "content/2022/721001/a.md:25:1:[raw-html]",
                "content/2022/721001/a.md:25:5:[raw-html]", "content/2022/721001/b.md:1:1:[front-matter]",
                "content/2022/721001/c.md:8:7:[date-format]", "content/about.md:4:1:[link-broken]",
            ])
    }
}
