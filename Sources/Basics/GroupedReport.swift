extension TextReport {
    /// Renders findings unit by unit: those of the site first, then each unit in the order of its files.
    ///
    /// Below a unit's heading stand its errors and warnings with their excerpts; its notes follow, each in one line,
    /// so that many hints do not bury what matters.
    public func render(_ diagnostics: [Diagnostic], by units: UnitFolders) -> String {
        var groups: [UnitLabel?: [Diagnostic]] = [:]
        var order: [UnitLabel] = []
        for diagnostic in diagnostics {
            let unit = diagnostic.place.flatMap { units.unit(of: $0.file) }
            if let unit, groups[unit] == nil { order.append(unit) }
            groups[unit, default: []].append(diagnostic)
        }
        return ([nil] + order).compactMap { unit in
            groups[unit].map { render($0, under: unit?.heading ?? "网站") }
        }.joined(separator: "\n")
    }

    private func render(_ diagnostics: [Diagnostic], under heading: String) -> String {
        let notes = diagnostics.filter { $0.severity == .note }
        let blocks = diagnostics.filter { $0.severity != .note }.map { render($0) }
        let lines = notes.isEmpty ? [] : [notes.map(line).joined()]
        return paint("── \(terminalSafe(heading)) ──", "1") + "\n\n" + (blocks + lines).joined(separator: "\n")
    }

    /// `提示: content/2022/721001/a.md:12:3: 目标值没有计算符号；已核实：… [value-implicit-equals]`
    private func line(_ note: Diagnostic) -> String {
        let place = note.place.map { location($0, source($0.file)) + ": " } ?? ""
        let remarks = note.notes.filter { $0.place == nil }.map { "；\(terminalSafe($0.message))" }.joined()
        return paint(note.severity.label, colorCode(note.severity))
            + ": \(place)\(terminalSafe(note.summary))\(remarks) [\(note.id)]\n"
    }
}
