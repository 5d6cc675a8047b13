import Basics
import Disclosure
import Foundation
import Testing

@testable import Site

/// Builds that know how much was found before find the same as one that knows nothing.
@Suite("Found counts") struct FoundCountsTests {
    /// What a check finds: its numbers, and then each finding, the gravest too.
    private func findings(of root: String, knowing counts: FoundCounts? = nil) async throws -> (
        counts: FoundCounts?, said: [String]
    ) {
        var memory = SiteMemory()
        memory.counts = counts
        let time = try #require(Instant("2022-06-01"))
        let site = try await checkSite(root: root, at: time, for: .readers, to: .report, remembering: &memory)
        let report = site.report
        let numbers = Severity.allCases.map { "\($0): \(report.count($0))" }
        let graver = report.diagnostics(from: .warning)
        let lists = [report.gravest(3), graver, report.personal, report.diagnostics]
        return (memory.counts, numbers + lists.map { $0.map { "\($0)" }.joined(separator: "\n") })
    }

    @Test("After each of 300 random edits, what is found with what was kept is what is found without")
    func randomEdits() async throws {
        let seed = UInt64(ProcessInfo.processInfo.environment["GONGKAI_SEED"] ?? "") ?? .random(in: 0...UInt64.max)
        var edits = try RandomEdits(seed: seed)
        for number in 1...300 {
            let done = try edits.makeOne()
            let clean = try await findings(of: edits.root).said
            let (counts, said) = try await findings(of: edits.root, knowing: FoundCounts(root: edits.root))
            counts?.keep(root: edits.root)
            try #require(said == clean, "GONGKAI_SEED=\(seed), edit \(number) (\(done))")
        }
    }

    @Test("What holds an error, or a number of a person, is looked at each time")
    func errors() async throws {
        let site = try TestSite(["2022/721001/a.md": project()])
        try site.copyTheme()
        func kept() async throws -> Int {
            try await findings(of: site.root, knowing: FoundCounts(root: site.root)).counts?.keep(root: site.root)
            return try site.text(".gongkai/found").split(separator: "\n").count { $0.split(separator: " ").count == 3 }
        }
        // The unit and the year.
        #expect(try await kept() == 2)
        let text = try site.text("content/2022/721001/a.md")
        let number = "电话13912345678"
        try site.write("content/2022/721001/a.md", text + "\n## 说明\n\n\(number)\n")
        #expect(try await kept() == 1)
        // A site may lower the rule; that publishes nothing.
        try site.write("content/index.md", "---\n网站名称: 测试站\n检查: {pii-mobile: 提示}\n---\n")
        let lowered = try await findings(of: site.root, knowing: FoundCounts(root: site.root)).said
        #expect(lowered[5].contains("pii-mobile"), "among those about persons")
        #expect(try await kept() == 1)
        try site.write("content/2022/721001/a.md", text)
        #expect(try await kept() == 2)
    }

    @Test("What is cut short, changed or another program's is not believed", arguments: [0, 1, 2])
    func foreign(fault: Int) async throws {
        let site = try TestSite(["2022/721001/a.md": project()])
        try site.copyTheme()
        let (counts, said) = try await findings(of: site.root, knowing: FoundCounts(root: site.root))
        counts?.keep(root: site.root)
        let text = try site.text(".gongkai/found")
        let content = String(text.dropLast(64))
        var lines = content.split(separator: "\n").map(String.init)
        for line in lines.indices.dropFirst() { lines[line] = String(lines[line].prefix(64)) + " 77 77" }
        switch fault {
        case 0: try site.write(".gongkai/found", String(text.dropLast()))
        case 1: try site.write(".gongkai/found", lines.joined(separator: "\n") + text.suffix(64))
        default:
            lines[0] += "0"
            let bytes = KeptFile.bytes(of: Array(lines.joined(separator: "\n").utf8))
            try site.write(".gongkai/found", bytes: bytes)
        }
        #expect(try await findings(of: site.root, knowing: FoundCounts(root: site.root)).said == said)
        // The same under this program's name is believed: so the rest of this test can fail.
        lines[0] = content.split(separator: "\n").first.map(String.init) ?? ""
        try site.write(".gongkai/found", bytes: KeptFile.bytes(of: Array(lines.joined(separator: "\n").utf8)))
        #expect(try await findings(of: site.root, knowing: FoundCounts(root: site.root)).said != said)
    }
}
