import Disclosure
import Foundation
import Pages
import Testing

@testable import Site

/// A site of very many units.
@Suite("Large site") struct LargeSiteTests {
    /// A site of so many units a year, without projects.
    private func site(_ years: [(year: Int, units: Int)]) async throws -> CheckedSite {
        var documents: [String: String] = [:]
        for (year, count) in years {
            for unit in 0..<count {
                documents["\(year)/\(unit)/index.md"] = "---\n单位编码: U\(unit)\n单位名称: 单位\(unit)\n---\n"
            }
        }
        let site = try TestSite(documents)
        try site.copyTheme()
        return try await checkSite(root: site.root, at: try #require(Instant("2022-06-01")), to: .pages)
    }

    private func text(_ address: String, of site: CheckedSite) throws -> String {
        let page = try #require(site.pages.first { $0.address == address })
        guard case .rendered(let render) = page.source else {
            Issue.record("\(address) is not rendered")
            return ""
        }
        return String(decoding: render(), as: UTF8.self)
    }

    @Test("The search page lists the units of the first years and leads to the pages of the others")
    func search() async throws {
        let checked = try await site([(2022, 1000), (2021, 600), (2020, 499)])
        let page = try text("search.html", of: checked)
        let listed = page.components(separatedBy: "<li><span class=\"code\">").count - 1
        #expect(listed == checked.visible.register.units.count - 600 && listed > 1490)
        #expect(page.contains("2022/U999/index.html") && page.contains("2020/U498/index.html"))
        #expect(!page.contains("2021/U0/index.html"))
        #expect(page.contains("<a href=\"2021/index.html\">这一年的全部单位</a>"))
        #expect(page.utf8.count < 300_000)
    }

    @Test("A year of many units is cut into pages, each unit on one of them; the home page leads to them")
    func years() async throws {
        let checked = try await site([(2022, 1001), (2021, 500)])
        let addresses = ["2022/index.html", "2022/units-2.html", "2022/units-3.html"]
        #expect(checked.pages.map(\.address).filter { $0.hasPrefix("2022/units") } == Array(addresses.dropFirst()))
        let pages = try addresses.map { try text($0, of: checked) }
        let units = checked.visible.register.years[0].units
        #expect(units.count > 1000 && units.count < 1010)
        for unit in units {
            let link = "<th scope=\"row\"><a href=\"../\(Routes.unit(unit))\">"
            #expect(pages.filter { $0.contains(link) }.count == 1, "\(link)")
        }
        #expect(pages[1].contains("第 501 至 1000 个单位，共 \(units.count) 个"))
        #expect(pages[0].contains("<a href=\"../2022/units-2.html\" rel=\"next\">"))
        #expect(pages[2].contains("<a href=\"../2022/units-2.html\" rel=\"prev\">"))
        // The sum of a year does not stand below some of its units.
        #expect(!pages.contains { $0.contains("<tfoot>") })
        #expect(try text("2021/index.html", of: checked).contains("<tfoot>"))
        #expect(!checked.pages.contains { $0.address == "2021/units-2.html" })
        let way = "<a href=\"2022/index.html\">2022年的全部 \(units.count) 个单位</a>"
        #expect(try text("index.html", of: checked).contains(way))
    }
}
