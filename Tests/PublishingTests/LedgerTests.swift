import Testing

@testable import Publishing

/// What changed in published data is told field by field, from the data files of two releases.
@Suite("The change ledger") struct LedgerTests {
    /// A unit's data file as a release holds it.
    private func data(
        budget: String = "0.40", purpose: String = "保险费", target: String = "≥100次", share: String = "25%",
        correction: String = "", more: String = ""
    ) -> [UInt8] {
        Array(
            """
            {"units":[{"unit_id":"2022/721001","year":2022,"unit_name":"文联本级"}],
            "projects":[
            {"project_id":"2022/721001/P1","unit_id":"2022/721001","year":2022,"project_name":"车辆保险费","budget_text":"\(budget)","budget":0.40,"amount_unit":"万元","purpose":"\(purpose)"}\(more)],
            "funding":[{"project_id":"2022/721001/P1","number":1,"source":"财政资金","amount_text":"0.40","amount":0.40}],
            "spending_plan":[{"project_id":"2022/721001/P1","number":1,"deadline":"3月底","share_text":"\(share)"}],
            "indicators":[{"indicator_id":"2022/721001/P1#i1","unit_id":"2022/721001","project_id":"2022/721001/P1","project_name":"车辆保险费","number":1,"level3":"出车次数","target_text":"\(target)","target_number":100}],
            "corrections":[\(correction)]}
            """.utf8)
    }

    private func changes(_ old: [UInt8], _ new: [UInt8]) -> [ChangeLedger.Change] {
        var ledger = ChangeLedger()
        ledger.add(from: old, to: new)
        return ledger.changes
    }

    @Test("Old and new values of every field that changed")
    func fields() {
        let found = changes(data(), data(budget: "0.50", purpose: "", target: "≥120次", share: "30%"))
        #expect(
            found.map { "\($0.form) \($0.field) \($0.old ?? "-") \($0.new ?? "-") \($0.isUnexplained)" } == [
                "车辆保险费 预算数 0.40 0.50 true", "车辆保险费 资金用途 保险费  false", "车辆保险费 支出计划“3月底” 25% 30% true",
                "车辆保险费 指标“出车次数”的指标值 ≥100次 ≥120次 true",
            ])
        #expect(changes(data(), data()).isEmpty)
    }

    @Test("A new entry of 更正 explains a changed figure, an old one does not")
    func corrections() {
        let entry = #"{"correction_id":"x","project_id":"2022/721001/P1","date":"2022-03-01","content":"预算数改正"}"#
        #expect(changes(data(), data(budget: "0.50", correction: entry)).map(\.isUnexplained) == [false])
        #expect(
            changes(data(correction: entry), data(budget: "0.50", correction: entry)).map(\.isUnexplained) == [true])
    }

    @Test("A new project changes nothing, and what is no data file is passed over")
    func others() {
        let other = #","# + "\n" + #"{"project_id":"2022/721001/P2","project_name":"新项目","budget_text":"1"}"#
        #expect(changes(data(), data(more: other)).isEmpty)
        #expect(changes(Array("[]".utf8), data()).isEmpty && changes(data(), Array("{".utf8)).isEmpty)
        #expect(UnitRecord.isPath("2022/721001/721001-2022.json"))
        #expect(!UnitRecord.isPath("2022/721001/x.json") && !UnitRecord.isPath("data/2022.json"))
    }
}
