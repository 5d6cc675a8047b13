import Basics
import Content
import Disclosure
import Templates

/// Lists everything that the site consists of.
///
/// - Parameters:
///   - linking: the paths of the documents that hold any link (`holdsLinks`).
///   - quality: what the checks found, where the site shows it (公开质量).
///   - data: what readers can take away beside the pages.
/// - Returns: the pages, with two sources for one address and links to nowhere as findings.
public func sitePages(
    _ visible: PublicRegister, _ theme: Theme, from sources: SourceFacts, linking: Set<String>,
    quality: Lazy<QualityFigures>? = nil, data: SiteData = SiteData()
) -> Diagnosed<[Page]> {
    let builder = PageBuilder(visible, theme, sources, linking, data)
    var pages = builder.pages + builder.joinedPages + builder.standIns + builder.correctionPages
    if let quality { pages.append(builder.quality(quality)) }
    pages += data.files + data.listings(pages.map(\.address).filter { $0.hasSuffix(".html") })
    pages += theme.assets.map { Page(address: "assets/" + percentEncoded($0.name), source: .bytes($0.bytes)) }
    return Diagnosed(pages, addressConflicts(pages) + builder.brokenLinks)
}

/// Makes the pages of a register in a theme. A page is made when it is asked for, and so is what only some pages need:
/// until then it costs its address.
final class PageBuilder: Sendable {
    let register: Register
    let theme: Theme
    let sources: SourceFacts
    /// What withholds documents from readers, by path.
    let withheld: [String: String]
    /// The paths of the documents that hold any link.
    let linking: Set<String>
    let attachments: AttachmentRoutes
    let site: Lazy<Record>
    let resolver: Lazy<LinkResolver>
    /// The years with their totals.
    let years: Lazy<[YearSummary]>
    /// The joined sites with their totals.
    let joined: Lazy<JoinedPage>
    let tombstones: [Tombstone]
    /// Every correction of what is published or was withdrawn, the latest first.
    let corrections: [CorrectionRow]
    /// The projects of several years, by code.
    let projectsByCode: Lazy<[String: [ProjectRow]]>
    /// Every project and every indicator in the order of the lists, as positions in the register.
    let listed: Lazy<ListedRows>
    /// How many projects and indicators there are.
    let counts: (projects: Int, indicators: Int)
    let data: SiteData
    /// The addresses of all feeds.
    let feeds: Set<String>

    init(
        _ visible: PublicRegister, _ theme: Theme, _ sources: SourceFacts, _ linking: Set<String>, _ data: SiteData
    ) {
        let register = visible.register
        let attachments = AttachmentRoutes(register)
        self.register = register
        withheld = visible.withheld
        self.theme = theme
        self.sources = sources
        self.linking = linking
        self.data = data
        feeds = data.feeds
        self.attachments = attachments
        site = Lazy { Masthead.view.record(of: Masthead(register, data)) }
        resolver = Lazy { LinkResolver(register: register, attachments: attachments) }
        tombstones = visible.tombstones
        corrections = CorrectionRow.all(visible)
        years = Lazy { register.years.map(YearSummary.init) }
        joined = Lazy { JoinedPage(register.joined) }
        projectsByCode = Lazy { recurringProjects(register) }
        listed = Lazy { ListedRows(register) }
        counts = register.listedCounts
    }

    var pages: [Page] {
        var pages = [home, search, accessibility, notFound]
        for year in register.years.indices {
            pages.append(yearPage(year))
            for unit in register.years[year].units.indices {
                pages.append(unitPage(year, unit))
                for project in register.years[year].units[unit].projects.indices {
                    pages.append(projectPage(year, unit, project))
                }
            }
        }
        return pages + register.pages.map(plainPage) + projectLists + indicatorLists + dataPages + attachmentFiles
    }

    func page(
        _ kind: Theme.Kind, _ address: String, origin: Place? = nil, sources: [String] = [],
        _ content: @escaping @Sendable () -> (Frame, Record)
    ) -> Page {
        var page = Page(
            address: address,
            source: .rendered { [self] in
                var (frame, record) = content()
                frame.withheld = origin.flatMap { withheld[$0.file] } ?? ""
                return theme.render(kind, site.value, frame, record)
            }, origin: origin, sources: sources)
        page.coded = coded(kind)
        return page
    }

    private func coded(_ kind: Theme.Kind) -> Page.Coded? {
        switch kind {
        case .unit: .unit
        case .project: .project
        default: nil
        }
    }

    // MARK: Home and fixed pages

    private var home: Page {
        page(.home, Routes.home, origin: register.site.document?.place(nil)) { [self] in
            let years = years.value
            let units = register.years.first?.units ?? []
            let isSingle = register.years.count == 1 && units.count == 1
            let onlyUnit = isSingle ? units.first : nil
            let home = HomePage(
                intro: prose(register.site.document, Routes.home, headingOffset: 1),
                totals: years.map(\.totals).reduce(Totals(), +), years: years, latest: years.first,
                units: units.map(UnitRow.init), onlyUnit: onlyUnit.map(UnitSummary.init),
                chart: onlyUnit.map(projectChart) ?? unitChart(units), corrections: corrections,
                joined: joined.value.ifAny)
            return (Frame(path: Routes.home, title: "", part: .home), HomePage.view.record(of: home))
        }
    }

    private var search: Page {
        page(.search, Routes.search) { [self] in
            let years = zip(register.years, years.value).map { year, summary in
                SearchPage.Year(summary: summary, units: year.units.map(UnitRow.init))
            }
            let frame = Frame(path: Routes.search, title: "", part: .search)
            return (frame, SearchPage.view.record(of: SearchPage(years: years, joined: joined.value.ifAny)))
        }
    }

    private var accessibility: Page { fixedPage(.accessibility, Routes.accessibility) }

    func quality(_ figures: Lazy<QualityFigures>) -> Page {
        page(.quality, Routes.quality) { [self] in
            let content = QualityPage(figures.value, register)
            return (
                Frame(path: Routes.quality, title: "", part: .quality), QualityPage.view.record(of: content)
            )
        }
    }

    private var notFound: Page { fixedPage(.notFound, Routes.notFound) }

    private func fixedPage(_ kind: Theme.Kind, _ address: String) -> Page {
        page(kind, address) { (Frame(path: address, title: ""), FixedPage.view.record(of: FixedPage())) }
    }

    private func plainPage(_ plain: PlainPage) -> Page {
        let address = Routes.page(plain)
        let document = plain.document
        return page(.page, address, origin: document.place(nil), sources: [document.path]) { [self] in
            let frame = Frame(
                path: address, title: plain.title, part: .about,
                article: .init(date: pubDate(plain.publication.date), source: register.site.host))
            let text = TextPage(prose: prose(document, address, headingOffset: 0, omitting: plain.title))
            return (frame, TextPage.view.record(of: text))
        }
    }

    // MARK: Years, units and projects

    private func yearPage(_ index: Int) -> Page {
        let address = Routes.year(register.years[index].year)
        return page(.year, address) { [self] in
            let year = register.years[index]
            let summary = years.value[index]
            let content = YearPage(
                summary: summary, units: year.units.map(UnitRow.init), chart: unitChart(year.units),
                others: years.value.filter { $0.year != year.year })
            return (Frame(path: address, title: "\(year.year)"), YearPage.view.record(of: content))
        }
    }

    private func steps(_ unit: Unit) -> [Frame.Step] {
        [.init(name: "\(unit.year)", path: Routes.year(unit.year), isYear: true)]
    }

    private func unitPage(_ year: Int, _ index: Int) -> Page {
        let address = Routes.unit(register.years[year].units[index])
        let path = register.years[year].units[index].source.path
        let files = ownFiles(of: register.years[year].units[index])
        let made = [path] + files.map(\.path)
        var page = page(.unit, address, origin: Place(file: path), sources: made) { [self] in
            let unit = register.years[year].units[index]
            let frame = Frame(
                path: address, title: unit.name.text, steps: steps(unit),
                article: .init(
                    date: pubDate(unit.publication.date), source: unit.name.text,
                    keywords: keywords([unit.departmentName?.text, unit.name.text, "\(unit.year)年"])))
            let blocks = unit.sections.flatMap(\.allBlocks)
            let headings = zip(unit.sections.compactMap(\.heading), headingAnchors(unit.sections.headings))
            let content = UnitPage(
                summary: UnitSummary(unit),
                prose: ProseRenderer.render(blocks, of: path, at: address, headingOffset: 1, resolver),
                headings: headings.map { .init(text: $0.text, anchor: $1) },
                indicators: unit.indicators.map(IndicatorGrid.init), chart: projectChart(unit),
                extraFields: extraFields(unit.extraFields), corrections: unit.publication.corrections,
                attachments: files.map(link), feedPath: feedPath(unit), version: sources.version(of: made))
            return (frame, UnitPage.view.record(of: content))
        }
        page.basis = basis(ofPageOf: path) { [self] in
            let unit = register.years[year].units[index]
            return Page.Basis([unit], details: [feedPath(unit)])
        }
        return page
    }

    /// The files in a unit's folder that none of its projects claims.
    private func ownFiles(of unit: Unit) -> [Attachment] {
        if register.attachments.isEmpty { return [] }
        let claimed = Set(unit.projects.flatMap { $0.publication.attachments.map(\.path) })
        return attachments.unclaimed(in: unit.source.path, claimed: claimed)
    }

    private func projectPage(_ year: Int, _ unitIndex: Int, _ index: Int) -> Page {
        let address = Routes.project(
            register.years[year].units[unitIndex].projects[index].code.text, of: register.years[year].year,
            register.years[year].units[unitIndex].code.text)
        let path = register.years[year].units[unitIndex].projects[index].source.path
        var made = [path, register.years[year].units[unitIndex].source.path]
        if !register.attachments.isEmpty {
            made += register.years[year].units[unitIndex].projects[index].publication.attachments.map(\.path).sorted()
        }
        var page = page(.project, address, origin: Place(file: path), sources: made) { [self, made] in
            let unit = register.years[year].units[unitIndex]
            let project = unit.projects[index]
            let date = project.publication.date ?? unit.publication.date
            let frame = Frame(
                path: address, title: project.name.text, summary: project.purpose?.text ?? "",
                steps: steps(unit) + [.init(name: unit.name.text, path: Routes.unit(unit))],
                article: .init(
                    date: pubDate(date), source: unit.name.text,
                    keywords: keywords([
                        project.name.text, unit.departmentName?.text, unit.name.text, "\(unit.year)年",
                    ])))
            let blocks = project.extraSections.flatMap(\.allBlocks)
            let content = ProjectPage(
                form: Form(project, in: unit), planChart: PlanChart(project.plan),
                mix: MixBar(MeasurabilityCount(project.indicators?.indicators ?? [])),
                prose: ProseRenderer.render(blocks, of: path, at: address, headingOffset: 0, resolver),
                extraFields: extraFields(project.extraFields), corrections: project.publication.corrections,
                attachments: project.publication.attachments.map(link),
                otherYears: otherYears(of: project, in: unit),
                date: date?.description ?? "", citations: IndicatorRow.rows(of: project, in: unit),
                version: sources.version(of: made))
            return (frame, ProjectPage.view.record(of: content))
        }
        page.basis = basis(ofPageOf: path) { [self] in
            let unit = register.years[year].units[unitIndex]
            return Page.Basis([unit] + otherYears(of: unit.projects[index], in: unit).map(\.unit))
        }
        return page
    }

    /// The same project in other years, by its code.
    private func otherYears(of project: Project, in unit: Unit) -> [ProjectRow] {
        (projectsByCode.value[project.code.text] ?? []).filter { $0.unit.year != unit.year }
    }

    /// What a document's page is made from; nil where its text links somewhere.
    private func basis(
        ofPageOf path: String, _ make: @escaping @Sendable () -> Page.Basis
    ) -> (@Sendable () -> Page.Basis)? {
        if linking.contains(path) { return nil }
        return { [reason = withheld[path] ?? ""] in
            var basis = make()
            basis.details.append(reason)
            return basis
        }
    }

    /// The address of a unit's feed; empty where there is none.
    private func feedPath(_ unit: Unit) -> String {
        let path = Routes.feed(ofUnit: unit.code.text)
        return feeds.contains(path) ? path : ""
    }

    private func unitChart(_ units: [Unit]) -> AmountChart? { AmountChart(units.map { ($0.name.text, $0.budget) }) }

    private func projectChart(_ unit: Unit) -> AmountChart? {
        AmountChart(unit.projects.map { ($0.name.text, unit.budget(of: $0) ?? .zero) })
    }

    // MARK: Files, fields, prose

    private var dataPages: [Page] {
        guard let content = data.page else { return [] }
        return [
            page(.data, Routes.data) {
                (Frame(path: Routes.data, title: "", part: .data), DataPage.view.record(of: content()))
            }
        ]
    }

    private var attachmentFiles: [Page] {
        register.attachments.compactMap { path in
            attachments.addresses[path].map {
                Page(address: $0, source: .file(path), origin: Place(file: path), sources: [path])
            }
        }
    }

    private func link(_ attachment: Attachment) -> AttachmentLink {
        AttachmentLink(
            name: attachment.name, path: attachments.addresses[attachment.path] ?? "", facts: sources[attachment.path])
    }

    private func extraFields(_ fields: [Content.Field]) -> [ExtraField] {
        fields.map { ExtraField(key: $0.key.text, value: $0.value.plainText) }
    }

    private func prose(
        _ document: Document?, _ address: String, headingOffset: Int, omitting title: String? = nil
    ) -> [UInt8] {
        guard let document else { return [] }
        var blocks = document.sections.flatMap(\.allBlocks)
        if let title, case .heading(1, let inlines)? = blocks.first?.kind, inlines.plainText == title {
            blocks.removeFirst()
        }
        return ProseRenderer.render(
            blocks, of: document.path, at: address, headingOffset: headingOffset, resolver)
    }

    var brokenLinks: [Diagnostic] {
        if linking.isEmpty { return [] }
        func check(_ source: SourceText, _ sections: [Section], _ address: String) -> [Diagnostic] {
            checkLinks(in: sections.flatMap(\.allBlocks), of: source, at: address, resolver.value)
        }
        var found: [Diagnostic] = []
        if let home = register.site.document { found += check(home.source, home.sections, Routes.home) }
        for page in register.pages { found += check(page.document.source, page.document.sections, Routes.page(page)) }
        for unit in register.units {
            if linking.contains(unit.source.path) { found += check(unit.source, unit.sections, Routes.unit(unit)) }
            for project in unit.projects where linking.contains(project.source.path) {
                found += check(project.source, project.extraSections, Routes.project(project, in: unit))
            }
        }
        return found
    }
}

/// Keywords as a page tag wants them; what is not known is left out.
private func keywords(_ words: [String?]) -> String {
    words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ",")
}

/// A date as the page tag PubDate wants it; empty when there is none.
private func pubDate(_ date: CalendarDate?) -> String { date.map { "\($0) 00:00" } ?? "" }

extension [Section] {
    /// The sections' headings as blocks.
    fileprivate var headings: [Block] { flatMap(\.allBlocks) }
}

extension FieldValue {
    /// The characters of a value, items and entries on lines of their own.
    fileprivate var plainText: String {
        switch self {
        case .scalar(let literal): literal.text
        case .list(let items, _): items.map(\.plainText).joined(separator: "\n")
        case .map(let fields, _): fields.map { "\($0.key.text)：\($0.value.plainText)" }.joined(separator: "\n")
        }
    }
}
