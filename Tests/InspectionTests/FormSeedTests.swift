import Basics
import Content
import Testing

@testable import Inspection

@Suite("The seed's findings of the form")
struct FormSeedTests {
    @Test("Exactly these, at these places")
    func golden() async {
        let ids = Set(Check.form.map(\.rule.id))
        let (diagnostics, sources) = await review(seed)
        let folder = "content/2022/721001/"
        #expect(
            lines(diagnostics.filter { ids.contains($0.id) }, sources)
                == [
                    "index.md:2:1 date-missing", "index.md:3:7 plan-template",
                    // 实现全面小康, in 2022: its achievement was declared in July 2021.
                    "index.md:10:308 year-stale",
                    // 活动 、; (一）; 关于关于; 扶持反应山海关地域文化和时代精神
                    "index.md:12:226 text-misspelled", "index.md:16:1 text-misspelled",
                    "index.md:16:100 text-misspelled",
                    "index.md:22:51 text-misspelled", "中华诗词之乡2022年复查经费.md:18:5 goal-year",
                    // 反应诗词文化开展情况
                    "中华诗词之乡2022年复查经费.md:24:30 text-misspelled",
                ].map { folder + $0 })
    }

    @Test("No errors")
    func errors() async {
        let errors = await review(seed).diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.summary) == [])
    }
}
