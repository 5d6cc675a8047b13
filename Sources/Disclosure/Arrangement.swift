import Basics
import Content

/// Which documents belong together: the units, each with its projects.
struct Arrangement: Sendable {
    /// The position of the site's own document among all; nil when there is none.
    private(set) var site: Int?
    /// Those of plain pages.
    private(set) var pages: [Int] = []
    /// For each unit its own and those of its projects.
    private(set) var units: [[Int]] = []
    /// The projects whose unit is missing or could not be read.
    private(set) var unplaced: [Int] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// Puts each project to the unit of its folder, or, outside of a unit's folder, to the unit that it names.
    ///
    /// - Parameter unreadable: the paths of documents that could not be read at all.
    init(_ entries: [ReadEntry], _ unreadable: [String]) {
        var projects: [Int] = []
        var failures = unreadable.filter { $0.endsInBytes(of: "/index.md") }.map { UnreadUnit(path: $0) }
        for (position, entry) in entries.enumerated() {
            switch entry.entry {
            case .site: site = position
            case .page: pages.append(position)
            case .unit: units.append([position])
            case .project: projects.append(position)
            case .unreadUnit(let unit): failures.append(unit)
            case .unreadable: continue
            }
        }
        if site == nil, !unreadable.contains(sitePath) { diagnostics.append(siteAbsent) }
        // Where something was filed, what is wrong with it says why there is no unit.
        if site != nil, units.isEmpty, projects.isEmpty, failures.isEmpty, unreadable.isEmpty {
            diagnostics.append(unitsAbsent)
        }
        place(projects, of: entries, failures)
    }

    private mutating func place(_ projects: [Int], of entries: [ReadEntry], _ failures: [UnreadUnit]) {
        var byFolder: [String: Int] = [:]
        var byCode: [String: Int] = [:]
        for (index, unit) in units.map({ entries[$0[0]] }).enumerated() {
            if let first = byFolder[unit.folder] {
                if let (second, first) = unit.unit.flatMap({ second in
                    entries[units[first][0]].unit.map { (second, $0) }
                }), first.code.text != second.code.text {
                    diagnostics.append(twoUnitsInFolder(second, first))
                }
            } else {
                byFolder[unit.folder] = index
            }
            if let key = unit.unitKey { byCode[key] = index }
        }
        let failedFolders = Set(failures.map { String(folder($0.path)) })
        let failedCodes = Set(failures.compactMap(\.code?.text))
        for position in projects {
            let entry = entries[position]
            if let index = byFolder[entry.folder] ?? entry.unitKey.flatMap({ byCode[$0] }) {
                units[index].append(position)
            } else if let read = entry.project {
                unplaced.append(position)
                let isFailureKnown = read.ownUnitCode.map { failedCodes.contains($0.text) } ?? false
                if failedFolders.contains(entry.folder) || isFailureKnown { continue }
                diagnostics.append(unitAbsent(read.project, read.ownUnitCode))
            }
        }
    }
}

/// Where a document stands among all: what putting them together asks of it.
struct Standing: Sendable, Equatable {
    enum Kind: Sendable { case site, page, unit, project, unreadUnit, unreadable }

    var kind: Kind
    var path: String
    /// Of the unit or the project.
    var code: String?
    /// As `ReadEntry.unitKey`.
    var unitKey: String?
    /// The unit that a project names, which may be none.
    var ownUnitCode: String?

    init(_ entry: Entry, path: String, unitKey: String?) {
        self.path = path
        self.unitKey = unitKey
        switch entry {
        case .site: kind = .site
        case .page: kind = .page
        case .unit(let unit): (kind, code) = (.unit, unit.code.text)
        case .project(let read):
            (kind, code, ownUnitCode) = (.project, read.project.code.text, read.ownUnitCode?.text)
        case .unreadUnit(let unit): (kind, code) = (.unreadUnit, unit.code?.text)
        case .unreadable: kind = .unreadable
        }
    }
}

// MARK: Wording

private let siteAbsent = Diagnostic(
    "key-missing", .error, "缺少 content/index.md", at: Place(file: sitePath),
    help: "新建这个文件，文件头里写“网站名称: …”")

private let unitsAbsent = Diagnostic(
    "units-absent", .note, "网站里还没有单位", at: Place(file: sitePath),
    help: "在 content/年份/单位/ 里放一个写明“单位编码”“单位名称”的 index.md，项目文件放在它旁边")

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
