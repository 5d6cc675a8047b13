import Basics
import Content
import Disclosure

extension Check {
    static let yearStale = Check(
        rule: Rule(
            "year-stale", .note, "提法已过时", what: "用了有时效的提法，而预算年度已在它适用的年份之后。名单和年份见 Words/stale.tsv；不适用的年份之前不查。",
            why: "多半是从往年的材料里抄来的，会让读者怀疑整份目标都没有更新。", basis: "国办秘函〔2019〕19号", bad: "2022 年预算：为实现全面小康增力添彩",
            good: "2020 年预算：为实现全面小康增力添彩"),
        scope: .unit { subject, rule in
            let unit = subject.unit
            // Which documents are read as a year's is not known before they are put together.
            return ([unit.source] + unit.filedProjects.map(\.source)).flatMap { source in
                finder.hits(in: source.bytes, TextRange(0, source.bytes.count)).compactMap { hit in
                    let row = rows[hit.word]
                    guard row.count > 2, let last = Int(row[1]), unit.year > last else { return nil }
                    return rule.finding(
                        "“\(row[0])”的提法适用到 \(last) 年，预算年度是 \(unit.year) 年", at: source.place(hit.range),
                        help: "\(row[2])；核对是否沿用了往年的文字")
                }
            }
        })
}

private let rows = WordList.stale.rows
private let finder = WordMatcher(rows.map { $0[0] })
