import Disclosure

/// What decides which files there are, found out of a unit.
struct UnitTraits: Sendable {
    var hasExtras: Bool
    var hasCorrections: Bool
    /// Whether a feed tells of it.
    var hasEntries: Bool

    init(_ unit: Unit) {
        hasExtras = Table.hasExtras(unit)
        hasCorrections = Table.hasCorrections(unit)
        hasEntries = FeedEntry.hasEntries(unit)
    }
}

/// What was found out about units before.
public struct DataMemory: Sendable {
    var traits = UnitMemory<UnitTraits>()

    public init() {}
}
