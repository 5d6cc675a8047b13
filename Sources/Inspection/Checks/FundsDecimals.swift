import Basics
import Disclosure

extension Check {
    static let fundsDecimals = Check(
        rule: Rule(
            "funds-decimals", .warning, "金额不是两位小数", what: "金额单位是万元，而预算数或资金来源不是两位小数。空白和单独一个 0 不算；金额单位是元的不查。",
            why: "全表小数位数一致，才看得出数字没有被截断，也便于核对。", basis: amountBasis, bad: "预算数: 0.4", good: "预算数: 0.40"),
        scope: .project { subject, rule in
            guard subject.unit.amountUnit == .tenThousandYuan else { return [] }
            let project = subject.project
            return ([project.budget] + project.funds).compactMap { filed in
                guard let amount = filed.amount, amount.decimals != 2, amount != .zero || amount.decimals > 0 else {
                    return nil
                }
                let rounded = Amount(millionths: amount.millionths, decimals: 2)
                let isExact = amount.millionths % 10_000 == 0
                return rule.finding(
                    "“\(filed.name.text)”写的是“\(filed.filed.text)”，以万元为单位应写两位小数", at: subject.place(filed.filed.range),
                    help: isExact ? "写成“\(rounded)”" : "核对原表；确有更小的零头时，把金额单位改为“元”",
                    fixes: isExact ? [.init(filed.filed.range, rounded.description)] : [])
            }
        })
}
