/// Renders findings as CSV for a spreadsheet: UTF-8 with a byte order mark, CRLF, quoted as RFC 4180 says.
///
/// No cell can start a formula, and no invisible character stands in one.
public func csvReport(
    _ diagnostics: [Diagnostic], units: UnitFolders, source: (String) -> SourceText?
) -> [UInt8] {
    var text = "\u{FEFF}" + row(["年度", "单位编码", "单位名称", "文件", "行", "列", "级别", "规则", "问题", "改法", "依据"])
    for diagnostic in diagnostics {
        let unit = diagnostic.place.flatMap { units.unit(of: $0.file) }
        let position = diagnostic.place.flatMap { place in
            place.range.flatMap { source(place.file)?.position(of: $0.lower) }
        }
        let remarks = diagnostic.notes.filter { $0.place == nil }.map { "；\($0.message)" }.joined()
        text += row([
            unit?.year ?? "", unit?.code ?? "", unit?.name ?? "", diagnostic.place?.file ?? "",
            position.map { "\($0.line)" } ?? "", position.map { "\($0.column)" } ?? "", diagnostic.severity.label,
            diagnostic.id, diagnostic.summary + remarks, diagnostic.help ?? "", diagnostic.basis ?? "",
        ])
    }
    return Array(text.utf8)
}

private func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

/// A spreadsheet runs a cell that begins with one of these as a formula.
private let formulaStarts = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)

private func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map(formulaStarts.contains) ?? false
    let safe = (isFormula ? "'" : "") + terminalSafe(text)
    guard safe.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return safe }
    var quoted = "\""
    for scalar in safe.unicodeScalars {
        if scalar == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
}
