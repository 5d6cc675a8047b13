import Basics
import Content
import Disclosure

/// What a new document is to be.
public struct NewDocument: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case unit, project, year
    }

    public var kind: Kind
    public var name: String
    /// 年度; nil for the newest of the site.
    public var year: Int?
    /// The unit of a project, by its code or folder; nil for the year's only one.
    public var unit: String?
    /// 单位编码 or 项目编码
    public var code: String?

    public init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}

/// Makes a document from a template with the form's rows, as a draft. What stands is never overwritten.
///
/// - Returns: the paths of the new files, relative to the site's root.
/// - Throws: `Refusal` for an unsafe name and for a file that stands; `FileError`.
public func makeDocument(_ new: NewDocument, root: String) throws -> [String] {
    try refuseUnsafe(new.name)
    if let code = new.code, !isAddressable(code) {
        throw Refusal(
            "编码“\(code)”不能用作网页地址", help: addressableHelp(code),
            isWrongUsage: true)
    }
    switch new.kind {
    case .project: return try [makeProject(new, root)]
    case .unit: return try [makeUnit(new, root)]
    case .year: return try makeYear(new, root)
    }
}

private func makeProject(_ new: NewDocument, _ root: String) throws -> String {
    let folder = try unitFolder(new, root)
    guard let stem = fileStem(new.name) else { throw unsafeName(new.name) }
    var text = "---\n" + FrontMatterWriter.line("项目编码", new.code ?? "") + FrontMatterWriter.line("项目名称", new.name)
    for key in ["预算数", "财政资金", "其他资金", "资金用途"] { text += FrontMatterWriter.line(key, "") }
    text += FrontMatterWriter.line("状态", "草稿") + "---\n\n"
    text += String(decoding: PackageResources.new_project_md, as: UTF8.self)
    return try write(text, to: folder + "/" + stem + ".md", root)
}

private func makeUnit(_ new: NewDocument, _ root: String) throws -> String {
    let head = UnitHead(new.name)
    let code = new.code ?? head?.code ?? (isAddressable(new.name) ? new.name : "")
    let name = head?.name ?? (isAddressable(new.name) ? "" : new.name)
    let year = try new.year ?? newestYear(root)
    guard let folder = code.isEmpty ? fileStem(name) : code else { throw unsafeName(new.name) }
    let text = unitText(code: code, name: name, department: head?.department)
    return try write(text, to: "content/\(year)/\(folder)/index.md", root)
}

/// A year with the units of the one before, each as a draft without its text.
private func makeYear(_ new: NewDocument, _ root: String) throws -> [String] {
    guard new.name.length == 4, let year = Int(new.name), (1990...2999).contains(year) else {
        throw Refusal("“\(new.name)”不是年度", help: "写四位数字，例如 gongkai new year 2023", isWrongUsage: true)
    }
    guard !fileExists(root + "/content/\(year)") else {
        throw Refusal("content/\(year) 已经有了，不覆盖", help: "要加单位，用 gongkai new unit 单位名称 --year \(year)")
    }
    let before = years(root).filter { $0 < year }.max()
    let units = before.map { siteUnits(root, year: $0) } ?? []
    guard !units.isEmpty else {
        throw Refusal("没有更早的年度可以照着建", help: "直接建单位：gongkai new unit 单位名称 --year \(year)")
    }
    return try units.map { unit in
        let text = unitText(
            code: unit.fields["单位编码"] ?? "", name: unit.fields["单位名称"] ?? "", department: unit.fields["部门名称"])
        return try write(text, to: "content/\(year)/\(unit.folderName)/index.md", root)
    }
}

private func unitText(code: String, name: String, department: String?) -> String {
    var text = "---\n" + FrontMatterWriter.line("单位编码", code) + FrontMatterWriter.line("单位名称", name)
    text += FrontMatterWriter.line("部门名称", department ?? "") + FrontMatterWriter.line("金额单位", "万元")
    text += FrontMatterWriter.line("状态", "草稿") + "---\n"
    for heading in ["一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"] { text += "\n## \(heading)\n" }
    return text
}

private func unitFolder(_ new: NewDocument, _ root: String) throws -> String {
    let year = try new.year ?? newestYear(root)
    let units = siteUnits(root, year: year)
    guard let first = units.first else {
        throw Refusal("\(year) 年还没有单位", help: "先建单位：gongkai new unit 单位名称 --year \(year)")
    }
    guard let wanted = new.unit else {
        if units.count == 1 { return first.folder }
        throw Refusal(
            "\(year) 年有 \(units.count) 个单位，不知道是哪一个的项目", help: "用 --unit 指明单位编码，例如 --unit \(first.folderName)")
    }
    guard let unit = units.first(where: { $0.fields["单位编码"] == wanted || $0.folderName == wanted }) else {
        throw Refusal(
            "\(year) 年没有单位“\(wanted)”", help: "核对单位编码和年度；有的单位：\(units.map(\.folderName).joined(separator: "、"))")
    }
    return unit.folder
}

private func newestYear(_ root: String) throws -> Int {
    guard let year = years(root).max() else { throw Refusal("网站里还没有年度", help: "用 --year 指明，例如 --year 2024") }
    return year
}

private func write(_ text: String, to path: String, _ root: String) throws -> String {
    guard !fileExists(root + "/" + path) else { throw Refusal("\(path) 已经有了，不覆盖", help: "换一个名称，或直接修改这个文件") }
    try createFile(path, in: root, Array(text.utf8))
    return path
}

/// Refuses names that nobody means to file. What a file's name cannot hold, such as `/`, is left out of it alone.
private func refuseUnsafe(_ name: String) throws(Refusal) {
    let isUnsafe = name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    let isHidden = name.hasPrefix(".") || name.hasPrefix("~")
    guard !isUnsafe, !isHidden, !name.isBlankText, name.length <= 100 else { throw unsafeName(name) }
}

private func unsafeName(_ name: String) -> Refusal {
    Refusal("“\(name)”不能用作名称", help: "用文字和数字写名称，不含换行，不以“.”开头，最长 100 个字", isWrongUsage: true)
}
