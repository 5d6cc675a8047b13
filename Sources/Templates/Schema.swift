/// The declared names of a record: what a template may ask for.
public struct Schema: Sendable {
    /// What stands behind a name, and so how a template may use it.
    public indirect enum Kind: Sendable {
        case text, html, flag
        case list(Schema)
        case record(Schema)
    }

    let names: [String]
    let kinds: [Kind]

    /// Declares names in the order of their slots. The name `.` is the item itself, as in a list of texts.
    public init(_ fields: [(name: String, kind: Kind)]) {
        names = fields.map(\.name)
        kinds = fields.map(\.kind)
        precondition(Set(names).count == names.count, "a schema declares each name once")
    }
}

/// A value as a template takes it. Only `html` and the breaks of `lines` reach the output without being escaped.
public enum Value: Sendable {
    case text(String)
    case html([UInt8])
    /// A text whose line ends are printed as `<br>`: a kind of HTML.
    case lines(String)
    case flag(Bool)
    case list([Record])
    case record(Record?)
}

/// Values by the order of their schema's names (slots), each taken when a template asks for it.
public struct Record: Sendable {
    let value: @Sendable (_ slot: Int) -> Value

    /// The record without any value.
    static let empty = Record([])

    public init(_ values: [Value]) { value = { values[$0] } }

    @usableFromInline init(_ value: @escaping @Sendable (_ slot: Int) -> Value) { self.value = value }
}
