import Foundation
import Testing

/// What the public must not see yet, or no longer, is in no byte of the output.
@Suite("Drafts, embargoes and withdrawals") struct HiddenTests {
    private let token = "T" + UUID().uuidString.replacingOccurrences(of: "-", with: "")

    /// A project with the token in every part that a page, a list or a file name could show.
    private func hidden(_ keys: String) -> String {
        project(
            code: "H" + token.prefix(8), name: "名\(token)", keys: keys + "\n附件: 附\(token).pdf\n备注: 注\(token)",
            goal: "目标\(token)", prose: "## 说明\(token)\n\n文\(token)")
    }

    private func expectNoTrace(_ site: TestSite, _ location: SourceLocation = #_sourceLocation) throws {
        for (path, entry) in try site.tree() {
            #expect(!path.contains(token), sourceLocation: location)
            let bytes = entry.split(separator: " ").dropFirst().first.flatMap { Data(base64Encoded: String($0)) }
            let text = String(decoding: bytes ?? Data(), as: UTF8.self)
            #expect(!text.contains(token) && !text.contains("H" + token.prefix(8)), "\(path)", sourceLocation: location)
        }
    }

    @Test(
        "A draft project, its attachment, and one in review", arguments: ["状态: 草稿", "状态: 待审", "发布时间: 2022-06-02 09:00"])
    func projectInHiding(keys: String) async throws {
        let site = try TestSite(["2022/721001/a.md": project(), "2022/721001/附\(token).pdf": token])
        try await site.build()
        try site.write("content/2022/721001/h\(token).md", hidden(keys))
        try await site.build()
        try expectNoTrace(site)
    }

    @Test("A hidden unit takes its projects and files with it", arguments: ["草稿", "待审", "已撤下"])
    func unitInHiding(status: String) async throws {
        // A withdrawn unit's projects leave pages that name them, and say no more.
        let text = status == "已撤下" ? project(code: "P777", goal: token, prose: "## 说明\n\n\(token)") : hidden("")
        let site = try TestSite(["2022/721002/h.md": text, "2022/721002/附\(token).pdf": token])
        try site.write(
            "content/2022/721002/index.md",
            "---\n单位编码: 721002\n单位名称: 别的单位\n状态: \(status)\n---\n\n## 一、总体绩效目标\n\n\(token)\n")
        try await site.build()
        try expectNoTrace(site)
        #expect(site.exists("public/2022/721002/index.html") == (status == "已撤下"))
        #expect(site.exists("public/2022/721002/P777.html") == (status == "已撤下"))
    }

    @Test("A file in a folder below a hidden unit's folder stays hidden too")
    func fileBelowHiddenUnit() async throws {
        let site = try TestSite(["2022/721002/files/附.pdf": token])
        try site.write("content/2022/721002/index.md", "---\n单位编码: 721002\n单位名称: 别的单位\n状态: 草稿\n---\n")
        try await site.build()
        try expectNoTrace(site)
    }

    @Test("A project elsewhere that names a hidden unit keeps its attachments hidden too")
    func projectElsewhereOfHiddenUnit() async throws {
        let text = project(code: "P009", keys: "年度: 2022\n单位编码: 721002\n附件: 附.pdf", goal: token)
        let site = try TestSite(["elsewhere/h.md": text, "elsewhere/附.pdf": token])
        try site.write("content/2022/721002/index.md", "---\n单位编码: 721002\n单位名称: 别的单位\n状态: 草稿\n---\n")
        try await site.build()
        try expectNoTrace(site)
    }

    @Test("A hidden page", arguments: ["状态: 草稿", "状态: 待审", "状态: 已撤下", "发布时间: 2022-06-02"])
    func pageInHiding(keys: String) async throws {
        let site = try TestSite(["news.md": "---\n标题: 题\(token)\n\(keys)\n---\n文\(token)\n"])
        try await site.build()
        try expectNoTrace(site)
    }

    @Test("--at later shows what was embargoed, to the minute, in Beijing time")
    func embargo() async throws {
        let site = try TestSite(["2022/721001/附\(token).pdf": token])
        try site.write("content/2022/721001/h.md", hidden("发布时间: 2022-06-02 09:00"))
        let early = try await site.run("build", "--at", "2022-06-02 08:59", environment: ["TZ": "America/New_York"])
        #expect(early.code == 0)
        #expect(early.output.contains("；1 份文件还未到发布时间"))
        try expectNoTrace(site)
        let late = try await site.run("build", "--at", "2022-06-02 09:00", environment: ["TZ": "America/New_York"])
        #expect(late.code == 0)
        #expect(try site.text("public/2022/721001/H\(token.prefix(8)).html").contains("目标" + token))
        #expect(try site.text("public/2022/721001/附\(token).pdf") == token)
        // And gone again before it.
        #expect(try await site.run("build", "--at", "2022-06-02 08:59").code == 0)
        try expectNoTrace(site)
    }

    @Test("A withdrawn project leaves a page that says so, and nothing of the form")
    func withdrawn() async throws {
        let text = project(
            code: "P009", keys: "状态: 已撤下\n更正:\n  - 日期: 2022-05-01\n    内容: 撤下\n    原因: 重复公开", goal: token)
        let site = try TestSite(["2022/721001/a.md": project(), "2022/721001/h.md": text])
        try await site.build()
        try expectNoTrace(site)
        let page = try site.text("public/2022/721001/P009.html")
        #expect(page.contains("2022-05-01") && page.contains("重复公开"))
        #expect(try !site.text("public/projects.html").contains("P009"))
    }
}
