import Basics
import Inspection
import Testing

private let examples =
    fileExamples + recordExamples + builtExamples + personalNumberExamples + amountExamples + formExamples
    + textExamples + targetValueExamples + indicatorExamples + selfEvaluationExamples

/// Every rule there is, on whole sites, as `gongkai check` reads them.
@Suite("Every rule has examples")
struct ExampleTests {
    @Test("It finds what is marked and nothing beside it, and is silent at what comes near", arguments: Rule.all)
    func rule(_ rule: Rule) async throws {
        let own = examples.filter { $0.id == rule.id }
        let (found, silent) = (own.flatMap(\.found), own.flatMap(\.silent))
        #expect(!found.isEmpty, "\(rule.id) has nothing that it finds")
        #expect(!silent.isEmpty, "\(rule.id) has nothing that it must not find")
        for changes in found {
            let (marked, places) = try await look(for: rule, in: changes)
            #expect(!marked.isEmpty, "no mark in \(changes)")
            #expect(places == marked, "\(rule.id): \(changes)")
        }
        for changes in silent {
            let (marked, places) = try await look(for: rule, in: changes)
            #expect(marked.isEmpty, "a mark in \(changes)")
            #expect(places.isEmpty, "\(rule.id): \(changes)")
        }
    }

    @Test("An example is of a rule that there is")
    func known() {
        #expect(Set(examples.map(\.id)).subtracting(Rule.all.map(\.id)) == [])
    }

    @Test("Nothing at all is found in the site that the examples change")
    func sound() async throws {
        #expect(try await ExampleSite([]).findings(asking: true).map(\.summary) == [])
    }

    private func look(for rule: Rule, in changes: [Change]) async throws -> (marked: [String], found: [String]) {
        let site = ExampleSite(changes)
        let findings = try await site.findings(asking: rule.id == "link-external").filter { $0.id == rule.id }
        return (site.marked, findings.map { "\($0.place?.file ?? ""):\($0.place?.range?.lower ?? 0)" }.sorted())
    }
}

extension Rule: CustomTestStringConvertible {
    public var testDescription: String { id }
}
