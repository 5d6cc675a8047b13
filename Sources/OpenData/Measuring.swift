import Basics
import Disclosure
import Pages

/// One part of finding out what the downloads of a site and its years are: a few of them at a time.
enum MeasuringJob: Sendable {
    case workbook(year: Int?)
    case csv(Table, CSV.Dialect)
    case json

    /// The slow ones first.
    static func all(_ tables: [Table], _ register: Register) -> [MeasuringJob] {
        [.workbook(year: nil)] + register.years.map { .workbook(year: $0.year) } + [.json]
            + tables.flatMap { [.csv($0, .data), .csv($0, .excel)] }
    }

    func run(_ tables: [Table], _ register: Register) throws(FileError) -> MeasuredDownloads {
        switch self {
        case .workbook(let year): try measureWorkbook(tables, register, year)
        case .csv(let table, let dialect): measureCSV(register, table, dialect)
        case .json: try measureJSON(tables, register)
        }
    }

    private func measureWorkbook(
        _ tables: [Table], _ register: Register, _ year: Int?
    ) throws(FileError) -> MeasuredDownloads {
        let scope = DataScope(register.site, year: year)
        let bytes = try Workbooks.tables(tables, of: register.units(of: year), scope)
        let tally = Tally()
        tally.add(bytes)
        let path = Routes.workbook(year: year)
        return MeasuredDownloads(facts: [path: tally.finish()], workbooks: [path: bytes])
    }

    /// The rows of the years are those of the whole site, so each is made once for both.
    private func measureCSV(_ register: Register, _ table: Table, _ dialect: CSV.Dialect) -> MeasuredDownloads {
        var measured = MeasuredDownloads()
        let heading = CSV.heading(of: table, dialect)
        let whole = Tally()
        whole.add(heading)
        for year in register.years {
            let part = Tally()
            part.add(heading)
            for unit in year.units {
                var bytes: [UInt8] = []
                table.forEachRow(of: unit) { cells in
                    CSV.append(cells, dialect, to: &bytes)
                    part.rows += 1
                }
                part.add(bytes)
                whole.add(bytes)
            }
            whole.rows += part.rows
            measured.facts[Routes.csv(table, dialect, year: year.year)] = part.finish()
        }
        measured.facts[Routes.csv(table, dialect, year: nil)] = whole.finish()
        return measured
    }

    private func measureJSON(_ tables: [Table], _ register: Register) throws(FileError) -> MeasuredDownloads {
        var measured = MeasuredDownloads()
        for year in [nil] + register.years.map(\.year) {
            let pieces = TableFiles.json(tables, of: register.units(of: year))
            let tally = Tally()
            for index in 0..<pieces.count { tally.add(try pieces[index]) }
            measured.facts[Routes.json(year: year)] = tally.finish()
        }
        return measured
    }
}

extension Register {
    /// The units of a year, or of all years.
    func units(of year: Int?) -> [Unit] {
        guard let year else { return units }
        return years.first { $0.year == year }?.units ?? []
    }
}

extension Routes {
    static func csv(_ table: Table, _ dialect: CSV.Dialect, year: Int?) -> String {
        download(table.name, year: year, ending: dialect == .excel ? "-excel.csv" : ".csv")
    }
}
