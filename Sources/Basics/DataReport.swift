/// Renders findings one a line, for editors and scripts: `FILE:LINE:COLUMN: SEVERITY: SUMMARY [ID]`.
public func lineReport(_ diagnostics: [Diagnostic], source: (String) -> SourceText?) -> String {
    var report = ""
    for diagnostic in diagnostics {
        if let place = diagnostic.place {
            let position =
                place.range.flatMap { source(place.file)?.position(of: $0.lower) } ?? Position(line: 1, column: 1)
            report += terminalSafe(place.file)
            report += ":\(position.line):\(position.column): "
        }
        report += "\(diagnostic.severity.rawValue): "
        report += terminalSafe(diagnostic.summary)
        report += " [\(diagnostic.id)]\n"
    }
    return report
}

/// Renders findings as JSON of version 1, as docs/diagnostics.md describes it.
public func jsonReport(_ diagnostics: [Diagnostic], source: (String) -> SourceText?) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
        json.integer("version", 1)
        json.array("diagnostics") { json in
            for diagnostic in diagnostics {
                json.lineBreak()
                json.object { write(diagnostic, to: &$0, source) }
            }
        }
        json.lineBreak()
        json.object("counts") { json in
            for severity in Severity.allCases.reversed() {
                json.integer(severity.rawValue, diagnostics.count(severity))
            }
        }
    }
    json.lineBreak()
    return visibleJSON(json.bytes)
}

private func write(_ diagnostic: Diagnostic, to json: inout JSONWriter, _ source: (String) -> SourceText?) {
    json.string("id", diagnostic.id)
    json.string("severity", diagnostic.severity.rawValue)
    write(diagnostic.place, to: &json, source, withEnd: true)
    json.string("summary", diagnostic.summary)
    if let help = diagnostic.help { json.string("help", help) }
    if let basis = diagnostic.basis { json.string("basis", basis) }
    json.array("notes") { json in
        for note in diagnostic.notes {
            json.object { json in
                write(note.place, to: &json, source, withEnd: false)
                json.string("message", note.message)
            }
        }
    }
    json.array("fixes") { json in
        for fix in diagnostic.fixes {
            json.object { json in
                json.integer("startByte", fix.range.lower)
                json.integer("endByte", fix.range.upper)
                json.string("text", fix.text)
            }
        }
    }
}

private func write(_ place: Place?, to json: inout JSONWriter, _ source: (String) -> SourceText?, withEnd: Bool) {
    guard let place else { return }
    json.string("file", place.file)
    guard let range = place.range, let text = source(place.file) else { return }
    let start = text.position(of: range.lower)
    json.integer("line", start.line)
    json.integer("column", start.column)
    guard withEnd else { return }
    let end = text.position(of: range.upper)
    json.integer("endLine", end.line)
    json.integer("endColumn", end.column)
}
