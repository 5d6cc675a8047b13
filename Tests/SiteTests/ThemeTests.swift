import Foundation
import Testing

/// Faults of a theme are findings like those of the content: with their place, all at once, exit 1.
@Suite("Theme errors") struct ThemeTests {
    private func expect(
        _ lines: [String], location: SourceLocation = #_sourceLocation, after spoil: (TestSite) throws -> Void
    ) async throws {
        let site = try TestSite()
        try site.copyTheme()
        try await site.build()
        let before = try site.tree(identity: true)
        try spoil(site)
        let check = try await site.run("check", "--format", "lines")
        let build = try await site.run("build")
        #expect(check.code == 1 && build.code == 1, sourceLocation: location)
        for line in lines { #expect(check.output.contains(line), "\(check.output)", sourceLocation: location) }
        #expect(build.messages.contains("没有生成网站"), sourceLocation: location)
        #expect(try site.tree(identity: true) == before, sourceLocation: location)
    }

    @Test("An unknown name, with the place and the nearest known one")
    func unknownName() async throws {
        try await expect(["theme/templates/year.html:2:1: error: ", "theme/templates/page.html:1:1: error: "]) { site in
            try site.write("theme/templates/year.html", "<p>\n{{it.sumary}}</p>\n")
            try site.write("theme/templates/page.html", "{{nothing}}")
        }
        let site = try TestSite()
        try site.copyTheme()
        try site.write("theme/templates/year.html", "{{it.sumary}}")
        #expect(try await site.run("check").output.contains("summary"))
    }

    @Test("A missing template and a missing partial")
    func missing() async throws {
        try await expect(["theme/templates/tombstone.html:1:1: error: 主题缺少模板 tombstone.html [theme-template]"]) {
            try $0.remove("theme/templates/tombstone.html")
        }
        try await expect(["theme/templates/unit.html:1:", "nowhere"]) {
            try $0.write("theme/templates/unit.html", "{{>nowhere}}")
        }
    }

    @Test("A section that is not closed, and one that holds itself")
    func malformed() async throws {
        try await expect(["theme/templates/404.html:"]) { try $0.write("theme/templates/404.html", "{{#site.name}}") }
        try await expect(["theme/templates/404.html:"]) { try $0.write("theme/templates/404.html", "{{>404}}") }
    }

    @Test("Errors of the theme and of the content come together")
    func together() async throws {
        try await expect(["theme/templates/404.html:", "content/about.md:1:1: error: 文件没有文件头"]) {
            try $0.write("theme/templates/404.html", "{{nothing}}")
            try $0.write("content/about.md", "x")
        }
    }

    @Test("No theme at all is a failure with a message")
    func noTheme() async throws {
        let site = try TestSite()
        try site.remove("theme")
        let run = try await site.run("build")
        #expect(run.code == 74)
        #expect(
            run.messages.hasPrefix("错误: 无法列出 ./theme/templates：文件或文件夹不存在\n  改法: 网站要有主题，即根目录下的 theme/ 文件夹；"),
            "\(run.messages)")
    }

    @Test("An asset that the content wants to overwrite is an address conflict")
    func assetConflict() async throws {
        let site = try TestSite(["assets/Style.css": "x"])
        let run = try await site.run("build")
        #expect(run.code == 1)
        #expect(run.messages.contains("[address-conflict]"))
    }
}
