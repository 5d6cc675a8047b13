import Foundation
import Testing

/// The same content gives the same bytes, wherever and whenever it is built.
@Suite("Determinism") struct DeterminismTests {
    @Test("Two builds in two processes, folders and time zones are equal byte for byte")
    func twoBuilds() async throws {
        func site() throws -> TestSite {
            let site = try TestSite([:])
            let files = FileManager.default
            try site.remove("content")
            try files.copyItem(atPath: TestSite.repository + "/content", toPath: site.root + "/content")
            for number in 0..<50 {
                let text = project(code: "D\(number)", keys: "上年结转资金: 1\n单位资金: 2\n别的: 三")
                try site.write("content/2021/u\(number % 7)/\(number).md", text)
                try site.write("content/2021/u\(number % 7)/附件\(number).pdf", "\(number)")
            }
            for number in 0..<7 {
                try site.write("content/2021/u\(number)/index.md", "---\n单位编码: u\(number)\n单位名称: 单位\(number)\n---\n")
            }
            return site
        }
        let (one, other) = (try site(), try site())
        let first = try await one.run(
            "build", "--at", "2022-06-01", environment: ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"])
        let second = try await other.run(
            "build", "--at", "2022-06-01", "--root", other.root + "/", in: "/",
            environment: ["TZ": "America/St_Johns", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1"])
        #expect(first.code == 0, "\(first.messages)")
        #expect(second.code == 0, "\(second.messages)")
        #expect(first.messages == second.messages)
        #expect(try one.tree().count > 60)
        #expect(try one.tree() == other.tree())
        for (path, entry) in try one.tree() {
            let bytes = entry.split(separator: " ").dropFirst().first.flatMap { Data(base64Encoded: String($0)) }
            #expect(!String(decoding: bytes ?? Data(), as: UTF8.self).contains(one.root), "\(path)")
        }
    }

    @Test("The committed site is what the committed content builds to")
    func committedSite() async throws {
        let site = try TestSite([:], hasBasis: false)
        let output = site.root + "/built"
        let run = try await site.run("build", "--root", TestSite.repository, "--output", output)
        #expect(run.code == 0, "\(run.messages)")
        try site.link("committed", to: TestSite.repository + "/public")
        let (built, committed) = (try site.tree("built"), try site.tree("committed/."))
        let differing = Set(built.keys).union(committed.keys).filter { built[$0] != committed[$0] }
        #expect(differing.isEmpty, "make site and commit public/: \(differing.sorted())")
    }
}
