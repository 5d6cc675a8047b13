import Digests
import Disclosure

/// What was found in units and years that were looked at before.
struct FindingMemory: Sendable {
    /// The site's document that findings were weighed by, and that units were looked at under.
    var site: FileFacts?
    private var ofUnits: [ObjectIdentifier: (unit: Unit, run: FindingRun)] = [:]
    private var ofYears: [(units: [Unit], run: FindingRun)] = []

    init(site: FileFacts? = nil) { self.site = site }

    /// What was found in a unit; nil when it is not the very same.
    func run(of unit: Unit) -> FindingRun? { ofUnits[ObjectIdentifier(unit)]?.run }

    /// What was found in a year; nil unless its units are the very same.
    func run(of year: FiscalYear) -> FindingRun? {
        ofYears.first { $0.units.elementsEqual(year.units, by: ===) }?.run
    }

    // The units are kept, so that no other object can come to stand where one was.

    mutating func keep(_ run: FindingRun, of unit: Unit) {
        ofUnits[ObjectIdentifier(unit)] = (unit, run)
    }

    mutating func keep(_ run: FindingRun, of year: FiscalYear) { ofYears.append((year.units, run)) }
}
