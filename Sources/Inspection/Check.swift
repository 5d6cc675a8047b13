import Basics
import Content
import Disclosure

/// One check: a rule, and how to find what it is about. Each stands in a file of its own in `Checks/`.
struct Check: Sendable {
    /// What a check looks at, one at a time.
    enum Scope: Sendable {
        /// The text of every document as it is written.
        case document(@Sendable (DocumentSubject, Rule) -> [Diagnostic])
        case project(@Sendable (ProjectSubject, Rule) -> [Diagnostic])
        /// A table of indicators, of a project or of a unit as a whole.
        case indicators(@Sendable (IndicatorSubject, Rule) -> [Diagnostic])
        /// A unit in a year, with its projects.
        case unit(@Sendable (UnitSubject, Rule) -> [Diagnostic])
        /// A file that is published, a document or an attachment.
        case file(@Sendable (FileSubject, Rule) -> [Diagnostic])
        /// The data package of a joined site.
        case package(@Sendable (PackageSubject, Rule) -> [Diagnostic])
        /// All units of a year, side by side.
        case year(@Sendable (YearSubject, Rule) -> [Diagnostic])
        /// What the site's own document says.
        case site(@Sendable (SiteInformation, Rule) -> [Diagnostic])
    }

    var rule: Rule
    var scopes: [Scope]

    init(rule: Rule, scope: Scope) { self.init(rule: rule, scopes: [scope]) }

    init(rule: Rule, scopes: [Scope]) {
        self.rule = rule
        self.scopes = scopes
    }
}

/// A document and its texts.
struct DocumentSubject: Sendable {
    var document: Document
    var personalNumbers: [FoundNumber]
    /// Where all that is published of the document stands: the values of the front matter, in order, and the body.
    var publishedRanges: [TextRange]
    var words: WordsFound

    init(_ document: Document) {
        self.document = document
        personalNumbers = Inspection.personalNumbers(in: document)
        publishedRanges = document.fields.filter { !programKeys.contains($0.key.text) }.map(\.value.range)
        publishedRanges.append(bodyRange(of: document))
        words = WordsFound(in: document.source, publishedRanges)
    }

    func place(_ range: TextRange?) -> Place { document.place(range) }
}

/// A project with what it belongs to.
struct ProjectSubject: Sendable {
    var project: Project
    var unit: Unit
    var site: SiteInformation
    /// The project's indicators; nil when it has filed none.
    var indicators: IndicatorSubject?

    init(_ project: Project, _ unit: Unit, _ site: SiteInformation) {
        self.project = project
        self.unit = unit
        self.site = site
        indicators = project.indicators.map {
            IndicatorSubject($0, in: project.source, status: project.publication.status, site)
        }
    }

    func place(_ range: TextRange?) -> Place { project.place(range) }
}

/// A unit in a year.
struct UnitSubject: Sendable {
    var unit: Unit
    var site: SiteInformation
    var projects: [ProjectSubject]
    /// Every table of indicators in the unit, its own first.
    var tables: [IndicatorSubject]

    init(_ unit: Unit, _ site: SiteInformation) {
        self.unit = unit
        self.site = site
        projects = unit.filedProjects.map { ProjectSubject($0, unit, site) }
        let own = unit.indicators.map { IndicatorSubject($0, in: unit.source, status: nil, site) }
        tables = (own.map { [$0] } ?? []) + projects.compactMap(\.indicators)
    }

    func place(_ range: TextRange?) -> Place { unit.place(range) }
}

/// The units of a year.
struct YearSubject: Sendable {
    var year: FiscalYear
    /// In the order of the units.
    var wordings: ArraySlice<UnitWordings>
}

/// Keys that are for the program and not part of the filed text.
let programKeys: Set<String> = ["状态", "发布时间", "已核实", "曾用网址", "附件", "检查", "公开质量", "权重方案"]

/// The text below the front matter's closing line.
private func bodyRange(of document: Document) -> TextRange {
    let source = document.source
    let start = source.lineIndex(of: document.frontMatterRange.upper) + 1
    let end = source.bytes.count
    return TextRange(start < source.lineStarts.count ? source.lineStarts[start] : end, end)
}
