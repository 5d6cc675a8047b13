import Basics
import Content
import Disclosure

extension Check {
    static let fundsUnit = Check(
        rule: Rule(
            "funds-unit", .warning, "元和万元混用",
            what: "资金用途、绩效目标、绩效指标描述或正文里的一个金额，恰好是预算数或某项资金来源的一万倍或万分之一。单价（人均、每人、元/人）不算。",
            why: "差一万倍通常是把元填进了万元的栏目，公开后会被当作真实金额引用。", basis: amountBasis,
            bad: "预算数: 4000（万元），绩效目标: 支付保险费0.40万元", good: "预算数: 0.40（万元），绩效目标: 支付保险费0.40万元"),
        scope: .project { subject, rule in
            let project = subject.project
            let filed = ([project.budget] + project.funds).filter { ($0.amount ?? .zero) > .zero }
            return moneyFigures(in: project.source, textRanges(of: subject)).compactMap { figure in
                guard let field = filed.first(where: { isTenThousandfold(figure, $0, subject.unit.amountUnit) }) else {
                    return nil
                }
                let unit = subject.unit.amountUnit.rawValue
                return rule.finding(
                    "这里写“\(project.source.text(figure.range))”，而“\(field.name.text)”是 \(field.filed.text) \(unit)，正好差一万倍",
                    at: subject.place(figure.range),
                    notes: [.init("\(field.name.text)在这里", at: subject.place(field.filed.range))],
                    help: "核对原表：多半有一处把元写成了万元")
            }
        })
}

/// An amount of money in a sentence.
private struct MoneyFigure {
    var amount: Amount
    var unit: AmountUnit
    var range: TextRange
}

private func isTenThousandfold(_ figure: MoneyFigure, _ field: FiledAmount, _ unit: AmountUnit) -> Bool {
    guard let amount = field.amount else { return false }
    // Equal numbers under unequal units, or under equal units one number ten thousand times the other.
    if figure.unit != unit { return figure.amount == amount }
    return isTenThousandfold(figure.amount, of: amount) || isTenThousandfold(amount, of: figure.amount)
}

private func isTenThousandfold(_ large: Amount, of small: Amount) -> Bool {
    let (product, overflow) = small.millionths.multipliedReportingOverflow(by: 10_000)
    return !overflow && product == large.millionths
}

/// The project's own text: purpose, goal, descriptions and prose.
private func textRanges(of subject: ProjectSubject) -> [TextRange] {
    let project = subject.project
    var ranges = [project.purpose, project.goal].compactMap { $0?.range }
    if let table = project.indicators, let column = table.index(of: .description) {
        ranges += table.indicators.map { $0.cells[column].range }
    }
    return ranges + project.extraSections.map(\.range)
}

private let moneyWord = WordMatcher(["元"])
/// The marks that may stand in a number.
private let numberMarks: Set<Unicode.Scalar> = [".", "．", ",", "，"]

private func moneyFigures(in source: SourceText, _ ranges: [TextRange]) -> [MoneyFigure] {
    ranges.flatMap { moneyWord.hits(in: source.bytes, $0) }.compactMap { hit in
        let end = hit.range.lower
        let line = source.line(at: end)
        let isTenThousand = source.has("万", before: end)
        let upper = isTenThousand ? end - "万".utf8.count : end
        let before = source.scalars(source.window(before: upper, in: line, 60))
        // A figure may be parted from its unit by a space.
        let number = Array(before).reversed().drop { $0.scalar == " " }.prefix { scalar in
            digitValue(scalar.scalar) != nil || numberMarks.contains(scalar.scalar)
        }
        let digits = number.reversed().drop { digitValue($0.scalar) == nil }
        guard let first = digits.first else { return nil }
        let text = String(String.UnicodeScalarView(digits.map(\.scalar)))
        guard let amount = Amount(text), amount > .zero, !isUnitPrice(source, first.offset, hit.range.upper, line)
        else {
            return nil
        }
        return MoneyFigure(
            amount: amount, unit: isTenThousand ? .tenThousandYuan : .yuan,
            range: TextRange(first.offset, hit.range.upper))
    }
}

/// Whether a figure is a price per head or piece, which says nothing of the whole.
private func isUnitPrice(_ source: SourceText, _ start: Int, _ end: Int, _ line: TextRange) -> Bool {
    if source.has("/", at: end) || source.has("／", at: end) || source.has("每", at: end) { return true }
    let before = source.scalars(source.window(before: start, in: line, 24)).map(\.scalar)
    let clause = before.reversed().prefix { !"，。；、（".unicodeScalars.contains($0) }
    return clause.contains { "每均价".unicodeScalars.contains($0) } || "准".unicodeScalars.first == before.last
}
