import Basics
import Disclosure
import Pages

/// What readers can take away from a site, made from its register: tables, workbooks, their description, feeds, a
/// sitemap.
///
/// Files are made when they are asked for. The data page and the data packages tell sizes and digests of others, which
/// therefore come first in a build; where they do not, the first that is asked for finds them out.
public struct OpenData: Sendable {
    private let visible: PublicRegister
    private let downloads: Downloads
    private let facts = DownloadFacts()

    var register: Register { visible.register }

    public init(_ visible: PublicRegister) {
        self.visible = visible
        downloads = Downloads(visible.register, Table.tables(of: visible.register))
    }

    /// The files, the data page, and the listings.
    public var siteData: SiteData {
        let standards = Standards(visible)
        guard !register.years.isEmpty else { return SiteData(listings: standards.listings) }
        let (downloads, facts, feeds) = (downloads, facts, standards.feeds)
        let joint = downloads.files { facts.tell($0) }
        let measured = { @Sendable in MeasuredDownloads(downloads, facts.value { joint.measured() }) }
        let packages = downloads.scopes.map { scope in
            Page(
                address: Routes.dataPackage(year: scope.year),
                source: .rendered { [site = register.site] in dataPackage(site, year: scope.year, measured()) })
        }
        return SiteData(
            files: joint.addresses.map { Page(address: $0, source: .joint(joint, address: $0)) } + packages
                + unitWorkbooks + feeds,
            feeds: Set(feeds.map(\.address)), page: { [register] in DataPage(register, measured()) },
            listings: standards.listings)
    }

    private var unitWorkbooks: [Page] {
        register.units.enumerated().map { position, unit in
            let scope = DataScope(register.site, unit: unit)
            var page = Page(
                address: Routes.download(of: unit, ending: ".xlsx"),
                source: .rendered { [downloads] in
                    downloads.workbooks.workbook(of: unit, downloads.rows[position], scope)
                })
            page.basis = { [downloads] in Page.Basis([unit], details: downloads.tables.map(\.name)) }
            return page
        }
    }
}
