import Basics
import Content
import Disclosure
import Testing

@Suite("Indicator tables") struct IndicatorTests {
    func reading(_ table: String) async -> Reading { await Reading(project: projectText("", "## 绩效指标\n\n\(table)\n")) }

    func rows(_ table: IndicatorTable?) -> [[String]] {
        (table?.indicators ?? []).map { [$0.level1.text, $0.level2.text, $0.level3.text] }
    }

    @Test("A blank level goes on from above; a blank 二级 under a new 一级 is blank") func ditto() async {
        let read = await reading(
            """
            | 一级指标 | 二级指标 | 三级指标 | 指标值 |
            | --- | --- | --- | --- |
            | 产出指标 | 数量指标 | a | 1 |
            |  |  | b | 2 |
            |  | 质量指标 | c | 3 |
            | 效益指标 |  | d | 4 |
            |  |  | e | 5 |
            |  | 社会效益指标 |  | 6 |
            """)
        let table = read.project?.indicators
        #expect(
            rows(table) == [
                ["产出指标", "数量指标", "a"], ["产出指标", "数量指标", "b"], ["产出指标", "质量指标", "c"], ["效益指标", "", "d"],
                ["效益指标", "", "e"], ["效益指标", "社会效益指标", ""],
            ])
        #expect(table?.indicators.map(\.startsLevel1) == [true, false, false, true, false, false])
        #expect(table?.indicators.map(\.startsLevel2) == [true, false, true, true, false, true])
        #expect(read.findings == ["14:10 table-shape “d”没有二级指标"])
    }

    @Test("A name that is repeated starts a cell of its own; 同上 spelt out keeps the name above") func repeated() async {
        let read = await reading(
            """
            | 一级指标 | 二级指标 | 三级指标 |
            | --- | --- | --- |
            | 产出指标 | 数量指标 | a |
            | 产出指标 | 数量指标 | b |
            | 同上 | 〃 | c |
            |  | 数量指标 | d |
            """)
        let table = read.project?.indicators
        #expect(rows(table).map { $0[1] } == ["数量指标", "数量指标", "数量指标", "数量指标"])
        #expect(rows(table)[2] == ["产出指标", "数量指标", "c"])
        #expect(table?.indicators[2].cells.map(\.text) == ["同上", "〃", "c"])
        #expect(table?.indicators.map(\.startsLevel1) == [true, true, true, false])
        #expect(table?.indicators.map(\.startsLevel2) == [true, true, true, true])
        #expect(read.findings.isEmpty)
    }

    @Test("The first row has nothing to go on from") func firstRow() async {
        let read = await reading("| 一级指标 | 二级指标 | 三级指标 |\n| --- | --- | --- |\n|  |  | a |\n|  |  | b |")
        #expect(read.findings == ["11:3 table-shape “a”没有一级指标", "11:6 table-shape “a”没有二级指标"])
        #expect(read.project?.indicators?.indicators.first?.startsLevel1 == true)
    }

    @Test(
        "Headings are known in other words, in any order and with brackets",
        arguments: [
            ("一级指标", IndicatorColumn.Kind.level1), ("一 级 指 标", .level1), ("指标名称", .level3), ("指标内容", .description),
            ("指标解释", .description), ("指标说明", .description), ("绩效指标描述", .description), ("目标值", .targetValue),
            ("年度指标值", .targetValue), ("指标目标值", .targetValue), ("指标值（%）", .targetValue), ("指标值(单位)", .targetValue),
            ("指标值确定依据", .basis), ("指标性质", .comparison), ("计算符号", .comparison), ("度量单位", .measureUnit),
            ("计量单位", .measureUnit), ("分值（权重）", .weight), ("权重", .weight), ("指标方向性", .direction), ("完成值", .actualValue),
            ("全年实际值", .actualValue), ("得分", .score), ("偏差原因分析及改进措施", .deviation), ("未完成原因分析", .deviation),
            ("评分细则", .scoringRule), ("绩效标准", .standard), ("备注", .remark), ("★", .core), ("四级指标", .other), ("", .other),
            ("（指标值）", .other), ("指标值2", .other),
        ])
    func headings(text: String, kind: IndicatorColumn.Kind) {
        #expect(IndicatorColumn(Literal(text, TextRange(0, 0))).kind == kind)
    }

    @Test("Columns stand in any order, and unknown ones are kept and reported") func order() async {
        let read = await reading(
            """
            | 目标值 | 三级指标 | 责任人 | 一级指标 | 二级指标 | 指标性质 | 度量单位 | 评分细责 |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | 95 | 满意度 | 张三 | 满意度指标 | 服务对象 | ≥ | % |  |
            | ≤3天 | 时长 | 李四 |  |  | 定性 | 次 | x |
            """)
        let table = read.project?.indicators
        #expect(
            table?.columns.map(\.kind) == [
                .targetValue, .level3, .other, .level1, .level2, .comparison, .measureUnit, .other,
            ])
        #expect(rows(table) == [["满意度指标", "服务对象", "满意度"], ["满意度指标", "服务对象", "时长"]])
        let values = table?.indicators.compactMap(\.targetValue) ?? []
        #expect(values.map(\.comparison) == [.atLeast, .atMost])
        #expect(values.map(\.unit) == ["%", "天"])
        #expect(table?.indicators[1].cells.map(\.text) == ["≤3天", "时长", "李四", "", "", "定性", "次", "x"])
        #expect(
            read.findings == [
                "9:16 key-unknown 不认识的表格栏目“责任人”，已作为附加栏目原样保留", "9:50 key-unknown 不认识的表格栏目“评分细责”，已作为附加栏目原样保留",
            ])
        #expect(read.diagnostics.map(\.severity) == [.warning, .warning])
        #expect(read.diagnostics.map(\.help) == ["若是原表的栏目，可以不改", "是否想写“评分细则”？"])
    }

    @Test("Two columns of one meaning are an error") func repeatedColumn() async {
        let read = await reading("| 三级指标 | 指标值 | 目标值 |\n| --- | --- | --- |\n| a | 1 | 2 |")
        #expect(read.findings == ["9:16 key-duplicate 栏目“目标值”与“指标值”意思相同，写了两次"])
        #expect(read.diagnostics.first?.notes.map { read.place($0.place) } == ["9:10"])
        #expect(read.project?.indicators?.columns.map(\.kind) == [.level3, .targetValue, .other])
        #expect(read.project?.indicators?.indicators.first?.targetValue?.filed.text == "1")
    }

    @Test("Short rows are filled up with blanks; they and longer ones are reported") func rowLengths() async {
        let read = await reading("| 一级指标 | 二级指标 | 三级指标 |\n| --- | --- | --- |\n| 产出指标 |\n| x | y | z | ! | ? |")
        let table = read.project?.indicators
        #expect(table?.indicators.map { $0.cells.map(\.text) } == [["产出指标", "", ""], ["x", "y", "z"]])
        #expect(
            read.findings == [
                "11:1 table-shape 这一行只有 1 格，表头有 3 栏，行末已补空白", "12:15 table-shape 这一行有 5 格，表头只有 3 栏",
            ])
        #expect(read.diagnostics.map(\.severity) == [.warning, .error])
    }

    @Test("A table without the names of its indicators is an error; one without values is not") func missingColumns()
        async
    {
        let read = await reading("| 一级指标 | 二级指标 | 三级目标 |\n| --- | --- | --- |\n| a | b | c |")
        #expect(
            read.findings == ["9:3 table-shape 绩效指标表里没有“三级指标”一栏", "9:17 key-unknown 不认识的表格栏目“三级目标”，已作为附加栏目原样保留"])
        #expect(read.diagnostics.last?.help == "是否想写“三级指标”？")
        #expect(read.project?.indicators?.indicators.first?.targetValue == nil)
        #expect(MeasurabilityCount(read.project?.indicators?.indicators ?? []).absent == 1)
    }

    @Test("A cell's bar, line break and marks are literal") func literalCells() async {
        let read = await reading("| 三级指标 | 指标值 |\n| --- | --- |\n| a\\|b<br>**c** | `1` |")
        #expect(read.project?.indicators?.indicators.first?.cells.map(\.text) == ["a|b\n**c**", "`1`"])
    }

    @Test("A table of headings only has no indicators") func empty() async {
        let read = await reading("| 三级指标 | 指标值 |\n| --- | --- |")
        #expect(read.project?.indicators?.indicators.isEmpty == true)
        #expect(read.findings.isEmpty)
    }
}
