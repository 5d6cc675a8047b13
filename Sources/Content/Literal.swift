import Basics

/// Characters that an author wrote, and where.
public struct Literal: Sendable, Hashable {
    /// The characters as written; only escapes of the notation around them (quotes, `\|`, `<br>`) are resolved.
    public var text: String
    public var range: TextRange

    public init(_ text: String, _ range: TextRange) {
        self.text = text
        self.range = range
    }
}

/// One `key: value` of a front matter, in the order of the file.
public struct Field: Sendable, Hashable {
    public var key: Literal
    public var value: FieldValue

    public init(key: Literal, value: FieldValue) {
        self.key = key
        self.value = value
    }
}

/// A front matter value. No type is guessed: a scalar is the characters that stand in the file.
public indirect enum FieldValue: Sendable, Hashable {
    case scalar(Literal)
    case list([FieldValue], TextRange)
    case map([Field], TextRange)

    public var range: TextRange {
        switch self {
        case .scalar(let literal): literal.range
        case .list(_, let range), .map(_, let range): range
        }
    }
}

extension [Field] {
    /// The value of a key, or nil when the key is absent. A key stands at most once.
    public subscript(key: String) -> FieldValue? { first { $0.key.text == key }?.value }
}

extension FieldValue {
    /// The characters of a value, items and entries on lines of their own.
    public var plainText: String {
        switch self {
        case .scalar(let literal): literal.text
        case .list(let items, _): items.map(\.plainText).joined(separator: "\n")
        case .map(let fields, _): fields.map { "\($0.key.text)：\($0.value.plainText)" }.joined(separator: "\n")
        }
    }
}
