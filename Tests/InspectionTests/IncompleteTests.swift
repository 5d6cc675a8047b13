import Testing

/// A project that lacks what no project can lack is an error; what else is wrong with it is told in the same run.
@Suite("Projects that lack something")
struct IncompleteTests {
    private static let faults: [Change] = [
        .edit(Sound.project, "≥100次", ""), .edit(Sound.project, "财政资金: 0.40", "财政资金: 0.4"),
        .edit(Sound.project, Sound.plan, "| 25% | 20% | 75% | 100% |"),
    ]

    @Test(
        "Everything else is told beside the error",
        arguments: [
            ("预算数: 0.40", "预算数: 0.4万", "amount-format"), ("预算数: 0.40", "预算数:", "key-missing"),
            ("预算数: 0.40\n", "", "key-missing"), ("项目名称: 车辆保险费\n", "", "key-missing"),
            ("项目编码: 13030322P000000000001", "项目编码:", "key-missing"),
            ("项目编码: 13030322P000000000001", "项目编码: 1303（新）", "path-escape"),
        ])
    func told(_ old: String, _ new: String, _ id: String) async throws {
        let others = try await summaries(Self.faults)
        #expect(others.count == 5)
        let found = try await ExampleSite(Self.faults + [.edit(Sound.project, old, new)]).findings(asking: false)
        let errors = found.filter { $0.severity == .error }
        #expect(errors.map(\.id) == [id])
        #expect(found.filter { $0.severity != .error }.map(\.summary).sorted() == others)
    }

    @Test("A draft is only unfinished")
    func draft() async throws {
        let changes: [Change] = [.edit(Sound.project, "预算数: 0.40\n", "状态: 草稿\n")]
        #expect(try await summaries(Self.faults + changes).filter { !$0.contains("预算数") } == [])
    }

    @Test("The indicators of a unit that could not be read", arguments: ["单位名称:", "单位名称: \"文联\"本级"])
    func unit(_ broken: String) async throws {
        let changes: [Change] = [.edit(Sound.project, "≥100次", "次"), .edit(Sound.unit, "单位名称: 文联本级", broken)]
        let found = try await ExampleSite(changes).findings(asking: false)
        let errors = found.filter { $0.severity == .error }
        #expect(errors.map { $0.place?.file ?? "" } == [Sound.unit])
        #expect(found.contains { $0.id == "value-unit-only" && $0.place?.file == Sound.project })
    }

    private func summaries(_ changes: [Change]) async throws -> [String] {
        try await ExampleSite(changes).findings(asking: false).map(\.summary).sorted()
    }
}
