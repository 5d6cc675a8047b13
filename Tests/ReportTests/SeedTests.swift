import Basics
import Disclosure
import Site
import Testing

/// What is found in this repository's own content, a disclosure as it was filed.
@Suite("The seed's findings")
struct SeedTests {
    /// The projects in the order of the filed document.
    static let projects = ["车辆保险费", "中华诗词之乡2022年复查经费", "山海风工作经费", "涉军公益岗续聘经费"]

    static func report() async throws -> SiteReport {
        try await checkSite(root: repository, at: try #require(Instant("2022-06-01"))).report
    }

    /// `P1-9` for the ninth indicator of the first project, `P2` for elsewhere in the second, else the file's name.
    static func place(of finding: Diagnostic, in report: SiteReport) -> String {
        guard let place = finding.place, let range = place.range, let source = report.text(place.file) else {
            return ""
        }
        let name = String(place.file.dropFirst("content/2022/721001/".count).dropLast(".md".count))
        guard let project = projects.firstIndex(of: name) else { return name }
        let row = source.position(of: range.lower).line - 23
        return "P\(project + 1)" + (row > 0 ? "-\(row)" : "")
    }

    @Test("All of them, at their places, and none is an error")
    func golden() async throws {
        let report = try await Self.report()
        expectGolden(Array(lineReport(report.diagnostics, source: report.text).utf8), "seed.lines")
        #expect(report.count(.error) == 0)
    }

    @Test(
        "Exactly these rows are found by these rules",
        arguments: [
            "value-unit-only": "P1-1", "value-placeholder": "P2-8", "value-missing": "P3-4", "rate-not-percent": "P4-2",
            "value-not-numeric": "P1-4 P2-1 P2-4 P4-4",
            "value-boolean": "P1-5 P1-6 P1-7 P1-8 P2-2 P2-5 P2-6 P2-7 P3-2 P3-3 P4-5 P4-6 P4-7 P4-8",
            "value-implicit-equals": "P1-3 P3-1 P4-1 P4-3", "count-as-percent": "P3-5",
            "name-says-level-text-says-growth": "P3-5", "description-repeats-name": "P1-2 P2-2 P4-1 P4-2 P4-3 P4-4",
            "description-question": "P1-6", "goal-year": "P2", "small-population": "P4-9", "date-missing": "index",
            "basis-constant": "index", "plan-template": "index", "class-inconsistent": "P2-6 P2-7 P2-8",
            "text-misspelled": "P2-1 index index index index", "funds-sum": "", "funds-decimals": "", "funds-unit": "",
            "amount-format": "", "plan-decreasing": "", "plan-incomplete": "", "plan-format": "", "code-format": "",
            "code-region": "", "code-year": "", "code-unit": "", "code-duplicate": "",
        ])
    func rows(id: String, places: String) async throws {
        let report = try await Self.report()
        let found = report.diagnostics.filter { $0.id == id }.map { Self.place(of: $0, in: report) }
        #expect(found.sorted().joined(separator: " ") == places)
    }

    @Test("Nothing is found in the rows that are in order", arguments: ["P1-9", "P2-9"])
    func clean(row: String) async throws {
        let report = try await Self.report()
        #expect(report.diagnostics.filter { Self.place(of: $0, in: report) == row } == [])
    }

    @Test("Of the 33 indicators 12 have a number, and 11 can be measured")
    func share() async throws {
        let shares = try await Self.report().diagnostics.filter { $0.id == "measurable-share" }
        #expect(shares.first?.summary == "全单位 33 项指标中 11 项能衡量（33%）")
        #expect(shares.first?.notes.map(\.message) == ["12 项写了数，其中 1 项和指标对不上"])
    }
}
