import Basics
import Digests
import Disclosure
import Glibc
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
        case home, year, unit, project, projects, indicators, search, quality, joined, page, tombstone, moved,
            corrections
        case data, accessibility
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
            case .quality: QualityPage.view.schema
            case .joined: JoinedPage.view.schema
            case .page: TextPage.view.schema
            case .tombstone: Tombstone.view.schema
            case .moved: MovedPage.view.schema
            case .corrections: CorrectionsPage.view.schema
            case .accessibility, .notFound: FixedPage.view.schema
            }
        }
    }

    public var assets: [Asset]
    /// The theme's files by their paths relative to the site's root.
    public private(set) var files: [String: FileFacts]
    private var templates: [Kind: Template]

    /// The largest file of a theme, in bytes.
    private static let fileLimit = 4 << 20

    /// The files of a theme, read and not yet looked at.
    public struct Files: Sendable {
        /// By their paths relative to the site's root.
        public fileprivate(set) var facts: [String: FileFacts] = [:]
        fileprivate var templates: [String: SourceText] = [:]
        fileprivate var assets: [Asset] = []
    }

    /// Reads `theme/` below a site's root.
    ///
    /// - Throws: `FileError` when a file cannot be read.
    public static func read(root: String) throws(FileError) -> Files {
        var files = Files()
        for entry in try list("templates", root) where entry.kind == .file {
            guard entry.name.hasSuffix(".html") else { continue }
            let path = "theme/templates/" + entry.name
            let bytes = try readFile(root + "/" + path, limit: fileLimit)
            files.facts[path] = FileFacts(of: bytes)
            files.templates[String(entry.name.dropLast(".html".count))] = SourceText(path: path, bytes: bytes)
        }
        for entry in try list("assets", root) where entry.kind == .file && !entry.name.hasPrefix(".") {
            let bytes = try readFile(root + "/theme/assets/" + entry.name, limit: fileLimit)
            files.facts["theme/assets/" + entry.name] = FileFacts(of: bytes)
            files.assets.append(Asset(name: entry.name, bytes: bytes))
        }
        return files
    }

    /// Lists a folder of the theme, which a site can lack as a whole.
    private static func list(_ folder: String, _ root: String) throws(FileError) -> [DirectoryEntry] {
        do {
            return try listDirectory("\(root)/theme/\(folder)")
        } catch {
            var failure = error
            failure.help = "网站要有主题，即根目录下的 theme/ 文件夹；用 gongkai init 在别处新建一个网站，把其中的 theme/ 复制过来"
            throw error.code == ENOENT ? failure : error
        }
    }

    /// Compiles a theme's templates.
    ///
    /// - Returns: nil when a template is missing or wrong, with every finding of every template.
    public static func compile(_ files: Files) -> Diagnosed<Theme?> {
        let sources = files.templates
        let library = TemplateLibrary(sources)
        var theme = Theme(assets: files.assets, files: files.facts, templates: [:])
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
