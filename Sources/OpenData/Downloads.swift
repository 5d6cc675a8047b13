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
        JointFiles(addresses: addresses, stages: [rowStage, lastStage], take: take)
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

    /// First what stands before the rows of the tables, then those of some units in each step.
    private var rowStage: JointFiles.Stage {
        let steps = steps
        return JointFiles.Stage(count: steps.count + 1) { [self] number, wanted in
            if number == 0 { return scopes.flatMap(opening) }
            let step = steps[number - 1]
            if let wanted, !adds(step, to: wanted) { return [] }
            return pieces(step)
        }
    }

    /// What stands before the rows of the tables.
    private func opening(of scope: Scope) -> [JointFiles.Piece] {
        tables.flatMap { table in
            [CSV.Dialect.data, .excel].map { dialect in
                .init(Routes.csv(table, dialect, year: scope.year), CSV.heading(of: table, dialect))
            }
        } + [.init(Routes.json(year: scope.year), UnitDocument.opening)]
    }

    private func pieces(_ step: Step) -> [JointFiles.Piece] {
        let projects = step.units.reduce(0) { $0 + units[$1].projects.count }
        var encoder = UnitEncoder(tables, projects: projects)
        var pieces: [JointFiles.Piece] = []
        var documents: [UInt8] = []
        for position in step.units {
            let (rows, document) = encoder.add(units[position])
            self.rows.keep(rows, unit: position)
            pieces.append(.init(Self.json(of: units[position]), UnitDocument.opening + document + UnitDocument.closing))
            documents += document
            documents.add(markup: ",\n")
        }
        documents.removeLast(2)
        for scope in step.scopes.map({ scopes[$0] }) {
            for table in encoder.tables {
                pieces.append(.init(Routes.csv(table.table, .data, year: scope.year), table.csv))
                pieces.append(.init(Routes.csv(table.table, .excel, year: scope.year), table.excel))
            }
            let isFirst = step.units.lowerBound == scope.units.lowerBound
            if !isFirst { pieces.append(.init(Routes.json(year: scope.year), Array(",\n".utf8))) }
            pieces.append(.init(Routes.json(year: scope.year), documents))
        }
        return pieces
    }

    /// Whether the rows of some units stand in a file.
    private func adds(_ step: Step, to address: String) -> Bool {
        step.units.contains { Self.json(of: units[$0]) == address }
            || step.scopes.map { scopes[$0].year }.contains { year in
                address == Routes.json(year: year)
                    || tables.contains {
                        address == Routes.csv($0, .data, year: year) || address == Routes.csv($0, .excel, year: year)
                    }
            }
    }

    /// The ends of the documents, and the workbooks, which are made of the rows that the other stages kept.
    private var lastStage: JointFiles.Stage {
        JointFiles.Stage(count: scopes.count) { [self] number, wanted in
            let scope = scopes[number]
            let workbook = Routes.workbook(year: scope.year)
            let end = JointFiles.Piece(Routes.json(year: scope.year), UnitDocument.closing)
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
