import Basics
import Content

/// Puts all documents together: which unit a project belongs to, which unit a year, and what contradicts what.
///
/// - Parameters:
///   - documents: every document of `content/`, by path.
///   - attachments: the paths of all other files of `content/`, relative to the site's root.
public func readRegister(_ documents: [Document], attachments: [String]) async -> Diagnosed<Register> {
    var diagnostics: [Diagnostic] = []
    let files = Set(attachments)
    let read = await concurrentMap(documents) { readEntry($0, attachments: files) }.folded()
    diagnostics += read.diagnostics

    var site: SiteInformation?
    var pages: [PlainPage] = []
    var units: [Unit] = []
    var projects: [ReadProject] = []
    for entry in read.value {
        switch entry {
        case .site(let information): site = information
        case .page(let page): pages.append(page)
        case .unit(let unit): units.append(unit)
        case .project(let project): projects.append(project)
        case .unreadable: continue
        }
    }
    if site == nil, !documents.contains(where: { $0.path == sitePath }) { diagnostics.append(siteAbsent) }
    diagnostics += repeatedUnits(units)
    diagnostics += assign(projects, to: &units)
    diagnostics += units.flatMap { repeatedProjects($0) } + repeatedAcrossUnits(units)
    return Diagnosed(
        Register(site: site ?? .unnamed, years: years(of: units), pages: pages, attachments: attachments), diagnostics)
}

private let sitePath = "content/index.md"

private enum Entry: Sendable {
    case site(SiteInformation)
    case page(PlainPage)
    case unit(Unit)
    case project(ReadProject)
    case unreadable
}

/// Reads one document as what its keys and its place say that it is.
private func readEntry(_ document: Document, attachments: Set<String>) -> Diagnosed<Entry> {
    if document.path == sitePath {
        let site = readSite(document)
        return Diagnosed(.site(site.value), site.diagnostics)
    }
    let isUnitFolder = yearFolder(document.path) != nil
    let isIndex = document.path.hasSuffix("/index.md")
    if document.fields["项目编码"] != nil || isUnitFolder && !isIndex && document.fields["单位编码"] == nil {
        let project = readProject(document, attachments: attachments)
        return Diagnosed(project.value.map { .project($0) } ?? .unreadable, project.diagnostics)
    }
    if document.fields["单位编码"] != nil || isUnitFolder {
        let unit = readUnit(document, attachments: attachments)
        return Diagnosed(unit.value.map { .unit($0) } ?? .unreadable, unit.diagnostics)
    }
    var keys = Keys(document)
    let title = keys.literal("标题") ?? document.sections.first { $0.level == 1 }?.heading
    let publication = keys.publication(attachments: attachments)
    _ = keys.unknownFields()
    guard let title, !title.text.isEmpty else {
        _ = keys.required("标题", example: "关于本站")
        return Diagnosed(.unreadable, keys.diagnostics)
    }
    return Diagnosed(
        .page(PlainPage(document: document, title: title.text, publication: publication)), keys.diagnostics)
}

/// Puts each project under the unit of its folder, or, outside of a unit's folder, under the unit that it names.
private func assign(_ projects: [ReadProject], to units: inout [Unit]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var byFolder: [Substring: Int] = [:]
    var byCode: [String: Int] = [:]
    for (index, unit) in units.enumerated() {
        if let first = byFolder.updateValue(index, forKey: folder(unit.source.path)), units[first].code != unit.code {
            diagnostics.append(twoUnitsInFolder(unit, units[first]))
        }
        byCode["\(unit.year)/\(unit.code.text)"] = index
    }
    for var read in projects {
        let project = read.project
        let year = read.ownYear ?? yearFolder(project.source.path)
        let named = read.ownUnitCode.flatMap { code in year.flatMap { byCode["\($0)/\(code.text)"] } }
        guard let index = byFolder[folder(project.source.path)] ?? named else {
            diagnostics.append(unitAbsent(project, read.ownUnitCode))
            continue
        }
        if let code = read.ownUnitCode, code.text != units[index].code.text {
            diagnostics.append(unitConflict(project, code, units[index]))
        }
        if let year, year != units[index].year { diagnostics.append(yearConflict(project, year, units[index])) }
        read.project.year = units[index].year
        units[index].projects.append(read.project)
    }
    for index in units.indices {
        units[index].projects.sort { ($0.code.text, $0.source.path) < ($1.code.text, $1.source.path) }
    }
    return diagnostics
}

private func years(of units: [Unit]) -> [FiscalYear] {
    Dictionary(grouping: units, by: \.year)
        .map {
            FiscalYear(year: $0, units: $1.sorted { ($0.code.text, $0.source.path) < ($1.code.text, $1.source.path) })
        }
        .sorted { $0.year > $1.year }
}

/// The folder part of a path.
func folder(_ path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }

// MARK: Codes used twice

private func repeatedUnits(_ units: [Unit]) -> [Diagnostic] {
    var seen: [String: Unit] = [:]
    return units.compactMap { unit in
        guard let first = seen.updateValue(unit, forKey: "\(unit.year)/\(unit.code.text)") else { return nil }
        return codeRepeated(
            "\(unit.year) 年有两个单位都用编码“\(unit.code.text)”", unit.place(unit.code.range), first.place(first.code.range))
    }
}

private func repeatedProjects(_ unit: Unit) -> [Diagnostic] {
    zip(unit.projects, unit.projects.dropFirst()).compactMap { first, second in
        guard first.code.text == second.code.text else { return nil }
        return projectRepeated(second, first)
    }
}

private func repeatedAcrossUnits(_ units: [Unit]) -> [Diagnostic] {
    var seen: [String: (unit: String, project: Project)] = [:]
    return units.flatMap { unit in
        unit.projects.compactMap { project -> Diagnostic? in
            let earlier = seen.updateValue((unit.source.path, project), forKey: "\(project.year)/\(project.code.text)")
            guard let earlier, earlier.unit != unit.source.path else { return nil }
            return projectRepeated(project, earlier.project)
        }
    }
}

private func projectRepeated(_ second: Project, _ first: Project) -> Diagnostic {
    codeRepeated(
        "\(second.year) 年有两个项目都用编码“\(second.code.text)”", second.place(second.code.range),
        first.place(first.code.range))
}

// MARK: Wording

private let siteAbsent = Diagnostic(
    "key-missing", .error, "缺少 content/index.md", at: Place(file: sitePath),
    help: "新建这个文件，文件头里写“网站名称: …”")

private func codeRepeated(_ summary: String, _ second: Place, _ first: Place) -> Diagnostic {
    Diagnostic(
        "code-duplicate", .error, summary, at: second, notes: [.init("另一处在这里", at: first)], help: "核对原表，改正其中一个编码")
}

private func twoUnitsInFolder(_ second: Unit, _ first: Unit) -> Diagnostic {
    Diagnostic(
        "key-conflict", .error, "一个文件夹里有两个单位：“\(second.code.text)”和“\(first.code.text)”",
        at: second.place(second.code.range), notes: [.init("另一处在这里", at: first.place(first.code.range))],
        help: "每个单位一个文件夹")
}

private func unitAbsent(_ project: Project, _ ownCode: Literal?) -> Diagnostic {
    Diagnostic(
        "key-missing", .error, "不知道项目属于哪个单位", at: project.place(ownCode?.range ?? project.code.range),
        help: ownCode == nil
            ? "在同一个文件夹里放一个写明“单位编码”的 index.md" : "没有编码为“\(ownCode?.text ?? "")”的单位；核对单位编码和年度")
}

private func unitConflict(_ project: Project, _ code: Literal, _ unit: Unit) -> Diagnostic {
    Diagnostic(
        "key-conflict", .error, "单位编码是“\(code.text)”，却在单位“\(unit.code.text)”的文件夹里", at: project.place(code.range),
        notes: [.init("文件夹的单位在这里写明", at: unit.place(unit.code.range))], help: "改正单位编码，或把文件移到它的单位的文件夹")
}

private func yearConflict(_ project: Project, _ year: Int, _ unit: Unit) -> Diagnostic {
    Diagnostic(
        "key-conflict", .error, "年度是 \(year)，却在 \(unit.year) 年的单位文件夹里", at: project.place(project.code.range),
        notes: [.init("单位的年度", at: unit.place(unit.code.range))], help: "改正年度，或把文件移到那一年的文件夹")
}
