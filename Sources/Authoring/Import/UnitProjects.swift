import Basics

/// The projects that lie in a unit's folder, as an import finds them.
struct UnitProjects {
    struct Project {
        /// Relative to the site's root.
        var path: String
        /// 项目编码; empty where the file has none.
        var code: String
        /// 项目名称
        var name: String
    }

    /// Where the form of a project belongs.
    struct Place {
        /// nil for a file of the project's name.
        var path: String?
        /// The code that the project goes by, where its form has none; else empty.
        var code = ""
        /// Whether the file there is of the same project: code and name are the same.
        var isCertain = false
        /// The project of another name that has the form's code.
        var namesake: Project?
    }

    private let folder: String
    private var projects: [Project] = []

    init(root: String, folder: String) {
        self.folder = folder
        for entry in (try? listDirectory(root + "/" + folder)) ?? []
        where entry.name.hasSuffix(".md") && entry.name != "index.md" {
            let path = folder + "/" + entry.name
            guard let fields = fields(root, path) else { continue }
            projects.append(Project(path: path, code: fields["项目编码"] ?? "", name: fields["项目名称"] ?? ""))
        }
    }

    func place(of form: Form) -> Place {
        let code = form["项目编码"]?.squeezed ?? ""
        let name = form["项目名称"]?.squeezed ?? ""
        if isAddressable(code), let known = projects.first(where: { $0.code == code }) {
            let isSame = known.name.squeezed == name
            return Place(path: known.path, code: code, isCertain: isSame, namesake: isSame ? nil : known)
        }
        let stem = fileStem(name) ?? ""
        let path = "\(folder)/\(stem).md".lowercased()
        guard !stem.isEmpty, let known = projects.first(where: { $0.path.lowercased() == path }) else {
            return Place(code: isAddressable(code) ? code : "")
        }
        if !isAddressable(code) { return Place(path: known.path, code: known.code) }
        if known.code.isEmpty { return Place(path: known.path, code: code) }
        // Another project of the same name.
        return Place(path: freePath(stem), code: code)
    }

    private func freePath(_ stem: String) -> String {
        let taken = Set(projects.map { $0.path.lowercased() })
        var number = 2
        while taken.contains("\(folder)/\(stem)-\(number).md".lowercased()) { number += 1 }
        return "\(folder)/\(stem)-\(number).md"
    }

    /// A code behind all that were assigned in the unit, and takes it: `721001-07`.
    mutating func nextCode(ofUnit code: String) -> String {
        let numbers = projects.compactMap { project in
            project.code.hasPrefix(code + "-") ? Int(project.code.dropFirst(code.count + 1)) : nil
        }
        let number = (numbers.max() ?? 0) + 1
        let next = "\(code)-\(number < 10 ? "0" : "")\(number)"
        projects.append(Project(path: "", code: next, name: ""))
        return next
    }
}
