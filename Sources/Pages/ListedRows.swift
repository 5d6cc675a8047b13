import Disclosure

/// Every project and every indicator of a register in the order of the lists, as positions: a list of a hundred thousand
/// rows then costs no copy of what it lists.
struct ListedRows: Sendable {
    /// The position of a project: its year's, its unit's within it, its own within that.
    struct ProjectPosition: Sendable {
        var year: Int
        var unit: Int
        var project: Int
    }

    /// The position of an indicator: its unit's, its project's within that, and its row in the table.
    struct IndicatorPosition: Sendable {
        var year: Int
        var unit: Int
        /// nil for an indicator of the unit as a whole.
        var project: Int?
        var row: Int
    }

    private(set) var projects: [ProjectPosition] = []
    private(set) var indicators: [IndicatorPosition] = []

    init(_ register: Register) {
        for (year, fiscalYear) in register.years.enumerated() {
            for (unit, content) in fiscalYear.units.enumerated() {
                func add(_ table: IndicatorTable?, of project: Int?) {
                    let count = table?.indicators.count ?? 0
                    indicators += (0..<count).map {
                        IndicatorPosition(year: year, unit: unit, project: project, row: $0)
                    }
                }
                add(content.indicators, of: nil)
                for index in content.projects.indices {
                    projects.append(ProjectPosition(year: year, unit: unit, project: index))
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
        for year in years {
            for unit in year.units {
                counts.projects += unit.projects.count
                counts.indicators += unit.indicatorCount
            }
        }
        return counts
    }

    func projectRow(_ position: ListedRows.ProjectPosition) -> ProjectRow {
        let unit = years[position.year].units[position.unit]
        return ProjectRow(unit: unit, project: unit.projects[position.project], number: position.project + 1)
    }

    /// The rows at positions that follow one another; each project is looked up once.
    func indicatorRows(_ positions: ArraySlice<ListedRows.IndicatorPosition>) -> [IndicatorRow] {
        var rows: [IndicatorRow] = []
        var start = positions.startIndex
        while start < positions.endIndex {
            let first = positions[start]
            let unit = years[first.year].units[first.unit]
            let all = IndicatorRow.rows(of: first.project.map { unit.projects[$0] }, in: unit)
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
