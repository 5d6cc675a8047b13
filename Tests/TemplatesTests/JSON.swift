import Templates

/// The data of a specification case.
enum JSON: Decodable {
    case null
    case flag(Bool)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    typealias Field = (name: String, kind: Schema.Kind, value: Value)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .text("\(number)")
        } else if let number = try? container.decode(Double.self) {
            self = .text("\(number)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    var isObject: Bool { if case .object = self { true } else { false } }

    /// The object's fields in the order of their names.
    func fields(_ raw: Set<String>) -> [Field] {
        guard case .object(let members) = self else { return [] }
        return members.sorted { $0.key < $1.key }.map { $1.field($0, raw) }
    }

    /// What this stands for under a name; a text is markup where the name is among `raw`.
    func field(_ name: String, _ raw: Set<String>) -> Field {
        switch self {
        case .null: return JSON.text("").field(name, raw)
        case .flag(let flag): return (name, .flag, .flag(flag))
        case .text(let text):
            return raw.contains(name) ? (name, .html, .html(Array(text.utf8))) : (name, .text, .text(text))
        case .object:
            let fields = fields(raw)
            return (
                name, .record(Schema(fields.map { ($0.name, $0.kind) })), .record(Record(fields.map(\.value)))
            )
        case .list(let items):
            let rows = items.map { $0.isObject ? $0.fields(raw) : [$0.field(".", raw)] }
            let schema = Schema((rows.first ?? []).map { ($0.name, $0.kind) })
            return (name, .list(schema), .list(rows.map { Record($0.map(\.value)) }))
        }
    }
}
