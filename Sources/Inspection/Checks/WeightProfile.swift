import Basics
import Content
import Disclosure

/// How a site divides the hundred points of a self-evaluation (权重方案).
struct WeightProfile: Sendable {
    /// As 权重方案 names it: `90+10`.
    var name: String
    /// What the indicators' weights add up to.
    var indicators: Amount
    /// The weight of the budget's execution (预算执行率).
    var execution: Amount

    var total: Amount { indicators + execution }

    static let all = WordList(PackageResources.weight_profiles_tsv).rows.compactMap { row -> Self? in
        guard row.count > 2, let indicators = Amount(row[1]), let execution = Amount(row[2]) else { return nil }
        return Self(name: row[0], indicators: indicators, execution: execution)
    }

    /// The profile that the site names; nil when it names none, or none that is known.
    static func chosen(_ site: SiteInformation) -> Self? {
        named(site).flatMap { literal in all.first { Spelling($0.name) == Spelling(literal.text) } }
    }

    static func named(_ site: SiteInformation) -> Literal? {
        guard case .scalar(let literal) = site.document?.fields["权重方案"], !literal.text.isEmpty else { return nil }
        return literal
    }
}

/// Whether a row is the budget's execution (预算执行率), which stands beside the indicators.
func isExecutionRate(_ indicator: Indicator) -> Bool {
    LevelNames.first(indicator.level1.text)?.name == "预算执行率" || executionRates.isEnd(of: indicator.level3.text)
}

private let executionRates = WordMatcher(WordList(rows: [["预算执行率"], ["资金执行率"], ["预算资金执行率"], ["预算完成率"]]))

extension Check {
    static let weightProfileUnknown = Check(
        rule: Rule(
            "weights-profile-unknown", .warning, "不认识的权重方案", what: "content/index.md 的“权重方案”不是 100、90+10、80+20 之一。",
            why: "方案不认识，就没法按它核对分值合计。", basis: "财预〔2020〕10号：项目支出绩效评价管理办法", bad: "权重方案: 九十加十", good: "权重方案: 90+10"),
        scope: .site { site, rule in
            guard let named = WeightProfile.named(site), WeightProfile.chosen(site) == nil else { return [] }
            return [finding(named, site, rule)]
        })
}

// MARK: Wording

private func finding(_ named: Literal, _ site: SiteInformation, _ rule: Rule) -> Diagnostic {
    rule.finding(
        "不认识的权重方案“\(named.text)”", at: site.document?.place(named.range),
        help: "写 \(WeightProfile.all.map(\.name).joined(separator: "、")) 之一，或删去这个键")
}
