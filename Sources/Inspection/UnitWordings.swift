import Disclosure

/// The wordings of a unit's indicators, the name and the description of each, as numbers.
///
/// What several units of a year share is found by the numbers; only there are the texts looked at again.
public struct UnitWordings: Sendable {
    /// One row of a project's table.
    struct Wording: Sendable {
        /// The same for the same bytes; seldom, for others too.
        var number: UInt64
        var project: UInt32
        var row: UInt32
    }

    /// Those that have a name and a description of its own.
    private(set) var all: [Wording] = []

    public init(_ unit: Unit) {
        for (project, content) in unit.projects.enumerated() {
            guard let table = content.indicators, let column = table.index(of: .description) else { continue }
            for row in table.indicators.indices {
                let name = Spelling(table.indicators[row].level3.text)
                let description = Spelling(table.indicators[row].cells[column].text)
                if name.text.isEmpty || description.text.isEmpty || name == description { continue }
                let number = number(of: name.text, description.text)
                all.append(Wording(number: number, project: UInt32(project), row: UInt32(row)))
            }
        }
    }
}

/// FNV-1a over 64 bits.
private func number(of name: String, _ description: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    name.withBytes { for byte in $0 { add(byte) } }
    // No text holds it, so that the end of the one is not the beginning of the other.
    add(0xFF)
    description.withBytes { for byte in $0 { add(byte) } }
    return hash
}
