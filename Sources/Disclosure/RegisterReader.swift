import Basics
import Content

/// Reads all documents and puts them together.
///
/// - Parameters:
///   - documents: every document of `content/` that could be read, by path.
///   - attachments: the paths of all other files of `content/`, relative to the site's root.
///   - unreadable: the paths of documents that could not be read at all, which has been reported: nothing that
///     only follows from it is.
public func readRegister(
    _ documents: [Document], attachments: [String], unreadable: [String] = []
) async -> Diagnosed<Register> {
    let files = Set(attachments)
    let entries = await concurrentMap(documents) { ReadEntry($0, attachments: files) }
    let register = assembleRegister(entries, attachments: attachments, unreadable: unreadable)
    return Diagnosed(register.value, entries.flatMap(\.diagnostics) + register.diagnostics)
}

/// Puts all documents together, as if for the first time.
public func assembleRegister(
    _ entries: [ReadEntry], attachments: [String], unreadable: [String]
) -> Diagnosed<Register> {
    var memory = RegisterMemory()
    return assembleRegister(entries, attachments: attachments, unreadable: unreadable, remembering: &memory)
}

/// Puts all documents together: which unit a project belongs to, which unit a year, and what contradicts what. A unit of
/// the very same entries as the last time is taken from memory, and so is what belongs together, where it was without fault
/// and the documents stand as they stood.
///
/// - Returns: the register, with what only shows when the documents are put together: what was found in each by itself
///   stands in its entry.
public func assembleRegister(
    _ entries: [ReadEntry], attachments: [String], unreadable: [String], remembering memory: inout RegisterMemory
) -> Diagnosed<Register> {
    let known = memory.arrangement(of: entries, unreadable)
    let arrangement = known ?? Arrangement(entries, unreadable)
    let assembled = arrangement.units.map { positions in
        let entries = positions.map { entries[$0] }
        return memory.unit(of: entries) ?? AssembledUnit(entries)
    }
    let years = years(of: assembled.map(\.unit))
    let repeated = known == nil ? repeatedCodes(years) : []
    memory = RegisterMemory(entries, unreadable, arrangement, assembled, isSound: repeated.isEmpty)
    let register = Register(
        site: arrangement.site.flatMap { entries[$0].site } ?? .unnamed, years: years,
        pages: arrangement.pages.compactMap { entries[$0].page }, attachments: attachments,
        unplaced: arrangement.unplaced.compactMap { entries[$0].project?.project },
        unread: entries.compactMap(\.unread))
    return Diagnosed(register, arrangement.diagnostics + assembled.flatMap(\.diagnostics) + repeated)
}

extension AssembledUnit {
    /// - Parameter entries: the unit's own, and those of its projects.
    fileprivate init(_ entries: [ReadEntry]) {
        guard let unit = entries.first?.unit else { preconditionFailure("a unit is put together from its own entry") }
        self.entries = entries
        diagnostics = []
        var projects: [Project] = []
        var incomplete: [Project] = []
        for read in entries.dropFirst().compactMap(\.project) {
            let project = read.project
            if let code = read.ownUnitCode, code.text != unit.code.text {
                diagnostics.append(unitConflict(project, code, unit))
            }
            // A year that contradicts its folder's has been reported.
            if let own = read.ownYear, own != unit.year, yearFolder(project.source.path) ?? own == own {
                diagnostics.append(yearConflict(project, own, read.ownYearRange, unit))
            }
            diagnostics += amountsLost(project, unit)
            let filed = project.year == unit.year ? project : project.filed(in: unit.year)
            if read.isComplete { projects.append(filed) } else { incomplete.append(filed) }
        }
        projects.sort { precedes(($0.code, $0.source), ($1.code, $1.source)) }
        self.unit = unit.with(projects, incomplete: incomplete)
    }
}

/// By code; what shares a code, by path.
private func precedes(
    _ left: (code: Literal, source: SourceText), _ right: (code: Literal, source: SourceText)
) -> Bool {
    if left.code.text != right.code.text { return left.code.text < right.code.text }
    return left.source.path.utf8.lexicographicallyPrecedes(right.source.path.utf8)
}

private func years(of units: [Unit]) -> [FiscalYear] {
    Dictionary(grouping: units, by: \.year)
        .map { year, units in
            FiscalYear(year: year, units: units.sorted { precedes(($0.code, $0.source), ($1.code, $1.source)) })
        }
        .sorted { $0.year > $1.year }
}

/// The folder part of a path.
public func folder(_ path: String) -> Substring {
    path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
}

/// Units of one year, and projects of one year, that share a code: each but the first is reported.
private func repeatedCodes(_ years: [FiscalYear]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for year in years {
        for (first, second) in zip(year.units, year.units.dropFirst()) where first.code.text == second.code.text {
            diagnostics.append(
                codeRepeated(
                    "\(year.year) 年有两个单位都用编码“\(second.code.text)”", second.place(second.code.range),
                    first.place(first.code.range)))
        }
        // Looked up in place: a copy of every project would cost more than all the rest.
        var seen: [String: (unit: Int, project: Int)] = [:]
        for unit in year.units.indices {
            for project in year.units[unit].projects.indices {
                let code = year.units[unit].projects[project].code
                guard let first = seen.updateValue((unit, project), forKey: code.text) else { continue }
                seen[code.text] = first
                let former = year.units[first.unit].projects[first.project]
                diagnostics.append(
                    codeRepeated(
                        "\(year.year) 年有两个项目都用编码“\(code.text)”",
                        year.units[unit].projects[project].place(code.range), former.place(former.code.range)))
            }
        }
    }
    return diagnostics
}

/// The amounts of a project that cannot be told in 万元 without losing digits.
private func amountsLost(_ project: Project, _ unit: Unit) -> [Diagnostic] {
    guard unit.amountUnit == .yuan else { return [] }
    return ([project.budget] + project.funds).compactMap { filed in
        guard let amount = filed.amount, unit.amountUnit.inTenThousandYuan(amount) == nil else { return nil }
        return Diagnostic(
            "amount-format", .error, "“\(filed.name.text)”精确到分以下：“\(filed.filed.text)”",
            at: project.place(filed.filed.range), help: "以元为单位时最多写两位小数", basis: "财预〔2015〕163号")
    }
}

// MARK: Wording

private func codeRepeated(_ summary: String, _ second: Place, _ first: Place) -> Diagnostic {
    Diagnostic(
        "code-duplicate", .error, summary, at: second, notes: [.init("另一处在这里", at: first)], help: "核对原表，改正其中一个编码")
}

private func unitConflict(_ project: Project, _ code: Literal, _ unit: Unit) -> Diagnostic {
    Diagnostic(
        "key-conflict", .error, "单位编码是“\(code.text)”，却在单位“\(unit.code.text)”的文件夹里", at: project.place(code.range),
        notes: [.init("文件夹的单位在这里写明", at: unit.place(unit.code.range))], help: "改正单位编码，或把文件移到它的单位的文件夹")
}

private func yearConflict(_ project: Project, _ year: Int, _ range: TextRange?, _ unit: Unit) -> Diagnostic {
    Diagnostic(
        "key-conflict", .error, "年度是 \(year)，却在 \(unit.year) 年的单位文件夹里",
        at: project.place(range ?? project.code.range),
        notes: [.init("单位的年度", at: unit.place(unit.code.range))], help: "改正年度，或把文件移到那一年的文件夹")
}
