import Content
import Disclosure
import Testing

@Suite("Sections of the form") struct FormSectionTests {
    static let plan = "| 3月底 | 2022年6月 | 第四季度 |\n| --- | --- | --- |\n| 25% | ５０％ | 一百 |\n"
    static let indicators = "| 三级指标 | 指标值 |\n| --- | --- |\n| a | 1 |\n"

    @Test(
        "A section is found whatever its numbering, spaces, brackets and marks",
        arguments: [
            "绩效指标", "二、绩效指标", "（二）绩效指标", "(2) 绩效指标", "2.绩效指标", "2．绩效指标", "２、绩效指标", "十二、 绩效 指标", "1.2.绩效指标",
            "绩效指标（表）", "绩效指标：", "**绩效指标**",
        ])
    func headings(heading: String) async {
        let read = await Reading(project: projectText("", "## \(heading)\n\n" + Self.indicators))
        #expect(read.project?.indicators?.indicators.count == 1)
        #expect(read.project?.extraSections.isEmpty == true)
        #expect(read.findings.isEmpty)
    }

    @Test("Other headings are sections of their own", arguments: ["绩效指标说明", "绩效", "一", "二、", "其他绩效指标", "（绩效指标）"])
    func otherHeadings(heading: String) async {
        let read = await Reading(project: projectText("", "## \(heading)\n\n| 三级指标 | 次数 |\n| --- | --- |\n| a | 1 |\n"))
        #expect(read.project?.indicators == nil)
        #expect(read.project?.extraSections.map(\.heading?.text) == [heading])
        #expect(read.findings.isEmpty)
        let form = "## 绩效指标\n\n\(Self.indicators)\n## \(heading)\n\n" + Self.indicators
        #expect(await Reading(project: projectText("", form)).findings.isEmpty)
    }

    @Test("An indicator table below another heading is reported", arguments: ["绩效指标说明", "绩效指表", "项目绩效指标表"])
    func unknownHeading(heading: String) async {
        let body = "## \(heading)\n\n" + Self.indicators
        let finding = "table-shape “\(heading)”下面的表格像绩效指标表，没有认作绩效指标"
        #expect(await Reading(project: projectText("", body)).findings == ["7:1 " + finding])
        let unit = await Reading(project: projectText(), unit: unitText + "\n" + body)
        #expect(unit.diagnostics.map(\.summary) == [String(finding.dropFirst("table-shape ".count))])
    }

    @Test(
        "A heading of the form that Markdown takes for text is reported where it stands",
        arguments: [
            ("##绩效指标", "绩效指标"), ("＃＃ 绩效指标", "绩效指标"), ("**绩效指标**", "绩效指标"), ("__绩效指标__：", "绩效指标"),
            ("##二、绩效指标：", "二、绩效指标"),
            ("#绩效目标#", "绩效目标"), ("**一、资金支出计划（%）**", "一、资金支出计划（%）"),
        ])
    func unmarkedHeading(line: String, title: String) async {
        for (body, place) in [("\(line)\n\n文字", "7:1"), ("前言\n\n一行\n\(line)\n\n" + Self.indicators, "10:1")] {
            let read = await Reading(project: projectText("", body))
            #expect(read.findings == ["\(place) table-shape “\(title)”没有写成标题，它下面的内容没有认作绩效目标表的栏目"])
        }
    }

    @Test("A title without marks is one where its table follows") func bareHeading() async {
        let read = await Reading(project: projectText("", "二、绩效指标：\n\n" + Self.indicators))
        #expect(read.findings == ["7:1 table-shape “二、绩效指标”没有写成标题，它下面的内容没有认作绩效目标表的栏目"])
        let goal = await Reading(project: projectText("", "## 绩效目标\n\n完成任务。\n绩效指标：\n出车100次。\n"))
        #expect(goal.findings.isEmpty && goal.project?.goal?.text == "完成任务。\n绩效指标：\n出车100次。")
        let unit = await Reading(project: projectText(), unit: unitText + "\n三、绩效指标\n\n按季度考核。\n")
        #expect(unit.findings.isEmpty)
    }

    @Test(
        "A sentence is no heading",
        arguments: ["绩效指标：见下表", "完成绩效目标", "绩效指标见附件。", "绩效指标说明", "绩效指标（详见附件）"])
    func sentence(line: String) async {
        #expect(await Reading(project: projectText("", line + "\n")).findings.isEmpty)
    }

    @Test("A plan has deadlines and shares") func plan() async {
        let read = await Reading(project: projectText("", "## 一、资金支出计划（%）\n\n" + Self.plan))
        let plan = read.project?.plan ?? []
        #expect(plan.map(\.deadline.text) == ["3月底", "2022年6月", "第四季度"])
        #expect(plan.map(\.month) == [3, 6, nil])
        #expect(plan.map(\.filed.text) == ["25%", "５０％", "一百"])
        #expect(plan.map { $0.percent?.description } == ["25", "50", nil])
        #expect(read.project?.planHeading?.text == "一、资金支出计划（%）")
        #expect(read.findings.isEmpty)
    }

    @Test("A plan without its row is blank, one with two is reported") func planRows() async {
        let none = await Reading(project: projectText("", "## 资金支出计划\n\n| 3月底 | 6月底 |\n| --- | --- |\n"))
        #expect(none.project?.plan.map(\.filed.text) == ["", ""])
        let two = await Reading(project: projectText("", "## 资金支出计划\n\n| 3月底 |\n| --- |\n| 1% |\n| 2% |\n"))
        #expect(two.findings == ["12:1 table-shape 资金支出计划只能有一行"])
        #expect(two.project?.plan.map(\.filed.text) == ["1%"])
    }

    @Test(
        "A goal is the text as filed",
        arguments: [
            ("1.保障\n2.运转", "1.保障\n2.运转"), ("\n\n第一段\n\n\n第二段\n\n", "第一段\n\n\n第二段"),
            ("- **重点**：`a` *b*\n* c\n> d", "- **重点**：`a` *b*\n* c\n> d"), ("  行首行尾空格  \n", "行首行尾空格"),
            ("\u{3000}\u{3000}段首缩进\u{3000}\n", "\u{3000}\u{3000}段首缩进"), ("#不是标题", "#不是标题"),
            ("一行\r\n两行\r\n", "一行\n两行"), ("", ""), ("\n \u{3000}\n", ""), ("a\\|b &amp; <1", "a\\|b &amp; <1"),
            ("### 小标题\n\n文字", "### 小标题\n\n文字"),
        ])
    func goal(body: String, expected: String) async {
        let bodies = ["## 绩效目标\n\(body)", "## 绩效目标\n\(body)\n\n## 其他\n\n文", "## 绩效目标\n\(body)\n\n  ## 其他\n\n文"]
        for text in bodies {
            let read = await Reading(project: projectText("", text))
            let goal = read.project?.goal
            #expect(goal.map { Array($0.text.utf8) } == Array(expected.utf8))
            if let goal, let source = read.project?.source, !expected.isEmpty, !body.utf8.contains(0x0D) {
                #expect(source.text(goal.range) == expected)
            }
        }
    }

    @Test("A project without sections has neither plan, goal nor indicators") func absent() async {
        let read = await Reading(project: projectText())
        #expect(read.project?.plan.isEmpty == true)
        #expect(read.project?.planHeading == nil)
        #expect(read.project?.goal == nil)
        #expect(read.project?.indicators == nil)
        #expect(read.findings.isEmpty)
    }

    @Test("Unknown sections are kept in the order filed, with what stands beside a table") func others() async {
        let body = """
            前言

            ## 绩效指标

            \(Self.indicators)
            注：表外的话

            ## 立项依据

            文件

            ## 绩效目标

            目标
            """
        let read = await Reading(project: projectText("", body))
        #expect(read.project?.extraSections.map { $0.heading?.text } == [nil, "绩效指标", "立项依据"])
        #expect(read.project?.extraSections.map(\.blocks.count) == [1, 1, 1])
        #expect(read.findings.isEmpty)
    }

    @Test("A section of the form has exactly one table") func tableCount() async {
        let none = await Reading(project: projectText("", "## 资金支出计划\n\n## 绩效指标\n\n| 三级指标 |\n\n文字\n"))
        #expect(none.findings == ["7:1 table-shape “资金支出计划”下面没有表格", "9:1 table-shape “绩效指标”下面没有表格"])
        let two = await Reading(project: projectText("", "## 绩效指标\n\n\(Self.indicators)\n\(Self.indicators)"))
        #expect(two.findings == ["13:1 table-shape “绩效指标”下面有两个表格，只读第一个"])
        #expect(two.project?.extraSections.map(\.blocks.count) == [1])
    }

    @Test("A section that stands twice or too low is reported") func misplaced() async {
        let twice = await Reading(project: projectText("", "## 绩效目标\n\n甲\n\n## 二、绩效目标\n\n乙\n"))
        #expect(twice.findings == ["11:1 table-shape “二、绩效目标”写了两次"])
        #expect(twice.diagnostics.first?.notes.map { twice.place($0.place) } == ["7:1"])
        #expect(twice.project?.goal?.text == "甲")
        #expect(twice.project?.extraSections.map(\.heading?.text) == ["二、绩效目标"])
        let low = await Reading(project: projectText("", "## 绩效目标\n\n甲\n\n### 绩效指标\n\n\(Self.indicators)"))
        #expect(low.findings == ["11:1 table-shape “绩效指标”是三级以下的标题，没有认作绩效目标表的栏目"])
    }

    @Test("In a unit 绩效目标 is prose and 绩效指标 a table") func unit() async {
        let text = unitText + "\n## 绩效目标\n\n文\n\n## 资金支出计划\n\n文\n\n## 绩效指标\n\n" + Self.indicators
        let read = await Reading(project: projectText(), unit: text)
        #expect(read.unit?.sections.map { $0.heading?.text } == ["绩效目标", "资金支出计划"])
        #expect(read.unit?.indicators?.indicators.count == 1)
        #expect(read.findings.isEmpty)
    }
}
