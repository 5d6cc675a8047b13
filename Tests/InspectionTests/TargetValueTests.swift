import Testing

/// A row with a target value to be marked; the other columns raise nothing.
private func row(_ level2: String, _ name: String, _ value: String, description: String = "甲乙丙丁") -> String {
    "产出指标 | \(level2) | \(name) | \(description) | \(value) | 合同"
}

private let targetRules: Set<String> = [
    "value-missing", "value-unit-only", "value-placeholder", "value-not-numeric", "value-boolean", "rate-not-percent",
    "count-as-percent", "value-impossible", "operator-unknown", "value-implicit-equals",
]

/// Expects the first marker to be one problem of target values, and no other to be found.
private func expectProblem(_ id: String?, _ rows: String..., columns: String? = nil) async {
    await expectFindings(
        id.map { [1: $0] } ?? [:], of: targetRules,
        in: site(["a": project(rows.joined(separator: "\n"), columns: columns)]))
}

@Suite("Target values")
struct TargetValueTests {
    @Test(
        "A problem starts at the value",
        arguments: [
            ("value-missing", "质量指标", "外观", "1️⃣"),
            ("value-unit-only", "数量指标", "出车次数", "1️⃣次"),
            ("value-unit-only", "质量指标", "合格率", "1️⃣≥%"),
            ("value-unit-only", "时效指标", "工期", "1️⃣个工作日"),
            ("value-placeholder", "质量指标", "外观", "1️⃣是/否"),
            ("value-placeholder", "数量指标", "出车次数", "1️⃣≥XX次"),
            ("value-placeholder", "质量指标", "合格率", "1️⃣**%"),
            ("value-placeholder", "质量指标", "外观", "1️⃣待定"),
            ("value-placeholder", "质量指标", "外观", "1️⃣_"),
            ("value-not-numeric", "数量指标", "出车次数", "1️⃣是"),
            ("value-not-numeric", "成本指标", "人均标准", "1️⃣不超过预算"),
            ("value-boolean", "质量指标", "外观", "1️⃣是"),
            ("value-boolean", "质量指标", "合格率", "1️⃣是"),
            ("value-boolean", "质量指标", "投诉", "1️⃣无"),
            ("rate-not-percent", "质量指标", "准确率", "1️⃣1人"),
            ("rate-not-percent", "质量指标", "合格率", "1️⃣≥0.95"),
            ("rate-not-percent", "质量指标", "及时率", "1️⃣及时"),
            ("rate-not-percent", "质量指标", "受益群众满意度", "1️⃣≥90人"),
            ("count-as-percent", "数量指标", "培训人数", "1️⃣≥95%"),
            ("count-as-percent", "数量指标", "绿化面积", "1️⃣95%"),
            ("value-impossible", "质量指标", "合格率", "1️⃣≥950%"),
            ("value-impossible", "质量指标", "合格率", "1️⃣≥100%"),
            ("value-impossible", "质量指标", "合格率", "1️⃣100%以上"),
            ("value-impossible", "质量指标", "合格率", "1️⃣≥-5%"),
            ("value-impossible", "质量指标", "合格率", "1️⃣90%-120%"),
            ("operator-unknown", "质量指标", "合格率", "1️⃣》95%"),
            ("operator-unknown", "质量指标", "合格率", "1️⃣>=95%"),
            ("operator-unknown", "质量指标", "合格率", "1️⃣≧95%"),
            ("operator-unknown", "质量指标", "合格率", "1️⃣＞＝ 95%"),
            ("value-implicit-equals", "数量指标", "期刊", "1️⃣4期"),
            ("value-implicit-equals", "质量指标", "合格率", "1️⃣100%"),
            ("value-implicit-equals", "数量指标", "期刊", "1️⃣４期"),
        ])
    func found(id: String, level2: String, name: String, value: String) async {
        await expectProblem(id, row(level2, name, value))
    }

    @Test(
        "A value that is in order is not reported",
        arguments: [
            ("质量指标", "合格率", "≥95%"), ("质量指标", "合格率", "＝100%"), ("质量指标", "合格率", "95%以上"),
            ("质量指标", "合格率", "不低于95％"), ("质量指标", "合格率", "百分之九十以上"), ("质量指标", "合格率", "95%-100%"),
            ("质量指标", "死亡率", "≤2例"), ("质量指标", "工作效率", "≥30件"), ("质量指标", "检查频率", "≥2次/年"),
            ("质量指标", "师生比例", "≥1:19"), ("质量指标", "事故发生率", "≤0"), ("满意度指标", "群众满意度", "≥90分"),
            ("质量指标", "任务完成率", "≥110%"), ("质量指标", "产值增长率", "≥120%"), ("质量指标", "产值增长率", "≥-5%"),
            ("数量指标", "消费价格指数", "≤103%"), ("成本指标", "项目控制预算数", "≤100%"), ("数量指标", "培训人数", "比上年增长10%"),
            ("数量指标", "培训人数", "≥10%（同比增长）"), ("数量指标", "例会", "每年一次"), ("数量指标", "期刊", "每年4期"),
            ("数量指标", "期刊", "≥4期"), ("数量指标", "期刊", "3-5期"), ("数量指标", "培训", "约20人次"),
            ("质量指标", "《山海风》质量", "《山海风》4期"), ("时效指标", "完成时间", "2022年12月底前"), ("时效指标", "完成时间", "12月"),
            ("质量指标", "事故", "零发生"), ("质量指标", "外观", "平整无裂缝"), ("时效指标", "拨付", "≤2022年"), ("质量指标", "标准", "国家标准"),
        ])
    func silent(level2: String, name: String, value: String) async {
        await expectProblem(nil, row(level2, name, value))
    }

    private static let columns = "一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标性质 | 指标值 | 度量单位"

    @Test("Operator and unit may stand in columns of their own")
    func separateColumns() async {
        await expectProblem(
            nil, "产出指标 | 质量指标 | 合格率 | 甲 | ≥ | 95 | %", " | 数量指标 | 期刊 | 乙 | ＝ | 4 | 期",
            columns: Self.columns)
        await expectProblem(
            "operator-unknown", "产出指标 | 质量指标 | 合格率 | 甲 | 1️⃣>= | 95 | %", columns: Self.columns)
        await expectProblem(
            "rate-not-percent", "产出指标 | 质量指标 | 合格率 | 甲 | ≥ | 1️⃣95 | 人", columns: Self.columns)
        await expectProblem(
            "value-impossible", "产出指标 | 质量指标 | 合格率 | 甲 | ≥ | 1️⃣100 | %", columns: Self.columns)
    }

    @Test("A row that is blank behind its levels, and a total, are no indicators")
    func blankRows() async {
        await expectProblem(nil, "产出指标 | 质量指标 |  |  |  | ", "总分 |  |  |  |  | ")
    }

    @Test("A unit's own indicators are looked at too")
    func unitTable() async {
        let table = """

            ## 绩效指标

            | 一级指标 | 二级指标 | 三级指标 | 指标值 |
            | --- | --- | --- | --- |
            | 产出指标 | 数量指标 | 出车次数 | 1️⃣次 |

            """
        await expectFindings([1: "value-unit-only"], of: targetRules, in: site([:], unit: table))
    }
}
