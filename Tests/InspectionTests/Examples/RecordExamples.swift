private let secondUnit: Change = .text(
    "content/2022/721002/index.md", "---\n单位编码: 721002\n单位名称: 作协\n公开日期: 2022-02-10\n---\n")

/// Keys, codes, dates and amounts, and the tables of the form.
let recordExamples: [RuleExamples] = [
    RuleExamples(
        "address-format", found: [[.edit(Sound.site, "---\n\n", "网址: 1️⃣www.example.gov.cn\n---\n\n")]],
        silent: [[.edit(Sound.site, "---\n\n", "网址: https://www.example.gov.cn\n---\n\n")]]),
    RuleExamples(
        "amount-format",
        found: [
            [.edit(Sound.project, "预算数: 0.40", "预算数: 1️⃣约0.40")], [.edit(Sound.project, "财政资金: 0.40", "财政资金: 1️⃣0.40万元")],
            [.edit(Sound.unit, "公开日期", "金额单位: 1️⃣千元\n公开日期")],
        ],
        silent: [
            [.edit(Sound.project, "预算数: 0.40", "预算数: ０.４０")], [.edit(Sound.project, "预算数: 0.40", "预算数: 1,000.40")],
        ]),
    RuleExamples(
        "code-duplicate",
        found: [
            [.text(Sound.folder + "b.md", "---\n项目编码: 1️⃣13030322P000000000001\n项目名称: 乙\n预算数: 0.40\n---\n")],
            [secondUnit, .edit("content/2022/721002/index.md", "单位编码: 721002", "单位编码: 1️⃣721001")],
        ],
        silent: [
            [
                .text("content/2021/721001/index.md", "---\n单位编码: 721001\n单位名称: 文联本级\n---\n"),
                .text("content/2021/721001/a.md", "---\n项目编码: 13030322P000000000001\n项目名称: 甲\n预算数: 0.40\n---\n"),
            ]
        ]),
    RuleExamples(
        "date-format",
        found: [
            [.edit(Sound.unit, "2022-02-10", "1️⃣2022-02-30")],
            [.edit(Sound.project, "资金用途:", "发布时间: 1️⃣明天\n资金用途:")],
        ],
        silent: [[.edit(Sound.unit, "2022-02-10", "2022年2月10日")], [.edit(Sound.unit, "2022-02-10", "2024-02-29")]]),
    RuleExamples(
        "key-conflict",
        found: [
            [.edit(Sound.project, "资金用途:", "年度: 1️⃣2021\n资金用途:")],
            [.edit(Sound.project, "资金用途:", "单位编码: 1️⃣721002\n资金用途:")],
        ],
        silent: [[.edit(Sound.project, "资金用途:", "年度: 2022年度\n单位编码: 721001\n资金用途:")]]),
    RuleExamples(
        "key-missing",
        found: [
            [.edit(Sound.project, "项目编码: 13030322P000000000001\n项目名称: 车辆保险费", "1️⃣项目编码: 13030322P000000000001")],
            [.edit(Sound.project, "预算数: 0.40", "预算数:1️⃣")], [.remove(Sound.site), .mark(Sound.site)],
            [.edit(Sound.project, "资金用途:", "状态: 1️⃣已撤下\n资金用途:")],
            [.edit(Sound.project, "资金用途:", "更正:\n  - 1️⃣日期: 2022-03-01\n    原因: 笔误\n资金用途:")],
            [.edit(Sound.project, "资金用途:", "更正:\n  - 日期:1️⃣\n    内容: 改正金额\n资金用途:")],
        ],
        silent: [
            [.edit(Sound.project, "其他资金:\n资金用途: 公务用车保险费\n", "")], [.edit(Sound.project, "公务用车保险费", "")],
            [.edit(Sound.project, "资金用途:", "状态: 已撤下\n更正:\n  - 日期: 2022-03-01\n    内容: 撤下\n资金用途:")],
        ]),
    RuleExamples(
        "key-unknown",
        found: [
            [.edit(Sound.project, "资金用途", "1️⃣资金用图")], [.edit(Sound.unit, "公开日期", "已核实: {1️⃣value-mising: 原文如此}\n公开日期")],
            [.edit(Sound.project, "资金用途:", "1️⃣状太: 草稿\n资金用途:")], [.edit(Sound.unit, "公开日期", "1️⃣狀態: 草稿\n公开日期")],
            [.edit(Sound.project, "资金用途:", "1️⃣status: draft\n资金用途:")],
            [.edit(Sound.project, "资金用途:", "1️⃣发步时间: 2099-01-01\n资金用途:")],
            [.edit(Sound.project, "资金用途:", "1️⃣发布日期: 2099-01-01\n资金用途:")],
            [.edit(Sound.project, "资金用途:", "1️⃣进度: 草稿\n资金用途:")],
        ],
        silent: [
            [.edit(Sound.project, "其他资金:", "上年结转资金:")], [.edit(Sound.unit, "公开日期", "已核实: {value-missing: 原文如此}\n公开日期")],
        ]),
    RuleExamples(
        "file-name",
        found: [
            "b.md.txt", "b.markdown", "b.MD.docx", "副本.txt", "b.mkd", "b.mdown", "草稿.md 副本", "b", "b.docx", "b.png",
        ]
        .map { [.text(Sound.folder + $0, "1️⃣---\n状态: 草稿\n---\n")] } + [
            [.text(Sound.folder + "b.txt", "1️⃣\u{FEFF}\n---\n来源：某处\n \"项目编码\"：1\n")],
            // UTF-16 as Windows saves it.
            [
                .bytes(
                    Sound.folder + "b.txt",
                    [0xFF, 0xFE] + "---\r\n状态: 草稿\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
                .mark(Sound.folder + "b.txt"),
            ],
        ],
        silent: ["b.md.bak", "b.txt", "Thumbs.db", "a.md.orig", "b.TMP"].map { [.text(Sound.folder + $0, "x")] } + [
            [.text(Sound.folder + "b.yml", "---\nlayout: page\n---\n状态: 草稿\n")],
            [.text(Sound.folder + "b.txt", "状态: 草稿\n---\n")],
        ]),
    RuleExamples(
        "status-unknown", found: [[.edit(Sound.project, "资金用途:", "状态: 1️⃣发布\n资金用途:")]],
        silent: ["草稿", "待审", "已发布", "已撤下"].map { [.edit(Sound.project, "资金用途:", "状态: \($0)\n资金用途:")] }),
    RuleExamples(
        "table-shape",
        found: [
            [.edit(Sound.project, "年度工作计划 |", "年度工作计划 | 1️⃣多 |")],
            [.edit(Sound.project, "| --- | --- | --- | --- | --- | --- |", "1️⃣| --- | --- |")],
            [.edit(Sound.project, "## 绩效指标", "1️⃣## 绩效指标\n\n见附件。\n\n## 附表")],
            [.edit(Sound.project, "## 绩效指标", "1️⃣##绩效指标")], [.edit(Sound.project, "## 绩效指标", "1️⃣**绩效指标**")],
            [.edit(Sound.project, "## 绩效指标", "1️⃣## 绩效指标表格")],
            [.edit(Sound.project, Sound.row, "1️⃣| 产出指标 | 数量指标 | 出车次数 | ≥100次 | 年度工作计划 |")],
        ],
        silent: [
            [.edit(Sound.project, "| 年度工作计划 |", "|  |")], [.edit(Sound.project, "全年出车", "全年\\|出车")],
            [.edit(Sound.project, Sound.row, Sound.row + "\n|  |  | 里程 | 全年 | ≥9公里 | 年度工作计划 |")],
        ]),
    RuleExamples(
        "units-absent", found: [[.remove(Sound.unit), .remove(Sound.project), .mark(Sound.site)]],
        silent: [[.remove(Sound.project)]]),
]
