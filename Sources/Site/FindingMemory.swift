import Basics
import Digests
import Disclosure
import Inspection

/// What was found in a unit, and what of it the check of its year asks.
struct UnitFindings: Sendable {
    var run: FindingRun
    var wordings: Lazy<UnitWordings>
}

/// What was found in units and years that were looked at before.
struct FindingMemory: Sendable {
    /// The site's document that findings were weighed by, and that units were looked at under.
    var site: FileFacts?
    private var ofUnits: [ObjectIdentifier: (unit: Unit, found: UnitFindings)] = [:]
    private var ofYears: [(units: [Unit], run: FindingRun)] = []

    init(site: FileFacts? = nil) { self.site = site }

    /// What was found in a unit; nil when it is not the very same.
    func found(in unit: Unit) -> UnitFindings? { ofUnits[ObjectIdentifier(unit)]?.found }

    /// What was found in a year; nil unless its units are the very same.
    func run(of year: FiscalYear) -> FindingRun? {
        ofYears.first { $0.units.elementsEqual(year.units, by: ===) }?.run
    }

    // The units are kept, so that no other object can come to stand where one was.

    mutating func keep(_ found: UnitFindings, in unit: Unit) { ofUnits[ObjectIdentifier(unit)] = (unit, found) }

    mutating func keep(_ run: FindingRun, of year: FiscalYear) { ofYears.append((year.units, run)) }
}
