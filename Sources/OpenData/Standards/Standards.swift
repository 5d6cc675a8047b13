import Basics
import Disclosure
import Pages

/// What a site with an address (网址) tells to programs: feeds, a sitemap, `robots.txt`. Without one there are none.
struct Standards: Sendable {
    let register: Register
    /// The units that a feed tells of.
    private let dated: [Unit]
    private let tombstones: Set<String>

    init(_ visible: PublicRegister, dated: [Unit]) {
        register = visible.register
        self.dated = dated
        tombstones = Set(visible.tombstones.map(Routes.tombstone))
    }

    private var site: SiteInformation { register.site }

    // MARK: Feeds

    /// The feed of the site, and one for each unit over all its years; those without an entry are not there.
    var feeds: [Page] {
        guard let address = site.address, !dated.isEmpty else { return [] }
        let whole = Page(
            address: Routes.feed,
            source: .rendered { [dated] in
                feed(address, Routes.feed, Routes.home, site.name, dated)
            })
        // The newest year comes first.
        let units = Dictionary(grouping: dated, by: \.code.text).values.compactMap { years -> Page? in
            guard let newest = years.first else { return nil }
            let path = Routes.feed(ofUnit: newest.code.text)
            return Page(
                address: path,
                source: .rendered {
                    feed(address, path, Routes.unit(newest), "\(newest.name.text) - \(site.name)", years)
                })
        }
        return [whole] + units.sorted { $0.address < $1.address }
    }

    private func feed(_ address: String, _ path: String, _ page: String, _ title: String, _ units: [Unit]) -> [UInt8] {
        let entries = units.flatMap(FeedEntry.entries).sorted(by: FeedEntry.isBefore)
        return Feed(
            site: site, address: address, path: path, page: page, title: title, entries: entries.prefix(Feed.most)
        ).bytes
    }

    // MARK: Listings

    /// The sitemap and `robots.txt`.
    var listings: SiteData.Listings {
        { count, addresses in
            guard let address = site.address else { return [] }
            let found = Lazy { addresses().filter { $0 != Routes.notFound && !tombstones.contains($0) }.sorted() }
            return Sitemap.files(found, atMost: count, of: address) + [
                Page(
                    address: Routes.robots,
                    source: .bytes(Array("User-agent: *\nAllow: /\n\nSitemap: \(address)\(Routes.sitemap)\n".utf8)))
            ]
        }
    }
}

/// A sitemap as sitemaps.org describes it.
enum Sitemap {
    /// The most addresses of one file.
    static let most = 50_000

    /// One file, or an index and its parts.
    ///
    /// - Parameters:
    ///   - addresses: in their order; asked for when the first file is, or when there may be too many for one.
    ///   - bound: no fewer than there are addresses.
    static func files(_ addresses: Lazy<[String]>, atMost bound: Int, of site: String) -> [Page] {
        guard bound > most, addresses.value.count > most else {
            return [Page(address: Routes.sitemap, source: .rendered { list(addresses.value[...], of: site) })]
        }
        let count = addresses.value.count
        let parts = stride(from: 0, to: count, by: most).enumerated().map { number, start in
            Page(
                address: Routes.sitemap(part: number + 1),
                source: .rendered { list(addresses.value[start..<min(start + most, count)], of: site) })
        }
        let paths = parts.map { $0.address }
        return [Page(address: Routes.sitemap, source: .rendered { index(paths, of: site) })] + parts
    }

    private static func list(_ addresses: ArraySlice<String>, of site: String) -> [UInt8] {
        document("urlset", "url", addresses, of: site)
    }

    private static func index(_ parts: [String], of site: String) -> [UInt8] {
        document("sitemapindex", "sitemap", parts[...], of: site)
    }

    private static func document(
        _ root: String, _ element: String, _ addresses: ArraySlice<String>, of site: String
    ) -> [UInt8] {
        var xml = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
        xml.add("<\(root) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for address in addresses {
            xml.add("<\(element)>")
            xml.add("<loc>")
            xml.addXML(site + (address == Routes.home ? "" : address))
            xml.add("</loc></\(element)>\n")
        }
        xml.add("</\(root)>\n")
        return xml
    }
}
