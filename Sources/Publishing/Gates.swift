import Basics
import Disclosure
import Site

/// What a site must pass before it may go out, beyond being without errors.
public enum Gates {
    /// What is wrong with a site that was built.
    ///
    /// - Parameters:
    ///   - report: what was found in the content.
    ///   - hidden: the addresses of pages and files that readers must not see yet, or no longer.
    /// - Returns: one line for each reason not to publish; empty when there is none.
    public static func faults(
        of site: BuiltSite, _ report: SiteReport, hidden: [String: String]
    ) async throws(PublishError) -> [String] {
        var faults = report.diagnostics.filter { $0.id.hasPrefix("pii-") }.map { finding in
            "个人信息：\(finding.place?.file ?? "")：\(finding.summary) [\(finding.id)]"
        }
        for (path, reason) in hidden.sorted(by: { $0.key < $1.key }) where site.manifest.contains(path) {
            faults.append("不该公布的页面（\(reason)）：\(path)")
        }
        return faults + (try await brokenLinks(site))
    }

    /// Every link of every page that leads to no file of the site.
    private static func brokenLinks(_ site: BuiltSite) async throws(PublishError) -> [String] {
        let pages = site.manifest.entries.filter(\.isPage)
        let results = await concurrentMap(pages) { page -> Result<[String], FileError> in
            do throws(FileError) {
                let links = pageLinks(try readFile(site.folder + "/" + page.path), on: page.path)
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
