import Basics
import Digests
import Disclosure

/// The digests of what pages are made from: while a page's stays the same, and the program with it, so do its bytes.
///
/// They tell more apart than they must: every page of a unit depends on all that was filed by it. What cannot be told so
/// simply has no digest and is made to be compared: pages that gather years, and texts with links, which may lead to any
/// page.
public struct PageInputs: Sendable {
    private let shared: SHA256
    /// By the paths of the units' own documents.
    private let units: [String: SHA256]

    /// - Parameters:
    ///   - sources: the digests of the files that the site is made from.
    ///   - data: what readers can take away, which the heads of pages tell of.
    public init(_ register: Register, _ sources: SourceFacts, _ data: SiteData) {
        shared = Self.digest(of: Masthead(register, data), register.site, sources)
        let routes = AttachmentRoutes(register)
        let digests = register.units.map { ($0.source.path, Self.digest(of: $0, sources, routes)) }
        units = Dictionary(digests) { first, _ in first }
    }

    /// The digest of all that a page is made from.
    public func digest(of basis: Page.Basis) -> SHA256 {
        var list = ListDigest()
        list.add("site", shared)
        for unit in basis.units {
            guard let digest = units[unit.source.path] else {
                preconditionFailure("a page is made from units of the register that it stands in")
            }
            list.add("unit", digest)
        }
        for detail in basis.details { list.add(detail, Self.none) }
        return list.finish()
    }

    /// Stands beside what is its own digest.
    private static let none = SHA256(of: [])

    /// What every page is made from: the theme, the site's own document, what the heads of pages say.
    private static func digest(
        of masthead: Masthead, _ site: SiteInformation, _ sources: SourceFacts
    ) -> SHA256 {
        var list = ListDigest()
        for (path, facts) in sources.theme.sorted(by: { $0.key < $1.key }) { list.add(path, facts.digest) }
        if let path = site.document?.path, let facts = sources[path] { list.add(path, facts.digest) }
        for page in masthead.pages { list.add(page.path + " " + page.name, none) }
        for flag in [
            masthead.hasProjects, masthead.hasIndicators, masthead.hasJoined, masthead.hasData, masthead.hasFeed,
        ] {
            list.add("\(flag)", none)
        }
        return list.finish()
    }

    /// What a unit filed in a year: its documents and the files beside them, each with its address.
    private static func digest(of unit: Unit, _ sources: SourceFacts, _ routes: AttachmentRoutes) -> SHA256 {
        var list = ListDigest()
        for path in [unit.source.path] + unit.projects.map(\.source.path) {
            list.add(path, sources[path]?.digest ?? none)
        }
        var files = routes.unclaimed(in: unit.source.path, claimed: [])
        for project in unit.projects { files += project.publication.attachments }
        for file in files {
            list.add(file.path + " " + (routes.addresses[file.path] ?? ""), sources[file.path]?.digest ?? none)
        }
        return list.finish()
    }
}
