import Basics
import Content
import Inspection
import Testing

/// The rules on indicators and self-evaluations.
let indicatorRules: Set<String> = [
    "value-missing", "value-unit-only", "value-placeholder", "value-not-numeric", "value-boolean", "rate-not-percent",
    "count-as-percent", "value-impossible", "operator-unknown", "value-implicit-equals", "level-missing",
    "level-unknown",
    "indicator-duplicate", "small-population", "name-says-level-text-says-growth", "description-repeats-name",
    "description-question", "words-vague", "class-inconsistent", "basis-constant", "boilerplate", "measurable-share",
    "weights-total", "weight-missing", "weights-profile-unknown", "execution-rate", "score-over-weight",
    "result-missing", "deviation-unexplained",
]

/// This repository's own content, by path.
func seedTexts() throws -> [String: String] {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    let names = ["index", "车辆保险费", "中华诗词之乡2022年复查经费", "山海风工作经费", "涉军公益岗续聘经费"]
    var texts: [String: String] = [:]
    for path in ["content/index.md"] + names.map({ "content/2022/721001/\($0).md" }) {
        texts[path] = String(decoding: try readFile(root + "/" + path, limit: 1 << 20), as: UTF8.self)
    }
    return texts
}

@Test("Every rule finds what it must in the seed, and nothing else")
func seedFindings() async throws {
    let (findings, sources) = await inspected(try seedTexts())
    let lines = findings.inReadingOrder().filter { indicatorRules.contains($0.id) }.compactMap { finding in
        Spot(finding, in: sources).map { "\($0) \(finding.summary)".replacingPrefix("content/2022/721001/") }
    }
    for (found, expected) in zip(lines, golden) { #expect(found == expected) }
    #expect(lines.count == golden.count)
    if lines != golden { print(lines.joined(separator: "\n")) }
}

@Test("Of the 33 indicators of the seed 12 have a number, and 11 can be measured")
func seedShare() async throws {
    let (findings, _) = await inspected(try seedTexts())
    let summaries = findings.filter { $0.id == "measurable-share" }.map(\.summary)
    #expect(summaries.contains("全单位 33 项指标中 11 项能衡量（33%）"))
    let notes = findings.filter { $0.id == "measurable-share" }.flatMap(\.notes).map(\.message)
    #expect(notes.contains("12 项写了数，其中 1 项和指标对不上"))
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}

private let golden: [String] = [
    "index.md:3:7 basis-constant 全单位 33 个指标的确定依据都是“年度工作计划”",
    "index.md:3:7 measurable-share 全单位 33 项指标中 11 项能衡量（33%）",
    "中华诗词之乡2022年复查经费.md:22:33 measurable-share 本项目 9 项指标中 2 项能衡量（22%）",
    "中华诗词之乡2022年复查经费.md:24:43 value-not-numeric 数量指标“举办诗词文化活动数量”的指标值“是”里没有数",
    "中华诗词之乡2022年复查经费.md:25:23 description-repeats-name 描述只是把名称“活动的正常运行”重复了一遍",
    "中华诗词之乡2022年复查经费.md:25:32 value-boolean “活动的正常运行”的指标值只写“是”，无法衡量",
    "中华诗词之乡2022年复查经费.md:27:35 value-not-numeric 成本指标“项目控制预算数”的指标值“是”里没有数",
    "中华诗词之乡2022年复查经费.md:28:51 value-boolean “群众的参与度”的指标值只写“是”，无法衡量",
    "中华诗词之乡2022年复查经费.md:29:15 class-inconsistent “业务保障能力”归在生态效益指标、社会效益指标，各处不一",
    "中华诗词之乡2022年复查经费.md:29:42 value-boolean “业务保障能力”的指标值只写“是”，无法衡量",
    "中华诗词之乡2022年复查经费.md:30:15 class-inconsistent “节约成本”归在可持续影响指标、生态效益指标，各处不一",
    "中华诗词之乡2022年复查经费.md:30:38 value-boolean “节约成本”的指标值只写“是”，无法衡量",
    "中华诗词之乡2022年复查经费.md:31:16 class-inconsistent “长期使用性”归在经济效益指标、可持续影响指标，各处不一",
    "中华诗词之乡2022年复查经费.md:31:24 words-vague “能够长期较好地满足工作需求”里的“较好”没有尺度",
    "中华诗词之乡2022年复查经费.md:31:40 value-placeholder “长期使用性”的指标值“是/否”是占位字样，不是目标",
    "山海风工作经费.md:22:33 measurable-share 本项目 6 项指标中 3 项能衡量（50%）",
    "山海风工作经费.md:24:34 value-implicit-equals “文艺期刊数”的指标值“4期”没有符号，按“＝4期”读",
    "山海风工作经费.md:25:32 value-boolean “活动的正常运行”的指标值只写“是”，无法衡量",
    "山海风工作经费.md:26:39 value-boolean “计划完成工作”的指标值只写“是”，无法衡量",
    "山海风工作经费.md:27:35 value-missing “项目控制预算数”没有指标值",
    "山海风工作经费.md:28:27 name-says-level-text-says-growth “媒体发稿量”说的是数目，描述“媒体发稿量增长率”说的是增减幅度",
    "山海风工作经费.md:28:38 count-as-percent “媒体发稿量”是数目，指标值却是百分比“≥85%”",
    "涉军公益岗续聘经费.md:22:33 measurable-share 本项目 9 项指标中 3 项能衡量（33%）",
    "涉军公益岗续聘经费.md:24:31 description-repeats-name 描述只是把名称“支付工资及保险人员数量”重复了一遍",
    "涉军公益岗续聘经费.md:24:45 value-implicit-equals “支付工资及保险人员数量”的指标值“1人”没有符号，按“＝1人”读",
    "涉军公益岗续聘经费.md:25:26 description-repeats-name 描述只是把名称“工资及保险发放准确率”重复了一遍",
    "涉军公益岗续聘经费.md:25:39 rate-not-percent “工资及保险发放准确率”应当是百分比，指标值却是“1人”",
    "涉军公益岗续聘经费.md:26:23 description-repeats-name 描述只是把名称“资金支付及时率”重复了一遍",
    "涉军公益岗续聘经费.md:26:33 value-implicit-equals “资金支付及时率”的指标值“100%”没有符号，按“＝100%”读",
    "涉军公益岗续聘经费.md:27:24 description-repeats-name 描述只是把名称“控制在预算资金内”重复了一遍",
    "涉军公益岗续聘经费.md:27:35 value-not-numeric 成本指标“控制在预算资金内”的指标值“是”里没有数",
    "涉军公益岗续聘经费.md:28:37 value-boolean “资金使用效益”的指标值只写“是”，无法衡量",
    "涉军公益岗续聘经费.md:29:38 value-boolean “业务工作稳定性”的指标值只写“是”，无法衡量",
    "涉军公益岗续聘经费.md:30:24 words-vague “有效提供后勤保障”里的“有效”没有尺度",
    "涉军公益岗续聘经费.md:30:35 value-boolean “保障社会发展”的指标值只写“是”，无法衡量",
    "涉军公益岗续聘经费.md:31:36 value-boolean “保障工作完成”的指标值只写“是”，无法衡量",
    "涉军公益岗续聘经费.md:32:52 small-population “涉军公益岗满意度”要调查满意度，可项目只涉及“1人”",
    "车辆保险费.md:22:33 measurable-share 本项目 9 项指标中 3 项能衡量（33%）",
    "车辆保险费.md:24:39 value-unit-only “出车次数”的指标值只写了“次”，没有数",
    "车辆保险费.md:25:23 description-repeats-name 描述只是把名称“公车正常运行率”重复了一遍",
    "车辆保险费.md:26:42 value-implicit-equals “按项目计划完成工作”的指标值“100%”没有符号，按“＝100%”读",
    "车辆保险费.md:27:35 value-not-numeric 成本指标“项目控制预算数”的指标值“是”里没有数",
    "车辆保险费.md:28:27 words-vague “能够长期较好地满足工作需求”里的“较好”没有尺度",
    "车辆保险费.md:28:43 value-boolean “长期使用性”的指标值只写“是”，无法衡量",
    "车辆保险费.md:29:24 description-question 描述“是否能提高工作效率”是一句问话",
    "车辆保险费.md:29:36 value-boolean “提高工作效率”的指标值只写“是”，无法衡量",
    "车辆保险费.md:30:42 value-boolean “业务保障能力”的指标值只写“是”，无法衡量",
    "车辆保险费.md:31:46 value-boolean “节约成本”的指标值只写“是”，无法衡量",
]
