import Disclosure

/// How many indicators a unit has of each 一级 and 二级指标 and each measure: what the indicator table counts by.
struct IndicatorCube: Sendable {
    struct Cell: Sendable, Hashable {
        var level1: String
        var level2: String
        /// As `SearchedRow.measure`.
        var measure: UInt8
    }

    private(set) var counts: [Cell: Int] = [:]

    init(_ documents: [SearchedDocument]) {
        for document in documents {
            for row in document.rows {
                counts[Cell(level1: row.level1, level2: row.level2, measure: row.measure), default: 0] += 1
            }
        }
    }

    /// All cells as `TextBytes`, then for each unit in order the gaps between its cells and their counts, as numbers of
    /// seven bits a byte; a gap of 0 ends a unit.
    static func bytes(_ units: [IndicatorCube], _ alphabet: TextBytes) -> [UInt8] {
        let cells = Set(units.flatMap(\.counts.keys)).sorted {
            ($0.level1, $0.level2, $0.measure) < ($1.level1, $1.level2, $1.measure)
        }
        var numbers: [Cell: Int] = [:]
        var bytes: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            numbers[cell] = index
            bytes.append(cell.measure)
            alphabet.append(cell.level1, to: &bytes)
            bytes.append(TextBytes.endOfField)
            alphabet.append(cell.level2, to: &bytes)
            bytes.append(TextBytes.endOfItem)
        }
        bytes.append(TextBytes.endOfDocument)
        func append(_ number: Int) {
            var rest = number
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        for unit in units {
            var before = -1
            for (number, count) in unit.counts.map({ (numbers[$0.key] ?? 0, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
                append(number - before)
                append(count)
                before = number
            }
            append(0)
        }
        return bytes
    }
}
