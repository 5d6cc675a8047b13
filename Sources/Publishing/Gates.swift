import Basics
import Disclosure
import Site

/// What a site must pass before it may go out, beyond being without errors.
public enum Gates {
    /// Reasons not to publish.
    public struct Faults: Sendable {
        /// One for each.
        public var lines: [String] = []
        /// How they are mended.
        public var help: [String] = []

        public var isEmpty: Bool { lines.isEmpty }
    }

    /// What is wrong with a site that was built.
    ///
    /// - Parameters:
    ///   - report: what was found in the content.
    ///   - hidden: the addresses of pages and files that readers must not see yet, or no longer.
    ///   - base: the site's path on its server, with a `/` at both ends; nil when it is not known.
    public static func faults(
        of site: BuiltSite, _ report: SiteReport, hidden: [String: String], base: String?
    ) async throws(PublishError) -> Faults {
        var faults = Faults()
        for finding in report.personal {
            faults.lines.append("个人信息：\(place(of: finding, report))：\(finding.summary) [\(finding.id)]")
        }
        if !faults.isEmpty {
            faults.help.append("改法: 删去这些号码；确认可以公开的，在那份文件里写“已核实: {规则: 理由}”。在网站的“检查”里调低或关闭规则，不能让它们发布出去。")
        }
        for (path, reason) in hidden.sorted(by: { $0.key < $1.key }) where site.manifest.contains(path) {
            faults.lines.append("不该公布的页面（\(reason)）：\(path)")
        }
        faults.lines += try await brokenLinks(site, base)
        return faults
    }

    /// The file, with line and column where its text is known.
    private static func place(of finding: Diagnostic, _ report: SiteReport) -> String {
        guard let place = finding.place else { return "" }
        guard let range = place.range, let position = report.text(place.file)?.position(of: range.lower) else {
            return place.file
        }
        return "\(place.file):\(position.line):\(position.column)"
    }

    /// Every link of every page that leads to no file of the site.
    private static func brokenLinks(_ site: BuiltSite, _ base: String?) async throws(PublishError) -> [String] {
        let pages = site.manifest.entries.filter(\.isPage)
        let results = await concurrentMap(pages) { page -> Result<[String], FileError> in
            do throws(FileError) {
                let links = pageLinks(try readFile(site.folder + "/" + page.path), on: page.path, base: base)
                let broken = Set(links).filter { !site.manifest.contains($0) && $0 != Manifest.fileName }
                return .success(broken.sorted().map { "链接没有着落：\(page.path) → \($0)" })
            } catch {
                return .failure(error)
            }
        }
        return try publishing { () throws(FileError) in
            var broken: [String] = []
            for result in results { broken += try result.get() }
            return broken
        }
    }
}
