import Basics
import Digests
import Disclosure
import Pages

/// The tables of the site and of each year in every format, and those of each unit as JSON.
///
/// They are made together: a unit's rows are encoded once for all files that they stand in.
struct Downloads: Sendable {
    /// The whole site, or a year.
    struct Scope: Sendable {
        /// nil for the whole site.
        var year: Int?
        /// The positions of its units among all.
        var units: Range<Int>
    }

    let tables: [Table]
    /// The whole site first, then the years.
    let scopes: [Scope]
    let rows: WorkbookRows
    let workbooks: Workbooks
    private let site: SiteInformation
    private let units: [Unit]

    init(_ register: Register, _ tables: [Table]) {
        self.tables = tables
        site = register.site
        units = register.units
        var start = 0
        let years = register.years.map { year in
            defer { start += year.units.count }
            return Scope(year: year.year, units: start..<start + year.units.count)
        }
        scopes = [Scope(year: nil, units: units.indices)] + years
        rows = WorkbookRows(tables, of: units)
        workbooks = Workbooks(tables)
    }

    /// - Parameter take: gets the facts of the files when they are made.
    func files(_ take: @escaping @Sendable ([String: FileFacts]) -> Void) -> JointFiles {
        JointFiles(addresses: addresses, stages: tables.indices.map(rowStage) + [lastStage], take: take)
    }

    private var addresses: [String] {
        scopes.flatMap { scope in
            tables.flatMap { [Routes.csv($0, .data, year: scope.year), Routes.csv($0, .excel, year: scope.year)] }
                + [Routes.json(year: scope.year), Routes.workbook(year: scope.year)]
        } + units.map(Self.json)
    }

    private static func json(of unit: Unit) -> String { Routes.download(of: unit, ending: ".json") }

    // MARK: Stages

    /// Some units whose rows are made in one step.
    private struct Step {
        /// The positions of the scopes that they belong to.
        var scopes: [Int]
        var units: Range<Int>
    }

    private var steps: [Step] {
        scopes.indices.dropFirst().flatMap { year in
            let units = scopes[year].units
            return stride(from: units.lowerBound, to: units.upperBound, by: 4).map {
                Step(scopes: [0, year], units: $0..<min($0 + 4, units.upperBound))
            }
        }
    }

    /// The rows of a table: first what stands before them, then those of some units in each step.
    private func rowStage(_ table: Int) -> JointFiles.Stage {
        let steps = steps
        // In each scope, the first unit that has a row: no comma stands before it in JSON.
        let first = Lazy { [self] in
            scopes.map { scope in scope.units.first { tables[table].hasRows(of: units[$0]) } }
        }
        return JointFiles.Stage(count: steps.count + 1) { [self] number, wanted in
            if number == 0 { return scopes.flatMap { opening(of: table, year: $0.year) } }
            let step = steps[number - 1]
            if let wanted, !adds(step, to: wanted, table) { return [] }
            return pieces(step, table, first: first.value)
        }
    }

    /// What stands before the rows of a table.
    private func opening(of table: Int, year: Int?) -> [JointFiles.Piece] {
        [
            .init(Routes.csv(tables[table], .data, year: year), CSV.heading(of: tables[table], .data)),
            .init(Routes.csv(tables[table], .excel, year: year), CSV.heading(of: tables[table], .excel)),
            .init(Routes.json(year: year), JSONTables.opening(of: tables, table)),
        ]
    }

    private func pieces(_ step: Step, _ table: Int, first: [Int?]) -> [JointFiles.Piece] {
        let projects = step.units.reduce(0) { $0 + units[$1].projects.count }
        var encoder = RowEncoder(tables[table], projects: projects)
        var pieces: [JointFiles.Piece] = []
        for position in step.units {
            let start = encoder.json.count
            rows.keep(encoder.add(units[position]), unit: position, table: table)
            var own = JSONTables.opening(of: tables, table)
            own += encoder.json[start...].dropFirst()
            if table == tables.count - 1 { own += JSONTables.closing }
            pieces.append(.init(Self.json(of: units[position]), own))
        }
        let (csv, excel, json) = (encoder.csv, encoder.excel, encoder.json)
        for scope in step.scopes {
            let year = scopes[scope].year
            let isFirst = first[scope].map(step.units.contains) ?? false
            pieces += [
                .init(Routes.csv(tables[table], .data, year: year), csv),
                .init(Routes.csv(tables[table], .excel, year: year), excel),
                .init(Routes.json(year: year), isFirst ? Array(json.dropFirst()) : json),
            ]
        }
        return pieces
    }

    /// Whether the rows of some units in a table stand in a file.
    private func adds(_ step: Step, to address: String, _ table: Int) -> Bool {
        step.units.contains { Self.json(of: units[$0]) == address }
            || step.scopes.contains { scope in
                let year = scopes[scope].year
                return address == Routes.json(year: year) || address == Routes.csv(tables[table], .data, year: year)
                    || address == Routes.csv(tables[table], .excel, year: year)
            }
    }

    /// The ends of the documents, and the workbooks, which are made of the rows that the other stages kept.
    private var lastStage: JointFiles.Stage {
        JointFiles.Stage(count: scopes.count) { [self] number, wanted in
            let scope = scopes[number]
            let workbook = Routes.workbook(year: scope.year)
            let end = JointFiles.Piece(Routes.json(year: scope.year), JSONTables.closing)
            if let wanted, wanted != workbook { return [end] }
            let bytes = workbooks.workbook(of: scope.units.map { rows[$0] }, DataScope(site, year: scope.year))
            return [end, .init(workbook, bytes)]
        }
    }
}

extension Routes {
    static func csv(_ table: Table, _ dialect: CSV.Dialect, year: Int?) -> String {
        download(table.name, year: year, ending: dialect == .excel ? "-excel.csv" : ".csv")
    }
}
