import Foundation
import Testing

/// Tiny whole sites, one behaviour each: `Tests/Sites/NAME/` holds `content/` and what is expected of it.
///
/// - `report.txt`: the exit code of `build`, its messages, and the files of the output, or that there is none.
/// - `fragments.txt`, when there is one: lines `PATH: TEXT`, each text standing in the output's file, and after the one
///   before it; `!PATH: TEXT` for what must not stand there.
///
/// `GONGKAI_RECORD=1 swift test --filter GoldenTests` writes `report.txt` anew, and fails all the same.
@Suite("Tiny sites") struct GoldenTests {
    static let folder = TestSite.repository + "/Tests/Sites"

    static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    @Test("A site is built as expected", arguments: names)
    func golden(name: String) async throws {
        let folder = Self.folder + "/" + name
        let site = try TestSite([:], hasBasis: false)
        try FileManager.default.copyItem(atPath: folder + "/content", toPath: site.root + "/content")
        let run = try await site.run("build", "--at", "2022-06-01")
        let report = try self.report(run, site)
        let expected = try? String(contentsOfFile: folder + "/report.txt", encoding: .utf8)
        if ProcessInfo.processInfo.environment["GONGKAI_RECORD"] != nil {
            try report.write(toFile: folder + "/report.txt", atomically: true, encoding: .utf8)
            Issue.record("recorded \(name)/report.txt; read it, and run again without GONGKAI_RECORD")
            return
        }
        #expect(report == expected)
        try checkFragments(folder + "/fragments.txt", site)
    }

    @Test("There are sites to build")
    func sitesExist() { #expect(Self.names.count >= 12) }

    private func report(_ run: TestSite.Run, _ site: TestSite) throws -> String {
        var lines = ["exit \(run.code)", run.messages]
        if let summary = run.output.split(separator: "；").first { lines.append("\(summary)\n") }
        let pages = site.exists("public") ? try site.tree() : [:]
        // The files of the search index are named by what they hold; its own tests look at them.
        lines += pages.filter { $0.value.contains(" ") }.keys
            .filter { !$0.hasPrefix("assets/") && (!$0.hasPrefix("search/") || $0 == "search/index.js") }.sorted()
        if pages.isEmpty { lines.append("no output") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func checkFragments(_ path: String, _ site: TestSite) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        var places: [String: String.Index] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            try #require(parts.count == 2, "\(line)")
            let isForbidden = parts[0].hasPrefix("!")
            let file = isForbidden ? String(parts[0].dropFirst()) : parts[0]
            let page = try site.text("public/" + file)
            if isForbidden {
                #expect(!page.contains(parts[1]), "\(line)")
                continue
            }
            let found = page.range(of: parts[1], range: (places[file] ?? page.startIndex)..<page.endIndex)
            #expect(found != nil, "\(line)")
            places[file] = found?.upperBound ?? places[file]
        }
    }
}
