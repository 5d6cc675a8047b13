import Basics
import Content

/// Reads the units of a data package, with their projects and indicators, out of its tables: the other way of what
/// `OpenData` writes.
///
/// - Parameters:
///   - tables: the bytes of the CSV files by the names of the tables; `packagedTables` have to be there.
///   - path: what stands for the documents that the site was made from.
/// - Returns: the years, newest first.
/// - Throws: `TableError` for the first thing that does not fit: a record that is none, a row that refers to nothing, an
///   address other than that of its codes, a sum that is not that of its rows.
public func readPackagedUnits(_ tables: [String: [UInt8]], path: String) throws(TableError) -> [FiscalYear] {
    var reader = PackagedUnits(tables, SourceText(path: path, text: ""))
    try reader.readUnits()
    try reader.readProjects()
    try reader.readMoney()
    try reader.readGoals()
    try reader.readExtras()
    try reader.readCorrections()
    try reader.readIndicators()
    return try reader.years()
}

/// The tables that every package has, and those that only some have.
public let packagedTables = ["units", "projects", "funding", "spending_plan", "goals", "indicators"]
public let optionalPackagedTables = ["extras", "corrections"]

/// The most units and projects of one package.
private let formLimit = 500_000

/// What is known of a package while its tables are read.
struct PackagedUnits {
    /// A form that rows refer to: a unit's own or a project's.
    enum Form: Hashable {
        case unit(Int)
        case project(Int)
    }

    private let tables: [String: [UInt8]]
    private let source: SourceText
    var units: [PackagedUnit] = []
    var projects: [PackagedProject] = []
    private var unitsByID: [String: Int] = [:]
    private var projectsByID: [String: Int] = [:]
    /// The cells of columns that the form does not know, by the indicator that they belong to.
    var extraCells: [String: [(name: String, value: String)]] = [:]

    init(_ tables: [String: [UInt8]], _ source: SourceText) { (self.tables, self.source) = (tables, source) }

    /// Calls `take` with each row of a table; of none where the package has no such table.
    func eachRow(
        of name: String, _ wanted: [String], _ take: (PackagedRow) throws(TableError) -> Void
    ) throws(TableError) {
        guard let bytes = tables[name] else {
            if optionalPackagedTables.contains(name) { return }
            throw TableError(name, 0, "数据包里没有这张表")
        }
        var table = try PackagedTable(name, bytes, wanted: wanted)
        while let row = try table.next() { try take(row) }
    }

    // MARK: Units and projects

    mutating func readUnits() throws(TableError) {
        let wanted = [
            "unit_id", "year", "unit_code", "unit_name", "department_name", "amount_unit", "published_on",
            "project_count", "indicator_count", "budget_total", "page",
        ]
        var units: [PackagedUnit] = []
        var known: [String: Int] = [:]
        try eachRow(of: "units", wanted) { row throws(TableError) in
            let code = try row.code("unit_code")
            guard let year = Int(row["year"]), fiscalYears.contains(year) else {
                throw row.error("年度不是年份：“\(row["year"])”")
            }
            let id = "\(year)/\(code)"
            guard row["unit_id"] == id, row["page"] == "\(id)/index.html" else {
                throw row.error("单位标识或网页地址和年度、编码不符：“\(row["page"])”")
            }
            guard known.updateValue(units.count, forKey: id) == nil else { throw row.error("单位 \(id) 写了两次") }
            guard known.count <= formLimit else { throw row.error("单位太多") }
            guard let amountUnit = AmountUnit(rawValue: row["amount_unit"]) else {
                throw row.error("金额单位应是“万元”或“元”")
            }
            guard let count = Int(row["project_count"]), let indicators = Int(row["indicator_count"]),
                let budget = Amount(row["budget_total"])
            else { throw row.error("项目数、指标数或预算合计不是数") }
            units.append(
                PackagedUnit(
                    year: year, code: Literal(code), name: try row.name("unit_name"),
                    departmentName: row.filed("department_name"), departmentCode: row.filed("department_code"),
                    amountUnit: amountUnit, publication: row.publication, row: row,
                    stated: (count, indicators, budget)))
        }
        (self.units, unitsByID) = (units, known)
    }

    mutating func readProjects() throws(TableError) {
        let wanted = [
            "project_id", "unit_id", "project_code", "project_name", "budget_text", "purpose", "published_on", "page",
        ]
        var projects: [PackagedProject] = []
        var known: [String: Int] = [:]
        let units = unitsByID
        try eachRow(of: "projects", wanted) { row throws(TableError) in
            guard let unit = units[row["unit_id"]] else { throw row.error("没有单位 \(row["unit_id"])") }
            let code = try row.code("project_code")
            let id = "\(row["unit_id"])/\(code)"
            guard row["project_id"] == id, row["page"] == id + ".html" else {
                throw row.error("项目标识或网页地址和编码不符：“\(row["page"])”")
            }
            guard known.updateValue(projects.count, forKey: id) == nil else { throw row.error("项目 \(id) 写了两次") }
            guard known.count <= formLimit else { throw row.error("项目太多") }
            let filed = row.literal("budget_text")
            guard let budget = Amount(filed.text) else { throw row.error("预算数不是数：“\(filed.text)”") }
            projects.append(
                PackagedProject(
                    unit: unit, code: Literal(code), name: try row.name("project_name"),
                    budget: FiledAmount(name: Literal("预算数"), filed: filed, amount: budget),
                    purpose: row.filed("purpose"), planHeading: row.filed("plan_heading"),
                    publication: row.publication))
        }
        (self.projects, projectsByID) = (projects, known)
    }

    /// The project that a row belongs to.
    func project(of row: PackagedRow) throws(TableError) -> Int {
        guard let project = projectsByID[row["project_id"]] else {
            throw row.error("没有项目 \(row["project_id"])")
        }
        return project
    }

    /// The form that a row belongs to: its project's, or its unit's own.
    func form(of row: PackagedRow) throws(TableError) -> Form {
        if !row["project_id"].isEmpty { return .project(try project(of: row)) }
        guard let unit = unitsByID[row["unit_id"]] else { throw row.error("没有单位 \(row["unit_id"])") }
        return .unit(unit)
    }

    // MARK: The whole

    /// The units with their projects, by year; what the table of units says of them is held against them.
    func years() throws(TableError) -> [FiscalYear] {
        var owned = [[Project]](repeating: [], count: units.count)
        for project in projects {
            owned[project.unit].append(project.filed(in: units[project.unit].year, from: source))
        }
        var years: [Int: [Unit]] = [:]
        for (index, packaged) in units.enumerated() {
            let unit = packaged.with(owned[index].sorted { $0.code.text < $1.code.text }, from: source)
            let stated = packaged.stated
            let indicators = unit.projects.reduce(unit.indicators?.indicators.count ?? 0) {
                $0 + ($1.indicators?.indicators.count ?? 0)
            }
            guard unit.projects.count == stated.projects, indicators == stated.indicators else {
                throw packaged.row.error(
                    "写的是 \(stated.projects) 个项目、\(stated.indicators) 条指标，表里是 \(unit.projects.count) 个、\(indicators) 条")
            }
            guard unit.budget == stated.budget else {
                throw packaged.row.error("预算合计写的是 \(stated.budget)，各项目之和是 \(unit.budget)")
            }
            years[unit.year, default: []].append(unit)
        }
        return years.sorted { $0.key > $1.key }.map { year, units in
            FiscalYear(year: year, units: units.sorted { $0.code.text < $1.code.text })
        }
    }
}

extension PackagedRow {
    /// A code, which addresses are made of.
    fileprivate func code(_ column: String) throws(TableError) -> String {
        let text = self[column]
        guard isAddressable(text) else { throw error("编码“\(text)”不能用作网页地址") }
        return text
    }

    /// A name, without which nobody could follow a link.
    fileprivate func name(_ column: String) throws(TableError) -> Literal {
        if self[column].isBlank { throw error("没有名称") }
        return literal(column)
    }

    fileprivate var publication: Publication {
        Publication(
            status: .published, date: CalendarDate(self["published_on"]), embargo: nil, attachments: [],
            corrections: [])
    }
}
