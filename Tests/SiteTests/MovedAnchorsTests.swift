import Foundation
import Testing

@testable import Site

/// Addresses of rows outlive that a row is renamed.
@Suite struct MovedAnchorsTests {
    @Test(arguments: [
        // Reordered, inserted, deleted: no row got another name.
        (["a", "b", "c"], ["c", "a", "b"], [:]),
        (["a", "b"], ["a", "new", "b"], [:]),
        (["a", "b"], ["a"], [:]),
        // One or more renamed in place.
        (["a", "b", "c"], ["a", "x", "c"], ["b": "x"]),
        (["a", "b", "c"], ["x", "y", "c"], ["a": "x", "b": "y"]),
        // One renamed while others change places.
        (["a", "b", "c"], ["c", "a", "x"], ["b": "x"]),
        // One deleted and two new at the same place: nobody can tell.
        (["a", "b"], ["a", "x", "y"], [:]),
    ])
    func pairsWhatWasRenamed(old: [String], new: [String], moves: [String: String]) {
        #expect(MovedAnchors.moves(from: old, to: new) == moves)
    }

    @Test func aBuildKeepsTheWayFromAFormerName() async throws {
        let site = try TestSite()
        try await site.build()
        let first = try site.text("public/search/anchors.js")
        #expect(first.hasPrefix("gongkaiShard(\"anchors\",{\"moved\":{}"))
        try site.write("content/2022/721001/a.md", reordered(project()))
        try await site.build()
        #expect(try site.ways().isEmpty, "what only changed places keeps its anchor")
        try site.write("content/2022/721001/a.md", project())
        try await site.build()
        try site.write("content/2022/721001/a.md", project().replacingOccurrences(of: "准点率", with: "车辆准点率"))
        try await site.build()
        let one = try site.ways()
        #expect(one.count == 1)
        try site.write("content/2022/721001/a.md", project().replacingOccurrences(of: "准点率", with: "全年准点率"))
        try await site.build()
        let two = try site.ways()
        #expect(two.count == 2 && Set(two.values).count == 1, "both former names lead to the present one")
        for anchor in two.values { #expect(try site.text(page).contains("<tr id=\"\(anchor)\"")) }
        try site.write("content/2022/721001/a.md", project())
        try await site.build()
        let back = try site.ways()
        #expect(
            back.count == 2 && Set(back.values) == Set(one.keys), "the first name is there again, the others lead to it"
        )
        try await site.build()
        #expect(try site.ways() == back)
    }

    private func reordered(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if let first = lines.firstIndex(where: { $0.contains("出车次数") }) { lines.swapAt(first, first + 1) }
        return lines.joined(separator: "\n")
    }
}

private let page = "public/2022/721001/13030322P000000000001.html"

extension TestSite {
    /// The former anchors of the project's page with the present ones.
    fileprivate func ways() throws -> [String: String] {
        let text = try self.text("public/search/anchors.js")
        guard let start = text.range(of: "\"2022/721001/13030322P000000000001.html\":{")?.upperBound,
            let end = text[start...].firstIndex(of: "}")
        else { return [:] }
        return try JSONDecoder().decode([String: String].self, from: Data("{\(text[start..<end])}".utf8))
    }
}
