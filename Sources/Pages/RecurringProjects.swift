import Basics
import Disclosure

/// Finds the projects that stand in several years, by their codes.
struct RecurringProjects: Sendable {
    private let years: [Year]
    private let positions: Lazy<[String: [ListedRows.ProjectPosition]]>

    private struct Year: Sendable {
        var year: Int
        var units: [UnitOutline]

        func hasSameCodes(as other: Year) -> Bool {
            year == other.year
                && units.elementsEqual(other.units) { $0 === $1 || $0.hasSameCodes(as: $1) }
        }
    }

    /// - Parameters:
    ///   - outlines: of the units of each year.
    ///   - former: what was found before; where all codes are what they were, nothing is looked for again.
    init(_ years: [FiscalYear] = [], _ outlines: [[UnitOutline]] = [], after former: RecurringProjects? = nil) {
        let years = zip(years, outlines).map { Year(year: $0.year, units: $1) }
        self.years = years
        if let former, former.years.elementsEqual(years, by: { $0.hasSameCodes(as: $1) }) {
            positions = former.positions
        } else {
            positions = Lazy { Self.find(years) }
        }
    }

    private static func find(_ years: [Year]) -> [String: [ListedRows.ProjectPosition]] {
        var counts: [String: Int] = [:]
        for form in years.lazy.flatMap(\.units).flatMap(\.projects) { counts[form.code, default: 0] += 1 }
        var positions: [String: [ListedRows.ProjectPosition]] = [:]
        for (year, units) in years.map(\.units).enumerated() {
            for (unit, outline) in units.enumerated() {
                for (project, form) in outline.projects.enumerated() where counts[form.code] ?? 0 > 1 {
                    positions[form.code, default: []].append(
                        ListedRows.ProjectPosition(year: year, unit: unit, project: project))
                }
            }
        }
        return positions
    }

    /// The rows of a project in all years but one; none for one that stands in a single year.
    func rows(_ code: String, in register: Register, but year: Int) -> [ProjectRow] {
        (positions.value[code] ?? []).map { register.projectRow($0) }.filter { $0.unit.year != year }
    }
}
