import Basics
import Content
import Disclosure

extension Check {
    static let yearStale = Check(
        rule: Rule(
            "year-stale", .note, "提法已过时", what: "用了有时效的提法，而预算年度已在它适用的年份之后。名单和年份见 Words/stale.tsv；不适用的年份之前不查。",
            why: "多半是从往年的材料里抄来的，会让读者怀疑整份目标都没有更新。", basis: "国办秘函〔2019〕19号", bad: "2022 年预算：为实现全面小康增力添彩",
            good: "2020 年预算：为实现全面小康增力添彩"),
        scope: .document { subject, rule in
            subject.words[.stale].compactMap { hit in
                let row = rows[hit.word]
                guard row.count > 2, let last = Int(row[1]), let year = subject.year, year > last else { return nil }
                return rule.finding(
                    "“\(row[0])”的提法适用到 \(last) 年，预算年度是 \(year) 年", at: subject.place(hit.range),
                    help: "\(row[2])；核对是否沿用了往年的文字")
            }
        })
}

private let rows = WordList.stale.rows
let staleWords = rows.map { $0[0] }
