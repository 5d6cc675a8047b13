import Disclosure
import Pages

/// What a set of downloads covers: the whole site, a year, or a unit in a year.
struct DataScope: Sendable {
    var site: SiteInformation
    /// nil for the whole site.
    var year: Int?
    /// nil for more than one unit.
    var unit: Unit?

    init(_ site: SiteInformation, year: Int? = nil, unit: Unit? = nil) {
        (self.site, self.year, self.unit) = (site, year, unit)
    }

    /// A name for people: `山海关区预算绩效目标公开 2022年`.
    var title: String {
        if let unit { return "\(unit.name.text) \(unit.year)年预算绩效目标" }
        return year.map { "\(site.name) \($0)年" } ?? "\(site.name) 全部年度"
    }

    /// What a workbook says of itself, beside its tables.
    var remarks: [(label: String, text: String)] {
        var remarks = [("网站", site.name)]
        if !site.host.isEmpty { remarks.append(("主办单位", site.host)) }
        if let address = site.address {
            remarks.append(("网址", address + (unit.map { Routes.unit($0) } ?? Routes.data)))
        }
        remarks += [
            ("来源", "由公开的绩效目标表逐字生成，原文照录，一字未改"), ("使用", licenceText),
            ("金额", "标有“万元”的栏目已换算为万元，其余按“金额单位”"), ("空白", "原表没有填报的留空白；编码是文字，首位的 0 不会丢失"),
        ]
        return remarks
    }
}

/// How the data may be used, with the law that makes it public.
let licenceText = "依法公开的政府信息（《预算法》第十四条、《政府信息公开条例》），可以查阅、复制、下载和再利用，引用请注明来源和网址"
