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
    private let traits: [UnitTraits]
    private let facts = DownloadFacts()

    var register: Register { visible.register }

    /// - Parameter memory: what was found out about the units the last time.
    public init(_ visible: PublicRegister, remembering memory: inout DataMemory) {
        self.visible = visible
        traits = memory.traits.values(of: visible.register.units, UnitTraits.init)
        downloads = Downloads(visible.register, Table.tables(of: traits))
    }

    /// The files, the data page, and the listings.
    public var siteData: SiteData {
        let dated = zip(register.units, traits).filter(\.1.hasEntries).map(\.0)
        let standards = Standards(visible, dated: dated)
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
        // One for all, so that each page keeps no more than its unit's position.
        let workbook = { @Sendable [downloads, site = register.site] (unit: Unit, position: Int) in
            downloads.workbooks.workbook(of: unit, downloads.rows[position], DataScope(site, unit: unit))
        }
        return register.units.enumerated().map { position, unit in
            var page = Page(
                address: Routes.download(of: unit, ending: ".xlsx"),
                source: .rendered { workbook(unit, position) })
            page.basis = { [downloads] in Page.Basis([unit], details: downloads.tables.map(\.name)) }
            return page
        }
    }
}
