import Basics
import Disclosure

extension Check {
    static let fundsSum = Check(
        rule: Rule(
            "funds-sum", .warning, "资金来源合计不等于预算数",
            what: "预算数不等于各项资金来源（财政资金、其他资金、上年结转资金等）之和。空白算作 0，按十进制精确相加；没有填资金来源的不查。",
            why: "同一张表里两个数互相矛盾，读者不知道该信哪一个。", basis: amountBasis, bad: "预算数: 2.00，财政资金: 1.50，其他资金: 0.40",
            good: "预算数: 2.00，财政资金: 1.50，其他资金: 0.50"),
        scope: .project { subject, rule in
            let project = subject.project
            guard let budget = project.budget.amount, !project.funds.isEmpty else { return [] }
            // What is not one number is reported when it is read, and its sum cannot be told.
            guard project.funds.allSatisfy({ $0.amount != nil || $0.filed.text.allSatisfy(\.isWhitespace) }) else { return [] }
            let sum = project.funds.compactMap(\.amount).sum()
            guard sum != budget else { return [] }
            let difference = Amount(
                millionths: sum.millionths - budget.millionths, decimals: max(sum.decimals, budget.decimals))
            let unit = subject.unit.amountUnit.rawValue
            return [
                rule.finding(
                    "预算数是 \(budget)，资金来源合计是 \(sum)，\(difference > .zero ? "多" : "少")了 \(magnitude(difference)) \(unit)",
                    at: subject.place(project.budget.filed.range),
                    notes: project.funds.map { fund in
                        let filed = fund.filed.text.isEmpty ? "空白" : fund.filed.text
                        return .init("\(fund.name.text) \(filed)", at: subject.place(fund.filed.range))
                    }, help: "核对原表，改正预算数或其中一项来源")
            ]
        })
}

let amountBasis = "财预〔2015〕163号"

private func magnitude(_ amount: Amount) -> Amount {
    Amount(millionths: abs(amount.millionths), decimals: amount.decimals)
}
