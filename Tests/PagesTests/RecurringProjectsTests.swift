import Disclosure
import Testing

@testable import Pages

@Suite("The years of a project") struct RecurringProjectsTests {
    /// A form that may name the code of an earlier year.
    private func form(_ code: String, after former: String? = nil, state: String? = nil) -> String {
        project(code, keys: [former.map { "上年项目: \($0)" }, state.map { "状态: \($0)" }].compactMap { $0 })
    }

    /// The codes that a form's page lists as those of other years, with the year of each.
    private func others(of code: String, in year: Int, _ forms: [String: String]) async throws -> [String] {
        var files = forms
        for year in Set(forms.keys.map { $0.prefix(4) }) {
            files["\(year)/721001/index.md"] = "---\n单位编码: 721001\n单位名称: 文联本级\n---\n\n## 总体绩效目标\n\n办好。\n"
        }
        let moment = try #require(Instant("2026-01-01"))
        let register = await register(files).visible(at: moment, to: .readers).register
        let recurring = RecurringProjects(register.years, register.years.map { $0.units.map(UnitOutline.init) })
        return recurring.rows(code, in: register, but: year).map { "\($0.unit.year) \($0.project.code.text)" }
    }

    @Test("上年项目 joins the years of a project from both sides")
    func named() async throws {
        let forms = [
            "2021/721001/a.md": form("A21"), "2022/721001/a.md": form("A22", after: "A21"),
            "2023/721001/a.md": form("A23", after: "A22"), "2023/721001/b.md": form("B23"),
        ]
        #expect(try await Set(others(of: "A21", in: 2021, forms)) == ["2022 A22", "2023 A23"])
        #expect(try await Set(others(of: "A22", in: 2022, forms)) == ["2021 A21", "2023 A23"])
        #expect(try await Set(others(of: "A23", in: 2023, forms)) == ["2021 A21", "2022 A22"])
        #expect(try await others(of: "B23", in: 2023, forms).isEmpty)
    }

    @Test("Forms of the same code stand together with those that name one another, in the order of the years")
    func sameCode() async throws {
        let forms = [
            "2020/721001/a.md": form("P"), "2021/721001/a.md": form("P"), "2022/721001/a.md": form("Q", after: "P"),
            "2023/721001/a.md": form("Q"),
        ]
        let found = try await others(of: "Q", in: 2022, forms)
        #expect(Set(found) == ["2020 P", "2021 P", "2023 Q"])
        #expect(found == found.sorted() || found == found.sorted().reversed())
        #expect(try await Set(others(of: "P", in: 2020, forms)) == ["2021 P", "2022 Q", "2023 Q"])
    }

    @Test("What else became of a project is not the project")
    func divided() async throws {
        let forms = [
            "2021/721001/a.md": form("A"), "2022/721001/b.md": form("B", after: "A"),
            "2022/721001/c.md": form("C", after: "A"), "2023/721001/d.md": form("D", after: "C"),
        ]
        #expect(try await Set(others(of: "A", in: 2021, forms)) == ["2022 B", "2022 C", "2023 D"])
        #expect(try await others(of: "B", in: 2022, forms) == ["2021 A"])
        #expect(try await Set(others(of: "D", in: 2023, forms)) == ["2021 A", "2022 C"])
    }

    @Test("A code that is unknown, of the same year, of a later one or the form's own leads nowhere")
    func wrong() async throws {
        let forms = [
            "2021/721001/a.md": form("A", after: "没有"), "2021/721001/b.md": form("B", after: "A"),
            "2021/721001/c.md": form("C", after: "D"), "2022/721001/d.md": form("D", after: "D"),
        ]
        for (code, year) in [("A", 2021), ("B", 2021), ("C", 2021), ("D", 2022)] {
            #expect(try await others(of: code, in: year, forms).isEmpty)
        }
    }

    @Test("Codes that lead back to where they came from end")
    func circle() async throws {
        let forms = [
            "2020/721001/a.md": form("A"), "2020/721001/b.md": form("B"), "2021/721001/a.md": form("A", after: "B"),
            "2021/721001/b.md": form("B", after: "A"),
        ]
        #expect(try await Set(others(of: "A", in: 2021, forms)) == ["2020 A", "2020 B"])
    }

    @Test("A draft is named by no page, and leads nowhere", arguments: ["草稿", "待审"])
    func hidden(state: String) async throws {
        let forms = [
            "2021/721001/a.md": form("A"), "2022/721001/b.md": form("B", after: "A", state: state),
            "2023/721001/c.md": form("C", after: "B"),
        ]
        #expect(try await others(of: "A", in: 2021, forms).isEmpty)
        #expect(try await others(of: "C", in: 2023, forms).isEmpty)
    }
}
