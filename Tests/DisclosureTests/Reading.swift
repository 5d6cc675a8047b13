import Basics
import Content
import Disclosure

/// A register read from inline files, with its findings.
struct Reading {
    var register: Register
    var diagnostics: [Diagnostic]
    private var documents: [Document]

    /// - Parameters:
    ///   - files: pairs of path and text; a site's index is added unless there is one.
    init(_ files: [(path: String, text: String)], attachments: [String] = [], unreadable: [String] = []) async {
        var files = files
        let site = "content/index.md"
        if !files.contains(where: { $0.path == site }) && !unreadable.contains(site) {
            files.append((site, "---\n网站名称: 测试站\n---\n"))
        }
        var found: [Diagnostic] = []
        documents = []
        for (path, text) in files.sorted(by: { $0.path < $1.path }) {
            let read = readDocument(Array(text.utf8), path: path)
            found += read.diagnostics
            if let document = read.value { documents.append(document) }
        }
        let result = await readRegister(documents, attachments: attachments, unreadable: unreadable)
        register = result.value
        diagnostics = (found + result.diagnostics).inReadingOrder()
    }

    /// One unit with one project.
    init(project: String, unit: String = unitText, attachments: [String] = []) async {
        await self.init([(unitPath, unit), (projectPath, project)], attachments: attachments)
    }

    var project: Project? { register.projects.first }

    var unit: Unit? { register.units.first }

    /// What is said of a site with nothing filed; most readings here are of single documents.
    var isUnitMissed: Bool { diagnostics.contains { $0.id == "units-absent" } }

    /// Each other finding as `LINE:COLUMN ID SUMMARY`, with the file before it where that is not the project's.
    var findings: [String] {
        diagnostics.filter { $0.id != "units-absent" }.map { diagnostic in
            let file = diagnostic.place.map { $0.file == projectPath ? "" : $0.file + ":" } ?? ""
            return file + place(diagnostic.place) + " \(diagnostic.id) \(diagnostic.summary)"
        }
    }

    func place(_ place: Place?) -> String {
        guard let place, let range = place.range,
            let document = documents.first(where: { $0.path == place.file })
        else { return "-" }
        let position = document.source.position(of: range.lower)
        return "\(position.line):\(position.column)"
    }
}

let unitPath = "content/2022/721001/index.md"
let projectPath = "content/2022/721001/项目.md"

let unitText = """
    ---
    单位编码: 721001
    单位名称: 文联本级
    ---

    """

/// A project of three required keys and more.
func projectText(_ keys: String = "", code: String = "A1", _ body: String = "") -> String {
    "---\n项目编码: \(code)\n项目名称: 车辆保险费\n预算数: 0.40\n\(keys)\(keys.isEmpty ? "" : "\n")---\n\n\(body)"
}
