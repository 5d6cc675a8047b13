import Basics
import Content
import Disclosure
import Testing

@testable import Pages

@Suite("Where links lead") struct LinkTests {
    private func site() async -> Register {
        await register(
            [
                "about.md": "---\n标题: 关于\n---\n## 联系 我们\n", "help/faq.md": "---\n标题: 问答\n---\n文\n",
                "2022/721001/a.md": project(tail: "## 说明\n\n文"), "2021/u/index.md": "---\n单位编码: 700\n单位名称: 乙\n---\n",
            ], attachments: ["2022/721001/表 一.pdf", "2021/u/x.pdf", "logo.png"])
    }

    @Test(
        "Links of a project's text",
        arguments: [
            ("index.md", "2022/721001/index.html", nil), ("./index.md#一总体绩效目标", "2022/721001/index.html", "一总体绩效目标"),
            ("../../about.md", "about.html", nil),
            ("../../about.md#%E8%81%94%E7%B3%BB-%E6%88%91%E4%BB%AC", "about.html", "联系-我们"),
            ("表 一.pdf", "2022/721001/%E8%A1%A8%20%E4%B8%80.pdf", nil),
            ("表%20一.pdf", "2022/721001/%E8%A1%A8%20%E4%B8%80.pdf", nil),
            ("../../2021/u/x.pdf", "2021/700/x.pdf", nil), ("#说明", "2022/721001/P001.html", "说明"),
            ("../../index.html", "index.html", nil), ("../index.html", "2022/index.html", nil),
            ("../../projects.html", "projects.html", nil),
            ("../../help/faq.md", "help/faq.html", nil), ("../../logo.png", "logo.png", nil),
        ])
    func inside(destination: String, path: String, anchor: String?) async {
        let resolver = resolver(await site())
        let target = resolver.resolve(destination, in: "content/2022/721001/a.md", at: "2022/721001/P001.html")
        #expect(target == .internal(path: path, anchor: anchor))
        if let anchor { #expect(resolver.hasAnchor(anchor, on: path)) }
    }

    @Test(
        "Links out of the site, out of content/ and to nowhere",
        arguments: [
            ("https://e.cn/", LinkResolver.Target.external("https://e.cn/")), ("//e.cn/x", .external("https://e.cn/x")),
            ("mailto:a@b.cn", .external("mailto:a@b.cn")), ("../../../secret", .outside), ("/etc/passwd", .outside),
            ("..\\x", .outside), ("%2e%2e/%2e%2e/%2e%2e/x", .outside), ("nowhere.md", .missing), ("b.md", .missing),
            ("Index.md", .missing),
        ])
    func elsewhere(destination: String, expected: LinkResolver.Target) async {
        let resolver = resolver(await site())
        #expect(resolver.resolve(destination, in: "content/2022/721001/a.md", at: "2022/721001/P001.html") == expected)
    }

    @Test("Every broken link is found, with its place")
    func check() async {
        let body = """
            [好](index.md)、[好](#题-出)、[外](https://e.cn)

            [断](nowhere.md)

            - *[深](gone.pdf)*

            > [锚](#没有)

            ![图](https://e.cn/a.png)

            ## 题 [出](../x)

            """
        let text = "---\n标题: 关于\n---\n\(body)"
        let register = await register(["about.md": text])
        let source = SourceText(path: "content/about.md", text: text)
        let found = checkLinks(in: blocks(body), of: source, at: "about.html", resolver(register))
        let lines = found.map { "\($0.place?.range.map { source.position(of: $0.lower).line } ?? 0) \($0.id)" }
        #expect(lines == ["6 link-broken", "8 link-broken", "10 anchor-broken", "12 link-broken", "14 path-escape"])
    }
}

@Suite("Addresses") struct RouteTests {
    @Test("Every kind of page has its address")
    func pages() async throws {
        let register = await register([
            "2022/721001/a.md": project(), "关于 我们.md": "---\n标题: 关于\n---\n", "help/a#b.md": "---\n标题: 问答\n---\n",
        ])
        let unit = try #require(register.units.first)
        #expect(Routes.unit(unit) == "2022/721001/index.html")
        #expect(Routes.project(try #require(unit.projects.first), in: unit) == "2022/721001/P001.html")
        #expect(register.pages.map(Routes.page) == ["help/a%23b.html", "%E5%85%B3%E4%BA%8E%20%E6%88%91%E4%BB%AC.html"])
        #expect(Routes.projects(page: 1) == "projects.html" && Routes.projects(page: 12) == "projects-12.html")
    }

    @Test(
        "The way up is as long as the way down",
        arguments: [
            ("index.html", ""), ("2022/index.html", "../"), ("2022/721001/P001.html", "../../"), ("a%2Fb.html", ""),
        ])
    func root(path: String, expected: String) { #expect(Routes.root(from: path) == expected) }

    @Test(
        "Percent-encoding is undone by decoding",
        arguments: ["a b", "100%", "关于/表?#&+.pdf", "\"<>\n", "~-._", "é\u{301}", ""])
    func percentEncoding(text: String) {
        let encoded = percentEncoded(text)
        #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>?#&+".utf8.contains($0) })
        #expect(Array(percentDecoded(encoded).utf8) == Array(text.utf8))
    }

    @Test("What is no percent-encoding stays", arguments: ["%", "%1", "%zz", "100%", "%+1", "%-1"])
    func malformed(text: String) { #expect(percentDecoded(text) == text) }

    @Test("An indicator's anchor survives reordering and insertion; equal ones are numbered")
    func indicatorAnchorsAreStable() async throws {
        func anchors(_ rows: [String]) async throws -> [String: String] {
            let head = "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| --- | --- | --- | --- |\n"
            let (project, _) = try await onlyProject(project(table: head + rows.joined(separator: "\n")))
            let table = try #require(project.indicators)
            let names = table.indicators.map { $0.level3.text + "=" + ($0.targetValue?.filed.text ?? "") }
            return Dictionary(uniqueKeysWithValues: zip(names, indicatorAnchors(table)))
        }
        let (a, b, c) = ("| 产出指标 | 数量指标 | 甲 | 1 |", "| 产出指标 | 数量指标 | 乙 | 2 |", "| 产出指标 | 质量指标 | 甲 | 3 |")
        let one = try await anchors([a, b, c])
        let other = try await anchors([c, "| 效益指标 | 社会 | 丙 | 4 |", b, a])
        for (name, anchor) in one { #expect(other[name] == anchor) }
        #expect(Set(one.values).count == 3)
        let twice = try await anchors([a, "| 产出指标 | 数量指标 | 甲 | 9 |", b])
        #expect(twice["甲=1"] == one["甲=1"] && twice["甲=9"] == (one["甲=1"] ?? "") + "-2" && twice["乙=2"] == one["乙=2"])
        #expect(one.values.allSatisfy { $0.utf8.allSatisfy { ($0 | 0x20) >= 0x30 && $0 < 0x7F } })
    }
}
