import Basics
import Foundation
import Testing

@testable import Inspection

private let folder = "content/2022/721001/"
private let insurance = folder + "车辆保险费.md"
private let poetry = folder + "中华诗词之乡2022年复查经费.md"
private let unit = folder + "index.md"
private let site = "content/index.md"
private let prose = "二是抓好文艺志愿者协会组织建设"
private let goal = "1.保障公务用车保险费用，保障公务用车正常运转。"

/// One fault put into the seed, the rule that finds it where it is marked, and what else must come with it.
struct Fault: Sendable, CustomTestStringConvertible {
    var id: String
    var edits: [Edit]
    /// Further findings that the same fault is right to bring up, and why.
    var companions: [String: String]

    init(_ id: String, _ file: String, _ old: String, _ new: String, with companions: [String: String] = [:]) {
        self.init(id, [Edit(file, old, new)], with: companions)
    }

    init(_ id: String, _ edits: [Edit], with companions: [String: String] = [:]) {
        self.id = id
        self.edits = edits
        self.companions = companions
    }

    var testDescription: String { "\(id): \(edits.map(\.new).joined(separator: "; "))" }
}

private let siteRegion = Edit(site, "主办单位:", "行政区划代码: 130303\n主办单位:")
private func unitDates(_ published: String) -> Edit {
    Edit(unit, "金额单位: 万元", "金额单位: 万元\n批复日期: 2022-01-20\n公开日期: \(published)")
}

private let faults: [Fault] = [
    // Amounts.
    Fault("funds-sum", insurance, "预算数: 0.40", "预算数: 1️⃣0.41"),
    Fault("funds-sum", insurance, "预算数: 0.40\n财政资金: 0.40", "预算数: 1️⃣0.40\n财政资金: 0.39"),
    Fault("funds-sum", insurance, "预算数: 0.40\n财政资金: 0.40\n其他资金:", "预算数: 1️⃣0.40\n财政资金: 0.40\n其他资金: 0.01"),
    Fault("funds-sum", insurance, "预算数: 0.40\n财政资金: 0.40\n", "预算数: 1️⃣0.40\n财政资金:\n"),
    Fault("funds-sum", insurance, "预算数: 0.40\n", "预算数: 1️⃣0.40\n上年结转资金: 1.00\n"),
    Fault("amount-format", insurance, "财政资金: 0.40", "财政资金: 1️⃣0.40元"),
    Fault("funds-decimals", insurance, "预算数: 0.40", "预算数: 1️⃣0.4"),
    Fault("funds-decimals", insurance, "财政资金: 0.40", "财政资金: 1️⃣0.400"),
    Fault("funds-decimals", insurance, "其他资金:", "其他资金: 1️⃣0.0"),
    Fault(
        "funds-decimals", insurance, "预算数: 0.40", "预算数: 1️⃣1️⃣0.405",
        with: ["funds-sum": "the third decimal is not in the source either"]),
    Fault(
        "funds-unit",
        [
            Edit(insurance, "预算数: 0.40\n财政资金: 0.40", "预算数: 4000.00\n财政资金: 4000.00"),
            Edit(insurance, goal, "1.支付保险费1️⃣0.40万元。"),
        ]),
    Fault("funds-unit", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车保险费1️⃣4000万元"),
    Fault("funds-unit", insurance, "1.保障公务用车保险费用", "1.安排1️⃣0.4元保障公务用车保险费用"),
    Fault("funds-unit", insurance, "不超过财政支持经费", "不超过1️⃣4,000.00 万元"),
    Fault(
        "funds-unit", insurance, goal,
        "1.为保障公务用车的正常运转，按照车辆保险合同的约定及时足额地支付全年保险费1️⃣4000万元。"),
    // The spending plan.
    Fault("plan-decreasing", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 1️⃣40% | 100% |"),
    Fault("plan-decreasing", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 1️⃣20% | 75% | 100% |"),
    Fault("plan-incomplete", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣90% |"),
    Fault("plan-incomplete", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣ |"),
    Fault(
        "plan-incomplete", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣1️⃣60% |",
        with: ["plan-decreasing": "60% is also less than the 75% before it"]),
    Fault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 1️⃣25 | 50% | 75% | 100% |"),
    Fault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣120% |"),
    Fault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 1️⃣一半 | 75% | 100% |"),
    Fault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 1️⃣-25% | 50% | 75% | 100% |"),
    // Codes.
    Fault("code-format", insurance, "13030322P003970100139", "1️⃣13030322p003970100139"),
    Fault("code-format", insurance, "13030322P003970100139", "1️⃣130303220003970100139"),
    Fault("code-format", insurance, "13030322P003970100139", "1️⃣13030322P00397010013"),
    Fault("code-format", insurance, "13030322P003970100139", "1️⃣1303O322P003970100139"),
    Fault("code-year", insurance, "13030322P003970100139", "1️⃣13030321P003970100139"),
    Fault("code-year", insurance, "13030322P003970100139", "1️⃣13030323P003970100139"),
    Fault(
        "code-region", [siteRegion, Edit(insurance, "13030322P003970100139", "1️⃣13030422P003970100139")]),
    Fault(
        "code-unit",
        [
            Edit(unit, "单位编码: 721001", "单位编码: 130303-721001"),
            Edit(insurance, "13030322P003970100139", "1️⃣13040322P003970100139"),
        ]),
    Fault(
        "code-unit",
        [
            Edit(unit, "单位编码: 721001", "单位编码: 130303721001"),
            Edit(insurance, "13030322P003970100139", "1️⃣13040322P003970100139"),
        ]),
    // The goal.
    Fault("goal-missing", insurance, "## 绩效目标\n\n" + goal, "## 绩效目标1️⃣\n"),
    Fault("goal-missing", insurance, goal, "1️⃣1."),
    Fault("goal-missing", insurance, goal, "1️⃣无"),
    Fault("goal-missing", [Edit(insurance, "项目名称: ", "项目名称: 1️⃣"), Edit(insurance, "## 绩效目标\n\n" + goal, "")]),
    Fault("goal-year", insurance, "1.保障公务用车", "1.1️⃣2021年保障公务用车"),
    Fault("goal-year", insurance, "1.保障公务用车", "1.完成“1️⃣2020年复查”，保障公务用车"),
    Fault("goal-year", insurance, "1.保障公务用车", "1.1️⃣2019年至2021年保障公务用车"),
    Fault("goal-year", insurance, "1.保障公务用车", "1.于1️⃣2021年底前保障公务用车"),
    Fault(
        "goal-year",
        [
            Edit(insurance, "资金用途:", "实施期: 2022-2024\n资金用途:"),
            Edit(insurance, "1.保障公务用车", "1.2023年扩大，1️⃣2025年保障公务用车"),
        ]),
    // Dates.
    Fault("published-late", [unitDates("1️⃣2022-02-10")]),
    Fault("published-late", [unitDates("1️⃣2022-01-19")]),
    Fault("date-format", [unitDates("1️⃣2022-02-30")]),
    // Text.
    Fault("source-residue", unit, prose, "1️⃣[bookmark: _GoBack]" + prose),
    Fault("source-residue", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车保险费1️⃣_Toc_2_2_0000000001"),
    Fault("source-residue", unit, prose, "1️⃣第 3 页 共 12 页\n\n" + prose),
    Fault("source-residue", unit, prose, "1️⃣第3页/共12页\n\n" + prose),
    Fault("source-residue", unit, prose, "1️⃣错误！未找到引用源。" + prose),
    Fault("source-residue", insurance, goal, goal + "1️⃣PAGEREF _Toc7 4"),
    Fault("text-misspelled", insurance, "出车次数及时登记公车系统", "1️⃣反应出车次数登记情况"),
    Fault("text-misspelled", unit, prose, "1️⃣截止目前，" + prose),
    Fault("text-misspelled", unit, prose, prose + "1️⃣布署"),
    Fault("text-misspelled", insurance, "1.保障公务用车", "1.财政1️⃣拔款保障公务用车"),
    Fault("text-misspelled", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车1️⃣(车辆）保险费"),
    Fault("text-misspelled", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车1️⃣（车辆)保险费"),
    Fault("text-misspelled", insurance, "节约水、电等资源，", "节约水、电等资源1️⃣ ，"),
    Fault("text-misspelled", unit, prose, prose + "1️⃣，，"),
    Fault("text-misspelled", unit, "三、工作保障措施\n", "三、工作保障措施\n\n1️⃣二O二二年\n"),
    Fault("contact-shown", insurance, goal, goal + "\n\n填报人：1️⃣张三"),
    Fault("contact-shown", insurance, goal, goal + "\n\n联系电话：1️⃣5051234"),
    Fault(
        "contact-shown", [Edit(insurance, "资金用途:", "1️⃣联系人: 1️⃣李小明\n资金用途:")],
        with: ["key-unknown": "the form has no such key"]),
    Fault("contact-shown", unit, prose, "| 填表人 | 1️⃣王五 | 科室 | 办公室 |\n\n" + prose),
    Fault("contact-shown", unit, prose, "联系人：1️⃣欧阳小明　联系电话：1️⃣5051234\n\n" + prose),
    Fault("pii-mobile", insurance, goal, goal + "\n\n联系电话：1️⃣13912345678"),
    Fault("pii-id-number", insurance, goal, goal + "\n\n联系人身份证：1️⃣11010519491231002X"),
    Fault("markup-leftover", unit, prose, "1️⃣**总体目标：\n\n" + prose),
    Fault("markup-leftover", unit, prose, "1️⃣** 总体目标 **\n\n" + prose),
    Fault("markup-leftover", unit, prose, "长宽高为31️⃣*4*5米。\n\n" + prose),
    Fault("markup-leftover", unit, prose, "长宽高为3米1️⃣*4米*5米。\n\n" + prose),
    Fault("markup-leftover", unit, prose, "1️⃣_重点_工作\n\n" + prose),
    Fault("markup-leftover", unit, prose, "1️⃣总体情况如下\n---\n\n" + prose),
    Fault("markup-leftover", unit, prose, "- 第一项\n- 1️⃣**第二项\n\n" + prose),
    // Notes.
    Fault("year-stale", unit, prose, prose + "1️⃣打赢脱贫攻坚战"),
    Fault("year-stale", insurance, "1.保障公务用车", "1.1️⃣迎接党的十九大，保障公务用车"),
]

/// Changes that look like one of the faults and are none.
private let nearMisses: [Edit] = [
    Edit(insurance, "财政资金: 0.40\n其他资金:", "财政资金: 0.30\n其他资金: 0.10"),
    Edit(insurance, "财政资金: 0.40\n其他资金:", "财政资金: ０.40\n其他资金: 0"),
    Edit(insurance, "财政资金: 0.40\n其他资金:\n", ""),
    Edit(insurance, "预算数: 0.40\n财政资金: 0.40", "预算数: 1,234.50\n财政资金: 1234.50"),
    Edit(unit, "金额单位: 万元", "金额单位: 元"),
    Edit(insurance, goal, "1.支付保险费4000元，即0.40万元。"),
    Edit(insurance, goal, "1.人均0.4元，每车4000万元，标准0.40元/次。"),
    Edit(insurance, goal, "1.保障4000辆。"),
    Edit(insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 25% | 75% | 100% |"),
    Edit(insurance, "| 25% | 50% | 75% | 100% |", "|  |  |  | 100％ |"),
    Edit(insurance, "| 25% | 50% | 75% | 100% |", "| 25 | 50 | 75 | 100 |"),
    Edit(insurance, "| 25% | 50% | 75% | 100% |", "| 0% | 33.3% | 66.6% | 100.00% |"),
    Edit(insurance, "13030322P003970100139", "13040322P003970100139"),
    Edit(unit, "单位编码: 721001", "单位编码: 130303-721001"),
    Edit(unit, "单位编码: 721001", "单位编码: 130300-721001"),
    Edit(site, "主办单位:", "行政区划代码: 130303\n主办单位:"),
    Edit(site, "主办单位:", "行政区划代码: 130300\n主办单位:"),
    Edit(site, "主办单位:", "行政区划代码: 130000\n主办单位:"),
    Edit(insurance, "13030322P003970100139", "13030321P003970100139\n实施期: 2021年1月至2023年12月"),
    Edit(insurance, "1.保障公务用车", "1.较2021年提高5%，保障公务用车"),
    Edit(insurance, "1.保障公务用车", "1.自2018年以来，保障公务用车"),
    Edit(insurance, "1.保障公务用车", "1.按照《2021年公务用车办法》和〔2021〕5号，保障公务用车"),
    Edit(insurance, "1.保障公务用车", "1.落实2021-2025年规划，保障公务用车"),
    Edit(insurance, "1.保障公务用车", "1.2022年培训2021人次，保障公务用车"),
    Edit(insurance, "1.保障公务用车", "1.到2025年，支付2021年结转资金，保障公务用车"),
    Edit(unit, "金额单位: 万元", "金额单位: 万元\n批复日期: 2022-01-20"),
    Edit(unit, "金额单位: 万元", "金额单位: 万元\n批复日期: 2022-01-20\n公开日期: 2022-02-09"),
    Edit(unit, "金额单位: 万元", "金额单位: 万元\n状态: 草稿"),
    Edit(unit, prose, "详见第3页。" + prose),
    Edit(unit, prose, "见 a_Toc_b。" + prose),
    Edit(unit, prose, "不良反应发生情况、化学反应釜文化、反应迅速的情况。" + prose),
    Edit(unit, prose, "反应。文化建设情况。" + prose),
    Edit(unit, prose, "发布署名文章；究竟争取什么；大幅射门。" + prose),
    Edit(unit, prose, "使用 A、B（甲(乙)）和 (丙)，" + prose),
    Edit(unit, prose, "1）第一；2)第二。" + prose),
    Edit(unit, prose, "联系人民群众；联系人：办公室；填报人：；联系电话：0335-5051234；电话：12345。\n\n" + prose),
    Edit(unit, prose, "经办人：文联办公室　联系方式：400-123-4567\n\n" + prose),
    Edit(unit, prose, "**重点：**工作、file_name、共____人、`**`、\\*\\*、1234**5678、3×4×5、长*宽*高。\n\n" + prose),
    Edit(unit, prose, "上一段\n\n---\n\n" + prose),
    Edit(unit, prose, prose + "巩固拓展脱贫攻坚成果，喜迎党的二十大"),
]

@Suite("Faults of the form")
struct FormFaultTests {
    @Test("A fault brings up its own rule at its place, and nothing else", arguments: faults)
    func fault(_ fault: Fault) async {
        let (found, marked) = await newFindings(after: fault.edits, in: seed)
        let expected = marked.map { Found(id: fault.id, file: $0.file, offset: $0.offset) }
        // A companion stands where a marker does.
        let own = found.filter { fault.companions[$0.id] == nil }
        let others = found.filter { fault.companions[$0.id] != nil }
        #expect(Set(own).isSubset(of: expected) && !own.isEmpty, "\(found)")
        #expect(
            Set(found.map { "\($0.file):\($0.offset)" }) == Set(marked.map { "\($0.file):\($0.offset)" }), "\(found)")
        #expect(found.count == marked.count, "\(found)")
        #expect(Set(others.map(\.id)) == Set(fault.companions.keys), "\(found)")
    }

    @Test("What only looks like a fault brings up nothing of the form", arguments: nearMisses)
    func nearMiss(_ edit: Edit) async {
        let (found, _) = await newFindings(after: [edit], in: seed)
        let ids = Set(Check.form.map(\.rule.id))
        #expect(found.filter { ids.contains($0.id) } == [], "\(edit.new)")
    }

    @Test("Every rule of the form has a fault and an example")
    func complete() {
        let withFault = Set(faults.map(\.id))
        let inSeed: Set = ["date-missing", "plan-template"]
        for rule in Check.form.map(\.rule) {
            #expect(withFault.contains(rule.id) || inSeed.contains(rule.id), "\(rule.id)")
            #expect(!rule.what.isEmpty && !rule.why.isEmpty && !rule.bad.isEmpty && !rule.good.isEmpty, "\(rule.id)")
        }
    }

    @Test("A unit with one project, or with two plans, has no template")
    func planTemplate() async {
        var one = seed
        for file in seed.keys where file.hasPrefix(folder) && file != unit && file != insurance { one[file] = nil }
        #expect(await !found(in: one).contains { $0.id == "plan-template" })
        var two = seed
        two[insurance] = seed[insurance]?.replacingOccurrences(of: "| 25% |", with: "| 0% |")
        #expect(await !found(in: two).contains { $0.id == "plan-template" })
    }

    @Test("A unit with its date has no date-missing")
    func date() async {
        var files = seed
        files[unit] = seed[unit]?.replacingOccurrences(of: "金额单位:", with: "公开日期: 2022-02-10\n金额单位:")
        #expect(await !found(in: files).contains { $0.id == "date-missing" })
    }
}
