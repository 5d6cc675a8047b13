import Basics

/// A unit with its projects, and what it was put together from.
struct AssembledUnit: Sendable {
    /// The unit's own, and those of its projects.
    var entries: [ReadEntry]
    var unit: Unit
    /// What only shows when the entries are put together.
    var diagnostics: [Diagnostic]
}

/// A register as it was put together: its units, and what belonged together.
public struct RegisterMemory: Sendable {
    private var entries: [ReadEntry] = []
    private var unreadable: [String] = []
    /// nil when anything was wrong with it, which would have to be told again.
    private var arrangement: Arrangement?
    private var units: [ObjectIdentifier: AssembledUnit] = [:]

    public init() {}

    /// - Parameter isSound: whether the units and projects all have codes of their own.
    init(
        _ entries: [ReadEntry], _ unreadable: [String], _ arrangement: Arrangement, _ assembled: [AssembledUnit],
        isSound: Bool
    ) {
        (self.entries, self.unreadable) = (entries, unreadable)
        if isSound, arrangement.diagnostics.isEmpty { self.arrangement = arrangement }
        units.reserveCapacity(assembled.count)
        for unit in assembled { if let own = unit.entries.first { units[ObjectIdentifier(own)] = unit } }
    }

    /// What belongs together among entries that all stand where they stood before; nil where one does not.
    func arrangement(of entries: [ReadEntry], _ unreadable: [String]) -> Arrangement? {
        guard unreadable == self.unreadable,
            entries.elementsEqual(self.entries, by: { $0 === $1 || $0.standing == $1.standing })
        else { return nil }
        return arrangement
    }

    /// The unit of the very same entries; nil when there was none.
    func unit(of entries: [ReadEntry]) -> AssembledUnit? {
        guard let own = entries.first, let known = units[ObjectIdentifier(own)],
            known.entries.elementsEqual(entries, by: ===)
        else { return nil }
        return known
    }
}
