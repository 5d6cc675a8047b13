import Testing

/// One fault put into the seed: a text of one file replaced, and what is newly found then.
struct Fault: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    /// The rule that the fault breaks.
    var id: String
    /// The line at which it is found.
    var line: Int

    var testDescription: String { "\(id): \(old) → \(new)" }

    init(_ file: String, _ old: String, _ new: String, _ id: String, _ line: Int) {
        (self.file, self.old, self.new, self.id, self.line) = (file, old, new, id, line)
    }
}

private let unit = "content/2022/721001/"
private let car = unit + "车辆保险费.md"
private let poems = unit + "中华诗词之乡2022年复查经费.md"
private let journal = unit + "山海风工作经费.md"
private let post = unit + "涉军公益岗续聘经费.md"

private let runningRate = "公车正常运行率 | ≥95%"
private let issues = "年文艺期刊数 | 4期"
private let staff = "人数占调查总人数的比率 | ≥95%"

private let faults: [Fault] =
    [
        ("", "value-missing"), ("≥950%", "value-impossible"), ("≥100%", "value-impossible"),
        ("＞100%", "value-impossible"),
        ("100%以上", "value-impossible"), ("≥-95%", "value-impossible"), ("》95%", "operator-unknown"),
        (">=95%", "operator-unknown"), ("≧95%", "operator-unknown"), ("≥≥95%", "operator-unknown"),
        ("≥95次", "rate-not-percent"), ("≥95", "rate-not-percent"), ("≥0.95", "rate-not-percent"),
        ("正常", "rate-not-percent"), ("≥%", "value-unit-only"), ("≥", "value-unit-only"), ("XX%", "value-placeholder"),
        ("待定", "value-placeholder"), ("有/无", "value-placeholder"), ("是", "value-boolean"), ("好", "value-boolean"),
        ("95%", "value-implicit-equals"),
    ].map { Fault(car, runningRate, "公车正常运行率 | \($0)", $1, 25) }
    + [
        ("≥40%", "count-as-percent"), ("期", "value-unit-only"), ("有", "value-not-numeric"),
        ("按时出版", "value-not-numeric"), ("×", "value-placeholder"), ("》4期", "operator-unknown"), ("", "value-missing"),
    ].map { Fault(journal, issues, "年文艺期刊数 | \($0)", $1, 24) }
    + [
        Fault(car, staff, "人数占调查总人数的比率 | 满意", "rate-not-percent", 32),
        Fault(car, staff, "人数占调查总人数的比率 | ≥9.5人", "rate-not-percent", 32),
        Fault(poems, "预定计划 | ≥95%", "预定计划 | ≥1000%", "value-impossible", 26),
        Fault(journal, "不超过财政支持经费 |  |", "不超过财政支持经费 | 是 |", "value-not-numeric", 27),
        Fault(journal, "不超过财政支持经费 |  |", "不超过财政支持经费 | ≤万元 |", "value-unit-only", 27),
        Fault(car, "| 产出指标 |", "| 产出指标X |", "level-unknown", 24),
        Fault(car, "| 数量指标 |", "| 数目指标 |", "level-unknown", 24),
        Fault(post, "| 满意度指标 |", "| 满意 |", "level-unknown", 32),
        Fault(
            journal,
            "| 满意度指标 | 服务对象满意度指标 | 活动参与者满意度情况 | 活动参与者满意人数占参与人数的比例 | ≥95% | 年度工作计划 |\n", "",
            "level-missing", 22),
        Fault(
            journal, "占参与人数的比例 | ≥95% | 年度工作计划 |\n",
            "占参与人数的比例 | ≥95% | 年度工作计划 |\n|  |  | 活动参与者满意度情况 | 读者评分 | ≥90分 | 年度工作计划 |\n",
            "indicator-duplicate", 30),
        Fault(car, "不超过财政支持经费", "项目控制的预算数。", "description-repeats-name", 27),
        Fault(car, "按照工作要求按时完成预定计划", "是否按时完成预定计划", "description-question", 26),
        Fault(car, "不超过财政支持经费", "有效控制支出", "words-vague", 27),
        Fault(post, "工作顺利完成 | 是", "工作顺利完成 | 明显改善", "words-vague", 31),
        Fault(
            post, "数量 | 支付工资及保险人员数量", "数量 | 支付人数同比增长", "name-says-level-text-says-growth", 24),
        Fault(car, "公车系统 | 次", "公车系统 | ≤2人", "small-population", 32),
        Fault(journal, "| 媒体发稿量 |", "| 群众的参与度 |", "class-inconsistent", 28),
        Fault("content/index.md", "网站名称", "权重方案: 甲\n网站名称", "weights-profile-unknown", 2),
    ]

@Suite("Faults put into the seed")
struct MutationTests {
    @Test("Each is found by its own rule, and nothing else is new", arguments: faults)
    func fault(_ fault: Fault) async throws {
        var mutated = seed
        let text = try #require(seed[fault.file])
        let changed = text.replacing(fault.old, with: fault.new)
        #expect(
            changed != text && text.replacing(fault.old, with: "").utf8.count == text.utf8.count - fault.old.utf8.count)
        mutated[fault.file] = changed
        let new = await newLines(mutated, since: seed)
        #expect(new == ["\(fault.file):\(fault.line) \(fault.id)"])
    }

    @Test(
        "The columns of a self-evaluation, in order and with one fault each",
        arguments: [
            ("", 0, "", ""), ("weights-total", 22, "14 | ≥95% | 96% | 14", "13 | ≥95% | 96% | 13"),
            ("weights-total", 22, "14 | ≥95% | 96% | 14", "14.5 | ≥95% | 96% | 14.5"),
            ("weight-missing", 25, "14 | ≥", " | ≥"), ("weight-missing", 25, "14 | ≥", "十四 | ≥"),
            ("score-over-weight", 25, "| 14 | 无", "| 14.5 | 无"), ("score-over-weight", 25, "| 14 | 无", "| -1 | 减分"),
            ("deviation-unexplained", 25, "| 14 | 无", "| 13 | 无"),
            ("deviation-unexplained", 25, "14 | ≥95% | 96%", "14 | ≥95% | 94%"),
            ("result-missing", 25, "14 | ≥95% | 96%", "14 | ≥95% | "), ("result-missing", 25, "| 14 | 无", "|  | 无"),
        ])
    func selfEvaluation(id: String, line: Int, old: String, new: String) async throws {
        var evaluated = seed
        evaluated[car] = try selfEvaluated(#require(seed[car]))
        if id.isEmpty { #expect(await newLines(evaluated, since: seed) == []) }
        var mutated = evaluated
        mutated[car] = old.isEmpty ? evaluated[car] : try #require(evaluated[car]).replacing(old, with: new)
        #expect(id.isEmpty || mutated[car] != evaluated[car])
        #expect(await newLines(mutated, since: evaluated) == (id.isEmpty ? [] : ["\(car):\(line) \(id)"]))
    }

    /// The car's table with 分值, 全年实际值, 得分 and 偏差 columns: weights of 100 in all, every target reached.
    private func selfEvaluated(_ text: String) -> String {
        var row = 0
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.split(separator: " ").joined(separator: " ") }
            guard cells.count == 8 else { return String(line) }
            if cells[1] == "一级指标" {
                return "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 分值 | 指标值 | 全年实际值 | 得分 | 偏差原因分析及改进措施 | 指标值确定依据 |"
            }
            if cells[1] == "---" { return "|" + String(repeating: " --- |", count: 10) }
            defer { row += 1 }
            let weight = row == 1 ? "14" : row == 0 ? "6" : row == 8 ? "10" : row == 7 ? "10" : "12"
            let actual = cells[5] == "≥95%" ? "96%" : cells[5] == "次" ? "130次" : cells[5]
            return
                "| \(cells[1]) | \(cells[2]) | \(cells[3]) | \(cells[4]) | \(weight) | \(cells[5]) | \(actual) | \(weight) | 无 | \(cells[6]) |"
        }
        return lines.joined(separator: "\n")
    }
}
