import Disclosure
import Templates

// The lists of all projects and of all indicators, cut into pages.
extension PageBuilder {
    var projectLists: [Page] {
        chunks(counts.projects, route: Routes.projects).map { rows, paging in
            let address = Routes.projects(page: paging?.number ?? 1)
            var page = page(.projects, address) { [self] in
                let content = ProjectListPage(
                    rows: listed.value.projects[rows].map { register.projectRow($0) }, total: counts.projects,
                    first: rows.lowerBound + 1, paging: paging, joined: joined.value.ifAny)
                return (
                    Frame(path: address, title: "", part: .projects), ProjectListPage.view.record(of: content)
                )
            }
            page.basis = basis(of: counts.projects) { [self] in
                listed.value.projects[rows].map { .init(unit: ($0.year, $0.unit), row: "\($0.project)") }
            }
            return page
        }
    }

    var indicatorLists: [Page] {
        chunks(counts.indicators, route: Routes.indicators).map { rows, paging in
            let address = Routes.indicators(page: paging?.number ?? 1)
            var page = page(.indicators, address) { [self] in
                let content = IndicatorListPage(
                    rows: register.indicatorRows(listed.value.indicators[rows]), total: counts.indicators,
                    first: rows.lowerBound + 1, paging: paging, joined: joined.value.ifAny)
                return (
                    Frame(path: address, title: "", part: .indicators), IndicatorListPage.view.record(of: content)
                )
            }
            page.basis = basis(of: counts.indicators) { [self] in
                listed.value.indicators[rows].map {
                    .init(unit: ($0.year, $0.unit), row: "\($0.project.map { "\($0)" } ?? "") \($0.row)")
                }
            }
            return page
        }
    }

    /// A row of a list: the year and the unit in it that it comes from, and which of the unit's rows it is.
    private struct ListedRow {
        var unit: (year: Int, index: Int)
        var row: String
    }

    /// What a page of a list is made from: its units, and where its rows begin and end in the first and the last of them.
    /// Rows of joined sites are not told by units.
    private func basis(
        of total: Int, _ rows: @escaping @Sendable () -> [ListedRow]
    ) -> (@Sendable () -> Page.Basis)? {
        if !register.joined.isEmpty { return nil }
        return { [register] in
            let rows = rows()
            var units: [Unit] = []
            for row in rows {
                let unit = register.years[row.unit.year].units[row.unit.index]
                if units.last !== unit { units.append(unit) }
            }
            return Page.Basis(units, details: ["\(total)", rows.first?.row ?? "", rows.last?.row ?? ""])
        }
    }

    /// Cuts rows into pages; a list that fits on one page has no paging, a list without rows has no page.
    func chunks(
        _ total: Int, by size: Int = Paging.rowsPerPage, route: @escaping @Sendable (Int) -> String
    ) -> [(rows: Range<Int>, paging: Paging?)] {
        let count = (total + size - 1) / size
        return (0..<count).map { index in
            let start = index * size
            let rows = start..<min(start + size, total)
            return (rows, count > 1 ? Paging(number: index + 1, count: count, route: route) : nil)
        }
    }
}
