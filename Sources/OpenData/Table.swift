import Disclosure

/// A table that readers can take away: one declaration for CSV, Excel, JSON, schema and dictionary.
public struct Table: Sendable {
    /// The name in data: ASCII, snake_case.
    public var name: String
    /// The name for people.
    public var title: String
    /// What a row is, in Chinese, without a full stop.
    public var description: String
    public var columns: [Column]
    /// The names of the columns that tell one row from another.
    public var primaryKey: [String]
    public var foreignKeys: [ForeignKey]
    /// Columns beside one another that hold the same in all rows of a form.
    let formColumns: Range<Int>
    /// Whether each row is a form; else it belongs to one.
    let isOfForms: Bool
    private var visit: @Sendable (UnitForms, inout [Cell], Visitor) -> Void

    /// - Parameter isOfSameForm: whether the row before was of the same form.
    typealias Visitor = (_ cells: [Cell], _ form: FormKeys, _ isOfSameForm: Bool) -> Void

    /// - Parameter rows: the rows that a unit, in a year, adds to the table.
    init<Row: FormRow>(
        _ name: String, _ title: String, _ description: String, primaryKey: [String], foreignKeys: [ForeignKey],
        columns: [ColumnOf<Row>], rows: @escaping @Sendable (UnitForms) -> [Row]
    ) {
        (self.name, self.title, self.description) = (name, title, description)
        (self.primaryKey, self.foreignKeys) = (primaryKey, foreignKeys)
        self.columns = columns.map(\.column)
        let start = columns.firstIndex(where: \.isOfForm) ?? 0
        let formColumns = start..<(columns[start...].firstIndex { !$0.isOfForm } ?? columns.count)
        self.formColumns = formColumns
        isOfForms = Row.self == FormKeys.self
        let values = columns.map(\.value)
        visit = { forms, cells, take in
            var former: FormKeys?
            for row in rows(forms) {
                let isOfSameForm = row.form === former
                former = row.form
                for index in values.indices where !(isOfSameForm && formColumns.contains(index)) {
                    cells[index] = values[index](row)
                }
                take(cells, row.form, isOfSameForm)
            }
        }
    }

    /// Visits the rows of a unit in their order, form by form.
    func forEachRow(of forms: UnitForms, _ take: Visitor) {
        var cells = [Cell](repeating: .blank, count: columns.count)
        visit(forms, &cells, take)
    }

    /// The tables of a site: those of the form, which others refer to, first; those for what goes beyond it only where
    /// something does, so that nobody has to wonder about an empty file.
    static func tables(of units: [UnitTraits]) -> [Table] {
        var tables: [Table] = [.units, .projects, .funding, .spendingPlan, .goals, .indicators]
        if units.contains(where: \.hasExtras) { tables.append(.extras) }
        if units.contains(where: \.hasCorrections) { tables.append(.corrections) }
        return tables
    }

    /// Every table that a site can have.
    static let all: [Table] = [
        .units, .projects, .funding, .spendingPlan, .goals, .indicators, .extras, .corrections,
    ]
}
