/// How sure it is what a cell means.
public enum Confidence: String, Sendable, Hashable {
    /// The form's own words say it.
    case high = "高"
    /// Its place beside or below words that are known says it.
    case medium = "中"
    /// It was kept without being understood.
    case low = "低"
}

/// What became of a cell or paragraph of the source.
public struct Use: Sendable, Hashable {
    /// `项目名称`, `绩效指标：指标值`, `指标表的表头`
    public var what: String
    public var confidence: Confidence
}

/// A form as its own words tell it.
public struct Form: Sendable {
    /// A field in the order of the form.
    public struct Field: Sendable, Hashable {
        public var key: String
        public var value: String
        /// The numbers of the cells that it comes from.
        public var ids: [Int]
        public var confidence: Confidence
    }

    /// A table below a heading.
    public struct Table: Sendable, Hashable {
        public var heading: String
        public var header: [String]
        public var rows: [[String]]
    }

    /// A text below a heading.
    public struct Text: Sendable, Hashable {
        public var heading: String
        public var text: String
    }

    public var title: String?
    /// Whether it is the form of a unit as a whole.
    public var isOverall = false
    var head: UnitHead?
    /// The unit and department that fields name.
    var unitName: String?
    var departmentName: String?
    /// 万元 or 元; nil where the form does not say.
    public var amountUnit: String?
    public var year: Int?
    public var fields: [Field] = []
    public var plan: Table?
    /// 绩效目标
    public var goal: String?
    public var goalHeading = "绩效目标"
    /// Goals of other periods, and what was achieved.
    public var otherGoals: [Text] = []
    public var indicators: Table?
    /// Indicators of other periods, and tables that the form does not know.
    public var otherTables: [Table] = []
    /// What stands in the form and was not understood, in its order.
    public var remains: [String] = []
    /// The numbers of all cells and paragraphs that belong to it, in their order.
    public var ids: [Int] = []

    public subscript(key: String) -> String? { fields.first { $0.key == key }?.value }

    /// Whether anything but its title and its head was found.
    var hasContent: Bool {
        !fields.isEmpty || goal != nil || indicators != nil || plan != nil || !otherTables.isEmpty
            || !otherGoals.isEmpty
    }

    /// Whether what was found makes it a form: without any of these it is only a table.
    var isForm: Bool {
        indicators != nil || self["项目编码"] != nil || self["项目名称"] != nil && hasContent || isOverall && hasContent
    }
}
