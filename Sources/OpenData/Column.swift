/// A column of a table as every format and the data dictionary declare it.
public struct Column: Sendable {
    public enum Kind: Sendable, Hashable {
        /// Characters as filed, or words of the program.
        case text
        /// A code, which looks like a number at times and never is one.
        case code
        /// A whole number.
        case integer
        /// A fiscal year.
        case year
        /// A day, `2022-02-10`.
        case date
        /// A decimal number.
        case number
        /// An amount of money.
        case amount
        /// One of some words.
        case choice([String])
    }

    /// The heading in data: ASCII, snake_case.
    public var name: String
    /// The heading for people (中文列名).
    public var title: String
    /// What it holds, in Chinese, without a full stop.
    public var description: String
    public var kind: Kind
    /// Whether no row leaves it blank.
    public var isRequired: Bool
}

/// A column together with the way to its value in a row.
struct ColumnOf<Row>: Sendable {
    var column: Column
    /// Whether all rows of a form hold the same.
    var isOfForm = false
    var value: @Sendable (Row) -> Cell

    init(
        _ name: String, _ title: String, kind: Column.Kind = .text, required: Bool = false, _ description: String,
        _ value: @escaping @Sendable (Row) -> Cell
    ) {
        column = Column(name: name, title: title, description: description, kind: kind, isRequired: required)
        self.value = value
    }
}

extension ColumnOf where Row: FormRow {
    /// A column that tells of the form a row belongs to.
    static func ofForm(
        _ name: String, _ title: String, kind: Column.Kind = .text, required: Bool = false, _ description: String,
        _ value: @escaping @Sendable (FormKeys) -> Cell
    ) -> ColumnOf {
        var column = ColumnOf(name, title, kind: kind, required: required, description) { value($0.form) }
        column.isOfForm = true
        return column
    }
}

/// A column whose values are rows of another table.
public struct ForeignKey: Sendable, Hashable {
    public var column: String
    public var table: String
    public var referred: String
}
