import Foundation
import Testing

@testable import Search

@Suite struct NormalFormTests {
    /// The table that the browser's tests read as well.
    @Test func followsTheSharedCases() throws {
        let url = Bundle.module.bundleURL.appendingPathComponent("normal-form.json")
        let cases = try JSONDecoder().decode([[String]].self, from: Data(contentsOf: url))
        #expect(cases.count > 40)
        for entry in cases { #expect(normal(entry[0]) == entry[1], "of \(entry[0])") }
    }

    /// A part of a text has a part of its form: what the promise of the search rests on.
    @Test func aPartHasAPartOfTheForm() {
        let text = "（三）①“文艺家之家”≥95%、0.40--1.20万元；2022-02-10，二〇二二年 Ａ-1. >=3-6"
        let scalars = Array(text.unicodeScalars)
        let whole = normal(text)
        for start in scalars.indices {
            for end in start..<min(start + 8, scalars.count) {
                let part = normal(String(String.UnicodeScalarView(scalars[start...end])))
                #expect(part.isEmpty || whole.contains(part), "\(part)")
            }
        }
    }

    private func normal(_ text: String) -> String {
        String(String.UnicodeScalarView(NormalForm.shared.form(of: text).compactMap(Unicode.Scalar.init)))
    }
}
