/// The declared names of `Root` together with how each is taken from it: names and values cannot disagree.
///
/// What runs for each value is inlinable, so that it is compiled for the `Root` at hand: looking up the types of generic
/// closures as the program runs took longer than the values themselves.
public struct View<Root: Sendable>: Sendable {
    public let schema: Schema
    @usableFromInline let values: [@Sendable (Root) -> Value]

    public init(_ fields: [Field<Root>]) {
        schema = Schema(fields.map { ($0.name, $0.kind) })
        values = fields.map(\.value)
    }

    /// The values of one root. What no template asks for is never made; what it asks for twice is made twice.
    @inlinable public func record(of root: Root) -> Record { Record { [values] slot in values[slot](root) } }
}

/// One name of a view: what it is called, what kind it is, and where its value comes from.
public struct Field<Root: Sendable>: Sendable {
    let name: String
    let kind: Schema.Kind
    let value: @Sendable (Root) -> Value

    @usableFromInline init(name: String, kind: Schema.Kind, value: @escaping @Sendable (Root) -> Value) {
        self.name = name
        self.kind = kind
        self.value = value
    }

    /// A text, escaped where it is printed; as a section it is true when it is not empty.
    @inlinable public static func text(_ name: String, _ value: @escaping @Sendable (Root) -> String) -> Field {
        Field(name: name, kind: .text) { .text(value($0)) }
    }

    /// Markup that is safe to print as it is; whoever makes it answers for that.
    @inlinable public static func html(_ name: String, _ value: @escaping @Sendable (Root) -> [UInt8]) -> Field {
        Field(name: name, kind: .html) { .html(value($0)) }
    }

    /// A text whose line ends are printed as `<br>`; templates print it as HTML.
    @inlinable public static func lines(_ name: String, _ value: @escaping @Sendable (Root) -> String) -> Field {
        Field(name: name, kind: .html) { .lines(value($0)) }
    }

    /// A condition; as a section it leaves the names inside as they are outside.
    @inlinable public static func flag(_ name: String, _ value: @escaping @Sendable (Root) -> Bool) -> Field {
        Field(name: name, kind: .flag) { .flag(value($0)) }
    }

    /// A list of records; a section is printed once for each, with the item's names.
    @inlinable public static func list<Item: Sendable>(
        _ name: String, _ view: View<Item>, _ items: @escaping @Sendable (Root) -> [Item]
    ) -> Field {
        Field(name: name, kind: .list(view.schema)) { .list(items($0).map(view.record)) }
    }

    /// A list of texts, each printed with `{{.}}`.
    @inlinable public static func texts(_ name: String, _ items: @escaping @Sendable (Root) -> [String]) -> Field {
        Field(name: name, kind: .list(Schema([(".", .text)]))) {
            .list(items($0).map { Record([.text($0)]) })
        }
    }

    /// Absent (nil) renders the inverted section.
    @inlinable public static func record<Item: Sendable>(
        _ name: String, _ view: View<Item>, _ item: @escaping @Sendable (Root) -> Item?
    ) -> Field {
        Field(name: name, kind: .record(view.schema)) { .record(item($0).map(view.record)) }
    }

    /// A record made once and shared by all roots (site-wide values).
    @inlinable public static func shared(_ name: String, _ schema: Schema, _ record: Record) -> Field {
        Field(name: name, kind: .record(schema)) { _ in .record(record) }
    }
}
