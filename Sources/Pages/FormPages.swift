import Basics
import Content
import Disclosure
import Templates

// The pages of what was filed: a unit's overall goals in a year, and each project's form.
extension PageBuilder {
    func unitPage(_ year: Int, _ index: Int) -> Page {
        let (address, path) = (outlines[year][index].own.address, outlines[year][index].own.path)
        let files = ownFiles(of: register.years[year].units[index])
        let made = outlines[year][index].own.sources + files.map(\.path)
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

    func projectPage(_ year: Int, _ unitIndex: Int, _ index: Int) -> Page {
        let form = outlines[year][unitIndex].projects[index]
        var page = page(.project, form.address, origin: Place(file: form.path), sources: form.sources) { [self] in
            let (address, path, made) = (form.address, form.path, form.sources)
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
        page.basis = basis(ofPageOf: form.path) { [self] in
            let unit = register.years[year].units[unitIndex]
            return Page.Basis([unit] + otherYears(of: unit.projects[index], in: unit).map(\.unit))
        }
        return page
    }

    /// The same project in other years.
    private func otherYears(of project: Project, in unit: Unit) -> [ProjectRow] {
        recurring.rows(project.code.text, in: register, but: unit.year)
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

    private func steps(_ unit: Unit) -> [Frame.Step] {
        [.init(name: "\(unit.year)", path: Routes.year(unit.year), isYear: true)]
    }

    private func link(_ attachment: Attachment) -> AttachmentLink {
        AttachmentLink(
            name: attachment.name, path: attachments.addresses[attachment.path] ?? "", facts: sources[attachment.path])
    }

    private func extraFields(_ fields: [Content.Field]) -> [ExtraField] {
        fields.map { ExtraField(key: $0.key.text, value: $0.value.plainText) }
    }
}

/// Keywords as a page tag wants them; what is not known is left out.
private func keywords(_ words: [String?]) -> String {
    words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ",")
}

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
