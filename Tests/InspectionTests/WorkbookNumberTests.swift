import Office
import Testing

@testable import Inspection

/// Numbers of persons in workbooks: below headings of codes and amounts a cell that holds nothing else is none.
@Suite("Numbers in workbooks") struct WorkbookNumberTests {
    private func found(below heading: String, _ cell: String) -> [PersonalNumber] {
        var search = NumberSearch()
        let sheet = OfficePassage.Sheet(name: "1", isHidden: false)
        search.look(at: OfficePassage(heading, at: .cell(sheet, reference: "A1")))
        search.look(at: OfficePassage(cell, at: .cell(sheet, reference: "A2")))
        return search.found.map(\.kind)
    }

    @Test(
        "A title is no heading of amounts, and a sentence no amount",
        arguments: [
            ("部门预算项目绩效目标表", "填报人：张三  联系电话：13912345678"), ("部门预算项目绩效目标表", "13912345678"),
            ("预算数", "联系电话：13912345678"), ("专项资金申请人联系方式", "13912345678"), ("金额（元）", "转给 13912345678"),
            ("2022年预算资金情况说明", "13912345678"),
        ])
    func found(heading: String, cell: String) {
        #expect(found(below: heading, cell) == [.mobile])
    }

    @Test(
        "A number alone below a heading of amounts is one",
        arguments: ["预算数", "2022年预算数", "金额（元）", "年度 预算资金总额（万元）", "财政资金", "支出", "收入合计"])
    func amounts(heading: String) {
        #expect(found(below: heading, "13912345678") == [])
        #expect(found(below: heading, "13,912,345,678.00") == [])
    }

    @Test("Below a heading of codes, only a code is none")
    func codes() {
        #expect(found(below: "文件编号", "4111111111111111") == [])
        #expect(found(below: "文件编号", "冀财第4111111111111111号") == [.bankCard])
        #expect(found(below: "文件编号", "第4111111111111111号") == [])
        #expect(found(below: "文件编号", "付至 4111111111111111 账户") == [.bankCard])
        #expect(found(below: "文件编号", "11010519491231002X") == [.identity])
    }
}
