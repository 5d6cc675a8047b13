import Basics
import Templates
import Testing

@Suite("What is refused when a template is compiled") struct StrictnessTests {
    let schema = Schema([
        ("title", .text), ("body", .html), ("draft", .flag),
        ("units", .list(Schema([("name", .text)]))),
        ("project", .record(Schema([("name", .text), ("budget", .text)]))),
    ])

    /// The findings about the template "page", with the text each stands at.
    func findings(_ sources: [String: String]) -> [(summary: String, help: String, at: String)] {
        let texts = sources.mapValues { SourceText(path: "", text: $0) }
        let library = TemplateLibrary(
            Dictionary(
                uniqueKeysWithValues: sources.map { ($0, SourceText(path: "theme/\($0).html", text: $1)) }))
        let compiled = library.compile("page", against: schema)
        #expect((compiled.value == nil) == !compiled.diagnostics.isEmpty)
        #expect(compiled.diagnostics.allSatisfy { $0.id == "theme-template" && $0.severity == .error })
        return compiled.diagnostics.map { problem in
            let name = problem.place?.file.dropFirst("theme/".count).dropLast(".html".count) ?? ""
            let range = problem.place?.range
            let at = range.flatMap { texts[String(name)]?.text($0) } ?? ""
            return (problem.summary, problem.help ?? "", "\(name):\(at)")
        }
    }

    @Test("An unknown name is reported at its tag with the nearest declared one")
    func unknownName() throws {
        let found = try #require(findings(["page": "<h1>{{ titel }}</h1>"]).first)
        #expect(found.summary == "模板用了未声明的名称“titel”")
        #expect(found.help.hasPrefix("是否想写“title”？"))
        #expect(found.help.hasSuffix("title、body、draft、units、project"))
        #expect(found.at == "page:{{ titel }}")
    }

    @Test("A name of an inner scope is unknown outside it, and the advice lists the record that was asked")
    func scopes() throws {
        #expect(findings(["page": "{{#units}}{{name}}{{title}}{{/units}}"]).isEmpty)
        #expect(findings(["page": "{{name}}"]).map(\.summary) == ["模板用了未声明的名称“name”"])
        let found = try #require(findings(["page": "{{project.naem}}"]).first)
        #expect(found.summary == "模板用了未声明的名称“naem”")
        #expect(found.help == "是否想写“name”？可用的名称：name、budget")
        #expect(findings(["page": "{{title.name}}"]).map(\.summary) == ["模板用了未声明的名称“name”"])
        #expect(findings(["page": "{{.}}"]).map(\.summary) == ["模板用了未声明的名称“.”"])
        #expect(findings(["page": "{{title.}}"]).count == 1)
    }

    @Test(
        "A value is printed only as its kind is",
        arguments: [
            ("{{{title}}}", "“title”是文字，不能写成 {{{title}}}", "写成 {{title}}"),
            ("{{&title}}", "“title”是文字，不能写成 {{&title}}", "写成 {{title}}"),
            ("{{body}}", "“body”是 HTML，不能写成 {{body}}", "写成 {{{body}}}"),
            ("{{draft}}", "“draft”是开关，不能写成 {{draft}}", "写成 {{#draft}}…{{/draft}}"),
            ("{{units}}", "“units”是列表，不能写成 {{units}}", "写成 {{#units}}…{{/units}}"),
            ("{{project}}", "“project”是记录，不能写成 {{project}}", "写成 {{#project}}…{{/project}}"),
        ])
    func kinds(template: String, summary: String, help: String) {
        let found = findings(["page": template])
        #expect(found.map(\.summary) == [summary])
        #expect(found.map(\.help) == [help])
    }

    @Test("An end tag that fits nothing is reported with the place of the beginning")
    func mismatch() throws {
        let library = TemplateLibrary(["page": SourceText(path: "p", text: "{{#units}}\n{{/unit}}")])
        let problem = try #require(library.compile("page", against: schema).diagnostics.first)
        #expect(problem.summary == "{{/unit}} 与 {{#units}} 不配对")
        #expect(problem.place?.range == TextRange(11, 20))
        #expect(problem.notes.first?.place?.range == TextRange(0, 10))
    }

    @Test(
        "Broken structure is reported where it is",
        arguments: [
            ("{{#units}}{{name}}", "{{#units}} 没有结束", "{{#units}}"),
            ("{{$main}}", "{{$main}} 没有结束", "{{$main}}"),
            ("a{{/units}}", "{{/units}} 之前没有对应的开始标签", "{{/units}}"),
            ("a {{title\n}}", "标签没有写完：缺少“}}”", "{{"),
            ("{{{body}}", "标签没有写完：缺少“}}}”", "{{{"),
            ("{{title {{title}}", "标签没有写完：缺少“}}”", "{{"),
            ("{{! never\nends", "标签没有写完：缺少“}}”", "{{!"),
            ("{{}}", "标签里应恰有一个名称，名称中没有空白", "{{}}"),
            ("{{a b}}", "标签里应恰有一个名称，名称中没有空白", "{{a b}}"),
            ("{{=<%=}}", "分隔符写法不对", "{{=<%=}}"),
            ("{{>footer}}", "找不到模板“footer”", "{{>footer}}"),
        ])
    func structure(template: String, summary: String, at: String) {
        let found = findings(["page": template])
        #expect(found.map(\.summary) == [summary])
        #expect(found.map(\.at) == ["page:" + at])
    }

    @Test("All mistakes of a template and of what it brings in are reported at once, each once")
    func allAtOnce() {
        let found = findings([
            "page": "{{<base}}{{$main}}{{titl}}{{{title}}}{{/main}}{{$mian}}{{/mian}}{{/base}}{{#units}}",
            "base": "{{$main}}{{/main}}{{>foot}}{{>foot}}", "foot": "{{draft}}{{/x}}",
        ])
        #expect(
            Set(found.map(\.summary)) == [
                "模板用了未声明的名称“titl”", "“title”是文字，不能写成 {{{title}}}", "模板“base”没有块“mian”",
                "{{#units}} 没有结束", "“draft”是开关，不能写成 {{draft}}", "{{/x}} 之前没有对应的开始标签",
            ])
        #expect(found.filter { $0.summary.contains("{{/x}}") }.count == 1)
    }

    @Test("What a parent tag would lose is reported")
    func lost() {
        let base = "{{$main}}{{/main}}"
        #expect(
            findings(["page": "{{<base}}{{title}}{{/base}}", "base": base]).map(\.summary)
                == ["{{title}} 写在 {{<base}} 的块之外，不会输出"])
        #expect(
            findings(["page": "{{<base}}{{$main}}1{{/main}}{{$main}}2{{/main}}{{/base}}", "base": base])
                .map(\.summary) == ["块“main”写了两次"])
    }

    @Test("A partial that includes itself is refused, however far round")
    func recursion() {
        let found = findings(["page": "{{>a}}", "a": "{{>b}}", "b": "{{#units}}{{>a}}{{/units}}"])
        #expect(found.map(\.summary) == ["模板“a”引入了自身：a → b → a"])
        #expect(found.map(\.at) == ["b:{{>a}}"])
    }

    @Test("A parent may stand in the block of the same parent, because that is no recursion")
    func nestedParents() {
        let found = findings([
            "page": "{{<card}}{{$in}}{{<card}}{{$in}}x{{/in}}{{/card}}{{/in}}{{/card}}",
            "card": "[{{$in}}{{/in}}]",
        ])
        #expect(found.isEmpty)
    }

    @Test("Too deep, too large and exploding templates are refused and do not crash")
    func limits() {
        let deep = String(repeating: "{{#title}}", count: 200_000 / 2)
        #expect(findings(["page": deep]).map(\.summary) == ["嵌套超过 64 层"])
        let large = String(repeating: "x", count: 1 << 20) + "x"
        #expect(findings(["page": large]).map(\.summary) == ["模板超过 1 MB"])
        var doubling = ["page": "{{>t0}}", "t30": "x"]
        for level in 0..<30 { doubling["t\(level)"] = "{{>t\(level + 1)}}{{>t\(level + 1)}}" }
        #expect(findings(doubling).map(\.summary) == ["展开后过大，或嵌套超过 64 层"])
        var chain = ["page": "{{>t0}}", "t99": "x"]
        for level in 0..<99 { chain["t\(level)"] = "{{>t\(level + 1)}}" }
        #expect(findings(chain).map(\.summary) == ["展开后过大，或嵌套超过 64 层"])
    }

    @Test("A template that the theme lacks is reported")
    func missing() {
        let compiled = TemplateLibrary([:]).compile("page", against: schema)
        #expect(compiled.diagnostics.map(\.summary) == ["主题缺少模板“page”"])
        #expect(compiled.value == nil)
    }
}
