/// What the normal form and the order of names know of single characters, read from `Tables/characters.tsv`.
///
/// The file is written by `scripts/generate-character-tables`: `dropped` and `changed` hold hexadecimal numbers,
/// `traditional` and `simplified` are one for one, `order` has the characters of the main block by reading.
struct CharacterTable: Sendable {
    private let lines: [Substring: Substring]

    static let shared = CharacterTable(PackageResources.characters_tsv)

    init(_ bytes: [UInt8]) {
        var lines: [Substring: Substring] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            lines[line[..<tab]] = line[line.index(after: tab)...]
        }
        self.lines = lines
    }

    /// The ranges of characters that are dropped; above U+20000 those of the fourteenth plane alone.
    var dropped: [ClosedRange<UInt32>] {
        numbers("dropped").compactMap { ends in
            guard let low = ends.first, let high = ends.last else { return nil }
            return low...high
        }
    }

    /// Characters and what they become, traditional ones apart.
    var changed: [(character: UInt32, form: [UInt32])] {
        numbers("changed").compactMap { numbers in numbers.first.map { ($0, Array(numbers.dropFirst())) } }
    }

    /// Traditional characters with their simplified forms.
    var simplified: [(traditional: UInt32, simplified: UInt32)] {
        zip(scalars("traditional"), scalars("simplified")).map { ($0, $1) }
    }

    /// The characters of the main block by reading, tone and strokes.
    var order: [UInt32] { scalars("order") }

    private func numbers(_ name: Substring) -> [[UInt32]] {
        (lines[name] ?? "").split(separator: " ").map { group in
            group.utf8.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "+") }
                .compactMap { UInt32(Substring($0), radix: 16) }
        }
    }

    private func scalars(_ name: Substring) -> [UInt32] { (lines[name] ?? "").unicodeScalars.map(\.value) }
}
