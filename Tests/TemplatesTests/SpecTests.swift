import Testing

@Suite("The official Mustache specification") struct SpecTests {
    /// What the engine does instead in a case that it does not follow.
    enum Deviation {
        /// The name is reported; once it is declared, with no value, the output is as specified.
        case undeclared(String, declared: JSON)
        /// The template is refused with this summary.
        case refused(String)
    }

    /// The reasons are in docs/templates.md.
    static let deviations: [String: Deviation] = [
        "interpolation: Basic Context Miss Interpolation":
            .undeclared("cannot", declared: .object(["cannot": .null])),
        "interpolation: Triple Mustache Context Miss Interpolation":
            .undeclared("cannot", declared: .object(["cannot": .text("")])),
        "interpolation: Ampersand Context Miss Interpolation":
            .undeclared("cannot", declared: .object(["cannot": .text("")])),
        "interpolation: Dotted Names - Broken Chains":
            .undeclared("b", declared: .object(["a": .object(["b": .object(["c": .null])])])),
        "interpolation: Dotted Names - Broken Chain Resolution":
            .undeclared(
                "c",
                declared: .object([
                    "a": .object(["b": .object(["c": .object(["name": .null])])]),
                    "c": .object(["name": .text("Jim")]),
                ])),
        "interpolation: Dotted Names - Context Precedence":
            .undeclared(
                "c",
                declared: .object([
                    "a": .object(["b": .object(["c": .null])]), "b": .object(["c": .text("ERROR")]),
                ])),
        "interpolation: Dotted Names are never single keys":
            .undeclared("a", declared: .object(["a.b": .text("c"), "a": .object(["b": .null])])),
        "sections: Context Misses": .undeclared("missing", declared: .object(["missing": .flag(false)])),
        "sections: Dotted Names - Broken Chains":
            .undeclared("b", declared: .object(["a": .object(["b": .object(["c": .flag(false)])])])),
        "inverted: Context Misses": .undeclared("missing", declared: .object(["missing": .flag(false)])),
        "inverted: Context":
            .undeclared(
                "name", declared: .object(["context": .object(["name": .text("Joe")]), "name": .null])),
        "inverted: List":
            .undeclared("n", declared: .object(["list": .list([.object(["n": .text("1")])]), "n": .null])),
        "inverted: Dotted Names - Broken Chains":
            .undeclared("b", declared: .object(["a": .object(["b": .object(["c": .flag(false)])])])),
        "inheritance: Negative Sections":
            .undeclared("bar", declared: .object(["bar": .list([]), "baz": .text("three")])),
        "partials: Failed Lookup": .refused("找不到模板“text”"),
        "partials: Recursion": .refused("模板“node”引入了自身：node → node"),
        "inheritance: Recursion": .refused("模板“parent”引入了自身：parent → parent2 → parent"),
    ]

    @Test("Every case gives the specified output or is a listed deviation", arguments: try SpecCase.all())
    func specified(_ test: SpecCase) {
        let (output, problems) = test.rendered(with: test.data)
        switch Self.deviations[test.description] {
        case nil:
            #expect(problems.isEmpty)
            #expect(output == test.expected)
        case .refused(let summary):
            #expect(problems.map(\.summary) == [summary])
        case .undeclared(let name, let declared):
            #expect(problems.map(\.summary) == ["模板用了未声明的名称“\(name)”"])
            #expect(test.rendered(with: declared).output == test.expected)
        }
    }

    @Test("Every listed deviation is a case, and all cases are there")
    func complete() throws {
        let names = try SpecCase.all().map(\.description)
        #expect(names.count == 163)
        #expect(Set(names).isSuperset(of: Self.deviations.keys))
    }
}
