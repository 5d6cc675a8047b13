import Basics
import Disclosure

/// The address of everything on the site: the one place where a record gets its address.
///
/// Addresses are relative to the site's root, percent-encoded where they are not plain ASCII, and end in a file name.
public enum Routes {
    public static let home = "index.html"
    public static let notFound = "404.html"
    public static let accessibility = "accessibility.html"
    public static let search = "search.html"
    public static let corrections = "corrections.html"
    public static let quality = "quality.html"
    /// The sites that are joined to this one (联合网站).
    public static let joined = "joined.html"
    /// The list of all files of the output.
    public static let manifest = "manifest.json"

    /// The page of all downloads.
    public static let data = "data/index.html"
    public static let feed = "feed.xml"
    public static let sitemap = "sitemap.xml"
    public static let robots = "robots.txt"

    /// A file of the whole site's data, or of a year's: `data/projects.csv`, `data/2022/projects-2022.csv`.
    ///
    /// - Parameter ending: what follows the name and the year: `.csv`, `-excel.csv`.
    public static func download(_ name: String, year: Int?, ending: String) -> String {
        year.map { "data/\($0)/\(name)-\($0)\(ending)" } ?? "data/\(name)\(ending)"
    }

    /// All tables of the site or a year in one file.
    public static func workbook(year: Int?) -> String { download("disclosure", year: year, ending: ".xlsx") }

    public static func json(year: Int?) -> String { download("disclosure", year: year, ending: ".json") }

    /// The description of the data packages: it has the same name wherever it stands.
    public static func dataPackage(year: Int?) -> String {
        year.map { "data/\($0)/datapackage.json" } ?? "data/datapackage.json"
    }

    /// A file of a unit's data in a year: `2022/721001/721001-2022.xlsx`.
    public static func download(of unit: Unit, ending: String) -> String {
        folder(unit.year, unit.code.text) + "\(unit.code.text)-\(unit.year)\(ending)"
    }

    /// The feed of a unit's disclosures in all years.
    public static func feed(ofUnit code: String) -> String { "feeds/\(code).xml" }

    /// A part of a sitemap that is too long for one file, from 1.
    public static func sitemap(part: Int) -> String { "sitemap-\(part).xml" }

    public static func year(_ year: Int) -> String { "\(year)/index.html" }

    /// The pages of a year's units, from 1, which is the page of the year.
    static func units(of year: Int, page: Int) -> String {
        page == 1 ? self.year(year) : "\(year)/units-\(page).html"
    }

    public static func unit(_ unit: Unit) -> String { folder(unit.year, unit.code.text) + "index.html" }

    public static func project(_ project: Project, in unit: Unit) -> String {
        self.project(project.code.text, of: unit.year, unit.code.text)
    }

    static func project(_ code: String, of year: Int, _ unitCode: String) -> String {
        folder(year, unitCode) + code + ".html"
    }

    public static func tombstone(_ tombstone: Tombstone) -> String {
        folder(tombstone.year, tombstone.unitCode) + (tombstone.projectCode ?? "index") + ".html"
    }

    /// The pages of the project index, from 1.
    public static func projects(page: Int) -> String { page == 1 ? "projects.html" : "projects-\(page).html" }

    /// The pages of the indicator table, from 1.
    public static func indicators(page: Int) -> String { page == 1 ? "indicators.html" : "indicators-\(page).html" }

    public static func page(_ page: PlainPage) -> String {
        percentEncoded(String(page.document.path.dropFirst("content/".count).dropLast(".md".count))) + ".html"
    }

    static func folder(_ year: Int, _ unitCode: String) -> String { "\(year)/\(unitCode)/" }

    /// The way up from a page to the site's root: `../../` for a page two folders deep.
    static func root(from path: String) -> String {
        String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    }
}

/// The text with all bytes but unreserved ASCII characters and `/` percent-encoded.
public func percentEncoded(_ text: String) -> String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            result.append(byte)
        case _ where "-._~/".utf8.contains(byte): result.append(byte)
        default: result += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// A stable anchor of an indicator: it depends on its three levels only, so it survives reordering.
///
/// The names are hashed by FNV-1a to 32 bits; the second indicator of the same names gets `-2`.
public func indicatorAnchors(_ table: IndicatorTable) -> [String] {
    var seen: [UInt32: Int] = [:]
    seen.reserveCapacity(table.indicators.count)
    return table.indicators.indices.map { index in
        var hash: UInt32 = 2_166_136_261
        addName(table.indicators[index].level1.text, to: &hash)
        addName(table.indicators[index].level2.text, to: &hash)
        addName(table.indicators[index].level3.text, to: &hash)
        let count = (seen[hash] ?? 0) + 1
        seen[hash] = count
        let anchor = "i" + String(hash, radix: 36)
        return count == 1 ? anchor : "\(anchor)-\(count)"
    }
}

private func addName(_ name: String, to hash: inout UInt32) {
    let bytes = name.utf8.span
    for index in bytes.indices { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
    hash = (hash ^ 0xFF) &* 16_777_619
}
