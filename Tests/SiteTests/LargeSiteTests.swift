import Disclosure
import Foundation
import Pages
import Testing

@testable import Site

/// A site of very many units.
@Suite("Large site") struct LargeSiteTests {
    @Test("The search page lists the units of the first years and leads to the pages of the others")
    func search() async throws {
        var documents: [String: String] = [:]
        for (year, count) in [(2022, 1000), (2021, 600), (2020, 499)] {
            for unit in 0..<count {
                documents["\(year)/\(unit)/index.md"] = "---\n单位编码: U\(unit)\n单位名称: 单位\(unit)\n---\n"
            }
        }
        let site = try TestSite(documents)
        try site.copyTheme()
        let checked = try await checkSite(root: site.root, at: try #require(Instant("2022-06-01")), to: .pages)
        guard case .rendered(let render) = checked.pages.first(where: { $0.address == "search.html" })?.source else {
            Issue.record("there is no search page")
            return
        }
        let page = String(decoding: render(), as: UTF8.self)
        let listed = page.components(separatedBy: "<li><span class=\"code\">").count - 1
        #expect(listed == checked.visible.register.units.count - 600 && listed > 1490)
        #expect(page.contains("2022/U999/index.html") && page.contains("2020/U498/index.html"))
        #expect(!page.contains("2021/U0/index.html"))
        #expect(page.contains("<a href=\"2021/index.html\">这一年的全部单位</a>"))
        #expect(page.utf8.count < 300_000)
    }
}
