import Basics

/// Where the forms of a unit's projects belong. They are placed all at once, the surest first: a form never takes the file
/// of another one that is like it.
struct FormPlaces {
    struct Place {
        /// The file of the project: one that stands, or a new one.
        var path: String
        /// The code that the project goes by; empty where it has none yet.
        var code: String
        /// Whether the file there is of the same project: code and name are the same.
        var isCertain = false
        /// The project of another name that has the form's code, where there is one: the form goes nowhere.
        var namesake: UnitProjects.Project?
        /// The file of an earlier form of the document that has the same code.
        var double: String?
    }

    /// What a form goes by.
    private struct Wanted {
        var form: Form
        var code: String
        var name: String
        /// The name of its file.
        var stem: String

        init(_ form: Form) {
            self.form = form
            code = form.code
            name = form["项目名称"]?.squeezed ?? ""
            stem = fileStem(name) ?? unnamedProject
        }

        func isSame(_ project: UnitProjects.Project) -> Bool {
            !code.isEmpty && code == project.code && name == project.name.squeezed
        }

        /// Whether nothing but the name can tell the project: two codes are two projects.
        func isNamed(_ project: UnitProjects.Project) -> Bool {
            (code.isEmpty || project.code.isEmpty) && stem.lowercased() == stemOfFile(project.path)
        }
    }

    private enum Choice {
        case none
        case file(Int)
        /// A project of another name has the code: one of a file, or of an earlier form.
        case namesake(Int)
        case namesakeForm(Int)
    }

    private let forms: [Wanted]
    private let unit: UnitProjects
    /// Paths that the import has given away, in lower case.
    private let taken: Set<String>
    /// For each form, the files that may be its own.
    private var candidates: [[Int]] = []
    private var choices: [Choice]
    private var chosen: Set<Int> = []

    /// - Parameters:
    ///   - origin: where the document was read.
    ///   - taken: paths that earlier units of the document have got, in lower case.
    ///   - says: whether a file said, when it was last imported, exactly what a form says.
    init(
        _ forms: [Form], in unit: UnitProjects, from origin: String, taken: Set<String>,
        says: (UnitProjects.Project, Form) -> Bool
    ) {
        (self.forms, self.unit, self.taken) = (forms.map(Wanted.init), unit, taken)
        choices = forms.map { _ in .none }
        findCandidates()
        func isOwn(_ form: Wanted, _ project: UnitProjects.Project) -> Bool {
            form.isNamed(project) && (project.origin == nil || project.origin == origin)
        }
        choose { form, project in (form.isSame(project) || form.isNamed(project)) && says(project, form.form) }
        choose { $0.isSame($1) }
        refuseNamesakes()
        choose { isOwn($0, $1) && $0.code == $1.code }
        choose { isOwn($0, $1) }
    }

    /// The places, in the order of the forms.
    var places: [Place] {
        var taken = taken
        var places: [Place] = []
        var firstOfCode: [String: String] = [:]
        for index in forms.indices {
            var place = place(of: index, taken, places)
            if place.namesake == nil {
                taken.insert(place.path.lowercased())
                if !place.code.isEmpty {
                    let first = firstOfCode[place.code] ?? place.path
                    firstOfCode[place.code] = first
                    if first != place.path { place.double = first }
                }
            }
            places.append(place)
        }
        return places
    }

    private func place(of index: Int, _ taken: Set<String>, _ earlier: [Place]) -> Place {
        let form = forms[index]
        func standing(_ project: UnitProjects.Project) -> Place {
            Place(
                path: project.path, code: form.code.isEmpty ? project.code : form.code, isCertain: form.isSame(project))
        }
        switch choices[index] {
        case .file(let number): return standing(unit.projects[number])
        case .namesake(let number):
            return Place(path: unit.projects[number].path, code: form.code, namesake: unit.projects[number])
        case .namesakeForm(let number):
            let namesake = UnitProjects.Project(path: earlier[number].path, code: form.code, name: forms[number].name)
            return Place(path: namesake.path, code: form.code, namesake: namesake)
        case .none:
            // One of that name from another document: the import shows what this one would add.
            if let other = candidates[index].first(where: { !chosen.contains($0) && form.isNamed(unit.projects[$0]) }) {
                return standing(unit.projects[other])
            }
            return Place(path: unit.newPath(form.stem, taken: taken), code: form.code)
        }
    }

    private mutating func findCandidates() {
        let files = unit.projects.indices.filter { !taken.contains(unit.projects[$0].path.lowercased()) }
        let byCode = Dictionary(grouping: files) { unit.projects[$0].code }
        let byStem = Dictionary(grouping: files) { stemOfFile(unit.projects[$0].path) }
        candidates = forms.map { form in
            let ofCode = form.code.isEmpty ? [] : byCode[form.code] ?? []
            return Set(ofCode + (byStem[form.stem.lowercased()] ?? [])).sorted()
        }
    }

    /// Gives each form that has no file yet the first one that fits, in the order of the document.
    private mutating func choose(_ fits: (Wanted, UnitProjects.Project) -> Bool) {
        for index in forms.indices {
            guard case .none = choices[index],
                let file = candidates[index].first(where: {
                    !chosen.contains($0) && fits(forms[index], unit.projects[$0])
                })
            else { continue }
            choices[index] = .file(file)
            chosen.insert(file)
        }
    }

    /// A form with the code of another name is another project, or a new name of the same: only the clerk knows.
    private mutating func refuseNamesakes() {
        var first: [String: Int] = [:]
        for (index, form) in forms.enumerated() where !form.code.isEmpty {
            let ofCode = candidates[index].filter { unit.projects[$0].code == form.code }
            if case .none = choices[index] {
                if let other = ofCode.first {
                    if !ofCode.contains(where: { form.isSame(unit.projects[$0]) }) { choices[index] = .namesake(other) }
                } else if let other = first[form.code], forms[other].name != form.name {
                    choices[index] = .namesakeForm(other)
                }
            }
            first[form.code] = first[form.code] ?? index
        }
    }
}

/// The name of a file in lower case, without ending and number: `车辆` for `content/2022/721001/车辆-2.md`.
private func stemOfFile(_ path: String) -> String {
    let name = (path.split(separator: "/").last ?? "").dropLast(".md".count).lowercased()
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return name
    }
    return String(parts[0])
}
