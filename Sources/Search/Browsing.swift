import Disclosure

/// What the project index filters and sorts by, of one project.
struct BrowsedProject: Sendable {
    /// In 万元.
    var budget: Amount?
    /// A letter that says where the money comes from: `f` 财政资金 alone, `o` other funds alone, `m` both, `n` neither filed.
    var funds: UInt8
    /// A letter that says how many of its indicators have a number: `a` all, `b` half or more, `c` fewer, `d` none,
    /// `e` there are no indicators.
    var measured: UInt8
    var code: String
    /// The name as numbers that order it by pinyin.
    var nameOrder: [UInt32]

    init(_ project: Project, in unit: Unit) {
        budget = unit.budget(of: project)
        let positive = project.funds.filter { $0.amount.map { $0 > .zero } ?? false }
        let isFiscal = positive.contains { $0.name.text == "财政资金" }
        let isOther = positive.contains { $0.name.text != "财政资金" }
        funds = UInt8(ascii: isFiscal ? (isOther ? "m" : "f") : isOther ? "o" : "n")
        let count = MeasurabilityCount(project.indicators?.indicators ?? [])
        measured = Self.letter(count)
        code = project.code.text
        nameOrder = PinyinOrder.shared.key(of: project.name.text)
    }

    private static func letter(_ count: MeasurabilityCount) -> UInt8 {
        if count.total == 0 { return UInt8(ascii: "e") }
        if count.quantified == 0 { return UInt8(ascii: "d") }
        if count.quantified == count.total { return UInt8(ascii: "a") }
        return UInt8(ascii: count.quantified * 2 >= count.total ? "b" : "c")
    }

    /// What the project index filters by, of all projects in order: a line of letters for the source of the money, one for
    /// the measure of the indicators, then a line for each budget in 万元, empty where it is not known.
    static func columns(_ projects: [BrowsedProject]) -> [UInt8] {
        var bytes = projects.map(\.funds) + [UInt8(ascii: "\n")] + projects.map(\.measured)
        for project in projects { bytes += "\n\(project.budget?.description ?? "")".utf8 }
        return bytes
    }

    /// The numbers of the projects, counted from 0, in the order of their names and in that of their codes.
    static func orders(_ projects: [BrowsedProject]) -> (names: [UInt8], codes: [UInt8]) {
        let byName = projects.indices.sorted { first, second in
            let (left, right) = (projects[first].nameOrder, projects[second].nameOrder)
            return left == right ? first < second : left.lexicographicallyPrecedes(right)
        }
        let byCode = projects.indices.sorted { (projects[$0].code, $0) < (projects[$1].code, $1) }
        return (list(byName), list(byCode))
    }

    /// The highest bytes of all numbers, then the middle ones, then the lowest: so they compress best.
    private static func list(_ numbers: [Int]) -> [UInt8] {
        [16, 8, 0].flatMap { shift in numbers.map { UInt8($0 >> shift & 255) } }
    }
}

/// The order of Chinese names by their readings: letters and digits first, characters by pinyin, tone and strokes.
struct PinyinOrder: Sendable {
    private let ranks: [UInt16]

    private static let first: UInt32 = 0x4E00

    static let shared = PinyinOrder()

    private init() {
        var ranks = [UInt16](repeating: .max, count: 0xA000 - Int(Self.first))
        for (rank, scalar) in CharacterTable.shared.order.enumerated() {
            ranks[Int(scalar - Self.first)] = UInt16(rank)
        }
        self.ranks = ranks
    }

    func key(of name: String) -> [UInt32] {
        NormalForm.shared.form(of: name).map { character in
            let isRanked = character >= Self.first && character < 0xA000
            return isRanked ? 0x10000 + UInt32(ranks[Int(character - Self.first)]) : character
        }
    }
}
