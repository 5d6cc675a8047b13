import Foundation
import Testing

@testable import Inspection

@Suite("Rules")
struct RuleTests {
    /// The ids that stand first in calls that report, in all of Sources/.
    static let idsInSources: Set<String> = {
        let folder = repository + "/Sources"
        var ids: Set<String> = []
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init()
        where path.hasSuffix(".swift") {
            guard let text = try? String(contentsOfFile: folder + "/" + path, encoding: .utf8) else { continue }
            for call in ["Diagnostic(", "report(", "Rule("] {
                for part in text.components(separatedBy: call).dropFirst() {
                    let argument = part.drop { $0.isWhitespace }
                    guard argument.first == "\"" else { continue }
                    let id = argument.dropFirst().prefix { $0 != "\"" }
                    let isName = id.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }
                    if !id.isEmpty, isName { ids.insert(String(id)) }
                }
            }
        }
        return ids
    }()

    @Test("Every id that any stage reports has a rule")
    func complete() {
        #expect(Self.idsInSources.count > 20)
        #expect(Self.idsInSources.subtracting(Rule.all.map(\.id)).sorted() == [])
    }

    @Test("Every rule is reported somewhere")
    func reported() {
        #expect(Set(Rule.all.map(\.id)).subtracting(Self.idsInSources).sorted() == [])
    }
}
