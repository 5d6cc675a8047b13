import Basics
import Content
import Disclosure
import Templates

/// A page or a file of the site, to be made when it is asked for.
public struct Page: Sendable {
    public enum Source: Sendable {
        case rendered(@Sendable () -> [UInt8])
        case bytes([UInt8])
        /// A file to be copied, relative to the site's root.
        case file(String)
    }

    /// The address relative to the site's root, percent-encoded.
    public var address: String
    public var source: Source
    /// The document that it comes from, for findings; nil for pages that the program makes.
    public var origin: Place?

    /// What the address is made of, where it is made of a filed code.
    enum Coded: Sendable { case unit, project }

    var coded: Coded?

    /// The path of the file in the output.
    public var path: String { percentDecoded(address) }
}

/// Lists everything that the site consists of.
///
/// - Parameter quality: what the checks found, when the site shows it (公开质量).
/// - Returns: the pages, sorted by address, with two sources for one address and links to nowhere as findings.
public func sitePages(
    _ visible: PublicRegister, _ theme: Theme, _ quality: QualityFigures? = nil
) -> Diagnosed<[Page]> {
    let builder = PageBuilder(visible, theme)
    var pages =
        builder.pages + (quality.map { [builder.quality($0)] } ?? []) + visible.tombstones.map(builder.tombstone)
    pages += theme.assets.map { Page(address: "assets/" + percentEncoded($0.name), source: .bytes($0.bytes)) }
    pages.sort { $0.address.utf8.lexicographicallyPrecedes($1.address.utf8) }
    return Diagnosed(pages, addressConflicts(pages) + builder.brokenLinks)
}

/// Two sources for one address, also when they differ by case only, as they would on Windows, or when one of them would
/// be a folder for the other.
private func addressConflicts(_ pages: [Page]) -> [Diagnostic] {
    var seen = [Routes.manifest: Page(address: Routes.manifest, source: .bytes([]), origin: nil)]
    let repeated = pages.compactMap { page -> Diagnostic? in
        guard let first = seen.updateValue(page, forKey: page.address.lowercased()) else { return nil }
        // One code filed twice is reported as such.
        if page.coded != nil, page.coded == first.coded, page.address == first.address { return nil }
        return addressConflict(page, first)
    }
    let nested = pages.flatMap { page in
        let address = page.address.lowercased()
        return address.indices.filter { address[$0] == "/" }
            .compactMap { seen[String(address[..<$0])] }.map { addressConflict(page, $0) }
    }
    return repeated + nested
}

private func addressConflict(_ second: Page, _ first: Page) -> Diagnostic {
    let notes = first.origin.map { [Diagnostic.Note("另一处来自这里", at: $0)] } ?? [.init("另一处由程序生成")]
    return Diagnostic(
        "address-conflict", .error, "两处内容要用同一个网页地址 \(first.address)", at: second.origin ?? first.origin,
        notes: second.origin == nil ? [.init("另一处由程序生成")] : notes, help: "改掉其中一个的编码或文件名（大小写不同也算相同）")
}

/// Makes the pages of a register in a theme.
private struct PageBuilder: Sendable {
    let register: Register
    let theme: Theme
    let site: Record
    /// What withholds documents from readers, by path.
    let withheld: [String: String]
    let attachments: AttachmentRoutes
    let resolver: LinkResolver
    /// The years with their totals, summed once.
    let years: [YearSummary]
    /// The projects of several years, by code.
    let projectsByCode: [String: [ProjectRow]]
    /// Every project and every indicator in the order of the lists, as positions in the register.
    let listed: ListedRows

    init(_ visible: PublicRegister, _ theme: Theme) {
        register = visible.register
        withheld = visible.withheld
        self.theme = theme
        site = Masthead.view.record(of: Masthead(register))
        attachments = AttachmentRoutes(register)
        resolver = LinkResolver(register: register, attachments: attachments)
        years = register.years.map(YearSummary.init)
        projectsByCode = recurringProjects(register)
        listed = ListedRows(register)
    }

    var pages: [Page] {
        [home, search, accessibility, notFound] + zip(register.years, years).flatMap(yearPages)
            + register.pages.map(plainPage)
            + projectLists + indicatorLists + attachmentFiles
    }

    private func page(
        _ kind: Theme.Kind, _ frame: Frame, origin: Place? = nil, _ content: @escaping @Sendable () -> Record
    ) -> Page {
        var frame = frame
        frame.withheld = origin.flatMap { withheld[$0.file] } ?? ""
        return Page(
            address: frame.path, source: .rendered { [frame] in theme.render(kind, site, frame, content()) },
            origin: origin, coded: coded(kind))
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
        page(.home, Frame(path: Routes.home, title: "", part: .home), origin: register.site.document?.place(nil)) {
            let units = register.years.first?.units ?? []
            let isSingle = register.years.count == 1 && units.count == 1
            let onlyUnit = isSingle ? units.first : nil
            return HomePage.view.record(
                of: HomePage(
                    intro: prose(register.site.document, Routes.home, headingOffset: 1),
                    totals: years.map(\.totals).reduce(Totals(), +), years: years, latest: years.first,
                    units: units.map(UnitRow.init), onlyUnit: onlyUnit.map(UnitSummary.init),
                    chart: onlyUnit.map(projectChart) ?? unitChart(units)))
        }
    }

    private var search: Page {
        page(.search, Frame(path: Routes.search, title: "", part: .search)) {
            SearchPage.view.record(
                of: SearchPage(
                    years: register.years.map { .init(summary: YearSummary($0), units: $0.units.map(UnitRow.init)) }))
        }
    }

    private var accessibility: Page {
        page(.accessibility, Frame(path: Routes.accessibility, title: "")) { FixedPage.view.record(of: FixedPage()) }
    }

    func quality(_ figures: QualityFigures) -> Page {
        page(.quality, Frame(path: Routes.quality, title: "", part: .quality)) {
            QualityPage.view.record(of: QualityPage(figures, register))
        }
    }

    private var notFound: Page {
        page(.notFound, Frame(path: Routes.notFound, title: "")) { FixedPage.view.record(of: FixedPage()) }
    }

    private func plainPage(_ plain: PlainPage) -> Page {
        let address = Routes.page(plain)
        let frame = Frame(
            path: address, title: plain.title, part: .about,
            article: .init(date: pubDate(plain.publication.date), source: register.site.host))
        return page(.page, frame, origin: plain.document.place(nil)) {
            TextPage.view.record(
                of: TextPage(prose: prose(plain.document, address, headingOffset: 0, omitting: plain.title)))
        }
    }

    func tombstone(_ tombstone: Tombstone) -> Page {
        let frame = Frame(path: Routes.tombstone(tombstone), title: tombstone.name)
        var page = page(.tombstone, frame) { Tombstone.view.record(of: tombstone) }
        page.coded = tombstone.projectCode == nil ? .unit : .project
        return page
    }

    // MARK: Years, units and projects

    private func yearPages(_ year: FiscalYear, _ summary: YearSummary) -> [Page] {
        let frame = Frame(path: Routes.year(year.year), title: "\(year.year)")
        let yearPage = page(.year, frame) {
            YearPage.view.record(
                of: YearPage(
                    summary: summary, units: year.units.map(UnitRow.init), chart: unitChart(year.units),
                    others: years.filter { $0.year != year.year }))
        }
        return [yearPage]
            + year.units.flatMap { unit in [unitPage(unit)] + unit.projects.map { projectPage($0, unit) } }
    }

    private func steps(_ unit: Unit) -> [Frame.Step] {
        [.init(name: "\(unit.year)", path: Routes.year(unit.year), isYear: true)]
    }

    private func unitPage(_ unit: Unit) -> Page {
        let address = Routes.unit(unit)
        let frame = Frame(
            path: address, title: unit.name.text, steps: steps(unit),
            article: .init(date: pubDate(unit.publication.date), source: unit.name.text))
        return page(.unit, frame, origin: unit.place(nil)) {
            let blocks = unit.sections.flatMap(\.allBlocks)
            let headings = zip(unit.sections.compactMap(\.heading), headingAnchors(unit.sections.headings))
            let claimed = Set(unit.projects.flatMap { $0.publication.attachments.map(\.path) })
            let files = attachments.unclaimed(in: unit.source.path, claimed: claimed)
            return UnitPage.view.record(
                of: UnitPage(
                    summary: UnitSummary(unit),
                    prose: ProseRenderer.render(blocks, of: unit.source.path, at: address, headingOffset: 1, resolver),
                    headings: headings.map { .init(text: $0.text, anchor: $1) },
                    indicators: unit.indicators.map(IndicatorGrid.init), chart: projectChart(unit),
                    extraFields: extraFields(unit.extraFields), corrections: unit.publication.corrections,
                    attachments: files.map(link)))
        }
    }

    private func projectPage(_ project: Project, _ unit: Unit) -> Page {
        let address = Routes.project(project, in: unit)
        let date = project.publication.date ?? unit.publication.date
        let frame = Frame(
            path: address, title: project.name.text, summary: project.purpose?.text ?? "",
            steps: steps(unit) + [.init(name: unit.name.text, path: Routes.unit(unit))],
            article: .init(date: pubDate(date), source: unit.name.text))
        return page(.project, frame, origin: project.place(nil)) {
            let count = MeasurabilityCount(project.indicators?.indicators ?? [])
            return ProjectPage.view.record(
                of: ProjectPage(
                    form: Form(project, in: unit), planChart: PlanChart(project.plan), mix: MixBar(count),
                    prose: ProseRenderer.render(
                        project.extraSections.flatMap(\.allBlocks), of: project.source.path, at: address,
                        headingOffset: 0, resolver),
                    extraFields: extraFields(project.extraFields), corrections: project.publication.corrections,
                    attachments: project.publication.attachments.map(link),
                    otherYears: (projectsByCode[project.code.text] ?? []).filter { $0.unit.year != unit.year },
                    date: date?.description ?? ""))
        }
    }

    private func unitChart(_ units: [Unit]) -> AmountChart? { AmountChart(units.map { ($0.name.text, $0.budget) }) }

    private func projectChart(_ unit: Unit) -> AmountChart? {
        AmountChart(unit.projects.map { ($0.name.text, unit.budget(of: $0) ?? .zero) })
    }

    // MARK: Lists

    private var projectLists: [Page] {
        chunks(listed.projects, route: Routes.projects).map { chunk, first, paging in
            let frame = Frame(path: Routes.projects(page: paging?.number ?? 1), title: "", part: .projects)
            return page(.projects, frame) {
                let rows = chunk.map { register.projectRow($0) }
                return ProjectListPage.view.record(
                    of: ProjectListPage(rows: rows, total: listed.projects.count, first: first, paging: paging))
            }
        }
    }

    private var indicatorLists: [Page] {
        chunks(listed.indicators, route: Routes.indicators).map { chunk, first, paging in
            let frame = Frame(path: Routes.indicators(page: paging?.number ?? 1), title: "", part: .indicators)
            return page(.indicators, frame) {
                let rows = register.indicatorRows(chunk)
                return IndicatorListPage.view.record(
                    of: IndicatorListPage(rows: rows, total: listed.indicators.count, first: first, paging: paging))
            }
        }
    }

    /// Cuts rows into pages; a list that fits on one page has no paging, a list without rows has no page.
    private func chunks<Row>(
        _ rows: [Row], route: @escaping @Sendable (Int) -> String
    ) -> [(rows: ArraySlice<Row>, first: Int, paging: Paging?)] {
        let count = (rows.count + Paging.rowsPerPage - 1) / Paging.rowsPerPage
        return (0..<count).map { index in
            let start = index * Paging.rowsPerPage
            let chunk = rows[start..<min(start + Paging.rowsPerPage, rows.count)]
            return (chunk, start + 1, count > 1 ? Paging(number: index + 1, count: count, route: route) : nil)
        }
    }

    // MARK: Files, fields, prose

    private var attachmentFiles: [Page] {
        register.attachments.compactMap { path in
            attachments.addresses[path].map { Page(address: $0, source: .file(path), origin: Place(file: path)) }
        }
    }

    private func link(_ attachment: Attachment) -> AttachmentLink {
        AttachmentLink(name: attachment.name, path: attachments.addresses[attachment.path] ?? "")
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
        return ProseRenderer.render(blocks, of: document.path, at: address, headingOffset: headingOffset, resolver)
    }

    var brokenLinks: [Diagnostic] {
        func check(_ source: SourceText, _ sections: [Section], _ address: String) -> [Diagnostic] {
            checkLinks(in: sections.flatMap(\.allBlocks), of: source, at: address, resolver)
        }
        var found: [Diagnostic] = []
        if let home = register.site.document { found += check(home.source, home.sections, Routes.home) }
        for page in register.pages { found += check(page.document.source, page.document.sections, Routes.page(page)) }
        for unit in register.units {
            found += check(unit.source, unit.sections, Routes.unit(unit))
            for project in unit.projects {
                found += check(project.source, project.extraSections, Routes.project(project, in: unit))
            }
        }
        return found
    }
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
