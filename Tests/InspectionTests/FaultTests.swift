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
struct FormFault: Sendable, CustomTestStringConvertible {
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

private let faults: [FormFault] = [
    // Amounts.
    FormFault("funds-sum", insurance, "预算数: 0.40", "预算数: 1️⃣0.41"),
    FormFault("funds-sum", insurance, "预算数: 0.40\n财政资金: 0.40", "预算数: 1️⃣0.40\n财政资金: 0.39"),
    FormFault("funds-sum", insurance, "预算数: 0.40\n财政资金: 0.40\n其他资金:", "预算数: 1️⃣0.40\n财政资金: 0.40\n其他资金: 0.01"),
    FormFault("funds-sum", insurance, "预算数: 0.40\n财政资金: 0.40\n", "预算数: 1️⃣0.40\n财政资金:\n"),
    FormFault("funds-sum", insurance, "预算数: 0.40\n", "预算数: 1️⃣0.40\n上年结转资金: 1.00\n"),
    FormFault("amount-format", insurance, "财政资金: 0.40", "财政资金: 1️⃣0.40元"),
    FormFault("funds-decimals", insurance, "预算数: 0.40", "预算数: 1️⃣0.4"),
    FormFault("funds-decimals", insurance, "财政资金: 0.40", "财政资金: 1️⃣0.400"),
    FormFault("funds-decimals", insurance, "其他资金:", "其他资金: 1️⃣0.0"),
    FormFault(
        "funds-decimals", insurance, "预算数: 0.40", "预算数: 1️⃣1️⃣0.405",
        with: ["funds-sum": "the third decimal is not in the source either"]),
    FormFault(
        "funds-unit",
        [
            Edit(insurance, "预算数: 0.40\n财政资金: 0.40", "预算数: 4000.00\n财政资金: 4000.00"),
            Edit(insurance, goal, "1.支付保险费1️⃣0.40万元。"),
        ]),
    FormFault("funds-unit", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车保险费1️⃣4000万元"),
    FormFault("funds-unit", insurance, "1.保障公务用车保险费用", "1.安排1️⃣0.4元保障公务用车保险费用"),
    FormFault("funds-unit", insurance, "不超过财政支持经费", "不超过1️⃣4,000.00 万元"),
    FormFault(
        "funds-unit", insurance, goal,
        "1.为保障公务用车的正常运转，按照车辆保险合同的约定及时足额地支付全年保险费1️⃣4000万元。"),
    // The spending plan.
    FormFault("plan-decreasing", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 1️⃣40% | 100% |"),
    FormFault("plan-decreasing", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 1️⃣20% | 75% | 100% |"),
    FormFault("plan-incomplete", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣90% |"),
    FormFault("plan-incomplete", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣ |"),
    FormFault(
        "plan-incomplete", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣1️⃣60% |",
        with: ["plan-decreasing": "60% is also less than the 75% before it"]),
    FormFault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 1️⃣25 | 50% | 75% | 100% |"),
    FormFault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 50% | 75% | 1️⃣120% |"),
    FormFault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 25% | 1️⃣一半 | 75% | 100% |"),
    FormFault("plan-format", insurance, "| 25% | 50% | 75% | 100% |", "| 1️⃣-25% | 50% | 75% | 100% |"),
    // Codes.
    FormFault("code-format", insurance, "13030322P003970100139", "1️⃣13030322p003970100139"),
    FormFault("code-format", insurance, "13030322P003970100139", "1️⃣130303220003970100139"),
    FormFault("code-format", insurance, "13030322P003970100139", "1️⃣13030322P00397010013"),
    FormFault("code-format", insurance, "13030322P003970100139", "1️⃣1303O322P003970100139"),
    FormFault("code-year", insurance, "13030322P003970100139", "1️⃣13030321P003970100139"),
    FormFault("code-year", insurance, "13030322P003970100139", "1️⃣13030323P003970100139"),
    FormFault(
        "code-region", [siteRegion, Edit(insurance, "13030322P003970100139", "1️⃣13030422P003970100139")]),
    FormFault(
        "code-unit",
        [
            Edit(unit, "单位编码: 721001", "单位编码: 130303-721001"),
            Edit(insurance, "13030322P003970100139", "1️⃣13040322P003970100139"),
        ]),
    FormFault(
        "code-unit",
        [
            Edit(unit, "单位编码: 721001", "单位编码: 130303721001"),
            Edit(insurance, "13030322P003970100139", "1️⃣13040322P003970100139"),
        ]),
    // The goal.
    FormFault("goal-missing", insurance, "## 绩效目标\n\n" + goal, "## 绩效目标1️⃣\n"),
    FormFault("goal-missing", insurance, goal, "1️⃣1."),
    FormFault("goal-missing", insurance, goal, "1️⃣无"),
    FormFault("goal-missing", [Edit(insurance, "项目名称: ", "项目名称: 1️⃣"), Edit(insurance, "## 绩效目标\n\n" + goal, "")]),
    FormFault("goal-year", insurance, "1.保障公务用车", "1.1️⃣2021年保障公务用车"),
    FormFault("goal-year", insurance, "1.保障公务用车", "1.完成“1️⃣2020年复查”，保障公务用车"),
    FormFault("goal-year", insurance, "1.保障公务用车", "1.1️⃣2019年至2021年保障公务用车"),
    FormFault("goal-year", insurance, "1.保障公务用车", "1.于1️⃣2021年底前保障公务用车"),
    FormFault(
        "goal-year",
        [
            Edit(insurance, "资金用途:", "实施期: 2022-2024\n资金用途:"),
            Edit(insurance, "1.保障公务用车", "1.2023年扩大，1️⃣2025年保障公务用车"),
        ]),
    // Dates.
    FormFault("published-late", [unitDates("1️⃣2022-02-10")]),
    FormFault("published-late", [unitDates("1️⃣2022-01-19")]),
    FormFault("date-format", [unitDates("1️⃣2022-02-30")]),
    // Text.
    FormFault("source-residue", unit, prose, "1️⃣[bookmark: _GoBack]" + prose),
    FormFault("source-residue", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车保险费1️⃣_Toc_2_2_0000000001"),
    FormFault("source-residue", unit, prose, "1️⃣第 3 页 共 12 页\n\n" + prose),
    FormFault("source-residue", unit, prose, "1️⃣第3页/共12页\n\n" + prose),
    FormFault("source-residue", unit, prose, "1️⃣错误！未找到引用源。" + prose),
    FormFault("source-residue", insurance, goal, goal + "1️⃣PAGEREF _Toc7 4"),
    FormFault("text-misspelled", insurance, "出车次数及时登记公车系统", "1️⃣反应出车次数登记情况"),
    FormFault("text-misspelled", unit, prose, "1️⃣截止目前，" + prose),
    FormFault("text-misspelled", unit, prose, prose + "1️⃣布署"),
    FormFault("text-misspelled", insurance, "1.保障公务用车", "1.财政1️⃣拔款保障公务用车"),
    FormFault("text-misspelled", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车1️⃣(车辆）保险费"),
    FormFault("text-misspelled", insurance, "资金用途: 公务用车保险费", "资金用途: 公务用车1️⃣（车辆)保险费"),
    FormFault("text-misspelled", insurance, "节约水、电等资源，", "节约水、电等资源1️⃣ ，"),
    FormFault("text-misspelled", unit, prose, prose + "1️⃣，，"),
    FormFault("text-misspelled", unit, "三、工作保障措施\n", "三、工作保障措施\n\n1️⃣二O二二年\n"),
    FormFault("contact-shown", insurance, goal, goal + "\n\n填报人：1️⃣张三"),
    FormFault("contact-shown", insurance, goal, goal + "\n\n联系电话：1️⃣5051234"),
    FormFault(
        "contact-shown", [Edit(insurance, "资金用途:", "1️⃣联系人: 1️⃣李小明\n资金用途:")],
        with: ["key-unknown": "the form has no such key"]),
    FormFault("contact-shown", unit, prose, "| 填表人 | 1️⃣王五 | 科室 | 办公室 |\n\n" + prose),
    FormFault("contact-shown", unit, prose, "联系人：1️⃣欧阳小明　联系电话：1️⃣5051234\n\n" + prose),
    FormFault("pii-mobile", insurance, goal, goal + "\n\n联系电话：1️⃣13912345678"),
    FormFault("pii-id-number", insurance, "不超过财政支持经费", "不超过1️⃣11010519491231002X"),
    FormFault("pii-id-number", insurance, goal, goal + "\n\n联系人身份证：1️⃣11010519491231002X"),
    FormFault("markup-leftover", unit, prose, "1️⃣**总体目标：\n\n" + prose),
    FormFault("markup-leftover", unit, prose, "1️⃣** 总体目标 **\n\n" + prose),
    FormFault("markup-leftover", unit, prose, "长宽高为31️⃣*4*5米。\n\n" + prose),
    FormFault("markup-leftover", unit, prose, "长宽高为3米1️⃣*4米*5米。\n\n" + prose),
    FormFault("markup-leftover", unit, prose, "1️⃣_重点_工作\n\n" + prose),
    FormFault("markup-leftover", unit, prose, "1️⃣总体情况如下\n---\n\n" + prose),
    FormFault("markup-leftover", unit, prose, "- 第一项\n- 1️⃣**第二项\n\n" + prose),
    // Notes.
    FormFault("year-stale", unit, prose, prose + "1️⃣打赢脱贫攻坚战"),
    FormFault("year-stale", insurance, "1.保障公务用车", "1.1️⃣迎接党的十九大，保障公务用车"),
]

@Suite("Faults of the form")
struct FormFaultTests {
    @Test("A fault brings up its own rule at its place, and nothing else", arguments: faults)
    func fault(_ fault: FormFault) async {
        let (found, marked) = await newFindings(after: fault.edits)
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
}
