import Basics
import Content
import Disclosure

extension Check {
    static let publishedLate = Check(
        rule: Rule(
            "published-late", .warning, "公开超过期限", what: "单位的公开日期比批复日期晚 20 天以上，或者比批复日期还早。两个日期都写了才查。",
            why: "部门预算应在批复后二十日内向社会公开，逾期公开是检查通报的常见问题。", basis: publicationBasis,
            bad: "批复日期: 2022-01-20，公开日期: 2022-03-01", good: "批复日期: 2022-01-20，公开日期: 2022-02-09"),
        scope: .document { subject, rule in
            let document = subject.document
            guard isPublicUnit(document), let approval = document.scalar("批复日期"),
                let published = document.scalar("公开日期"), let approved = CalendarDate(approval.text),
                let date = CalendarDate(published.text)
            else { return [] }
            let days = date.daysSinceEpoch - approved.daysSinceEpoch
            guard days > 20 || days < 0 else { return [] }
            return [
                rule.finding(
                    days < 0 ? "公开日期比批复日期早 \(-days) 天" : "批复后 \(days) 天才公开，超过了 20 日的期限",
                    at: subject.place(published.range),
                    notes: [.init("批复日期在这里写明", at: subject.place(approval.range))],
                    help: days < 0 ? "核对两个日期" : "核对两个日期；确已逾期的照实填写，并在“已核实”里说明原因")
            ]
        })
}
