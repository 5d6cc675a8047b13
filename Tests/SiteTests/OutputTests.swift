import Foundation
import Testing

/// What a build writes, leaves and removes in its output folder.
@Suite("The output folder") struct OutputTests {
    // MARK: Only what changed

    @Test("A second build writes nothing, not even for a moment")
    func secondBuild() async throws {
        let site = try TestSite()
        try await site.build()
        let before = try site.tree(identity: true)
        let folder = try modificationTime(site.root + "/public")
        let run = try await site.build()
        #expect(run.output.contains("写入 0，"))
        #expect(try site.tree(identity: true) == before)
        #expect(try modificationTime(site.root + "/public") == folder)
    }

    @Test("After an edit only the pages that show it are written")
    func edit() async throws {
        let site = try TestSite([
            "2022/721001/a.md": project(), "2022/721001/b.md": project(code: "13030322P000000000002"),
        ])
        try await site.build()
        let before = try site.tree(identity: true)
        try site.write("content/2022/721001/a.md", project(goal: "换了目标。"))
        let run = try await site.build()
        // The page, the downloads that hold the goal with the page of their checksums, and five files of the search.
        #expect(run.output.contains("写入 19，") && run.output.contains("删除 4）"), "\(run.output)")
        let after = try site.tree(identity: true)
        // Folders are others; the files in them keep their inodes and times.
        let changed = before.filter { isFile($0.value) && after[$0.key] != $0.value }.keys
        #expect(
            Set(changed.filter { !$0.hasPrefix("search/") }) == [
                "2022/721001/13030322P000000000001.html", "2022/721001/721001-2022.json",
                "2022/721001/721001-2022.xlsx", "data/2022/datapackage.json", "data/2022/disclosure-2022.json",
                "data/2022/disclosure-2022.xlsx", "data/2022/goals-2022-excel.csv", "data/2022/goals-2022.csv",
                "data/datapackage.json", "data/disclosure.json", "data/disclosure.xlsx", "data/goals-excel.csv",
                "data/goals.csv", "data/index.html", "manifest.json",
            ])
    }

    @Test("A build over changed content equals a build from nothing")
    func incrementalEqualsClean() async throws {
        let site = try TestSite([
            "2022/721001/a.md": project(), "2022/721001/scan.pdf": "one", "about.md": "---\n标题: 关于\n---\n旧\n",
        ])
        try await site.build()
        // Downloads go on where they ended, differ from the middle on, and end where they had gone on.
        let edits: [() throws -> Void] = [
            { try site.write("content/2022/721001/b.md", project(code: "13030322P000000000002")) },
            { try site.write("content/2022/721001/a.md", project(goal: "换了目标。")) },
            { try site.remove("content/2022/721001/b.md") }, { try site.write("content/2022/721001/scan.pdf", "two") },
            { try site.remove("content/about.md") },
        ]
        for (number, edit) in edits.enumerated() {
            try edit()
            try await site.build()
            #expect(try await site.run("build", "--output", "clean\(number)", "--at", "2022-06-01").code == 0)
            #expect(try site.tree() == site.tree("clean\(number)"))
        }
    }

    private func isFile(_ entry: String) -> Bool {
        entry.split(separator: " ").first.flatMap { mode_t($0) }.map { $0 & S_IFMT == S_IFREG } ?? false
    }

    // MARK: What goes

    @Test("The pages and folders of a unit that is gone are removed, attachments too")
    func renamedUnit() async throws {
        let site = try TestSite(["2022/721001/a.md": project(), "2022/721001/扫描 件.pdf": "%PDF"])
        try await site.build()
        #expect(try site.text("public/2022/721001/扫描 件.pdf") == "%PDF")
        try site.move("content/2022/721001", to: "content/2022/other")
        try site.write(
            "content/2022/other/index.md", unitText.replacingOccurrences(of: "721001", with: "721002"))
        let run = try await site.build()
        // The two pages, the attachment, the unit's two downloads, and a file of the search index.
        #expect(run.output.contains("删除 6）"), "\(run.output)")
        #expect(!site.exists("public/2022/721001"))
        #expect(try site.text("public/2022/721002/扫描 件.pdf") == "%PDF")
        try site.remove("content/2022")
        try await site.build()
        #expect(!site.exists("public/2022"))
        #expect(!site.exists("public/projects.html"))
        #expect(site.exists("public/index.html"))
    }

    @Test("A file may become a folder, and a folder a file")
    func fileBecomesFolder() async throws {
        let site = try TestSite(["papers": "a file"])
        try await site.build()
        try site.remove("content/papers")
        try site.write("content/papers/one.pdf", "a paper")
        try await site.build()
        #expect(try site.text("public/papers/one.pdf") == "a paper")
        try site.remove("content/papers")
        try site.write("content/papers", "a file again")
        try await site.build()
        #expect(try site.text("public/papers") == "a file again")
    }

    @Test("Names that differ only in how an accent is composed are two files")
    func composedNames() async throws {
        let site = try TestSite(["Caf\u{E9}.pdf": "composed"])
        try await site.build()
        try site.remove("content/Caf\u{E9}.pdf")
        try site.write("content/Cafe\u{301}.pdf", "decomposed")
        try await site.build()
        #expect(try site.text("public/Cafe\u{301}.pdf") == "decomposed")
        #expect(!site.exists("public/Caf\u{E9}.pdf"))
    }

    // MARK: What is not ours

    @Test("Files that no build made stay as they are")
    func foreignFiles() async throws {
        let site = try TestSite()
        let foreign = ["CNAME", ".htaccess", "2022/721001/note.txt", "2022/old/index.html", "assets/logo.png"]
        for path in foreign { try site.write("public/" + path, "foreign " + path) }
        try await site.build()
        try site.remove("content/2022")
        try await site.build()
        for path in foreign { #expect(try site.text("public/" + path) == "foreign " + path) }
        #expect(!site.exists("public/2022/721001/13030322P000000000001.html"))
    }

    @Test(
        "A file that no build made is not overwritten: a clear message, exit 74, nothing touched",
        arguments: ["index.html", "2022/721001/13030322P000000000001.html", "manifest.json", "2022", "assets"])
    func foreignFileInTheWay(path: String) async throws {
        let site = try TestSite()
        try site.write("public/" + path, "mine")
        let before = try site.tree(identity: true)
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(run.output.isEmpty)
        let reason = path == "manifest.json" ? "它不是完整的生成清单" : "这里已有不是生成出来的文件，不覆盖它"
        #expect(run.messages.contains("public/\(path)：\(reason)"), "\(run.messages)")
        #expect(try site.tree(identity: true) == before)
    }

    @Test("A folder where a page should go is refused")
    func foreignFolderInTheWay() async throws {
        let site = try TestSite()
        try site.write("public/projects.html/x", "mine")
        let before = try site.tree(identity: true)
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(run.messages.contains("public/projects.html：它是文件夹，不是文件"), "\(run.messages)")
        #expect(try site.tree(identity: true) == before)
    }

    @Test("A foreign file in a folder that should become a page stops the build, and everything stays as it was")
    func foreignFileInAFormerFolder() async throws {
        let site = try TestSite(["papers/one.pdf": "a paper"])
        try await site.build()
        try site.write("public/papers/mine.txt", "mine")
        try site.remove("content/papers")
        try site.write("content/papers", "a file")
        try site.write("content/2022/721001/a.md", project(goal: "换了目标。"))
        let before = try site.tree()
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(run.messages.contains("public/papers"))
        #expect(try site.tree() == before)
        try site.remove("public/papers/mine.txt")
        try await site.build()
        #expect(try site.text("public/papers") == "a file")
    }

    @Test("Symbolic links in the output are not followed")
    func symbolicLinks() async throws {
        let site = try TestSite()
        try site.write("outside/2022/721001/13030322P000000000001.html", "outside")
        try site.write("outside/index.html", "outside")
        try FileManager.default.createDirectory(atPath: site.root + "/public", withIntermediateDirectories: true)
        try site.link("public/2022", to: "../outside/2022")
        let before = try site.tree("outside", identity: true)
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(run.messages.contains("public/2022：路径中有符号链接，为安全起见不跟随"), "\(run.messages)")
        #expect(!site.exists("public/index.html"))

        try site.remove("public/2022")
        try await site.build()
        // What the build made was moved away and a link put in its place: the link is not the build's file.
        try site.remove("public/2022")
        try site.link("public/2022", to: "../outside/2022")
        try site.remove("content/2022")
        try await site.build()
        #expect(try site.tree("outside", identity: true) == before)
        // A link in the place of one of its own files is replaced, not written through.
        try site.remove("public/index.html")
        try site.link("public/index.html", to: "../outside/index.html")
        try await site.build()
        #expect(try site.tree("outside", identity: true) == before)
        #expect(try site.text("public/index.html").contains("测试站"))
    }

    @Test(
        "A manifest made by hand harms nobody",
        arguments: [
            "../secret", "/ROOT/secret", "assets/../../secret", "./../secret", "link/secret", ".git/config", "a//b", "",
            "secret\\u0000x", "folder",
        ])
    func manifest(path: String) async throws {
        let site = try TestSite()
        try site.write("secret", "precious")
        try site.write("public/.git/config", "precious")
        try site.write("public/folder/file", "precious")
        try site.link("public/link", to: "..")
        let typed = path.replacingOccurrences(of: "/ROOT", with: site.root)
        try site.write("public/manifest.json", #"{"version":1,"files":[{"path":"\#(typed)","size":1}]}"#)
        try await site.build()
        #expect(try site.text("secret") == "precious")
        #expect(try site.text("public/.git/config") == "precious")
        #expect(try site.text("public/folder/file") == "precious")
    }

    @Test(
        "A manifest.json that no build made is not overwritten",
        arguments: [
            "", "null", "[]", "{}", #"{"name": "an app"}"#, #"{"version":1,"files":[{"path":1}]}"#,
            String(repeating: "[", count: 100_000),
        ])
    func foreignManifest(text: String) async throws {
        let site = try TestSite()
        try site.write("public/manifest.json", text)
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(run.messages.contains("public/manifest.json：它不是完整的生成清单"))
        #expect(try site.tree().keys.sorted() == ["manifest.json"])
    }

    @Test("Two sources for one address, one of them the program's list of files, are an error")
    func attachmentNamedManifest() async throws {
        let site = try TestSite(["manifest.json": "{}"])
        let run = try await site.run("build")
        #expect(run.code == 1)
        #expect(run.messages.contains("两处内容要用同一个网页地址 manifest.json [address-conflict]\n --> content/manifest.json\n"))
    }

    // MARK: A build that did not end

    @Test("What a killed build left is cleared away")
    func leftovers() async throws {
        let site = try TestSite()
        try await site.build()
        let before = try site.tree()
        for name in ["0", "1", "manifest", "former-2"] { try site.write("public/.gongkai-staging/" + name, "half") }
        try await site.build()
        #expect(try site.tree() == before)
    }

    @Test("A link in the place of the staging folder is not followed")
    func stagingLink() async throws {
        let site = try TestSite()
        try site.write("outside/file", "precious")
        try site.write("public/CNAME", "x")
        try site.link("public/.gongkai-staging", to: "../outside")
        try await site.build()
        #expect(try site.text("outside/file") == "precious")
        #expect(!site.exists("public/.gongkai-staging"))
    }

    @Test("A build killed at any moment is healed by the next one")
    func killed() async throws {
        let site = try TestSite([:])
        for number in 0..<40 { try site.write("content/2022/721001/\(number).md", project(code: "A\(number)")) }
        try await site.build()
        for round in 0..<12 {
            try site.remove("content/2022/721001")
            try site.write("content/2022/721001/index.md", unitText)
            for number in 0..<40 {
                let text = project(code: "R\(round)N\(number)", goal: "第 \(round) 次。")
                try site.write("content/2022/721001/\(number).md", text)
            }
            let delay = Double(round + 1) * 0.012
            let run = try await site.run("build", shell: "\"$@\" & sleep \(delay); kill -9 $!; wait $!")
            #expect(run.code == 137 || run.code == 0)
            // Content moves on before the next build, so that what lies there matches no page of it.
            for number in 0..<40 {
                let text = project(code: "R\(round)N\(number)", goal: "第 \(round) 次，改过。")
                try site.write("content/2022/721001/\(number).md", text)
            }
            try await site.build()
        }
        #expect(try await site.run("build", "--output", "clean", "--at", "2022-06-01").code == 0)
        #expect(try site.tree() == site.tree("clean"))
    }

    @Test("Two builds at once: one builds, the other says so or builds the same; the result is whole")
    func twoAtOnce() async throws {
        let site = try TestSite()
        async let one = site.run("build", "--at", "2022-06-01")
        async let other = site.run("build", "--at", "2022-06-01")
        for run in try await [one, other] {
            #expect(run.code == 0 || run.code == 74 && run.messages.contains("另一个 gongkai 正在写这个文件夹"), "\(run.messages)")
        }
        #expect(try await site.run("build", "--output", "clean", "--at", "2022-06-01").code == 0)
        #expect(try site.tree() == site.tree("clean"))
    }

    private func modificationTime(_ path: String) throws -> String {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
