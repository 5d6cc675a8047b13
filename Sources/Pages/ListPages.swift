import Disclosure
import Templates

// The lists of all projects and of all indicators, cut into pages.
extension PageBuilder {
    var projectLists: [Page] {
        chunks(counts.projects, route: Routes.projects).map { rows, paging in
            let address = Routes.projects(page: paging?.number ?? 1)
            return page(.projects, address) { [self] in
                let content = ProjectListPage(
                    rows: listed.value.projects[rows].map { register.projectRow($0) }, total: counts.projects,
                    first: rows.lowerBound + 1, paging: paging, joined: joined.value.ifAny)
                return (
                    Frame(path: address, title: "", part: .projects), ProjectListPage.view.record(of: content)
                )
            }
        }
    }

    var indicatorLists: [Page] {
        chunks(counts.indicators, route: Routes.indicators).map { rows, paging in
            let address = Routes.indicators(page: paging?.number ?? 1)
            return page(.indicators, address) { [self] in
                let content = IndicatorListPage(
                    rows: register.indicatorRows(listed.value.indicators[rows]), total: counts.indicators,
                    first: rows.lowerBound + 1, paging: paging, joined: joined.value.ifAny)
                return (
                    Frame(path: address, title: "", part: .indicators), IndicatorListPage.view.record(of: content)
                )
            }
        }
    }

    /// Cuts rows into pages; a list that fits on one page has no paging, a list without rows has no page.
    private func chunks(
        _ total: Int, route: @escaping @Sendable (Int) -> String
    ) -> [(rows: Range<Int>, paging: Paging?)] {
        let count = (total + Paging.rowsPerPage - 1) / Paging.rowsPerPage
        return (0..<count).map { index in
            let start = index * Paging.rowsPerPage
            let rows = start..<min(start + Paging.rowsPerPage, total)
            return (rows, count > 1 ? Paging(number: index + 1, count: count, route: route) : nil)
        }
    }
}
