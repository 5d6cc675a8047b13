import Disclosure
import Templates

/// What every page has around its content: its title, its way back, its tags.
struct Frame: Sendable {
    /// Which entry of the main navigation the page belongs to.
    enum Part: Sendable { case home, projects, indicators, search, quality, joined, data, about, other }

    struct Step: Sendable {
        var name: String
        var path: String
        /// Whether the name is that of a fiscal year, in digits.
        var isYear = false
    }

    /// A step with its position on the way, from 1, the home page's.
    private struct PlacedStep: Sendable {
        var step: Step
        var position: Int
    }

    /// The page's address.
    let path: String
    /// The way up from the page to the site's root, which almost every link begins with.
    var root: String
    var title: String
    /// One sentence for search engines; empty where there is none.
    var summary: String
    var part: Part
    /// The way from the home page to this page, without the page itself.
    var steps: [Step]
    /// What withholds the page from readers: 草稿, 待审, 未到发布时间. Empty for all that a build makes.
    var withheld = ""
    /// 国办发〔2017〕47号: what a content page tells about itself; nil on a list page.
    var article: Article?

    init(
        path: String, title: String, summary: String = "", part: Part = .other, steps: [Step] = [],
        article: Article? = nil
    ) {
        self.path = path
        root = Routes.root(from: path)
        self.title = title
        self.summary = summary
        self.part = part
        self.steps = steps
        self.article = article
    }

    struct Article: Sendable {
        /// `YYYY-MM-DD HH:MM`; empty when not given.
        var date: String
        /// The unit that filed it.
        var source: String
        /// What it is about, separated by commas.
        var keywords = ""
    }

    static let view = View<Frame>([
        .text("path") { $0.path },
        .text("root") { $0.root },
        .text("title") { $0.title },
        .text("summary") { $0.summary },
        .text("withheld") { $0.withheld },
        .flag("isHome") { $0.part == .home },
        .flag("isProjects") { $0.part == .projects },
        .flag("isIndicators") { $0.part == .indicators },
        .flag("isSearch") { $0.part == .search },
        .flag("isQuality") { $0.part == .quality },
        .flag("isJoined") { $0.part == .joined },
        .flag("isData") { $0.part == .data },
        .html("jsonTitle") { jsonText($0.title) },
        .text("position") { "\($0.steps.count + 2)" },
        .list("steps", stepView) { frame in
            frame.steps.enumerated().map { PlacedStep(step: $1, position: $0 + 2) }
        },
        .record("article", articleView) { $0.article },
    ])

    private static let stepView = View<PlacedStep>([
        .text("name") { $0.step.name }, .text("path") { $0.step.path }, .flag("isYear") { $0.step.isYear },
        .html("jsonName") { jsonText($0.step.name) }, .text("position") { "\($0.position)" },
    ])

    private static let articleView = View<Article>([
        .text("date") { $0.date }, .text("source") { $0.source }, .text("keywords") { $0.keywords },
    ])
}

/// What the site says of itself on every page: only what `content/index.md` says, no figure and no date.
struct Masthead: Sendable {
    var site: SiteInformation
    var pages: [Frame.Step]
    /// Whether there is any project, so that the lists exist.
    var hasProjects: Bool
    var hasIndicators: Bool
    /// Whether other sites are joined to this one.
    var hasJoined: Bool
    /// Whether there is anything to take away, and a feed.
    var hasData: Bool
    var hasFeed: Bool

    init(_ register: Register, _ data: SiteData) {
        site = register.site
        hasData = data.page != nil
        hasFeed = data.feeds.contains(Routes.feed)
        pages = register.pages.map { .init(name: $0.title, path: Routes.page($0)) }
        let years = register.years + register.joined.flatMap(\.years)
        hasProjects = years.contains { $0.units.contains { !$0.projects.isEmpty } }
        hasIndicators = years.contains { $0.units.contains { $0.indicatorCount > 0 } }
        hasJoined = !register.joined.isEmpty
    }

    static let view = View<Masthead>([
        .text("name") { $0.site.name },
        .text("host") { $0.site.host },
        .text("operatingUnit") { $0.site.operatingUnit },
        .text("contact") { $0.site.contact },
        .text("address") { $0.site.address ?? "" },
        .text("domain") { domain($0.site.address) },
        .text("siteCode") { $0.site.siteCode },
        .text("icpNumber") { $0.site.icpNumber },
        .text("policeNumber") { $0.site.policeNumber },
        .flag("hasProjects") { $0.hasProjects },
        .flag("hasIndicators") { $0.hasIndicators },
        .flag("hasJoined") { $0.hasJoined },
        .flag("hasData") { $0.hasData },
        .flag("hasFeed") { $0.hasFeed },
        .html("jsonName") { jsonText($0.site.name) },
        .html("jsonAddress") { jsonText($0.site.address ?? "") },
        .flag("hasQuality") { $0.site.showsQuality },
        .list("pages", View<Frame.Step>([.text("name") { $0.name }, .text("path") { $0.path }])) { $0.pages },
    ])
}

/// The host name of an address such as `https://example.gov.cn/budget/`.
private func domain(_ address: String?) -> String {
    guard let address, let separator = address.firstRange(of: "://") else { return "" }
    return String(address[separator.upperBound...].prefix { $0 != "/" && $0 != ":" })
}
