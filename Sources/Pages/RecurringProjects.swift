import Basics
import Disclosure

/// Finds what was filed of a project in other years: under the same code, and along 上年项目, by which a form names the
/// code of an earlier year. As a rule codes hold the year, and only the latter tells.
struct RecurringProjects: Sendable {
    private let years: [Year]
    private let forms: Lazy<Forms>

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
            forms = former.forms
        } else {
            forms = Lazy { Forms(years) }
        }
    }

    /// The rows of a project in all years but one; none for one that stands in a single year.
    func rows(_ code: String, in register: Register, but year: Int) -> [ProjectRow] {
        forms.value.positions(of: code).map { register.projectRow($0) }.filter { $0.unit.year != year }
    }

    /// The forms of projects that stand in several years.
    private struct Forms: Sendable {
        private var positions: [String: [ListedRows.ProjectPosition]] = [:]
        /// The codes that a project had before, and those that it had afterwards, by its code.
        private var earlier: [String: [String]] = [:]
        private var later: [String: [String]] = [:]

        init(_ years: [Year]) {
            var known: [String: (count: Int, firstYear: Int)] = [:]
            for year in years {
                for form in year.units.lazy.flatMap(\.projects) {
                    let former = known[form.code] ?? (0, year.year)
                    known[form.code] = (former.count + 1, min(former.firstYear, year.year))
                }
            }
            for year in years {
                for form in year.units.lazy.flatMap(\.projects) {
                    guard let code = form.formerCode, let named = known[code], named.firstYear < year.year else {
                        continue
                    }
                    earlier[form.code, default: []].append(code)
                    later[code, default: []].append(form.code)
                }
            }
            for (year, units) in years.map(\.units).enumerated() {
                for (unit, outline) in units.enumerated() {
                    for (project, form) in outline.projects.enumerated() {
                        guard known[form.code]?.count ?? 0 > 1 || earlier[form.code] != nil || later[form.code] != nil
                        else { continue }
                        positions[form.code, default: []].append(
                            ListedRows.ProjectPosition(year: year, unit: unit, project: project))
                    }
                }
            }
        }

        /// Where a project stands under the code, under those it had before and those it had afterwards, in the order of
        /// the register. What others became of an earlier code is not the project.
        func positions(of code: String) -> [ListedRows.ProjectPosition] {
            guard let own = positions[code] else { return [] }
            let others = Self.reached(from: code, along: earlier).union(Self.reached(from: code, along: later))
            if others.isEmpty { return own }
            return (own + others.flatMap { positions[$0] ?? [] }).sorted {
                ($0.year, $0.unit, $0.project) < ($1.year, $1.unit, $1.project)
            }
        }

        /// The codes that are come to from one, without itself, even where they lead back to it.
        private static func reached(from code: String, along links: [String: [String]]) -> Set<String> {
            var reached: Set<String> = []
            var next = links[code] ?? []
            while let found = next.popLast() {
                guard found != code, reached.insert(found).inserted else { continue }
                next += links[found] ?? []
            }
            return reached
        }
    }
}
