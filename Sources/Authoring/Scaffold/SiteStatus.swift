import Basics
import Disclosure
import Glibc

/// What a unit has filed in a year, and what it has not.
public struct UnitStatus: Sendable {
    public var year: Int
    /// `content/2022/721001`
    public var folder: String
    public var code: String
    public var name: String
    /// Projects that readers see.
    public var published = 0
    /// 草稿 and 待审, the unit's own text among them.
    public var drafts: [String] = []
    /// Documents before their 发布时间, and when.
    public var waiting: [(title: String, time: String)] = []
    public var withdrawn = 0
    /// What is not there: 整体绩效目标, projects.
    public var missing: [String] = []
    /// When a file of the unit was last changed, in Beijing time: `2022-02-10 09:00`.
    public var lastChange = ""
}

public struct SiteStatus: Sendable {
    /// Newest year first, units by folder.
    public var units: [UnitStatus] = []
    /// Units of the year before that a year lacks: year, code, name.
    public var absent: [(year: Int, code: String, name: String)] = []
}

/// Looks what lies in `content/`, also in files that cannot be read as documents.
public func siteStatus(root: String, at time: Instant) -> SiteStatus {
    var status = SiteStatus()
    let years = years(root).sorted(by: >)
    for year in years {
        let units = siteUnits(root, year: year)
        status.units += units.map { unitStatus($0, year: year, root: root, at: time) }
        guard years.contains(year - 1) else { continue }
        for unit in siteUnits(root, year: year - 1) {
            let code = unit.fields["单位编码"] ?? ""
            let isThere = units.contains {
                $0.fields["单位编码"] == code && !code.isEmpty || $0.folderName == unit.folderName
            }
            if !isThere { status.absent.append((year, code, unit.fields["单位名称"] ?? unit.folderName)) }
        }
    }
    return status
}

private func unitStatus(_ unit: UnitFolder, year: Int, root: String, at time: Instant) -> UnitStatus {
    var status = UnitStatus(
        year: year, folder: unit.folder, code: unit.fields["单位编码"] ?? "", name: unit.fields["单位名称"] ?? unit.folderName)
    var latest = 0
    var projects = 0
    for entry in (try? listDirectory(root + "/" + unit.folder)) ?? []
    where entry.kind == .file && !entry.name.hasPrefix(".") {
        let path = unit.folder + "/" + entry.name
        latest = max(latest, changeTime(root + "/" + path))
        guard entry.name.hasSuffix(".md") else { continue }
        let found = fields(root, path)
        let isUnit = entry.name == "index.md"
        if !isUnit { projects += 1 }
        let title = isUnit ? "整体绩效目标" : found?["项目名称"].flatMap { $0.isEmpty ? nil : $0 } ?? entry.name
        switch found?["状态"] ?? "" {
        case "草稿", "待审": status.drafts.append(title)
        case "已撤下": status.withdrawn += 1
        default:
            if let text = found?["发布时间"], let embargo = Instant(text), embargo > time {
                status.waiting.append((title, text))
            } else if !isUnit {
                status.published += 1
            }
        }
    }
    if projects == 0 { status.missing.append("项目绩效目标表") }
    if !hasText(root, unit.folder + "/index.md") { status.missing.append("整体绩效目标的文字") }
    status.lastChange = latest == 0 ? "" : beijingTime(latest)
    return status
}

/// Whether a unit's file says anything below its front matter but headings.
private func hasText(_ root: String, _ path: String) -> Bool {
    guard let bytes = try? readFile(root + "/" + path, limit: 4 << 20) else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    let body = text.split(separator: "\n", omittingEmptySubsequences: true).drop { !$0.hasPrefix("---") }.dropFirst()
        .drop { !$0.hasPrefix("---") }.dropFirst()
    return body.contains { !$0.hasPrefix("#") && !String($0).isBlankText }
}

private func changeTime(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_mtim.tv_sec) : 0
}

/// Seconds since 1970 as a day and time in Beijing, which has no summer time.
private func beijingTime(_ seconds: Int) -> String {
    var clock = time_t(seconds + 8 * 3600)
    var parts = tm()
    guard gmtime_r(&clock, &parts) != nil else { return "" }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return
        "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) \(two(parts.tm_hour)):\(two(parts.tm_min))"
}
