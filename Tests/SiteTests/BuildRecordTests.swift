import Basics
import Disclosure
import Foundation
import Testing

@testable import Site

/// What a build remembers of the last one: believed only as far as digests and stamps go.
@Suite("Build record") struct BuildRecordTests {
    private func site() throws -> TestSite {
        let site = try TestSite(["2022/721001/a.md": project(), "2022/721001/附 件.pdf": "%PDF"])
        try site.copyTheme()
        return site
    }

    /// Builds, and tells whether the site had to be read.
    private func isRead(_ site: TestSite, at time: String = "2022-06-01", isStrict: Bool = false) async throws -> Bool {
        let options = BuildOptions(
            output: site.root + "/public", time: try #require(Instant(time)), isStrict: isStrict)
        if case .current = await formerBuild(root: site.root, options) { return false }
        _ = try await buildSite(root: site.root, options) { _, _ in ["said"] }
        return true
    }

    @Test("A build after a build has nothing to do, and says the same")
    func nothingToDo() async throws {
        let site = try site()
        #expect(try await isRead(site))
        let before = try site.tree(identity: true)
        #expect(try await isRead(site) == false)
        #expect(try site.tree(identity: true) == before)
        let first = try await site.build()
        let second = try await site.build()
        let third = try await site.build()
        #expect(withoutTime(second.output) == withoutTime(third.output))
        #expect(withoutTime(first.output) == withoutTime(third.output))
        try site.remove(".gongkai")
        #expect(withoutTime(try await site.build().output) == withoutTime(third.output))
    }

    private func withoutTime(_ line: String) -> String { String(line.prefix { $0 != "秒" }.split(separator: "用时")[0]) }

    @Test(
        "Whatever changes is seen",
        arguments: [
            "content/2022/721001/a.md", "content/index.md", "content/2022/721001/附 件.pdf", "theme/assets/style.css",
            "theme/templates/base.html", "public/index.html", "public/manifest.json", "public/2022/721001/附 件.pdf",
        ])
    func change(_ path: String) async throws {
        let site = try site()
        _ = try await isRead(site)
        #expect(try await isRead(site) == false)
        // As many bytes as before, under the same time: what is left is the digest, or the time of the inode.
        let text = try site.text(path)
        let attributes = try FileManager.default.attributesOfItem(atPath: site.root + "/" + path)
        let last = text.last == "\n" ? " " : "\n"
        try site.write(path, String(text.dropLast()) + last)
        try FileManager.default.setAttributes(
            [.modificationDate: attributes[.modificationDate] ?? Date()], ofItemAtPath: site.root + "/" + path)
        #expect(try await isRead(site))
    }

    @Test(
        "What is saved while a build runs is built by the next one",
        arguments: ["content/2022/721001/a.md", "content/2022/721001/附 件.pdf", "content/2022/721001/不公布.txt"])
    func savedMeanwhile(path: String) async throws {
        let site = try site()
        try site.write("content/2022/721001/b.md", project(code: "B1", keys: "状态: 草稿\n附件: 不公布.txt"))
        try site.write("content/2022/721001/不公布.txt", "草稿的附件")
        try await Task.sleep(for: .milliseconds(100))
        let options = BuildOptions(output: site.root + "/public", time: try #require(Instant("2022-06-01")))
        _ = try await buildSite(root: site.root, options) { _, _ in
            // Everything has been read and written; the record has not.
            try? site.write(path, (try? site.text(path))! + "\n")
            usleep(100_000)
            return []
        }
        #expect(try await isRead(site))
        #expect(try await isRead(site) == false)
    }

    @Test("A file that was added, removed or renamed is seen")
    func files() async throws {
        let site = try site()
        _ = try await isRead(site)
        try site.write("content/2022/721001/b.md", project(code: "B1"))
        #expect(try await isRead(site))
        try site.move("content/2022/721001/b.md", to: "content/2022/721001/c.md")
        #expect(try await isRead(site))
        try site.remove("content/2022/721001/c.md")
        #expect(try await isRead(site))
        try site.remove("public/projects.html")
        #expect(try await isRead(site))
        #expect(site.exists("public/projects.html"))
        #expect(try await isRead(site) == false)
        try site.link("content/x.pdf", to: "/etc/passwd")
        #expect(try await isRead(site))
    }

    @Test("A document whose 发布时间 has come is seen, and one whose has not come is not")
    func embargo() async throws {
        let site = try site()
        try site.write("content/2022/721001/b.md", project(code: "B1", keys: "发布时间: 2022-06-10"))
        #expect(try await isRead(site, at: "2022-06-01"))
        #expect(try await isRead(site, at: "2022-06-09") == false)
        #expect(try await isRead(site, at: "2022-06-11"))
        #expect(site.exists("public/2022/721001/B1.html"))
        #expect(try await isRead(site, at: "2022-06-01"))
        #expect(!site.exists("public/2022/721001/B1.html"))
    }

    @Test("After an edit, only pages of what it concerns are made again")
    func pagesKnown() async throws {
        let site = try site()
        try site.write("content/2022/721002/index.md", "---\n单位编码: 721002\n单位名称: 单位二\n---\n")
        try site.write("content/2022/721002/b.md", project(code: "B1"))
        try site.write("content/2022/721002/c.md", project(code: "C1") + "\n见[另一个项目](b.md)。\n")
        try site.write("content/2021/721002/index.md", "---\n单位编码: 721002\n单位名称: 单位二\n---\n")
        try site.write("content/2021/721002/b.md", project(code: "B1"))
        #expect(try await isRead(site))
        let all: Set = [
            "2022/721001/index.html", "2022/721001/13030322P000000000001.html", "2022/721001/721001-2022.xlsx",
            "2022/721002/index.html", "2022/721002/B1.html", "2022/721002/721002-2022.xlsx", "2021/721002/index.html",
            "2021/721002/B1.html", "2021/721002/721002-2021.xlsx", "projects.html", "indicators.html",
        ]
        // The page with a link could lead anywhere and is always made.
        #expect(try await known(in: site) == all)

        try site.write("content/2022/721001/a.md", project(name: "改名"))
        #expect(try await known(in: site) == all.filter { !$0.hasPrefix("2022/721001/") && $0.contains("/") })
        #expect(try await isRead(site))
        try site.write("content/2021/721002/b.md", project(code: "B1", name: "改名"))
        // The project's page of the other year tells of this one.
        #expect(
            try await known(in: site)
                == all.filter { !$0.hasPrefix("2021/") && $0 != "2022/721002/B1.html" && $0.contains("/") })
        try site.write("theme/assets/style.css", "body {}")
        #expect(try await known(in: site) == [])
    }

    /// The files of the output that a build would take for what it would make.
    private func known(in site: TestSite) async throws -> Set<String> {
        let options = BuildOptions(output: site.root + "/public", time: try #require(Instant("2022-06-01")))
        let record = BuildRecord(try readFile(BuildRecord.path(root: site.root, output: options.output)))
        let standing = StandingFiles(try #require(record))
        let checked = try await checkSite(root: site.root, at: options.time, to: .pages)
        let files = await outputFiles(of: checked, root: site.root, options).files
        return Set(files.filter { standing.facts(of: $0, in: options.output) != nil }.map(\.path))
    }

    @Test("Under --strict warnings are told each time")
    func strict() async throws {
        let site = try TestSite(["2022/721001/a.md": project(keys: "不认识: 一")])
        #expect(try await isRead(site))
        #expect(try await isRead(site) == false)
        #expect(try await isRead(site, isStrict: true))
        #expect(try await site.run("build", "--strict", "--at", "2022-06-01").code == 1)
    }

    @Test("A record that is broken, foreign or cut short is ignored with a note")
    func brokenRecord() async throws {
        let site = try site()
        _ = try await site.build()
        let expected = try site.tree()
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: site.root + "/.gongkai").first {
                $0.hasPrefix("build-")
            })
        let path = ".gongkai/" + name
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: site.root + "/" + path)))
        #expect(BuildRecord(bytes)?.bytes == bytes)
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        for broken in [
            [], Array("别的程序的文件".utf8), Array(bytes.dropLast(100)), bytes + [10], changed, Array(bytes.suffix(64)),
        ] {
            #expect(BuildRecord(broken) == nil)
            try site.write(path, bytes: broken)
            let run = try await site.build()
            #expect(run.messages.contains(name) && run.messages.contains("可以随时删去"))
            #expect(try site.tree() == expected)
        }
        // The record of another site, whole and well-formed.
        let other = try TestSite(["2022/721001/z.md": project(code: "Z")])
        _ = try await other.build()
        let foreign = try #require(
            try FileManager.default.contentsOfDirectory(atPath: other.root + "/.gongkai").first {
                $0.hasPrefix("build-")
            })
        try site.write(
            path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: other.root + "/.gongkai/" + foreign))))
        #expect(try await isRead(site))
        #expect(try site.tree() == expected)
    }

    @Test("After random edits and broken records, what stands in the output is what a first build makes")
    func randomEdits() async throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["GONGKAI_SEED"] ?? "") ?? .random(in: 0...UInt64.max)
        var edits = try RandomEdits(seed: seed)
        var generator = Generator(state: seed)
        let time = try #require(Instant("2022-06-01"))
        for number in 1...60 {
            var done: [String] = []
            for _ in 0..<Int.random(in: 0...2, using: &generator) { done.append(try edits.makeOne()) }
            if Int.random(in: 0..<4, using: &generator) == 0 { try breakRecord(edits.site, &generator) }
            let clean = edits.site.root + "-clean"
            defer { try? FileManager.default.removeItem(atPath: clean) }
            try? FileManager.default.removeItem(atPath: clean)
            let options = BuildOptions(output: edits.root + "/public", time: time)
            if case .current = await formerBuild(root: edits.root, options) {
            } else {
                _ = try? await buildSite(root: edits.root, options) { _, _ in ["said"] }
            }
            let fresh = try? await buildSite(root: edits.root, BuildOptions(output: clean, time: time))
            guard fresh?.written != nil else { continue }
            let expected = try contents(of: clean)
            let found = try contents(of: edits.root + "/public")
            guard found == expected else {
                let differing = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }
                Issue.record("GONGKAI_SEED=\(seed), \(number) (\(done)): \(differing.sorted().prefix(5))")
                return
            }
        }
    }

    private func breakRecord(_ site: TestSite, _ generator: inout Generator) throws {
        let folder = site.root + "/.gongkai"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix("build-")
        {
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
            // Where an error kept the next build from writing it anew, it may have been cut to nothing already.
            if bytes.isEmpty { continue }
            let index = Int.random(in: bytes.indices, using: &generator)
            if Bool.random(using: &generator) { bytes[index] ^= 1 } else { bytes.removeSubrange(index...) }
            try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
    }

    private func contents(of folder: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            let url = URL(fileURLWithPath: folder + "/" + path)
            // What leads from former anchors to the present ones depends on the former build; the manifest has its digest.
            if path == MovedAnchors.path || path == Manifest.fileName { continue }
            if let data = try? Data(contentsOf: url) { found[path] = data }
        }
        return found
    }
}
