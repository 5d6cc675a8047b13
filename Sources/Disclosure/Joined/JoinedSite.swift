import Basics
import Content

/// What `content/index.md` says of a site that is joined to this one (联合网站).
public struct JoinedSiteEntry: Sendable, Hashable {
    /// 名称: what readers know it by, such as 甲县.
    public var name: String
    /// 网址: the absolute address of its home page, ending in `/`.
    public var address: String
    /// 数据: the folder that holds a copy of its data package, relative to the site's root, without `.` and `..`.
    public var folder: Literal
}

/// Another site whose data package was read: its projects are listed and found here, and stand at their own address.
public struct JoinedSite: Sendable {
    public var name: String
    /// The absolute address of its home page, ending in `/`.
    public var address: String
    /// Newest first, as `Register.years`.
    public var years: [FiscalYear]

    public init(name: String, address: String, years: [FiscalYear]) {
        (self.name, self.address, self.years) = (name, address, years)
    }

    public var units: [Unit] { years.flatMap(\.units) }
}

extension Keys {
    /// 联合网站: a list of sites, each with 名称, 网址 and 数据.
    mutating func joinedSites() -> [JoinedSiteEntry] {
        let key = "联合网站"
        guard let value = field(key)?.value else { return [] }
        guard case .list(let items, _) = value else {
            if case .scalar(let literal) = value, literal.text.isBlank { return [] }
            report("front-matter", "“\(key)”应是一个列表", value.range, help: joinedSiteHelp)
            return []
        }
        var entries: [JoinedSiteEntry] = []
        for item in items {
            guard let entry = joinedSite(item) else { continue }
            func isTaken(_ part: (JoinedSiteEntry) -> String) -> Bool { entries.contains { part($0) == part(entry) } }
            if isTaken(\.name) || isTaken(\.address) || isTaken(\.folder.text) {
                report(
                    "front-matter", "“\(key)”里的“\(entry.name)”和前面一个的名称、网址或数据相同", item.range,
                    help: "每个网站写一次，各用自己的名称、网址和数据文件夹")
            } else {
                entries.append(entry)
            }
        }
        return entries
    }

    private mutating func joinedSite(_ item: FieldValue) -> JoinedSiteEntry? {
        guard case .map(let fields, _) = item else {
            report("front-matter", "“联合网站”的每一项应有“名称”“网址”“数据”", item.range, help: joinedSiteHelp)
            return nil
        }
        var values: [String: Literal] = [:]
        for field in fields {
            let name = field.key.text
            if !["名称", "网址", "数据"].contains(name) {
                report("key-unknown", "联合网站里不认识的键“\(name)”", field.key.range, severity: .warning, help: joinedSiteHelp)
            } else if case .scalar(let literal) = field.value {
                values[name] = literal
            } else {
                report("front-matter", "“\(name)”应是一段文字", field.value.range, help: joinedSiteHelp)
            }
        }
        for name in ["名称", "网址", "数据"] where values[name]?.text.isBlank ?? true {
            report("key-missing", "联合网站缺少“\(name)”", values[name]?.range ?? item.range, help: joinedSiteHelp)
        }
        guard let name = values["名称"], let address = values["网址"], let folder = values["数据"],
            !name.text.isBlank, !address.text.isBlank, !folder.text.isBlank
        else { return nil }
        guard let absolute = absoluteAddress(address.text) else {
            report("address-format", "联合网站的“网址”不是完整的网页地址：“\(address.text)”", address.range, help: "写成“https://域名/”")
            return nil
        }
        guard isFolderInside(folder.text) else {
            report(
                "path-escape", "联合网站的“数据”不是网站根目录里的文件夹：“\(folder.text)”", folder.range,
                help: "写成 sites/甲县 这样的相对路径，不用“..”，也不放在 content/ 和 theme/ 里")
            return nil
        }
        return JoinedSiteEntry(name: name.text, address: absolute, folder: folder)
    }
}

private let joinedSiteHelp = "写成“- 名称: 甲县”，下面缩进写“网址: https://域名/”和“数据: sites/甲县”"

/// Whether a path names a folder below the site's root that is not published, and none that the program keeps.
private func isFolderInside(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
    let isPlain = path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    return isPlain && parts.allSatisfy { !$0.isEmpty && $0.utf8.first != UInt8(ascii: ".") }
        && !["content", "theme"].contains(parts.first ?? "")
}

/// An absolute address of the web with `/` at its end; nil for what is none.
func absoluteAddress(_ text: String) -> String? {
    let host = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.utf8.dropFirst($0.utf8.count) }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'<>`\\?#".utf8.contains($0) }
    guard isPlain, let first = host?.first, first != UInt8(ascii: "/") else { return nil }
    return text.hasSuffix("/") ? text : text + "/"
}
