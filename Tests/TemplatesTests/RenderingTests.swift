import Basics
import Templates
import Testing

@Suite("What a template prints") struct RenderingTests {
    func text(_ template: String, _ value: String) -> String? {
        render("t", ["t": template], Schema([("x", .text)]), Record([.text(value)])).output
    }

    @Test(
        "A text cannot leave an element or a quoted attribute",
        arguments: [
            ("&<>\"'", "&amp;&lt;&gt;&quot;&#39;"),
            ("\"\u{301} onload=alert(1)", "&quot;\u{301} onload=alert(1)"),
            ("<\u{338}script>", "&lt;\u{338}script&gt;"),
            (
                "</script><script>alert('1')</script>",
                "&lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"
            ),
            ("{{x}}{{{x}}}", "{{x}}{{{x}}}"),
            ("投资≥95% & 更多", "投资≥95% &amp; 更多"),
            ("", ""),
        ])
    func escaping(value: String, expected: String) {
        // By scalars, because as strings a letter with its mark composed and decomposed are equal.
        #expect(text("{{x}}", value).map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
        #expect(
            text("{{#x}}{{.}}{{/x}}", value).map { Array($0.unicodeScalars) }
                == Array(expected.unicodeScalars))
    }

    struct Unit: Sendable {
        var name: String
        var notes: [String] = []
        var isPublic = false
    }

    struct Page: Sendable {
        var title: String
        var body: String
        var units: [Unit]
        var parent: Unit?
    }

    static let unit = View<Unit>([
        .text("name") { $0.name }, .texts("notes") { $0.notes }, .flag("public") { $0.isPublic },
    ])

    static let page = View<Page>([
        .shared("site", Schema([("name", .text)]), Record([.text("公开")])),
        .text("title") { $0.title }, .html("body") { Array($0.body.utf8) }, .list("units", unit) { $0.units },
        .record("parent", unit) { $0.parent },
    ])

    func output(_ template: String, _ page: Page) -> String? {
        let result = render("t", ["t": template], Self.page.schema, Self.page.record(of: page))
        #expect(result.problems.isEmpty)
        return result.output
    }

    @Test("A view's values stand under the names it declares")
    func view() {
        let template = """
            {{site.name}} {{title}} {{{body}}}
            {{#units}}
            - {{name}}{{#public}}（公开）{{/public}}{{^public}}（不公开）{{/public}} {{#notes}}[{{.}}]{{/notes}}
            {{/units}}
            {{#parent}}上级 {{name}} {{title}}{{/parent}}{{^parent}}无上级{{/parent}} {{parent.name}}.
            """
        let units = [Unit(name: "文联", notes: ["a", "<b>"], isPublic: true), Unit(name: "作协")]
        #expect(
            output(template, Page(title: "A&B", body: "<p>", units: units, parent: Unit(name: "宣传部")))
                == "公开 A&amp;B <p>\n- 文联（公开） [a][&lt;b&gt;]\n- 作协（不公开） \n上级 宣传部 A&amp;B 宣传部.")
        #expect(
            output(template, Page(title: "", body: "", units: [], parent: nil)) == "公开  \n无上级 .")
    }

    @Test("A flag is a condition only: the item around it stays in reach")
    func flagScope() {
        let unit = Unit(name: "文联", notes: ["甲"], isPublic: true)
        #expect(
            output(
                "{{#units}}{{#notes}}{{#public}}{{.}}{{name}}{{/public}}{{/notes}}{{/units}}",
                Page(title: "", body: "", units: [unit], parent: nil)) == "甲文联")
    }

    @Test("HTML and text are true as sections when they are not empty")
    func conditions() {
        let template =
            "{{#body}}[{{{.}}}]{{/body}}{{^body}}-{{/body}}{{#title}}({{title}}){{/title}}{{^title}}-{{/title}}"
        #expect(output(template, Page(title: "t", body: "<p>", units: [], parent: nil)) == "[<p>](t)")
        #expect(output(template, Page(title: "", body: "", units: [], parent: nil)) == "--")
    }

    @Test("A block on a line of its own keeps its line and indentation, however it is replaced")
    func blockLines() {
        let base = "<main>\n  {{$main}}{{/main}}\n</main>\n"
        func page(_ block: String) -> String? {
            render(
                "t", ["t": "{{<base}}\n\(block)\n{{/base}}\n", "base": base], Schema([("x", .text)]),
                Record([.text("1")])
            ).output
        }
        #expect(page("{{$main}}<p>{{x}}</p>{{/main}}") == "<main>\n  <p>1</p>\n</main>\n")
        #expect(page("{{$main}}\n      <p>\n        {{x}}\n{{/main}}") == "<main>\n  <p>\n    1\n</main>\n")
        #expect(page("{{$main}}{{/main}}") == "<main>\n</main>\n")
        #expect(page("") == "<main>\n</main>\n")
    }

    @Test("A block's replacement sees the blocks of the place where it is written, not those around its use")
    func nestedParents() {
        let sources = [
            "t": "{{<card}}{{$head}}A{{/head}}{{$in}}{{<card}}{{$head}}B{{/head}}{{/card}}{{/in}}{{/card}}",
            "card": "[{{$head}}{{/head}}:{{$in}}{{/in}}]",
        ]
        #expect(render("t", sources, Schema([]), Record([])).output == "[A:[B:]]")
    }

    @Test("Rendering appends to what is there")
    func appends() throws {
        let library = TemplateLibrary(["t": SourceText(path: "t", text: "b")])
        let template = try #require(library.compile("t", against: Schema([])).value)
        var output = Array("a".utf8)
        template.render(Record([]), into: &output)
        #expect(output == Array("ab".utf8))
    }
}
