import Basics
import Content
import Disclosure

/// Reviews a site as a careful reader would: every check on everything it looks at.
///
/// - Parameter reviews: what was found inside of the attachments, by their paths.
/// - Returns: all findings, in no particular order.
public func inspect(
    _ documents: [Document], _ register: Register, _ reviews: [String: AttachmentReview] = [:]
) async -> [Diagnostic] {
    let site = register.site
    let inDocuments = await concurrentMap(documents) { inspect($0) }
    let inUnits = await concurrentMap(register.units, batch: 4) { inspect($0, of: site) }
    let inFiles = inspect(register.attachments, listedIn: documents, reviews)
    let inUnplaced = register.unplaced.flatMap { inspect(unplaced: $0, of: site) }
    let inFolders = inspect(foldersOf: documents.map(\.path) + register.attachments)
    return inUnplaced + inFolders + inspect(site) + register.years.flatMap { inspect($0) }
        + (inDocuments + inUnits).flatMap { $0 }
        + inFiles
}

/// What there is to say of a document's text, and of its file's name, by itself.
public func inspect(_ document: Document) -> [Diagnostic] {
    let subject = DocumentSubject(document)
    let file = FileSubject(path: document.path)
    return Check.scopes.documents.flatMap { rule, body in body(subject, rule) }
        + Check.scopes.files.flatMap { rule, body in body(file, rule) }
}

/// What there is to say of the files beside the documents.
///
/// - Parameters:
///   - documents: those that may list files as their 附件.
///   - reviews: what was found inside of the files, by their paths.
public func inspect(
    _ attachments: [String], listedIn documents: [Document], _ reviews: [String: AttachmentReview]
) -> [Diagnostic] {
    if attachments.isEmpty { return [] }
    return fileSubjects(attachments, listedIn: documents, reviews).flatMap { subject in
        let disguised = subject.review?.isDocument ?? false ? [disguisedDocument(subject)] : []
        return disguised + Check.scopes.files.flatMap { rule, body in body(subject, rule) }
    }
}

/// What there is to say of the names of the folders that files lie in, each folder once.
public func inspect(foldersOf paths: [String]) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var known: Set<Substring> = []
    for path in paths {
        var rest = path[...]
        while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
            rest = rest[..<slash]
            guard known.insert(rest).inserted else { break }
            let folder = FileSubject(folder: String(rest))
            findings += Check.scopes.files.flatMap { rule, body in body(folder, rule) }
        }
    }
    return findings
}

/// What there is to say of a unit in a year, with its projects. It depends on them and on the site's own document only.
public func inspect(_ unit: Unit, of site: SiteInformation) -> [Diagnostic] {
    let subject = UnitSubject(unit, site)
    var findings: [Diagnostic] = []
    for (rule, body) in Check.scopes.units { findings += body(subject, rule) }
    for table in subject.tables {
        for (rule, body) in Check.scopes.tables { findings += body(table, rule) }
    }
    for project in subject.projects {
        for (rule, body) in Check.scopes.projects { findings += body(project, rule) }
    }
    return findings
}

/// What there is to say of a project by itself, without its unit: its indicators.
public func inspect(unplaced project: Project, of site: SiteInformation) -> [Diagnostic] {
    guard let indicators = project.indicators else { return [] }
    let table = IndicatorSubject(indicators, in: project.source, status: project.publication.status, site)
    return Check.scopes.tables.flatMap { rule, body in body(table, rule) }
}

/// What shows in the units of a year side by side only.
public func inspect(_ year: FiscalYear) -> [Diagnostic] { inspect(year, year.units.map(UnitWordings.init)[...]) }

/// What shows in the units of a year side by side only.
///
/// - Parameter wordings: those of the units, in their order.
public func inspect(_ year: FiscalYear, _ wordings: ArraySlice<UnitWordings>) -> [Diagnostic] {
    let subject = YearSubject(year: year, wordings: wordings)
    return Check.scopes.years.flatMap { rule, body in body(subject, rule) }
}

/// What there is to say of the site's own document.
public func inspect(_ site: SiteInformation) -> [Diagnostic] {
    Check.scopes.sites.flatMap { rule, body in body(site, rule) }
}

extension Check {
    /// All checks by what they look at.
    struct Scopes {
        var documents: [(Rule, @Sendable (DocumentSubject, Rule) -> [Diagnostic])] = []
        var files: [(Rule, @Sendable (FileSubject, Rule) -> [Diagnostic])] = []
        var packages: [(Rule, @Sendable (PackageSubject, Rule) -> [Diagnostic])] = []
        var projects: [(Rule, @Sendable (ProjectSubject, Rule) -> [Diagnostic])] = []
        var tables: [(Rule, @Sendable (IndicatorSubject, Rule) -> [Diagnostic])] = []
        var units: [(Rule, @Sendable (UnitSubject, Rule) -> [Diagnostic])] = []
        var years: [(Rule, @Sendable (YearSubject, Rule) -> [Diagnostic])] = []
        var sites: [(Rule, @Sendable (SiteInformation, Rule) -> [Diagnostic])] = []

        init(_ checks: [Check]) {
            for check in checks {
                for scope in check.scopes {
                    switch scope {
                    case .document(let body): documents.append((check.rule, body))
                    case .file(let body): files.append((check.rule, body))
                    case .package(let body): packages.append((check.rule, body))
                    case .project(let body): projects.append((check.rule, body))
                    case .indicators(let body): tables.append((check.rule, body))
                    case .unit(let body): units.append((check.rule, body))
                    case .year(let body): years.append((check.rule, body))
                    case .site(let body): sites.append((check.rule, body))
                    }
                }
            }
        }
    }

    static let scopes = Scopes(all)
}
