import Basics
import Content
import Disclosure

/// Reviews a site as a careful reader would: every check on everything it looks at.
///
/// - Returns: all findings, in no particular order.
public func inspect(_ documents: [Document], _ register: Register) async -> [Diagnostic] {
    var documentChecks: [(Rule, @Sendable (DocumentSubject, Rule) -> [Diagnostic])] = []
    var projectChecks: [(Rule, @Sendable (ProjectSubject, Rule) -> [Diagnostic])] = []
    var unitChecks: [(Rule, @Sendable (UnitSubject, Rule) -> [Diagnostic])] = []
    var diagnostics: [Diagnostic] = []
    for check in Check.all {
        switch check.scope {
        case .document(let body): documentChecks.append((check.rule, body))
        case .project(let body): projectChecks.append((check.rule, body))
        case .unit(let body): unitChecks.append((check.rule, body))
        case .register(let body): diagnostics += body(register, check.rule)
        }
    }
    let (ofDocuments, ofProjects, ofUnits) = (documentChecks, projectChecks, unitChecks)
    let inDocuments = await concurrentMap(documents) { document in
        let subject = DocumentSubject(document)
        return ofDocuments.flatMap { $1(subject, $0) }
    }
    let site = register.site
    let inUnits = await concurrentMap(register.units, batch: 4) { unit in
        let subject = UnitSubject(unit: unit, site: site)
        return ofUnits.flatMap { $1(subject, $0) }
            + unit.projects.flatMap { project in
                let subject = ProjectSubject(project, unit, site)
                return ofProjects.flatMap { $1(subject, $0) }
            }
    }
    return diagnostics + inDocuments.flatMap { $0 } + inUnits.flatMap { $0 }
}
