import Basics
import Content
import Disclosure
import Testing

@Suite("The site's own content") struct SeedTests {
    /// The register of the repository's `content/`, as it is built.
    func register() async throws -> Diagnosed<Register> {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let folder = try listContent(root: root)
        #expect(folder.diagnostics.isEmpty)
        var documents: [Document] = []
        for path in folder.value.documents {
            let read = try readDocument(root: root, path: path)
            #expect(!read.diagnostics.hasErrors)
            if let document = read.value { documents.append(document) }
        }
        return await readRegister(documents, attachments: folder.value.attachments)
    }

    @Test("One unit with four projects and 33 indicators, without an error") func counts() async throws {
        let result = try await register()
        #expect(result.diagnostics.isEmpty)
        #expect(result.value.years.map(\.year) == [2022])
        let unit = try #require(result.value.units.first)
        #expect(result.value.units.count == 1)
        #expect(unit.code.text == "721001")
        #expect(unit.budget.description == "8.70")
        #expect(
            unit.projects.map(\.name.text) == ["车辆保险费", "“中华诗词之乡”2022年复查经费", "《山海风》工作经费", "涉军公益岗续聘经费"])
        #expect(unit.projects.map { $0.indicators?.indicators.count } == [9, 9, 6, 9])
        #expect(unit.projects.map(\.budget.filed.text) == ["0.40", "2.00", "2.00", "4.30"])
        #expect(
            unit.projects.flatMap(\.plan).map(\.month) == Array(repeating: [3, 6, 10, 12], count: 4).flatMap { $0 })
        #expect(unit.projects.map { $0.funds.map(\.filed.text) }.map { $0[1] } == ["", "", "", ""])
        #expect(unit.projects.allSatisfy { $0.extraFields.isEmpty && $0.extraSections.isEmpty })
        #expect(unit.sections.map { $0.heading?.text } == ["一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"])
        #expect(unit.projects.first?.goal?.text == "1.保障公务用车保险费用，保障公务用车正常运转。")
    }

    @Test("12 targets have a number, 19 a yes or no, 2 nothing") func measurability() async throws {
        let projects = try await register().value.projects
        let counts = projects.map { MeasurabilityCount($0.indicators?.indicators ?? []) }
        #expect(counts.map(\.quantified) == [3, 2, 3, 4])
        let total = counts.reduce(MeasurabilityCount(), +)
        #expect([total.quantified, total.yesNo, total.described, total.absent] == [12, 19, 0, 2])
        #expect(total.total == 33)
    }

    @Test("Every level is filled in") func levels() async throws {
        let indicators = try await register().value.projects.flatMap { $0.indicators?.indicators ?? [] }
        #expect(indicators.allSatisfy { !$0.level1.text.isEmpty && !$0.level2.text.isEmpty && !$0.level3.text.isEmpty })
        #expect(Set(indicators.map(\.level1.text)) == ["产出指标", "效益指标", "满意度指标"])
        #expect(indicators.filter(\.startsLevel1).count == 12)
    }
}
