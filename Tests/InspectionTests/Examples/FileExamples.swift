/// Files, front matters and bodies.
let fileExamples: [RuleExamples] = [
    RuleExamples(
        "encoding",
        found: [
            [.bytes(Sound.project, [0x2D, 0xFF, 0xFF, 0xFE, 0x00, 0xC3]), .mark(Sound.project)],
            // 标题: 关于 in GB18030.
            [
                .bytes(
                    "content/about.md",
                    Array("---\n".utf8) + [0xB1, 0xEA, 0xCC, 0xE2, 0x3A, 0x20, 0xB9, 0xD8, 0xD3, 0xDA]
                        + Array("\n---\n".utf8)), .mark("content/about.md"),
            ],
            [.edit(Sound.project, "车辆保险费", "车辆1️⃣\u{7}保险费")],
        ],
        silent: [
            [.bytes("content/about.md", [0xEF, 0xBB, 0xBF] + Array("---\n标题: 关于\n---\n".utf8))],
            [.edit(Sound.project, "车辆保险费", "车辆𠮷é\u{3000}保险费")],
        ]),
    RuleExamples(
        "file-too-large",
        found: [
            [.text("content/big.md", "1️⃣" + String(repeating: "A", count: (2 << 20) + 1))],
            prose("大") + [.edit(Sound.unit, "大", String(repeating: "甲\n", count: (256 << 10) / 4)), .mark(Sound.unit)],
        ],
        silent: [prose("大") + [.edit(Sound.unit, "大", String(repeating: "甲\n", count: (255 << 10) / 4))]]),
    RuleExamples(
        "front-matter",
        found: [
            [.edit(Sound.project, "资金用途: 公务", "资金用途1️⃣：公务")],
            [.edit(Sound.project, "资金用途: 公务", "资金用途1️⃣:公务")],
            [.edit(Sound.project, "公务用车保险费", "1️⃣\"公务\"用车保险费")],
            [.edit(Sound.project, "公务用车保险费", "1️⃣>=95%")],
            [.edit(Sound.project, "公务用车保险费", "1️⃣采购 #3 设备")],
            [.text("content/about.md", "1️⃣关于\n")],
        ],
        silent: [
            [.edit(Sound.project, "公务用车保险费", "公务：“用车”#3 保险费≥95%")],
            [.edit(Sound.project, "公务用车保险费", "'\"公务\"用车保险费'")],
        ]),
    RuleExamples(
        "key-duplicate",
        found: [[.edit(Sound.project, "资金用途: 公务用车保险费", "资金用途: 甲\n1️⃣资金用途: 乙")]],
        silent: [
            [
                .edit(
                    Sound.project, "资金用途: 公务",
                    "更正:\n  - 日期: 2022-03-01\n    内容: 甲\n  - 日期: 2022-03-02\n    内容: 乙\n资金用途: 公务")
            ]
        ]),
    RuleExamples(
        "nesting-too-deep", found: [prose(String(repeating: ">", count: 65) + "1️⃣>深")],
        silent: [prose(String(repeating: ">", count: 60) + "深")]),
    RuleExamples(
        "path-escape",
        found: [
            [.edit(Sound.project, "13030322P000000000001", "1️⃣../../x")],
            [.edit(Sound.unit, "单位编码: 721001", "单位编码: 1️⃣a/b")],
            [.edit(Sound.project, "资金用途:", "附件: 1️⃣../../../密件.docx\n资金用途:")],
            prose("1️⃣[密件](../../../密件.docx)"),
            [.link("content/passwd.md", to: "/etc/passwd"), .mark("content/passwd.md")],
        ],
        silent: [
            prose("[首页](../../index.md)、[项目](../721001/a.md)"),
            [.edit(Sound.project, "资金用途:", "附件: ../721001/表.pdf\n资金用途:"), .text(Sound.folder + "表.pdf", "x")],
        ]),
    RuleExamples(
        "raw-html",
        found: [
            prose("1️⃣<font color=red>重点1️⃣</font>工作"), prose("1️⃣[点这里](javascript:alert(1))"), prose("1️⃣<!-- 说明 -->"),
        ],
        silent: [
            prose("`<b>`、1 < 2 > 0、\\<b>、[信箱](mailto:a@b.cn)"), [.edit(Sound.project, Sound.goal, "<b>保障</b>公务用车。")],
        ]),
]
