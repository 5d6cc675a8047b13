import Basics
import Disclosure
import Pages

/// One part of finding out what the downloads of a site and its years are.
enum MeasuringJob: Sendable {
    case workbook(year: Int?)
    case csv(Table, CSV.Dialect)
    case json

    static func all(_ tables: [Table], _ register: Register) -> [MeasuringJob] {
        [.json, .workbook(year: nil)] + tables.flatMap { [.csv($0, .data), .csv($0, .excel)] }
            + register.years.map { .workbook(year: $0.year) }
    }

    func run(_ tables: [Table], _ register: Register, _ rows: [UnitRows]) -> [String: DownloadFacts] {
        switch self {
        case .workbook(let year):
            let bytes = Workbooks.tables(
                tables, of: register.rows(rows, of: year), DataScope(register.site, year: year))
            let tally = Tally()
            tally.add(bytes)
            return [Routes.workbook(year: year): tally.finish()]
        case .csv(let table, let dialect): return measureCSV(register, table, dialect)
        case .json: return measureJSON(tables, register)
        }
    }

    /// The rows of the years are those of the whole site, so each is made once for both.
    private func measureCSV(_ register: Register, _ table: Table, _ dialect: CSV.Dialect) -> [String: DownloadFacts] {
        var facts: [String: DownloadFacts] = [:]
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
            facts[Routes.csv(table, dialect, year: year.year)] = part.finish()
        }
        facts[Routes.csv(table, dialect, year: nil)] = whole.finish()
        return facts
    }
}

/// Measures the JSON documents of the site and its years at once: each row is made once for both.
func measureJSON(_ tables: [Table], _ register: Register) -> [String: DownloadFacts] {
    let whole = Tally()
    let parts = register.years.map { _ in Tally() }
    func add(_ bytes: [UInt8]) { for tally in [whole] + parts { tally.add(bytes) } }
    add(JSONTables.opening)
    for (number, table) in tables.enumerated() {
        add(JSONTables.opening(of: table, isFirst: number == 0))
        let keys = JSONTables.keys(of: table)
        var isFirst = true
        for (part, year) in zip(parts, register.years) {
            var isFirstOfYear = true
            for unit in year.units {
                let rows = JSONTables.rows(of: unit, table, keys: keys)
                if rows.isEmpty { continue }
                whole.add(isFirst ? Array(rows.dropFirst()) : rows)
                part.add(isFirstOfYear ? Array(rows.dropFirst()) : rows)
                (isFirst, isFirstOfYear) = (false, false)
            }
        }
    }
    add(JSONTables.closing)
    var facts = [Routes.json(year: nil): whole.finish()]
    for (part, year) in zip(parts, register.years) { facts[Routes.json(year: year.year)] = part.finish() }
    return facts
}

extension Register {
    /// The units of a year, or of all years.
    func units(of year: Int?) -> [Unit] {
        guard let year else { return units }
        return years.first { $0.year == year }?.units ?? []
    }

    /// The part of something that goes with all units in their order which goes with those of a year.
    func rows(_ all: [UnitRows], of year: Int?) -> [UnitRows] {
        guard let year else { return all }
        var start = 0
        for fiscalYear in years {
            if fiscalYear.year == year { return Array(all[start..<start + fiscalYear.units.count]) }
            start += fiscalYear.units.count
        }
        return []
    }
}

extension Routes {
    static func csv(_ table: Table, _ dialect: CSV.Dialect, year: Int?) -> String {
        download(table.name, year: year, ending: dialect == .excel ? "-excel.csv" : ".csv")
    }
}
