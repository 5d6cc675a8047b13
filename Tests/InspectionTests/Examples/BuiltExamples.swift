/// What shows on the built site, in its theme, and behind its links.
let builtExamples: [RuleExamples] = [
    RuleExamples(
        "address-conflict",
        found: [
            [.text(Sound.folder + "13030322p000000000001.html", "1️⃣x")],
            [
                .text("content/about.md", "---\n标题: 关于\n---\n"), .text("content/About.md", "---\n标题: 关于\n---\n"),
                .mark("content/about.md"),
            ],
        ],
        silent: [[.text(Sound.folder + "13030322p000000000001.pdf", "x")]]),
    RuleExamples(
        "anchor-broken", found: [prose("1️⃣[目标](index.md#总体目标)"), prose("1️⃣[目标](#没有)")],
        silent: [prose("[目标](index.md#一总体绩效目标)、[同页](#一总体绩效目标)")]),
    RuleExamples(
        "attachment-missing",
        found: [
            [.edit(Sound.project, "资金用途:", "附件: 1️⃣目标表.doc\n资金用途:"), .text(Sound.folder + "目标表.pdf", "x")]
        ],
        silent: [
            [.edit(Sound.project, "资金用途:", "附件: ./目标表.pdf\n资金用途:"), .text(Sound.folder + "目标表.pdf", "x")]
        ]),
    RuleExamples(
        "attachment-unlisted",
        found: [
            [
                .edit(Sound.unit, "单位名称:", "附件: 甲.txt\n单位名称:"), .text(Sound.folder + "甲.txt", "x"),
                .text(Sound.folder + "乙.txt", "1️⃣x"),
            ]
        ],
        silent: [
            [.text(Sound.folder + "甲.txt", "x")],
            [
                .edit(Sound.unit, "单位名称:", "附件: 甲.txt\n单位名称:"), .text(Sound.folder + "甲.txt", "x"),
                .edit(Sound.project, "资金用途:", "附件: 乙.txt\n资金用途:"), .text(Sound.folder + "乙.txt", "x"),
            ],
        ]),
    RuleExamples(
        "joined-data",
        found: [
            [joining("1️⃣sites/甲县")], [joining("1️⃣sites/甲县"), .text("sites/甲县/datapackage.json", "{\"resources\":[]}")],
        ],
        silent: [[.edit(Sound.site, "---\n\n", "联合网站:\n---\n\n")]]),
    RuleExamples(
        "link-broken", found: [prose("1️⃣[上年](2021.md)"), prose("1️⃣![图](https://e.cn/a.png)")],
        silent: [prose("[项目](a.md)、[表](%E8%A1%A8.pdf)、[外](https://e.cn/a.png)") + [.text(Sound.folder + "表.pdf", "x")]]),
    RuleExamples(
        "link-external", found: [prose("1️⃣[外](https://-o/etc)")], silent: [prose("`[外](https://-o/etc)`、[内](a.md)")]),
    RuleExamples(
        "theme-template",
        found: [
            [.text("theme/templates/year.html", "<p>1️⃣{{it.sumary}}</p>")],
            [.text("theme/templates/year.html", "1️⃣{{#it.summary}}")],
        ],
        silent: [[.text("theme/templates/year.html", "<p>{it.sumary} {{! it.sumary }}{{page.title}}</p>")]]),
    RuleExamples(
        "attachment-unreadable",
        found: [
            [.bytes(Sound.folder + "空.docx", []), .mark(Sound.folder + "空.docx")],
            [.edit(Sound.project, "资金用途:", "附件: 1️⃣网页.xlsx\n资金用途:"), .text(Sound.folder + "网页.xlsx", "<html></html>")],
            [.text(Sound.folder + "坏.pdf", "1️⃣%PDF-1.4\n")], [.text(Sound.folder + "扫描.pdf", "1️⃣" + pdf(""))],
            [.text(Sound.folder + "邮件.eml", "1️⃣Content-Transfer-Encoding: base64\n\nMTM4\n")],
        ]
            + ["a.msg", "a.epub", "a.tar", "a.gz", "a.zip", "a.dat", "a"].map {
                [.bytes(Sound.folder + $0, [0x50, 0x4B, 0x03, 0x04, 0x00]), .mark(Sound.folder + $0)]
            },
        silent: [
            [.copy("Tests/Sites/attachments-looked-into/content/2022/721001/目标表.docx", to: Sound.folder + "目标表.docx")],
            [.text(Sound.folder + "文字.pdf", pdf("2022"))], [.text(Sound.folder + "图.png", "x")],
            [.bytes(Sound.folder + "录音.mp3", [0x00])], [.text(Sound.folder + "说明", "文字")],
            [.text(Sound.folder + "邮件.mht", "Content-Type: text/html\n")],
        ]),
]

/// A PDF file of one page.
private func pdf(_ text: String) -> String {
    """
    %PDF-1.4
    1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
    4 0 obj<</Length \(text.utf8.count + 28)>>stream
    BT /F 9 Tf 9 9 Td (\(text)) Tj ET
    endstream endobj
    5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
    trailer<</Root 1 0 R>>

    """
}

/// The site joins another one.
private func joining(_ folder: String) -> Change {
    .edit(
        Sound.site, "---\n\n",
        "联合网站:\n  - 名称: 甲县\n    网址: https://jia.example/\n    数据: \(folder)\n---\n\n")
}
