private let good = [
    "产出指标 | 数量指标 | 期刊 | 甲 | ≥4期 | 合同", "效益指标 | 社会效益指标 | 订户 | 乙 | ≥9户 | 合同",
    "满意度指标 | 服务对象满意度指标 | 读者满意度 | 丙 | ≥90% | 合同",
].joined(separator: " |\n| ")

private func benefit(_ name: String, _ description: String, _ value: String) -> [Change] {
    [form("效益指标 | 社会效益指标 | \(name) | \(description) | \(value) | 合同")]
}

/// A population and a satisfaction, whose name and value.
private func people(_ count: String, _ name: String, _ value: String) -> [Change] {
    [
        form(
            "产出指标 | 数量指标 | 聘用人数 | 甲 | \(count) | 合同", "满意度指标 | 服务对象满意度指标 | \(name) | 乙 | \(value) | 合同")
    ]
}

/// Another unit with a project in it.
private func otherUnit(_ code: String, _ row: String) -> [Change] {
    guard case .text(_, let text) = form(row, code: "13030322P000000\(code)", name: "项目\(code)") else { return [] }
    return [
        .text("content/2022/\(code)/index.md", "---\n单位编码: \(code)\n单位名称: 单位\(code)\n公开日期: 2022-02-10\n---\n"),
        .text("content/2022/\(code)/a.md", text),
    ]
}

private let satisfied = "效益指标 | 社会效益指标 | 长期使用性 | 长期满足需求 | ≥9年 | 合同"

/// Tables of indicators as wholes, and their names and descriptions.
let indicatorExamples: [RuleExamples] = [
    RuleExamples(
        "level-missing",
        found: [
            [.edit(Sound.project, "| 一级指标", "| 1️⃣一级指标"), .edit(Sound.project, "| 效益指标 | 社会效益指标 |", "|  | 质量指标 |")],
            [.edit(Sound.project, "项目名称: ", "项目名称: 1️⃣"), .edit(Sound.project, "## 绩效指标", "## 附表")],
        ],
        silent: [
            [form(good)],
            // Satisfaction under 效益指标, as older forms have it, and short names.
            [
                form(
                    "产出 | 数量 | 期刊 | 甲 | ≥4期 | 合同", "效益指标（30分） | 社会效益 | 订户 | 乙 | ≥9户 | 合同",
                    " | 满意度指标 | 读者满意度 | 丙 | ≥90% | 合同")
            ],
        ]),
    RuleExamples(
        "level-unknown",
        found: [
            [
                .edit(Sound.project, "| 产出指标 |", "| 1️⃣产出指标X |"), .edit(Sound.project, "| 社会效益指标 |", "| 2️⃣社会效指标 |"),
            ],
            [form(good, "1️⃣质量指标 | 2️⃣产出指标 | 合格率 | 戊 | ≥9% | 合同")],
        ],
        silent: [[form(good, "成本指标 | 经济成本指标 | 单价 | 丁 | ≤2元 | 合同", "产出指标 | 成本指标 | 总价 | 戊 | ≤9元 | 合同")]]),
    RuleExamples(
        "indicator-duplicate", found: [[form(good, "产出指标 | 数量指标 | 1️⃣期刊 | 丁 | ≥5期 | 合同")]],
        silent: [[form(good, "产出指标 | 质量指标 | 期刊 | 丁 | ≥5期 | 合同")]]),
    RuleExamples(
        "small-population", found: [people("≤5人", "公益岗满意度", "1️⃣≥95%")],
        silent: [people("6人", "公益岗满意度", "≥95%"), people("2人", "受益群众满意度", "≥95%"), people("2期", "公益岗满意度", "≥95%")]),
    RuleExamples(
        "name-says-level-text-says-growth",
        found: [benefit("媒体发稿量", "1️⃣媒体发稿量增长率", "≥85%"), benefit("产值增长率", "1️⃣全年产量", "≥5%")],
        silent: [
            benefit("发稿量增长率", "媒体发稿量增长率", "≥5%"), benefit("工程质量", "合格的比例", "≥5%"), benefit("产值增长率", "比上年增加的数量", "≥5%"),
        ]),
    RuleExamples(
        "description-repeats-name",
        found: [
            [form("产出指标 | 质量指标 | 活动的正常运行 | 1️⃣“活动”正常运行。 | ≥9天 | 合同")],
            // Once for a unit.
            [form("产出指标 | 质量指标 | 运行 | 1️⃣运行 | ≥9天 | 合同", " | 时效指标 | 运行 | 运行 | ≥8天 | 合同")],
        ],
        silent: [[form("产出指标 | 质量指标 | 正常运行 | 设备正常运行 | ≥9天 | 合同", " | | | | ≥1 | ")]]),
    RuleExamples(
        "description-question", found: [benefit("效率", "1️⃣是否能提高工作效率", "≥9件")],
        silent: [benefit("效率", "反映是否按时办结的比例。", "≥9%")]),
    RuleExamples(
        "words-vague", found: [benefit("使用", "1️⃣长期较好地、有效地满足需求", "是"), benefit("使用", "甲", "1️⃣逐步改善")],
        silent: [benefit("使用", "较好地满足需求", "≥95%"), benefit("使用", "有效期内的合同", "是"), benefit("使用", "满意和较满意", "是")]),
    RuleExamples(
        "class-inconsistent",
        found: [
            benefit("节约成本", "甲", "≥9元") + [
                form("效益指标 | 生态效益指标 | 1️⃣节约成本 | 乙 | ≥9元 | 合同", file: "b", code: "13030322P000000000002", name: "乙")
            ]
        ],
        silent: [
            benefit("节约成本", "甲", "≥9元") + [
                form("效益指标 | 社会效益 | 节约成本 | 乙 | ≥9元 | 合同", file: "b", code: "13030322P000000000002", name: "乙")
            ]
        ]),
    RuleExamples(
        "basis-constant", found: [[form(basis(5)), .edit(Sound.unit, "单位名称: ", "单位名称: 1️⃣")]],
        silent: [[form(basis(4))], [form(basis(5), "产出指标 | 数量指标 | 册 | 甲 | ≥4册 | 合同")]]),
    RuleExamples(
        "boilerplate",
        found: [
            [form(satisfied.replacing("长期满足", with: "1️⃣长期满足"))] + otherUnit("721002", satisfied)
                + otherUnit("721003", satisfied)
        ],
        silent: [[form(satisfied)] + otherUnit("721002", satisfied)]),
    RuleExamples(
        "measurable-share",
        found: [
            [
                .edit(Sound.unit, "单位名称: ", "单位名称: 1️⃣"), .edit(Sound.project, "| 指标值 |", "| 2️⃣指标值 |"),
                .edit(Sound.project, "≥100次", "是"),
            ]
        ],
        silent: [[form(good)]]),
]

private func basis(_ count: Int) -> String {
    (1...count).map { "产出指标 | 数量指标 | 期刊\($0) | 甲 | ≥4期 | 工作计划" }.joined(separator: " |\n| ")
}
