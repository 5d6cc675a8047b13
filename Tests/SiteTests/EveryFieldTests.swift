import Foundation
import Testing

/// Markup and script links in every field: they are shown as the characters that were filed, and nothing else.
@Suite("Hostile text in every field") struct EveryFieldTests {
    private static let hostile =
        #"<script>alert(1)</script>"><img src=x onerror=alert(1)> javascript:alert(1) {{x}} &lt;"#

    private var quoted: String { "'\(Self.hostile)'" }

    @Test("Nothing that is filed becomes markup, an attribute or a link")
    func fields() async throws {
        let site = try TestSite([:])
        let text = quoted
        try site.write(
            "content/index.md",
            "---\n"
                + ["网站名称", "主办单位", "承办单位", "联系方式", "政府网站标识码", "ICP备案号", "公安备案号"].map { "\($0): \(text)\n" }.joined()
                + "---\n\n文字\n")
        try site.write(
            "content/2022/721001/index.md",
            "---\n单位编码: 721001\n" + ["单位名称", "部门名称", "部门编码", "索引号", "发文字号", "我的栏目"].map { "\($0): \(text)\n" }.joined()
                + "'<b>键</b>': \(text)\n更正:\n  - 日期: 2022-03-01\n    内容: \(text)\n    原因: \(text)\n---\n\n文字\n")
        let cells = String(repeating: "| \(Self.hostile) ", count: 6) + "|"
        try site.write(
            "content/2022/721001/a.md",
            """
            ---
            项目编码: P001
            项目名称: \(text)
            预算数: 1
            '<i>其他</i>资金': 1
            资金用途: \(text)
            项目类型: \(text)
            实施期: \(text)
            别的栏目:
              - \(text)
              - \(text)
            ---

            ## 资金支出计划（%）

            | \(Self.hostile) | 12月底 |
            | --- | --- |
            | \(Self.hostile) | 100% |

            ## 绩效目标

            " onload=alert(1) javascript:alert(1) {{x}} &lt;

            ## 绩效指标

            | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | \(Self.hostile) |
            | --- | --- | --- | --- | --- | --- |
            \(cells)

            """)
        try site.write("content/about.md", "---\n标题: \(text)\n---\n\n`\(Self.hostile)`\n\n    \(Self.hostile)\n")
        let run = try await site.run("build")
        #expect(run.code == 0, "\(run.messages)")
        for (path, entry) in try site.tree() where path.hasSuffix(".html") {
            let page = String(
                decoding: Data(base64Encoded: String(entry.split(separator: " ")[1])) ?? Data(), as: UTF8.self)
            #expect(
                !page.contains("<script>") && !page.contains("<img") && !page.contains("<b>键")
                    && !page.contains("<i>其他"), "\(path)")
            #expect(!page.contains(#"=javascript:"#) && !page.contains(#"="javascript:"#), "\(path)")
            // All that stands between < and > is markup of the theme's making.
            for tag in page.split(separator: "<").dropFirst().map({ $0.prefix { $0 != ">" } }) {
                let outside = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 0 }.map(\.element).joined()
                #expect(!outside.contains("onerror") && !outside.contains("alert"), "\(path): <\(tag)>")
            }
        }
        #expect(
            try site.text("public/2022/721001/P001.html").contains(
                "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img"))
    }

    @Test(
        "A site's address is an address",
        arguments: ["javascript:alert(1)", "https://a\"onload=x", "https://例子.中国", "//x", "ftp://x/", "https://a b/"])
    func address(text: String) async throws {
        let site = try TestSite()
        try site.write("content/index.md", "---\n网站名称: 测试\n网址: '\(text)'\n---\n")
        let run = try await site.run("build")
        #expect(run.code == 1)
        #expect(
            run.messages.contains("“网址”不是完整的网页地址：“\(text)” [address-format]\n --> content/index.md:3:5"),
            "\(run.messages)")
    }

    @Test("What a finding quotes cannot steer the terminal")
    func terminal() async throws {
        let site = try TestSite(["2022/721001/a.md": project(code: "\"\u{202E}x\u{2066}\"")])
        for format in ["text", "lines"] {
            let run = try await site.run("check", "--format", format)
            #expect(run.code == 1)
            #expect(
                !run.output.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x2066 || $0.value == 0x1B })
        }
    }
}
