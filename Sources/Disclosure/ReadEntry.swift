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
    let standing: Standing
    /// What of a document that could not be read decides who may see the files beside it; nil for what was read.
    let unread: UnreadDocument?

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
        standing = Standing(read.value, path: document.path, unitKey: unitKey)
        unread =
            switch read.value {
            case .unreadUnit: UnreadDocument(document, isUnit: true, attachments: attachments)
            case .unreadable: UnreadDocument(document, isUnit: false, attachments: attachments)
            case .site, .page, .unit, .project: nil
            }
    }

    /// Whether it is a unit or a project, and so, if all is well, part of a unit.
    public var isPartOfUnit: Bool {
        switch entry {
        case .unit, .project: true
        case .site, .page, .unreadUnit, .unreadable: false
        }
    }

    var site: SiteInformation? { if case .site(let site) = entry { site } else { nil } }

    var page: PlainPage? { if case .page(let page) = entry { page } else { nil } }

    var unit: Unit? { if case .unit(let unit) = entry { unit } else { nil } }

    var project: ReadProject? { if case .project(let project) = entry { project } else { nil } }
}
