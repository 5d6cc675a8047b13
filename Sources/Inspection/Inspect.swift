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
    var documentChecks: [(Rule, @Sendable (DocumentSubject, Rule) -> [Diagnostic])] = []
    var projectChecks: [(Rule, @Sendable (ProjectSubject, Rule) -> [Diagnostic])] = []
    var tableChecks: [(Rule, @Sendable (IndicatorSubject, Rule) -> [Diagnostic])] = []
    var unitChecks: [(Rule, @Sendable (UnitSubject, Rule) -> [Diagnostic])] = []
    var diagnostics: [Diagnostic] = []
    let files = fileSubjects(documents, register.attachments, reviews)
    for check in Check.all {
        for scope in check.scopes {
            switch scope {
            case .document(let body): documentChecks.append((check.rule, body))
            case .project(let body): projectChecks.append((check.rule, body))
            case .indicators(let body): tableChecks.append((check.rule, body))
            case .unit(let body): unitChecks.append((check.rule, body))
            case .file(let body): for file in files { diagnostics += body(file, check.rule) }
            case .register(let body): diagnostics += body(register, check.rule)
            }
        }
    }
    let (ofDocuments, ofProjects, ofTables, ofUnits) = (documentChecks, projectChecks, tableChecks, unitChecks)
    let years = fiscalYears(register)
    let inDocuments = await concurrentMap(documents) { document in
        let subject = DocumentSubject(document, year: years[Spelling(document.path)])
        return ofDocuments.flatMap { $1(subject, $0) }
    }
    let site = register.site
    let inUnits = await concurrentMap(register.units, batch: 4) { unit in
        let subject = UnitSubject(unit, site)
        var findings: [Diagnostic] = []
        for (rule, body) in ofUnits { findings += body(subject, rule) }
        for table in subject.tables {
            for (rule, body) in ofTables { findings += body(table, rule) }
        }
        for project in subject.projects {
            for (rule, body) in ofProjects { findings += body(project, rule) }
        }
        return findings
    }
    diagnostics.reserveCapacity((inDocuments + inUnits).reduce(diagnostics.count) { $0 + $1.count })
    for findings in inDocuments { diagnostics += findings }
    for findings in inUnits { diagnostics += findings }
    return diagnostics
}

/// The fiscal year of each document of a unit or project, by path.
private func fiscalYears(_ register: Register) -> [Spelling: Int] {
    var years: [Spelling: Int] = [:]
    for unit in register.units {
        years[Spelling(unit.source.path)] = unit.year
        for project in unit.projects { years[Spelling(project.source.path)] = unit.year }
    }
    return years
}
