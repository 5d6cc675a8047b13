import Basics
import Disclosure
import Templates

/// The look of the site: templates for each kind of page, and the files that pages refer to.
public struct Theme: Sendable {
    /// A file of `theme/assets/`, published as `assets/NAME`.
    public struct Asset: Sendable {
        public var name: String
        public var bytes: [UInt8]
    }

    /// The kinds of page, named as their templates are.
    enum Kind: String, CaseIterable, Sendable {
        case home, year, unit, project, projects, indicators, search, data, page, tombstone, accessibility
        case notFound = "404"

        var schema: Schema {
            switch self {
            case .home: HomePage.view.schema
            case .year: YearPage.view.schema
            case .unit: UnitPage.view.schema
            case .project: ProjectPage.view.schema
            case .projects: ProjectListPage.view.schema
            case .indicators: IndicatorListPage.view.schema
            case .search: SearchPage.view.schema
            case .data: DataPage.view.schema
            case .page: TextPage.view.schema
            case .tombstone: Tombstone.view.schema
            case .accessibility, .notFound: FixedPage.view.schema
            }
        }
    }

    public var assets: [Asset]
    private var templates: [Kind: Template]

    /// The largest file of a theme, in bytes.
    private static let fileLimit = 4 << 20

    /// Reads and compiles `theme/` below a site's root.
    ///
    /// - Returns: nil when a template is missing or wrong, with every finding of every template.
    /// - Throws: `FileError` when a file cannot be read.
    public static func load(root: String) throws(FileError) -> Diagnosed<Theme?> {
        var sources: [String: SourceText] = [:]
        for entry in try listDirectory(root + "/theme/templates") where entry.kind == .file {
            guard entry.name.hasSuffix(".html") else { continue }
            let path = "theme/templates/" + entry.name
            let bytes = try readFile(root + "/" + path, limit: fileLimit)
            sources[String(entry.name.dropLast(".html".count))] = SourceText(path: path, bytes: bytes)
        }
        var assets: [Asset] = []
        for entry in try listDirectory(root + "/theme/assets") where entry.kind == .file && !entry.name.hasPrefix(".") {
            let bytes = try readFile(root + "/theme/assets/" + entry.name, limit: fileLimit)
            assets.append(Asset(name: entry.name, bytes: bytes))
        }
        return compile(sources, assets)
    }

    private static func compile(_ sources: [String: SourceText], _ assets: [Asset]) -> Diagnosed<Theme?> {
        let library = TemplateLibrary(sources)
        var theme = Theme(assets: assets, templates: [:])
        var diagnostics: [Diagnostic] = []
        for kind in Kind.allCases {
            guard sources[kind.rawValue] != nil else {
                diagnostics.append(templateMissing(kind.rawValue))
                continue
            }
            let schema = Schema([
                ("site", .record(Masthead.view.schema)), ("page", .record(Frame.view.schema)),
                ("it", .record(kind.schema)),
            ])
            let compiled = library.compile(kind.rawValue, against: schema)
            theme.templates[kind] = compiled.value
            // A parent's faults come up once for each page that inherits it.
            diagnostics += compiled.diagnostics.filter { !diagnostics.contains($0) }
        }
        return Diagnosed(diagnostics.hasErrors ? nil : theme, diagnostics)
    }

    /// Renders one page.
    func render(_ kind: Kind, _ site: Record, _ frame: Frame, _ content: Record) -> [UInt8] {
        guard let template = templates[kind] else { preconditionFailure("a loaded theme has every kind of page") }
        var output: [UInt8] = []
        output.reserveCapacity(32 << 10)
        template.render(
            Record([.record(site), .record(Frame.view.record(of: frame)), .record(content)]), into: &output)
        return output
    }
}

private func templateMissing(_ name: String) -> Diagnostic {
    Diagnostic(
        "theme-template", .error, "主题缺少模板 \(name).html", at: Place(file: "theme/templates/\(name).html"),
        help: "从默认主题复制这个文件")
}
