/// What a document says: whose it is, its prose, and its forms.
public struct Recognition: Sendable {
    public var document: SourceDocument
    /// In the order of the document.
    public var units: [RecognisedUnit] = []
    /// The fiscal year that the document names, and where; nil when it names none.
    public var year: Int?
    public var yearBasis = ""
    /// What each cell and paragraph was taken for, by its number.
    public var uses: [Int: Use] = [:]

    /// Whether the document holds a form.
    public var hasForm: Bool { units.contains { !$0.projects.isEmpty || !$0.overall.isEmpty } }

    /// Whether its prose is that of a unit: 总体绩效目标 and what belongs to it.
    public var hasOverallGoals: Bool {
        units.contains { unit in
            unit.prose.contains { block in
                guard case .heading(_, let text) = block else { return false }
                return text.contains(anyOf: ["总体绩效目标", "分项绩效目标", "工作保障措施", "整体绩效目标"])
            }
        }
    }
}

/// A budgeting unit as a document names it.
public struct RecognisedUnit: Sendable {
    /// Empty when the document does not say.
    public var code = ""
    public var name = ""
    public var department: String?
    /// 万元 or 元; nil where no form says.
    public var amountUnit: String?
    public var prose: [ProseBlock] = []
    /// Forms of the unit as a whole.
    public var overall: [Form] = []
    public var projects: [Form] = []
}

/// A piece of running text.
public enum ProseBlock: Sendable, Hashable {
    case heading(Int, String)
    case paragraph(String)
    /// A table that is no form. Its first row is the heading.
    case table([[String]])
}
