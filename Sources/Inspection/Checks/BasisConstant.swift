import Basics
import Content
import Disclosure

extension Check {
    static let basisConstant = Check(
        rule: Rule(
            "basis-constant", .note, "依据千篇一律", what: "一个单位的全部指标，指标值确定依据都是同样的字。只有几个指标的单位不算。",
            why: "每个目标值都有自己的来历（历史数据、行业标准、合同、文件），写成同一句话等于没有依据。",
            bad: "33 项指标的依据都是“年度工作计划”", good: "≥95% 依据“近三年平均 94%”，4期 依据“刊物出版许可”"),
        scope: .unit { subject, rule in
            var first: (cell: Literal, place: Place)?
            var count = 0
            for table in subject.tables {
                guard let column = table.columns.basis else { continue }
                for index in table.targets.indices {
                    let text = table.targets[index].indicator.cells[column].text
                    if text.isEmpty { continue }
                    if let first {
                        guard Spelling(first.cell.text) == Spelling(text) else { return [] }
                    } else {
                        let cell = table.targets[index].indicator.cells[column]
                        first = (cell, table.place(cell.range))
                    }
                    count += 1
                }
            }
            guard let first, count >= 5 else { return [] }
            return [finding(first.cell.text, count, first.place, subject, rule)]
        })
}

// MARK: Wording

private func finding(_ basis: String, _ count: Int, _ first: Place, _ subject: UnitSubject, _ rule: Rule) -> Diagnostic
{
    rule.finding(
        "全单位 \(count) 项指标的确定依据都是“\(basis)”", at: subject.place(subject.unit.name.range),
        notes: [.init("第一处在这里", at: first)], help: "写明每个目标值的来历：历史数据、行业标准、合同、文件的名称")
}
