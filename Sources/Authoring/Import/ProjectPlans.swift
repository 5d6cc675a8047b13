extension ImportPlanner {
    /// Plans the files of a unit's projects.
    ///
    /// - Parameter write: writes a form for a project that goes by a code.
    mutating func planProjects(
        _ forms: [Form], folder: String, unitCode: String, write: (Form, String) -> ContentFile
    ) {
        let known = UnitProjects(root: root, folder: folder)
        let taken = Set(plan.files.map { $0.path.lowercased() })
        let places = FormPlaces(forms, in: known, from: plan.origin, taken: taken) { project, form in
            guard let said = text(importMemory + project.path) ?? text(project.path) else { return false }
            let says = write(form, form.code.isEmpty ? project.code : form.code).text
            return ownLines(said).elementsEqual(ownLines(says), by: isSame)
        }.places
        var running = RunningCodes(unit: unitCode, behind: codes(beside: known))
        for (form, place) in zip(forms, places) {
            if let namesake = place.namesake {
                addBeside(namesake, write(form, place.code))
                continue
            }
            let needsCode = place.code.isEmpty && options.numbersProjects && !unitCode.isEmpty
            var content = write(form, needsCode ? running.next() : place.code)
            if let double = place.double {
                content.remarks.append(
                    "项目编码 \(place.code) 在这份文件里不止一张表用，另一张存在 \(double)；一个编码只能公布一个项目，改好以前不能生成网站。"
                        + "若是两个项目，改正原件里的项目编码，再导入；若是同一个项目的两张表，把内容并到一个文件里，删去另一个文件。")
            }
            add(content, path: place.path, isSame: place.isCertain)
        }
    }

    /// What a file says of its form: its attachment is named only where the document holds no other form.
    private func ownLines(_ text: String) -> [String] { lines(text).filter { !$0.hasPrefix("附件:") } }

    /// All codes that no other project may get: those of the unit's files, and all that the document names or has got.
    private func codes(beside known: UnitProjects) -> [String] {
        known.projects.map(\.code) + recognition.units.flatMap(\.projects).map(\.code) + plan.files.map(\.content.code)
    }
}

extension Form {
    /// 项目编码; empty where the form has none that can be used.
    var code: String {
        let code = self["项目编码"]?.squeezed ?? ""
        return isAddressable(code) ? code : ""
    }
}
