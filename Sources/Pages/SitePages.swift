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
///   - memory: what was made of the units the last time; nothing is made again of those that are the very same.
/// - Returns: the pages, with two sources for one address and links to nowhere as findings.
public func sitePages(
    _ visible: PublicRegister, _ theme: Theme, from sources: SourceFacts, linking: Set<String>,
    quality: Lazy<QualityFigures>? = nil, data: SiteData = SiteData(), remembering memory: inout PageMemory
) -> Diagnosed<PageList> {
    let builder = PageBuilder(visible, theme, sources, linking, data, remembering: &memory)
    let first = builder.fixedPages
    var others = builder.otherPages + builder.joinedPages + builder.standIns + builder.correctionPages
    if let quality { others.append(builder.quality(quality)) }
    let found = PageList(builder, before: first, behind: others)
    others += data.files + data.listings(found.count) { found.addresses.filter { $0.hasSuffix(".html") } }
    others += theme.assets.map { Page(address: "assets/" + percentEncoded($0.name), source: .bytes($0.bytes)) }
    let pages = PageList(builder, before: first, behind: others)
    let conflicts = addressConflicts(pages, remembering: &memory)
    return Diagnosed(pages, conflicts + builder.brokenLinks)
}

/// Makes the pages of a register in a theme. A page is made when it is asked for, and so is what only some pages need:
/// until then it costs its address.
final class PageBuilder: Sendable {
    let register: Register
    let theme: Theme
    let sources: SourceFacts
    let audience: Audience
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
    let recurring: RecurringProjects
    /// For each year those of its units.
    let outlines: [[UnitOutline]]
    /// Every project and every indicator in the order of the lists, as positions in the register.
    let listed: Lazy<ListedRows>
    /// How many projects and indicators there are.
    let counts: (projects: Int, indicators: Int)
    let data: SiteData
    /// The addresses of all feeds.
    let feeds: Set<String>

    init(
        _ visible: PublicRegister, _ theme: Theme, _ sources: SourceFacts, _ linking: Set<String>, _ data: SiteData,
        remembering memory: inout PageMemory
    ) {
        let register = visible.register
        var all = memory.outlines.values(of: register.units, UnitOutline.init)[...]
        counts = register.listedCounts(Array(all))
        corrections = CorrectionRow.all(visible, of: zip(register.units, all).lazy.filter(\.1.hasCorrections).map(\.0))
        outlines = register.years.map { year in
            defer { all = all.dropFirst(year.units.count) }
            return Array(all.prefix(year.units.count))
        }
        recurring = RecurringProjects(register.years, outlines, after: memory.recurring)
        memory.recurring = recurring
        let attachments = AttachmentRoutes(register)
        self.register = register
        (audience, withheld) = (visible.audience, visible.withheld)
        self.theme = theme
        self.sources = sources
        self.linking = linking
        self.data = data
        feeds = data.feeds
        self.attachments = attachments
        site = Lazy { Masthead.view.record(of: Masthead(register, data)) }
        resolver = Lazy { LinkResolver(register: register, attachments: attachments) }
        tombstones = visible.tombstones
        years = Lazy { register.years.map(YearSummary.init) }
        joined = Lazy { JoinedPage(register.joined) }
        listed = Lazy { ListedRows(register) }
    }

    /// The pages that come before the forms.
    var fixedPages: [Page] { [home, search, accessibility, notFound] + register.years.indices.flatMap(yearPages) }

    /// The pages of the authors' own texts, the lists, and the files beside the documents.
    var otherPages: [Page] {
        register.pages.map(plainPage) + projectLists + indicatorLists + dataPages + attachmentFiles
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
            let latest = register.years.first
            let units = latest?.units ?? []
            let isSingle = register.years.count == 1 && units.count == 1
            let onlyUnit = isSingle ? units.first : nil
            let home = HomePage(
                intro: prose(register.site.document, Routes.home, headingOffset: 1),
                totals: years.map(\.totals).reduce(Totals(), +), years: years, latest: years.first,
                units: latest.flatMap { unitLists(of: $0).first }, onlyUnit: onlyUnit.map(UnitSummary.init),
                chart: onlyUnit.map(projectChart) ?? unitChart(units), corrections: corrections,
                joined: joined.value.ifAny)
            return (Frame(path: Routes.home, title: "", part: .home), HomePage.view.record(of: home))
        }
    }

    private var search: Page {
        page(.search, Routes.search) { [self] in
            var left = SearchPage.mostUnits
            let years = zip(register.years, years.value).map { year, summary in
                let units = year.units.count > left ? [] : year.units.map(UnitRow.init)
                left -= units.count
                return SearchPage.Year(summary: summary, units: units)
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

    /// Servers answer with it at any address, so that only links from the server's root lead somewhere. The preview is the
    /// root of its own; without 网址 the root is not known.
    private var notFound: Page {
        let root = audience == .authors ? "/" : register.site.pathOnServer
        return fixedPage(.notFound, Routes.notFound, root: root)
    }

    private func fixedPage(_ kind: Theme.Kind, _ address: String, root: String? = nil) -> Page {
        page(kind, address) {
            var frame = Frame(path: address, title: "")
            if let root { frame.root = root }
            return (frame, FixedPage.view.record(of: FixedPage()))
        }
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

    // MARK: Charts

    func unitChart(_ units: [Unit]) -> AmountChart? { AmountChart(units.map { ($0.name.text, $0.budget) }) }

    func projectChart(_ unit: Unit) -> AmountChart? {
        AmountChart(unit.projects.map { ($0.name.text, unit.budget(of: $0) ?? .zero) })
    }

    // MARK: Files and prose

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
}

/// A date as the page tag PubDate wants it; empty when there is none.
func pubDate(_ date: CalendarDate?) -> String { date.map { "\($0) 00:00" } ?? "" }
