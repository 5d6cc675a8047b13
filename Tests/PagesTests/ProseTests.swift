import Testing

@testable import Pages

@Suite("What an author's Markdown becomes") struct ProseTests {
    @Test(
        "Blocks",
        arguments: [
            ("一段\n\n又一段", "<p>一段</p>\n<p>又一段</p>\n"), ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n"),
            ("- 甲\n\n- 乙", "<ul>\n<li><p>甲</p>\n</li>\n<li><p>乙</p>\n</li>\n</ul>\n"),
            ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n"), ("3. 甲", "<ol start=\"3\">\n<li>甲</li>\n</ol>\n"),
            ("0. 甲", "<ol start=\"0\">\n<li>甲</li>\n</ol>\n"),
            ("> 引文\n> # 题", "<blockquote>\n<p>引文</p>\n<h1>题</h1>\n</blockquote>\n"),
            ("```\n<b>&\n```", "<pre><code>&lt;b&gt;&amp;\n</code></pre>\n"), ("文\n\n***", "<p>文</p>\n<hr>\n"),
            (
                "| 甲 | 乙 |\n| --- | --- |\n| <b> | 一<br>二 |",
                "<div class=\"scroll\"><table class=\"list\"><thead><tr><th scope=\"col\">甲</th><th scope=\"col\">乙</th></tr></thead><tbody>\n<tr><td>&lt;b&gt;</td><td>一<br>二</td></tr>\n</tbody></table></div>\n"
            ),
        ])
    func blockKinds(markdown: String, expected: String) async {
        #expect(await html(markdown) == expected)
    }

    @Test(
        "Inlines",
        arguments: [
            ("*斜* **粗** `码<`", "<em>斜</em> <strong>粗</strong> <code>码&lt;</code>"), ("行  \n行", "行<br>\n行"),
            ("a & b \" ' \\<", "a &amp; b &quot; &#39; &lt;"), ("&lt;script&gt;", "&lt;script&gt;"),
            ("0.40--1.20", "0.40--1.20"),
            (
                "[站外](https://e.cn/?a=1&b=%20 \"题\\\"\")",
                "<a href=\"https://e.cn/?a=1&amp;b=%20\" title=\"题&quot;\">站外</a>"
            ),
            ("[信](mailto:a@b.cn)", "<a href=\"mailto:a@b.cn\">信</a>"),
            ("![图 *一*](附%20件.pdf)", "<img src=\"%E9%99%84%20%E4%BB%B6.pdf\" alt=\"图 一\">"),
            ("[断](nowhere.md)", "<a href=\"#\">断</a>"), ("[外](../../x)", "<a href=\"#\">外</a>"),
        ])
    func inlines(markdown: String, expected: String) async {
        #expect(await html(markdown) == "<p>\(expected)</p>\n")
    }

    @Test(
        "A line break in the source is nothing between Chinese characters, and white space elsewhere",
        arguments: [
            ("第一行\n第二行", "第一行第二行"), ("完。\n又", "完。又"), ("一\n“二”", "一“二”"), ("**一**\n二", "<strong>一</strong>二"),
            ("word\nword", "word\nword"), ("中文\nword", "中文\nword"), ("word\n中文", "word\n中文"), ("95%\n以上", "95%\n以上"),
            ("𠀀\n二", "𠀀二"),
        ])
    func softBreaks(markdown: String, expected: String) async {
        #expect(await html(markdown) == "<p>\(expected)</p>\n")
    }

    @Test("Headings stand below the page's own, have anchors, and end at the sixth level")
    func headings() async {
        let text = "# 甲\n\n## 甲\n\n###### 乙 B!"
        let expected = "<h2 id=\"甲\">甲</h2>\n<h3 id=\"甲-2\">甲</h3>\n<h6 id=\"乙-b\">乙 B!</h6>\n"
        #expect(await html(text, headingOffset: 1) == expected)
    }

    @Test(
        "Anchors of headings are unique, whatever the headings are",
        arguments: [
            (["一、目标", "一、目标", "一、目标"], ["一目标", "一目标-2", "一目标-3"]), (["甲", "甲-2", "甲"], ["甲", "甲-2", "甲-3"]),
            (["甲", "甲", "甲-2"], ["甲", "甲-2", "甲-2-2"]), (["！", "？"], ["section", "section-2"]),
            (["A b_C-d 1.2 ②"], ["a-b_c-d-12-②"]),
        ])
    func anchors(headings: [String], expected: [String]) {
        #expect(headingAnchors(blocks(headings.map { "## \($0)" }.joined(separator: "\n\n"))) == expected)
    }

    @Test("Paragraphs of hostile text stay text")
    func hostile() async {
        let page = await html("\\<script>alert(1)\\</script> `\"><img onerror=x>` [a](https://x/\"onload=y)")
        #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("\"onload"))
    }
}
