import Basics
import Content
import Disclosure

/// Finds out where a link in an author's text leads.
public struct LinkResolver: Sendable {
    public enum Target: Sendable, Hashable {
        /// Another site or a mail address.
        case external(String)
        /// An address of this site, relative to its root, with its anchor, if any.
        case `internal`(path: String, anchor: String?)
        case missing
        case outside
    }

    /// The address of each document and attachment by its path relative to the site's root.
    private let addresses: [String: String]
    /// The addresses of all pages and attachments.
    private let published: Set<String>
    /// What stands on the pages that authors' texts are on: few links lead to a heading, so that anchors are made for them.
    private let texts: [String: [Section]]

    init(register: Register, attachments: AttachmentRoutes) {
        var addresses = attachments.addresses
        var texts: [String: [Section]] = [:]
        var published: Set<String> = [
            Routes.home, Routes.accessibility, Routes.data, Routes.search, Routes.corrections,
            Routes.projects(page: 1), Routes.indicators(page: 1),
        ]
        func add(_ documentPath: String, _ address: String, _ sections: [Section]) {
            addresses[documentPath] = address
            texts[address] = sections
        }
        if let home = register.site.document { add(home.path, Routes.home, home.sections) }
        for page in register.pages { add(page.document.path, Routes.page(page), page.document.sections) }
        for year in register.years {
            published.insert(Routes.year(year.year))
            for unit in year.units {
                add(unit.source.path, Routes.unit(unit), unit.sections)
                for project in unit.projects {
                    add(project.source.path, Routes.project(project, in: unit), project.extraSections)
                }
            }
        }
        published.formUnion(addresses.values)
        (self.addresses, self.published, self.texts) = (addresses, published, texts)
    }

    /// Resolves a destination as it stands in a document that is published at `address`.
    public func resolve(_ destination: String, in documentPath: String, at address: String) -> Target {
        if destination.contains(":"), !destination.hasPrefix("#"), !destination.hasPrefix("./") {
            return .external(destination)
        }
        if destination.hasPrefix("//") { return .external("https:" + destination) }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = percentDecoded(String(parts[0]))
        let anchor = parts.count > 1 ? percentDecoded(String(parts[1])) : nil
        if path.isEmpty { return .internal(path: address, anchor: anchor) }
        guard let source = Disclosure.resolve(path, from: documentPath) else { return .outside }
        if let found = addresses[source] { return .internal(path: found, anchor: anchor) }
        // A link may also name a page of the site as readers see it.
        if let page = Disclosure.resolve(path, from: "content/" + address) {
            let found = percentEncoded(String(page.dropFirst("content/".count)))
            if published.contains(found) { return .internal(path: found, anchor: anchor) }
        }
        return .missing
    }

    /// Whether an anchor stands on a page; only pages that carry authors' texts are known.
    public func hasAnchor(_ anchor: String, on address: String) -> Bool {
        texts[address].map { headingAnchors($0.flatMap(\.allBlocks)).contains(anchor) } ?? true
    }
}

extension Section {
    /// The section's heading as a block, followed by its blocks.
    var allBlocks: [Block] {
        guard let heading else { return blocks }
        return [Block(kind: .heading(level, headingInlines), range: heading.range)] + blocks
    }
}

/// The anchors of all headings among blocks, in order: letters and digits of the heading, numbered when repeated.
func headingAnchors(_ blocks: [Block]) -> [String] {
    var counts: [String: Int] = [:]
    var used: Set<String> = []
    return blocks.compactMap { block in
        guard case .heading(_, let inlines) = block.kind else { return nil }
        let slug = headingSlug(inlines.plainText)
        var anchor = slug
        // A heading may itself end in the number that a repeated one would get.
        while !used.insert(anchor).inserted {
            counts[slug, default: 1] += 1
            anchor = "\(slug)-\(counts[slug, default: 2])"
        }
        return anchor
    }
}

/// A heading's anchor as Gitee and GitHub form it: lower case, without punctuation, spaces as `-`.
private func headingSlug(_ text: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "_" {
            slug.append(scalar)
        } else if scalar == " " {
            slug.append("-")
        }
    }
    return slug.isEmpty ? "section" : String(slug)
}
