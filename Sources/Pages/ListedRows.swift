import Disclosure

/// Every project and every indicator of a register in the order of the lists, those of joined sites last, as positions: a
/// list of a hundred thousand rows then costs no copy of what it lists.
struct ListedRows: Sendable {
    /// The position of a project: its year's, its unit's within it, its own within that.
    struct ProjectPosition: Sendable {
        /// The joined site that it stands on; nil for this one.
        var site: Int?
        var year: Int
        var unit: Int
        var project: Int
    }

    /// The position of an indicator: its unit's, its project's within that, and its row in the table.
    struct IndicatorPosition: Sendable {
        /// As of a project.
        var site: Int?
        var year: Int
        var unit: Int
        /// nil for an indicator of the unit as a whole.
        var project: Int?
        var row: Int
    }

    private(set) var projects: [ProjectPosition] = []
    private(set) var indicators: [IndicatorPosition] = []

    init(_ register: Register) {
        add(register.years, of: nil)
        for (site, joined) in register.joined.enumerated() { add(joined.years, of: site) }
    }

    private mutating func add(_ years: [FiscalYear], of site: Int?) {
        for (year, fiscalYear) in years.enumerated() {
            for (unit, content) in fiscalYear.units.enumerated() {
                func add(_ table: IndicatorTable?, of project: Int?) {
                    let count = table?.indicators.count ?? 0
                    indicators += (0..<count).map {
                        IndicatorPosition(site: site, year: year, unit: unit, project: project, row: $0)
                    }
                }
                add(content.indicators, of: nil)
                for index in content.projects.indices {
                    projects.append(ProjectPosition(site: site, year: year, unit: unit, project: index))
                    add(content.projects[index].indicators, of: index)
                }
            }
        }
    }
}

extension Register {
    /// How many rows the lists have.
    var listedCounts: (projects: Int, indicators: Int) {
        var counts = (projects: 0, indicators: 0)
        for year in years + joined.flatMap(\.years) {
            for unit in year.units {
                counts.projects += unit.projects.count
                counts.indicators += unit.indicatorCount
            }
        }
        return counts
    }

    /// A unit of a year of this site or a joined one.
    private func unit(_ unit: Int, in year: Int, of site: Int?) -> Unit {
        (site.map { joined[$0].years } ?? years)[year].units[unit]
    }

    func projectRow(_ position: ListedRows.ProjectPosition) -> ProjectRow {
        let unit = unit(position.unit, in: position.year, of: position.site)
        return ProjectRow(
            unit: unit, project: unit.projects[position.project], number: position.project + 1,
            site: position.site.map { joined[$0] })
    }

    /// The rows at positions that follow one another; each project is looked up once.
    func indicatorRows(_ positions: ArraySlice<ListedRows.IndicatorPosition>) -> [IndicatorRow] {
        var rows: [IndicatorRow] = []
        var start = positions.startIndex
        while start < positions.endIndex {
            let first = positions[start]
            let unit = unit(first.unit, in: first.year, of: first.site)
            let all = IndicatorRow.rows(
                of: first.project.map { unit.projects[$0] }, in: unit, site: first.site.map { joined[$0] })
            let count = min(all.count - first.row, positions.endIndex - start)
            rows += all[first.row..<first.row + count]
            start += count
        }
        return rows
    }
}

/// The projects that stand in several years, by code.
func recurringProjects(_ register: Register) -> [String: [ProjectRow]] {
    var counts: [String: Int] = [:]
    for year in register.years {
        for unit in year.units {
            for project in unit.projects { counts[project.code.text, default: 0] += 1 }
        }
    }
    var rows: [String: [ProjectRow]] = [:]
    for year in register.years {
        for unit in year.units {
            for (index, project) in unit.projects.enumerated() where counts[project.code.text] ?? 0 > 1 {
                rows[project.code.text, default: []].append(ProjectRow(unit: unit, project: project, number: index + 1))
            }
        }
    }
    return rows
}
