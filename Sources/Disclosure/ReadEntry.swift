import Basics
import Content

/// A document as what it was read to be, and what was found in it: all that depends on the document alone and on which
/// files lie beside it. One entry is the same as another when it is the very same object.
public final class ReadEntry: Sendable {
    let entry: Entry
    public let diagnostics: [Diagnostic]
    /// The document's folder, such as `content/2022/721001`.
    let folder: String
    /// `2022/721001`: a unit's year and code, or those that a project names.
    let unitKey: String?

    public init(_ document: Document, attachments: Set<String>) {
        let read = readEntry(document, attachments: attachments)
        entry = read.value
        diagnostics = read.diagnostics
        folder = String(Disclosure.folder(document.path))
        switch read.value {
        case .unit(let unit): unitKey = "\(unit.year)/\(unit.code.text)"
        case .project(let project):
            let year = project.ownYear ?? yearFolder(document.path)
            unitKey = year.flatMap { year in project.ownUnitCode.map { "\(year)/\($0.text)" } }
        case .site, .page, .unreadUnit, .unreadable: unitKey = nil
        }
    }

    /// Whether it is a unit or a project, and so, if all is well, part of a unit.
    public var isPartOfUnit: Bool {
        switch entry {
        case .unit, .project: true
        case .site, .page, .unreadUnit, .unreadable: false
        }
    }

    var unit: Unit? { if case .unit(let unit) = entry { unit } else { nil } }

    var project: ReadProject? { if case .project(let project) = entry { project } else { nil } }
}

/// A unit with its projects, and what it was put together from.
struct AssembledUnit: Sendable {
    /// The unit's own, and those of its projects.
    var entries: [ReadEntry]
    var unit: Unit
    /// What only shows when the entries are put together.
    var diagnostics: [Diagnostic]
}

/// The units of a register as they were put together.
public struct RegisterMemory: Sendable {
    private var units: [ObjectIdentifier: AssembledUnit] = [:]

    public init() {}

    init(_ assembled: [AssembledUnit]) {
        for unit in assembled { if let own = unit.entries.first { units[ObjectIdentifier(own)] = unit } }
    }

    /// The unit of the very same entries; nil when there was none.
    func unit(of entries: [ReadEntry]) -> AssembledUnit? {
        guard let own = entries.first, let known = units[ObjectIdentifier(own)],
            known.entries.elementsEqual(entries, by: ===)
        else { return nil }
        return known
    }
}
