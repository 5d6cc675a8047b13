import Basics
import Content

let sitePath = "content/index.md"

/// A document as what it was read to be. In boxes, because the values are large and handed on several times.
indirect enum Entry: Sendable {
    case site(SiteInformation)
    case page(PlainPage)
    case unit(Unit)
    case project(ReadProject)
    case unreadUnit(UnreadUnit)
    case unreadable
}

/// A document whose unit could not be made out, which has been reported.
struct UnreadUnit: Sendable {
    var path: String
    var code: Literal?
}

/// A document that is not shown, because it lacks what it could be shown by: as a rule a draft that is not finished. What it
/// names as its 附件 is not shown either, nor what lies in the folder of such a unit.
struct UnreadDocument: Sendable {
    var path: String
    var isUnit: Bool
    var attachments: [Attachment]

    init(_ document: Document, isUnit: Bool, attachments: Set<String>) {
        (path, self.isUnit) = (document.path, isUnit)
        // What is wrong with these keys was reported when the document was read.
        var keys = Keys(document)
        self.attachments = keys.publication(attachments: attachments).files
    }
}

/// Reads one document as what its keys and its place say that it is.
func readEntry(_ document: Document, attachments: Set<String>) -> Diagnosed<Entry> {
    switch kind(of: document) {
    case .site:
        let site = readSite(document)
        return Diagnosed(.site(site.value), site.diagnostics)
    case .project:
        let project = readProject(document, attachments: attachments)
        return Diagnosed(project.value.map { .project($0) } ?? .unreadable, project.diagnostics)
    case .unit:
        let unit = readUnit(document, attachments: attachments)
        guard let value = unit.value else {
            guard case .scalar(let code)? = document.fields["单位编码"] else {
                return Diagnosed(.unreadUnit(UnreadUnit(path: document.path)), unit.diagnostics)
            }
            return Diagnosed(.unreadUnit(UnreadUnit(path: document.path, code: code)), unit.diagnostics)
        }
        return Diagnosed(.unit(value), unit.diagnostics)
    case .page:
        let page = readPage(document, attachments: attachments)
        return Diagnosed(page.value.map { .page($0) } ?? .unreadable, page.diagnostics)
    }
}

private enum DocumentKind { case site, page, unit, project }

/// What a document is: its keys say so, and where they do not, its place.
private func kind(of document: Document) -> DocumentKind {
    func has(_ keys: String...) -> Bool { document.fields.contains { $0.key.text.isSame(asAnyOf: keys) } }
    if document.path == sitePath { return .site }
    if has("项目编码") { return .project }
    // A file that lacks its code is told so, instead of being taken for something else.
    if has("项目名称", "预算数") { return .project }
    if has("单位编码", "单位名称") { return .unit }
    guard yearFolder(document.path) != nil else { return .page }
    if document.path.endsInBytes(of: "/index.md") { return .unit }
    let isInUnitFolder = document.path.utf8.count { $0 == UInt8(ascii: "/") } > 2
    return isInUnitFolder ? .project : .page
}

func isProject(_ document: Document) -> Bool { kind(of: document) == .project }

private func readPage(_ document: Document, attachments: Set<String>) -> Diagnosed<PlainPage?> {
    var keys = Keys(document)
    let title = keys.filled("标题") ?? document.sections.first { $0.level == 1 }?.heading
    let publication = keys.publication(attachments: attachments)
    _ = keys.extraFields(.areLeftOut)
    guard let title, !title.text.isBlank else {
        switch document.fields["标题"] {
        case .list, .map: break  // Reported already.
        case .scalar, nil: _ = keys.required("标题", example: "关于本站")
        }
        return Diagnosed(nil, keys.diagnostics)
    }
    return Diagnosed(PlainPage(document: document, title: title.text, publication: publication), keys.diagnostics)
}
