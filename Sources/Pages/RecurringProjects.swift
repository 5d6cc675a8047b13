import Basics
import Disclosure

/// Finds the projects that stand in several years, by their codes.
struct RecurringProjects: Sendable {
    private let codes: [YearCodes]
    private let positions: Lazy<[String: [ListedRows.ProjectPosition]]>

    /// The codes of a year's projects, by unit.
    private struct YearCodes: Sendable, Equatable {
        var year: Int
        var units: [[String]]
    }

    /// - Parameters:
    ///   - outlines: of the units of each year.
    ///   - former: what was found before; where all codes are what they were, nothing is looked for again.
    init(_ years: [FiscalYear] = [], _ outlines: [[UnitOutline]] = [], after former: RecurringProjects? = nil) {
        let codes = zip(years, outlines).map { year, units in
            YearCodes(year: year.year, units: units.map { $0.projects.map(\.code) })
        }
        self.codes = codes
        if let former, former.codes == codes {
            positions = former.positions
        } else {
            positions = Lazy { Self.find(codes) }
        }
    }

    private static func find(_ years: [YearCodes]) -> [String: [ListedRows.ProjectPosition]] {
        var counts: [String: Int] = [:]
        for code in years.lazy.flatMap(\.units).joined() { counts[code, default: 0] += 1 }
        var positions: [String: [ListedRows.ProjectPosition]] = [:]
        for (year, units) in years.map(\.units).enumerated() {
            for (unit, codes) in units.enumerated() {
                for (project, code) in codes.enumerated() where counts[code] ?? 0 > 1 {
                    positions[code, default: []].append(
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
