import Disclosure

/// What a site leaves out because its content does not say it: page tags of 国办发〔2017〕47号, feeds, the sitemap.
public struct Omissions: Sendable, Hashable {
    /// The keys of `content/index.md` without a value.
    public var siteKeys: [String] = []
    /// How many content pages have no 公开日期.
    public var undatedPages = 0

    public init(_ register: Register) {
        if register.site.address == nil { siteKeys.append("网址") }
        if register.site.siteCode.isEmpty { siteKeys.append("政府网站标识码") }
        if register.site.host.isEmpty, !register.pages.isEmpty { siteKeys.append("主办单位") }
        undatedPages = register.pages.count { $0.publication.date == nil }
        for unit in register.units where unit.publication.date == nil {
            undatedPages += 1 + unit.projects.count { $0.publication.date == nil }
        }
    }

    /// What is left out and why, to go on in the last line of a build; empty when nothing is.
    public var remark: String {
        var reasons: [String] = []
        if !siteKeys.isEmpty { reasons.append("未填" + siteKeys.map { "“\($0)”" }.joined()) }
        if undatedPages > 0 { reasons.append("\(undatedPages) 个网页未填“公开日期”") }
        if reasons.isEmpty { return "" }
        let isAddressed = !siteKeys.contains("网址")
        return "；\(reasons.joined(separator: "，"))，相应的页面标签\(isAddressed ? "" : "、订阅、sitemap ")已略去"
    }
}

extension OpenData {
    public var omissions: Omissions { Omissions(register) }
}
