import Basics
import Disclosure
import Templates
import Testing

@testable import Pages

@Suite("The official form") struct FormTests {
    @Test("Fund rows hold three pairs each and always fill the width", arguments: 0...8)
    func fundRows(sources: Int) async throws {
        let keys = (0..<sources).map { "来源\($0)资金: \($0)" }
        let (project, unit) = try await onlyProject(project(keys: keys))
        let form = Form(project, in: unit)
        #expect(form.fundRows.flatMap(\.funds).count == sources + 1)
        #expect(form.fundRows.map(\.isFirst) == [true] + Array(repeating: false, count: sources / 3))
        for row in form.fundRows {
            // Each pair is a label and an amount; the last amount takes the rest of the six cells.
            #expect(row.funds.reduce(0) { $0 + 1 + $1.columnSpan } == 6)
            #expect(row.funds.dropLast().allSatisfy { $0.columnSpan == 1 })
        }
        let funds = form.fundRows.flatMap(\.funds)
        #expect(funds.map(\.id) == (0...sources).map { "f\($0)" })
        #expect(funds.map(\.isFirstSource) == funds.indices.map { $0 == 1 })
        #expect(funds.map(\.isBudget) == funds.indices.map { $0 == 0 })
    }

    private func grid(_ table: String) async throws -> IndicatorGrid {
        let indicators = try await onlyProject(project(table: table)).project.indicators
        return IndicatorGrid(try #require(indicators))
    }

    /// Walks the cells as a browser lays them out, and expects that each row is as wide as the header.
    private func checkLayout(_ grid: IndicatorGrid) {
        for group in grid.groups {
            var open: [Int] = []
            for row in group.rows {
                open = open.compactMap { $0 > 1 ? $0 - 1 : nil }
                #expect(row.cells.count + open.count == grid.columns.count)
                open += row.cells.map(\.rowSpan).filter { $0 > 1 }
                #expect(row.cells.allSatisfy { $0.rowSpan <= group.rows.count })
            }
            #expect(open.allSatisfy { $0 <= 1 } || group.rows.count == 1 || open.max() ?? 0 <= group.rows.count)
        }
        let ids = grid.groups.flatMap(\.rows).flatMap(\.cells).map(\.id).filter { !$0.isEmpty } + grid.columns.map(\.id)
        #expect(Set(ids).count == ids.count)
        for row in grid.groups.flatMap(\.rows) {
            #expect(row.headers.split(separator: " ").allSatisfy { ids.contains(String($0)) }, "\(row.headers)")
            #expect(row.cells.allSatisfy { ids.contains($0.column) })
        }
    }

    @Test("Merged cells span their rows, and data cells name all their headers")
    func merged() async throws {
        let grid = try await grid(
            """
            | 一级指标 | 二级指标 | 三级指标 | 指标值 |
            | --- | --- | --- | --- |
            | 产出指标 | 数量指标 | 甲 | 1 |
            |  |  | 乙 | 2 |
            |  | 质量指标 | 丙 | 3 |
            | 效益指标 |  | 丁 | 4 |
            |  | 社会 | 戊 | 5 |
            """)
        checkLayout(grid)
        #expect(grid.groups.map(\.rows.count) == [3, 2])
        let rows = grid.groups.flatMap(\.rows)
        #expect(
            rows.map { $0.cells.map { "\($0.text)/\($0.rowSpan)" }.joined(separator: " ") } == [
                "产出指标/3 数量指标/2 甲/1 1/1", "乙/1 2/1", "质量指标/1 丙/1 3/1", "效益指标/2 /1 丁/1 4/1", "社会/1 戊/1 5/1",
            ])
        #expect(
            rows.map(\.headers)
                == zip(["a1 b1", "a1 b1", "a1 b2", "a2 b3", "a2 b4"], rows).map { "\($0) \($1.anchor)n" })
    }

    @Test(
        "Columns in any order, extra, missing and repeated ones",
        arguments: [
            "| 指标值 | 我的列 | 三级指标 | 二级指标 | 一级指标 |\n| --- | --- | --- | --- | --- |\n| 1 | x | 甲 | 数量 | 产出 |\n| 2 | y | 乙 |  |  |",
            "| 三级指标 | 指标值 |\n| --- | --- |\n| 甲 | 1 |\n| 乙 | 2 |",
            "| 一级指标 | 指标值 |\n| --- | --- |\n| 产出 | 1 |\n|  | 2 |",
            "| 指标值 |\n| --- |\n| 1 |",
            "| 一级指标 | 三级指标 | 指标名称 | 指标值 | 目标值 |\n| --- | --- | --- | --- | --- |\n| 产出 | 甲 | 乙 | 1 | 2 |",
            "| 一级指标 | 二级指标 | 三级指标 | 一级指标 |\n| --- | --- | --- | --- |\n| 产出 | 数量 | 甲 | 效益 |\n|  |  | 乙 |  |",
            "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| --- | --- | --- | --- |\n|  |  | 甲 |  |\n| 产出 | | | |\n| | | | |",
        ])
    func columns(table: String) async throws { checkLayout(try await grid(table)) }

    @Test("A long merge is one cell")
    func longMerge() async throws {
        let rows = (0..<300).map { "| \($0 == 0 ? "产出指标" : "") | \($0 == 0 ? "数量指标" : "") | 指标\($0) | \($0) |" }
        let grid = try await grid(
            "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| --- | --- | --- | --- |\n" + rows.joined(separator: "\n"))
        checkLayout(grid)
        #expect(grid.groups.count == 1 && grid.groups[0].rows[0].cells.prefix(2).allSatisfy { $0.rowSpan == 300 })
    }
}

@Suite("Charts, totals and paging") struct FigureTests {
    private func amount(_ text: String) -> Amount { Amount(text) ?? .zero }

    @Test("Bars stay within the chart, largest first, and small ones can be seen")
    func bars() {
        let bars = AmountBar.bars([
            ("a", amount("0.01")), ("b", amount("100000")), ("c", .zero), ("d", amount("-5")), ("e", amount("50000")),
        ])
        #expect(bars.map(\.label) == ["b", "e", "a"])
        #expect(bars.map(\.length) == [300, 150, 1])
        #expect(AmountBar.bars([("a", amount("1"))]).isEmpty && AmountBar.bars([]).isEmpty)
        #expect(AmountBar.bars([("a", .zero), ("b", .zero)]).isEmpty)
        let many = AmountBar.bars((1...40).map { ("\($0)", Amount(millionths: $0, decimals: 6)) })
        #expect(many.count == AmountBar.most && many.first?.label == "40")
        #expect(many.allSatisfy { (1...AmountBar.fullLength).contains($0.length) })
    }

    @Test("The share of the largest bar is one of the total, not of the bars shown")
    func share() throws {
        let chart = try #require(
            AmountChart((1...20).map { ("\($0)", Amount(millionths: $0 * 1_000_000, decimals: 0)) }))
        #expect(chart.share == "10" && !chart.isComplete)
        let two = try #require(AmountChart([("a", amount("3")), ("b", amount("1"))]))
        #expect(two.share == "75" && two.isComplete)
        #expect(AmountChart([("a", amount("3"))]) == nil)
        // A total that something negative has made zero has no shares.
        #expect(try #require(AmountChart([("a", amount("1")), ("b", amount("1")), ("c", amount("-2"))])).share.isEmpty)
    }

    @Test(
        "The mix bar is filled without gap or overlap",
        arguments: [[1, 0, 0, 0], [1, 1, 1, 0], [7, 11, 13, 2], [0, 0, 0, 3]])
    func mix(counts: [Int]) async throws {
        let values = zip(["≥1次", "是", "较好", ""], counts).flatMap { Array(repeating: $0, count: $1) }
        let rows = values.enumerated().map { "| 产出 | 数量 | 指标\($0) | \($1) |" }.joined(separator: "\n")
        let (project, _) = try await onlyProject(
            project(table: "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| --- | --- | --- | --- |\n" + rows))
        let bar = try #require(MixBar(MeasurabilityCount(project.indicators?.indicators ?? [])))
        let parts = ["quantified", "yesNo", "described", "absent"]
        let text = parts.map { "{{\($0)}} {{\($0)Start}} {{\($0)Length}}" }.joined(separator: " ")
        let library = TemplateLibrary(["t": SourceText(path: "t", text: text)])
        let template = try #require(library.compile("t", against: MixBar.view.schema).value)
        var output: [UInt8] = []
        template.render(MixBar.view.record(of: bar), into: &output)
        let numbers = String(decoding: output, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        #expect(stride(from: 0, to: 12, by: 3).map { numbers[$0] } == counts)
        var end = 0
        for start in stride(from: 1, to: 12, by: 3) {
            #expect(numbers[start] == end)
            end += numbers[start + 1]
        }
        #expect(end == MixBar.fullLength)
        #expect(MixBar(MeasurabilityCount([])) == nil)
    }

    @Test("A plan is drawn only when it is one")
    func plan() async throws {
        func chart(_ head: String, _ row: String) async throws -> PlanChart? {
            let table =
                "## 资金支出计划（%）\n\n\(head)\n" + String(repeating: "| --- ", count: head.count { $0 == "|" } - 1)
                + "|\n\(row)"
            return PlanChart(try await onlyProject(project(tail: table)).project.plan)
        }
        #expect(try await chart("| 3月底 | 6月底 | 12月底 |", "| 25% | 50% | 100% |") != nil)
        #expect(try await chart("| 3月底 | 6月底 |", "| 25% | 一半 |") == nil)
        #expect(try await chart("| 3月底 | 6月底 |", "| 25% | 120% |") == nil)
        #expect(try await chart("| 6月底 | 3月底 |", "| 25% | 50% |") == nil)
        #expect(try await chart("| 上半年 | 12月底 |", "| 25% | 50% |") == nil)
        #expect(try await chart("| 12月底 |", "| 100% |") == nil)
    }

    @Test("Totals of a year, a unit and a site are those of their projects, in one unit of money")
    func totals() async throws {
        let register = await register([
            "2022/721001/a.md": project(budget: "0.10"), "2022/721001/b.md": project("P002", budget: "0.20"),
            "2022/u/index.md": "---\n单位编码: 700\n单位名称: 乙\n金额单位: 元\n---\n",
            "2022/u/c.md": project("P003", budget: "12345"),
            "2022/u/d.md": project("P004", budget: "0"),
        ])
        let totals = register.units.map { Totals($0) }
        #expect(totals.map(\.budget.moneyDescription) == ["1.2345", "0.30"])
        #expect(YearSummary(try #require(register.years.first)).totals.budget.moneyDescription == "1.5345")
        #expect(totals.map(\.projectCount) == [2, 2])
        #expect(
            percent(1, of: 3) == "33" && percent(2, of: 3) == "67" && percent(1, of: 0).isEmpty
                && percent(1, of: 200) == "1")
    }

    @Test("A list is paged at its limit, and each page names the first, the last and its neighbours")
    func paging() throws {
        let template = try #require(
            TemplateLibrary([
                "t": SourceText(
                    path: "t",
                    text:
                        "{{previous}}|{{#entries}}{{#isGap}}…{{/isGap}}{{^isGap}}{{#isCurrent}}*{{/isCurrent}}{{path}} {{/isGap}}{{/entries}}|{{next}}"
                )
            ]).compile("t", against: Paging.view.schema).value)
        func shown(_ number: Int, of count: Int) -> String {
            var output: [UInt8] = []
            template.render(Paging.view.record(of: Paging(number: number, count: count) { "p\($0)" }), into: &output)
            return String(decoding: output, as: UTF8.self)
        }
        #expect(shown(1, of: 2) == "|*p1 p2 |p2")
        #expect(shown(2, of: 2) == "p1|p1 *p2 |")
        #expect(shown(5, of: 9) == "p4|p1 …p3 p4 *p5 p6 p7 …p9 |p6")
        #expect(shown(4, of: 7) == "p3|p1 p2 p3 *p4 p5 p6 p7 |p5")
        #expect(shown(1, of: 100) == "|*p1 p2 p3 …p100 |p2")
    }
}
