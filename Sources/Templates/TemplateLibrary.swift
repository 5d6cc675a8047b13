import Basics

/// The theme's template sources by name ("base", "project", ...), from which page templates are compiled.
public struct TemplateLibrary: Sendable {
    private let templates: [String: ParsedTemplate]

    public init(_ sources: [String: SourceText]) { templates = sources.mapValues { ParsedTemplate($0) } }

    /// Compiles one template against the schema of the page kind.
    ///
    /// Partials and parents are found by name in the library and flattened in. All mistakes in the template and in
    /// what it brings in are reported at once, with the id `theme-template`; with any of them the value is nil.
    public func compile(_ name: String, against schema: Schema) -> Diagnosed<Template?> {
        guard let parsed = templates[name] else {
            let near = nearestName(to: name, among: templates.keys.sorted())
            let help = near.map { "已有“\($0)”，是否改名？" } ?? "在主题里新建这个模板"
            return Diagnosed(
                nil, [Diagnostic("theme-template", .error, "主题缺少模板“\(name)”", at: nil, help: help)])
        }
        var compiler = Compiler(templates, schema)
        compiler.expand(Compiler.Site(template: parsed, chain: [name]))
        return Diagnosed(compiler.problems.isEmpty ? compiler.template : nil, compiler.problems)
    }
}
