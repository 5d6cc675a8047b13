/// What a report calls a budgeting unit in a fiscal year.
public struct UnitLabel: Sendable, Hashable {
    /// 年度
    public var year: String
    /// 单位编码; empty when it could not be read.
    public var code: String
    /// 单位名称, or the folder's name when it could not be read.
    public var name: String

    public init(year: String, code: String, name: String) {
        self.year = year
        self.code = code
        self.name = name
    }

    /// `2022 721001 山海关区文学艺术界联合会本级`
    var heading: String { [year, code, name].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Which unit a file belongs to: that of the nearest folder above it which is a unit's.
public struct UnitFolders: Sendable {
    private let labels: [String: UnitLabel]

    /// - Parameter labels: units by their folders, such as `content/2022/721001`.
    public init(_ labels: [String: UnitLabel]) { self.labels = labels }

    /// The unit of a file, by the file's path relative to the site's root; nil for the site, plain pages and the theme.
    ///
    /// A folder below a year whose unit could not be read goes by its own name.
    public func unit(of file: String) -> UnitLabel? {
        var folder = file[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if let label = labels[String(folder)] { return label }
        }
        let parts = file.split(separator: "/")
        guard parts.count > 3, parts[0] == "content", parts[1].utf8.count == 4, Int(parts[1]) != nil else { return nil }
        return UnitLabel(year: String(parts[1]), code: "", name: String(parts[2]))
    }
}
