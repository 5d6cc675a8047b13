import Testing

private let good = """
    产出指标 | 数量指标 | 期刊 | 甲 | ≥4期 | 合同
    效益指标 | 社会效益指标 | 订户 | 乙 | ≥9户 | 合同
    满意度指标 | 服务对象满意度指标 | 读者满意度 | 丙 | ≥90% | 合同
    """

private func one(_ row: String) -> [String: String] { site(["a": project(row)]) }

@Suite("Indicators")
struct IndicatorTests {
    @Test("A table without one of the three first levels")
    func levelMissing() async {
        await expectFindings([:], of: ["level-missing", "level-unknown"], in: one(good))
        await expectFindings(
            [1: "level-missing"],
            in: one("").mapValues {
                $0.replacing("| 一级指标 |", "| 1️⃣一级指标 |").replacing(
                    "依据 |\n| --- | --- | --- | --- | --- | --- |\n",
                    "依据 |\n| --- | --- | --- | --- | --- | --- |\n| 产出指标 | 数量指标 | 期刊 | 甲 | ≥4期 | 合同 |\n")
            })
        // Satisfaction under 效益指标, as older forms have it, and short names.
        await expectFindings(
            [:], of: ["level-missing", "level-unknown"],
            in: one(
                "产出 | 数量 | 期刊 | 甲 | ≥4期 | 合同\n效益指标（30分） | 社会效益 | 订户 | 乙 | ≥9户 | 合同\n | 满意度指标 | 读者满意度 | 丙 | ≥90% | 合同"))
        await expectFindings(
            [1: "level-missing"],
            in: site(["a": "---\n项目编码: 13030322P003970100139\n项目名称: 1️⃣车辆保险费\n预算数: 1.00\n---\n"]))
    }

    @Test("A level's name that is neither known nor an alias is reported once, and stands for the nearest")
    func levelUnknown() async {
        await expectFindings(
            [1: "level-unknown", 2: "level-unknown"], of: ["level-missing", "level-unknown"],
            in: one(
                good.replacing("产出指标", "1️⃣产出指标X").replacing("社会效益指标", "2️⃣社会效指标")))
        await expectFindings(
            [:], of: ["level-unknown"],
            in: one(good + "\n成本指标 | 经济成本指标 | 单价 | 丁 | ≤2元 | 合同\n产出指标 | 成本指标 | 总价 | 戊 | ≤9元 | 合同"))
    }

    @Test("The same indicator twice in a project")
    func duplicate() async {
        await expectFindings(
            [1: "indicator-duplicate"], in: one(good + "\n产出指标 | 数量指标 | 1️⃣期刊 | 丁 | ≥5期 | 合同"))
        await expectFindings(
            [:], of: ["indicator-duplicate"], in: one(good + "\n产出指标 | 质量指标 | 期刊 | 丁 | ≥5期 | 合同"))
    }

    @Test("The satisfaction of a handful of people")
    func smallPopulation() async {
        func rows(_ people: String, _ name: String, mark: String = "1️⃣") -> [String: String] {
            one("产出指标 | 数量指标 | 聘用人数 | 甲 | \(people) | 合同\n满意度指标 | 服务对象满意度指标 | \(name) | 乙 | \(mark)≥95% | 合同")
        }
        await expectFindings([1: "small-population"], in: rows("≤5人", "公益岗满意度"))
        await expectFindings([:], of: ["small-population"], in: rows("6人", "公益岗满意度", mark: ""))
        await expectFindings([:], of: ["small-population"], in: rows("2人", "受益群众满意度", mark: ""))
        await expectFindings([:], of: ["small-population"], in: rows("2期", "公益岗满意度", mark: ""))
    }

    @Test("A name for a number and a description of its growth, or the reverse")
    func growthMismatch() async {
        let id = "name-says-level-text-says-growth"
        await expectFindings([1: id], in: one("效益指标 | 社会效益指标 | 媒体发稿量 | 1️⃣媒体发稿量增长率 | ≥85% | 合同"))
        await expectFindings([1: id], in: one("效益指标 | 社会效益指标 | 产值增长率 | 1️⃣全年产量 | ≥5% | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 发稿量增长率 | 媒体发稿量增长率 | ≥5% | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 工程质量 | 合格的比例 | ≥5% | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 产值增长率 | 比上年增加的数量 | ≥5% | 合同"))
    }

    @Test("A description that repeats the name, once for a unit")
    func repetition() async {
        let id = "description-repeats-name"
        await expectFindings([1: id], in: one("产出指标 | 质量指标 | 活动的正常运行 | 1️⃣“活动”正常运行。 | ≥9天 | 合同"))
        await expectFindings(
            [1: id],
            in: one("产出指标 | 质量指标 | 运行 | 1️⃣运行 | ≥9天 | 合同\n | 时效指标 | 运行 | 运行 | ≥8天 | 合同"))
        await expectFindings([:], of: [id], in: one("产出指标 | 质量指标 | 正常运行 | 设备正常运行 | ≥9天 | 合同\n | | | | ≥1 | "))
    }

    @Test("A description that asks")
    func question() async {
        let id = "description-question"
        await expectFindings([1: id], in: one("效益指标 | 社会效益指标 | 效率 | 1️⃣是否能提高工作效率 | ≥9件 | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 效率 | 反映是否按时办结的比例。 | ≥9% | 合同"))
    }

    @Test("Vague words without a measure")
    func vague() async {
        let id = "words-vague"
        await expectFindings([1: id], in: one("效益指标 | 社会效益指标 | 使用 | 1️⃣长期较好地、有效地满足需求 | 是 | 合同"))
        await expectFindings([1: id], in: one("效益指标 | 社会效益指标 | 使用 | 甲 | 1️⃣逐步改善 | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 使用 | 较好地满足需求 | ≥95% | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 使用 | 有效期内的合同 | 是 | 合同"))
        await expectFindings([:], of: [id], in: one("效益指标 | 社会效益指标 | 使用 | 满意和较满意 | 是 | 合同"))
    }

    @Test("One name under two second levels of a unit")
    func inconsistent() async {
        let id = "class-inconsistent"
        let first = project("效益指标 | 社会效益指标 | 节约成本 | 甲 | ≥9元 | 合同")
        let other = project("效益指标 | 生态效益指标 | 1️⃣节约成本 | 乙 | ≥9元 | 合同", code: "13030322P003970100140", name: "乙")
        let same = project("效益指标 | 社会效益 | 节约成本 | 乙 | ≥9元 | 合同", code: "13030322P003970100140", name: "乙")
        await expectFindings([1: id], in: site(["a": first, "b": other]))
        await expectFindings([:], of: [id], in: site(["a": first, "b": same]))
    }

    @Test("One basis for everything")
    func basis() async {
        let id = "basis-constant"
        let row = "产出指标 | 数量指标 | 期刊 | 甲 | ≥4期 | 工作计划\n"
        var documents = one(String(repeating: row, count: 5))
        for (path, text) in documents { documents[path] = text.replacing("单位名称: ", "单位名称: 1️⃣") }
        await expectFindings([1: id], in: documents)
        await expectFindings([:], of: [id], in: one(String(repeating: row, count: 4)))
        await expectFindings([:], of: [id], in: one(String(repeating: row, count: 5) + row.replacing("工作计划", "合同")))
    }

    @Test("The same words in unrelated projects of three units")
    func boilerplate() async {
        func documents(units: Int, mark: String) -> [String: String] {
            var documents = ["content/index.md": "---\n网站名称: 测试\n---\n"]
            for unit in 1...units {
                documents["content/2022/72100\(unit)/index.md"] = "---\n单位编码: 72100\(unit)\n单位名称: 单位\(unit)\n---\n"
                documents["content/2022/72100\(unit)/a.md"] = project(
                    "效益指标 | 社会效益指标 | 长期使用性 | \(unit == 1 ? mark : "")长期满足需求 | ≥9年 | 合同",
                    code: "13030322P00397010013\(unit)", name: "项目\(unit)")
            }
            return documents
        }
        await expectFindings([1: "boilerplate"], in: documents(units: 3, mark: "1️⃣"))
        await expectFindings([:], of: ["boilerplate"], in: documents(units: 2, mark: ""))
    }

    @Test("How many indicators can be measured")
    func measurable() async {
        let rows = "产出指标 | 数量指标 | 期刊 | 甲 | ≥4期 | 合同\n | 质量指标 | 外观 | 乙 | 是 | 合同"
        var documents = one(rows)
        for (path, text) in documents {
            documents[path] = text.replacing("单位名称: ", "单位名称: 1️⃣").replacing("| 指标值 |", "| 2️⃣指标值 |")
        }
        await expectFindings([1: "measurable-share", 2: "measurable-share"], in: documents)
        await expectFindings([:], of: ["measurable-share"], in: one(good))
    }
}

extension String {
    /// The text with every occurrence replaced.
    func replacing(_ old: String, _ new: String) -> String {
        var result: [UInt8] = []
        var rest = Array(utf8)[...]
        let (wanted, replacement) = (Array(old.utf8), Array(new.utf8))
        while !rest.isEmpty {
            if rest.starts(with: wanted) {
                result += replacement
                rest = rest.dropFirst(wanted.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
