import Basics
import Content

/// Everything that the content says: the site, its fiscal years, units and projects, and its plain pages.
public struct Register: Sendable {
    public var site: SiteInformation
    /// Newest first.
    public var years: [FiscalYear]
    /// Plain pages (about, glossary, …), by path.
    public var pages: [PlainPage]
    /// Files beside the documents, as paths relative to the site's root.
    public var attachments: [String]
    /// Projects whose unit is missing or could not be read: an error, so only checks ever see them.
    public var unplaced: [Project] = []
    /// Documents that could not be read as what they are; files of theirs are hidden.
    var unread: [UnreadDocument] = []
    /// Other sites whose projects are listed and found here, in the order of 联合网站.
    public var joined: [JoinedSite] = []

    public var units: [Unit] { years.flatMap(\.units) }

    public var projects: [Project] { units.flatMap(\.projects) }
}

/// A fiscal year (年度) with the units that filed for it, by code.
public struct FiscalYear: Sendable {
    public var year: Int
    public var units: [Unit]
}

/// What `content/index.md` says of the site.
public struct SiteInformation: Sendable {
    public var document: Document?
    /// 网站名称
    public var name: String
    /// 主办单位, 承办单位, 联系方式; empty when not given.
    public var host: String
    public var operatingUnit: String
    public var contact: String
    /// 网址: the absolute address of the home page, ending in `/`; nil when not given.
    public var address: String?
    /// 行政区划代码
    public var regionCode: String
    /// 政府网站标识码, ICP备案号, 公安备案号
    public var siteCode: String
    public var icpNumber: String
    public var policeNumber: String
    /// 公开质量: whether a page says what the checks found.
    public var showsQuality = false
    /// 联合网站
    public var joined: [JoinedSiteEntry] = []
}

extension SiteInformation {
    /// The site's path on its server, `/` or `/budget/`; nil without 网址.
    public var pathOnServer: String? { address.flatMap(Disclosure.pathOnServer) }
}

/// The path of a whole address that ends in `/`: `/budget/` of `https://a.gov.cn/budget/`.
public func pathOnServer(of address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    return address[scheme.upperBound...].firstIndex(of: "/").map { String(address[$0...]) }
}

/// A page that is neither unit nor project.
public struct PlainPage: Sendable {
    public var document: Document
    /// 标题, or the body's first heading of level 1.
    public var title: String
    public var publication: Publication
}

/// A budgeting unit (预算单位) in one fiscal year, with its overall performance goals (部门整体绩效目标).
///
/// An object, as it is large and handed to every stage: the same one as before tells that nothing in it changed.
public final class Unit: Sendable {
    public let source: SourceText
    public let year: Int
    /// 单位编码
    public let code: Literal
    /// 单位名称
    public let name: Literal
    /// 部门名称
    public let departmentName: Literal?
    /// 部门编码
    public let departmentCode: Literal?
    /// 金额单位
    public let amountUnit: AmountUnit
    /// The overall goals: the body's sections but the indicator table.
    public let sections: [Section]
    /// The unit's own indicators; nil when not filed.
    public let indicators: IndicatorTable?
    public let extraFields: [Field]
    public let publication: Publication
    /// By code.
    public let projects: [Project]
    /// Filed projects that lack what no project can lack, with blanks for it: an error, so only checks ever see them.
    public let incomplete: [Project]
    /// Whether all of it is published, always was, and has no files of its own: then nobody has to ask who may see what.
    let isOpen: Bool

    init(
        source: SourceText, year: Int, code: Literal, name: Literal, departmentName: Literal?,
        departmentCode: Literal?, amountUnit: AmountUnit, sections: [Section], indicators: IndicatorTable?,
        extraFields: [Field], publication: Publication, projects: [Project], incomplete: [Project] = []
    ) {
        (self.source, self.year, self.code, self.name) = (source, year, code, name)
        (self.departmentName, self.departmentCode, self.amountUnit) = (departmentName, departmentCode, amountUnit)
        (self.sections, self.indicators, self.extraFields) = (sections, indicators, extraFields)
        (self.publication, self.projects, self.incomplete) = (publication, projects, incomplete)
        isOpen = publication.isOpen && projects.allSatisfy(\.publication.isOpen)
    }

    /// The same unit with other projects.
    func with(_ projects: [Project], incomplete: [Project] = []) -> Unit {
        Unit(
            source: source, year: year, code: code, name: name, departmentName: departmentName,
            departmentCode: departmentCode, amountUnit: amountUnit, sections: sections, indicators: indicators,
            extraFields: extraFields, publication: publication, projects: projects, incomplete: incomplete)
    }

    /// All that were filed, the incomplete ones last.
    public var filedProjects: [Project] { projects + incomplete }

    public func place(_ range: TextRange?) -> Place { source.place(range) }

    /// The sum of the projects' budgets in 万元.
    public var budget: Amount { projects.compactMap { budget(of: $0) }.sum() }

    /// A project's budget in 万元.
    public func budget(of project: Project) -> Amount? {
        project.budget.amount.flatMap(amountUnit.inTenThousandYuan)
    }
}
