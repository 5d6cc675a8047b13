import Basics
import Content
import Disclosure
import Testing

@Suite("Keys of a project and a unit") struct KeyTests {
    @Test("Every required key that is absent or blank is reported once") func missing() async {
        let absent = await Reading(project: "---\n预算书: 1\n资金用途: x\n项目名: y\n项目编码:\n---\n")
        #expect(
            absent.findings == [
                "2:1 key-missing 缺少必填的“项目名称”", "2:1 key-missing 缺少必填的“预算数”", "2:1 key-unknown 不认识的键“预算书”，已作为附加栏目原样保留",
                "4:1 key-unknown 不认识的键“项目名”，已作为附加栏目原样保留", "5:6 key-missing 必填的“项目编码”没有值",
            ])
        #expect(absent.diagnostics.map(\.help)[2...3] == ["是否想写“预算数”？", "是否想写“项目名称”？"])
        #expect(absent.project == nil)
        let blank = await Reading(project: "---\n项目编码: A1\n项目名称: \u{3000}\n预算数:\n---\n")
        let draft = await Reading(project: projectText("状态: 草稿").replacing("预算数: 0.40\n", with: ""))
        #expect(draft.findings == ["2:1 key-missing 缺少必填的“预算数”"])
        #expect(draft.diagnostics.first?.severity == .warning)
        #expect(draft.diagnostics.first?.help == "在文件头里写“预算数: 0.40”；补上以后，预览里才有这份草稿的网页")
        #expect(blank.findings == ["3:6 key-missing 必填的“项目名称”没有值", "4:5 key-missing 必填的“预算数”没有值"])
    }

    @Test("A list where text is expected is reported once") func lists() async {
        let read = await Reading(
            project: "---\n项目编码: A1\n项目名称:\n  - a\n预算数:\n  - 1\n财政资金:\n  a: 1\n状态:\n  - 草稿\n---\n")
        #expect(
            read.findings == [
                "4:3 front-matter “项目名称”应是一段文字，不是列表或对照表", "6:3 front-matter “预算数”应是一段文字，不是列表或对照表",
                "8:1 front-matter 键的前面有空格，YAML 会当作上一个键的内容", "8:3 key-unknown 不认识的键“a”，已作为附加栏目原样保留",
                "10:3 front-matter “状态”应是一段文字，不是列表或对照表",
            ])
    }

    @Test("Amounts are kept as filed, blank ones too, in the order filed") func amounts() async {
        let read = await Reading(
            project: "---\n项目编码: A1\n项目名称: x\n其他资金:\n预算数: ８.70\n上年结转资金: 1,000\n财政资金: 0\n经营收入: ' '\n---\n")
        let project = read.project
        #expect(project?.budget.filed.text == "８.70")
        #expect(project?.budget.name.text == "预算数")
        #expect(project?.budget.amount?.description == "8.70")
        #expect(project?.funds.map(\.name.text) == ["其他资金", "上年结转资金", "财政资金", "经营收入"])
        #expect(project?.funds.map { $0.amount?.description } == [nil, "1000", "0", nil])
        #expect(project?.funds.map(\.filed.text) == ["", "1,000", "0", " "])
        #expect(read.findings.isEmpty)
    }

    @Test("What is not one number is no amount") func amountFormat() async {
        let read = await Reading(
            project: "---\n项目编码: A1\n项目名称: x\n预算数: 1.2.3\n财政资金: 0.40万元\n其他资金: 1 2\n---\n")
        #expect(
            read.findings == [
                "4:6 amount-format “预算数”不是一个数：“1.2.3”", "5:7 amount-format “财政资金”不是一个数：“0.40万元”",
                "6:7 amount-format “其他资金”不是一个数：“1 2”",
            ])
        #expect(read.diagnostics.map(\.basis) == Array(repeating: "财预〔2015〕163号", count: 3))
    }

    @Test("别名 is one name or several, and no unknown key") func aliases() async {
        let one = await Reading(project: projectText("别名: 车险"))
        #expect(one.project?.publication.aliases.map(\.text) == ["车险"])
        let two = await Reading(project: projectText("别名:\n  - 车险\n  - 公车保险"))
        #expect(two.project?.publication.aliases.map(\.text) == ["车险", "公车保险"])
        #expect(one.findings.isEmpty && two.findings.isEmpty)
        #expect(two.project?.extraFields.isEmpty == true)
    }

    @Test("A bare 资金 names no source of funds", arguments: ["资金", "收入", "结转"])
    func bareFunds(key: String) async {
        let read = await Reading(project: projectText("\(key): 见附件"))
        #expect(read.project?.funds.isEmpty == true)
        #expect(read.project?.extraFields.map(\.key.text) == [key])
        #expect(read.findings == ["5:1 key-unknown 不认识的键“\(key)”，已作为附加栏目原样保留"])
    }

    @Test("Fields that the form has no place for are shown in the order filed") func extraFields() async {
        let read = await Reading(
            project: projectText(
                "负责科室: 文联\n实施期: 2022\n项目类型: 一次性\n财政资今: 1\n上年项目: B1\n已核实: {a-b: c}\n别名: [x]\n曾用网址: y.html"))
        #expect(read.project?.extraFields.map(\.key.text) == ["负责科室", "实施期", "项目类型", "财政资今", "上年项目"])
        #expect(
            read.findings == [
                "5:1 key-unknown 不认识的键“负责科室”，已作为附加栏目原样保留", "8:1 key-unknown 不认识的键“财政资今”，已作为附加栏目原样保留",
            ])
        #expect(read.diagnostics.map(\.help) == ["若是原表的栏目，可以不改", "是否想写“财政资金”？"])
        #expect(read.diagnostics.map(\.severity) == [.warning, .warning])
    }

    @Test(
        "A code has to be fit for an address", arguments: ["../../x", "a/b", "编码", "index", "INDEX", "a b", "A１", "."])
    func codes(code: String) async {
        let read = await Reading(project: projectText(code: "'\(code)'"))
        #expect(read.findings == ["2:7 path-escape 项目编码“\(code)”不能用作网页地址"])
        let unit = await Reading(project: projectText(), unit: "---\n单位编码: '\(code)'\n单位名称: x\n---\n")
        #expect(unit.findings == ["\(unitPath):2:7 path-escape 单位编码“\(code)”不能用作网页地址"])
        let isReserved = read.diagnostics.allSatisfy { $0.help?.contains("“index”是保留的名称") ?? false }
        #expect(isReserved == (code.lowercased() == "index"))
    }

    @Test("A code may have 64 characters") func longCodes() async {
        let longest = await Reading(project: projectText(code: String(repeating: "A", count: 64)))
        #expect(longest.findings.isEmpty)
        let tooLong = await Reading(project: projectText(code: String(repeating: "A", count: 65)))
        #expect(tooLong.diagnostics.map(\.id) == ["path-escape"])
    }

    @Test("Years", arguments: [("2022", true), ("2022年", true), ("2022年度", true), ("２０２２", true), (" 2022 ", true)])
    func years(text: String, isRead: Bool) async {
        let read = await Reading(project: projectText("年度: '\(text)'"), unit: unitText)
        #expect(read.findings.isEmpty)
        #expect(read.project?.year == 2022)
    }

    @Test(
        "What is no year is refused", arguments: ["22", "2,022", "2022.0", "1989", "3000", "二〇二二", "2022年年", "20222"])
    func noYears(text: String) async {
        let read = await Reading(project: projectText("年度: \(text)"))
        #expect(read.findings == ["5:5 date-format “年度”不是年份：“\(text)”"])
    }

    @Test("A unit tells who it is, and its filing's numbers are shown") func unit() async {
        let read = await Reading(
            project: projectText(),
            unit: """
                ---
                索引号: 1
                单位编码: 721001
                单位名称: 文联本级
                部门名称: 文联部门
                部门编码:
                金额单位: 元
                批复日期: 2022-02-01
                发文字号: 山财〔2022〕1号
                经办: x
                公开日期: 2022年2月10日
                ---
                """)
        let unit = read.unit
        #expect(unit?.code.text == "721001")
        #expect(unit?.name.text == "文联本级")
        #expect(unit?.departmentName?.text == "文联部门")
        #expect(unit?.departmentCode?.text == "")
        #expect(unit?.amountUnit == .yuan)
        #expect(unit?.extraFields.map(\.key.text) == ["索引号", "部门编码", "批复日期", "发文字号", "经办"])
        #expect(unit?.publication.date?.description == "2022-02-10")
        #expect(unit?.budget.description == "0.00004")
        #expect(read.findings == ["\(unitPath):10:1 key-unknown 不认识的键“经办”，已作为附加栏目原样保留"])
    }

    @Test("An amount finer than a cent and an unknown unit of amounts are refused") func amountUnits() async {
        let fine = await Reading(
            project: projectText("财政资金: 0.401").replacing("0.40\n", with: "0.405\n"),
            unit: "---\n单位编码: 1\n单位名称: x\n金额单位: 元\n---\n")
        #expect(
            fine.findings == ["4:6 amount-format “预算数”精确到分以下：“0.405”", "5:7 amount-format “财政资金”精确到分以下：“0.401”"])
        let unknown = await Reading(project: projectText(), unit: "---\n单位编码: 1\n单位名称: x\n金额单位: 千元\n---\n")
        #expect(unknown.findings == ["\(unitPath):4:7 amount-format 不认识的金额单位“千元”"])
    }

    @Test("Dates and states that cannot be read are errors, and nothing is published by mistake") func publication()
        async
    {
        let read = await Reading(
            project: projectText("状态: 草搞\n公开日期: 2022-02-30\n发布时间: 明天\n更正:\n  - 日期: 三月\n    内容: a\n    经手: b\n  - x"))
        #expect(
            read.findings == [
                "5:5 status-unknown 不认识的状态“草搞”", "6:7 date-format “公开日期”不是日期：“2022-02-30”",
                "7:7 date-format “发布时间”读不懂：“明天”", "9:9 date-format “日期”不是日期：“三月”",
                "11:5 key-unknown 更正里不认识的键“经手”，不会显示在网页上", "12:5 front-matter 每条更正应有“日期”“内容”“原因”",
            ])
        #expect(read.project?.publication.status == .draft)
        #expect(read.project?.publication.isPublic(at: Instant(seconds: .max - 1)) == false)
        #expect(read.project?.publication.corrections.map { $0.content?.text } == ["a"])
    }

    @Test("Corrections are kept in their order") func corrections() async {
        let read = await Reading(
            project: projectText("更正:\n  - 日期: 2022-03-01\n    内容: a\n    原因: b\n  - 内容: c"))
        let corrections = read.project?.publication.corrections ?? []
        #expect(corrections.map { $0.date?.text } == ["2022-03-01", nil])
        #expect(corrections.map { $0.content?.text } == ["a", "c"])
        #expect(corrections.map { $0.reason?.text } == ["b", nil])
        #expect(read.findings == ["9:5 key-missing 这条更正没有“日期”"])
        let text = await Reading(project: projectText("更正: 改了"))
        #expect(text.findings == ["5:5 front-matter “更正”应是一个列表"])
        let blank = await Reading(project: projectText("更正:"))
        #expect(blank.findings.isEmpty)
    }
}
