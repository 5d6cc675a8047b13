import Basics
import Content

/// Reads a unit out of its document; nil when it lacks what no unit can lack. Its projects are put in later.
func readUnit(_ document: Document, attachments: Set<String>) -> Diagnosed<Unit?> {
    var keys = Keys(document)
    let code = keys.required("单位编码", example: "721001").flatMap { keys.addressable($0, "单位编码") }
    let name = keys.required("单位名称", example: "山海关区文学艺术界联合会本级")
    let departmentName = keys.literal("部门名称")
    let departmentCode = keys.literal("部门编码")
    let amountUnit = keys.amountUnit()
    let year = keys.year(ofFolder: document.path)
    keys.acknowledge("索引号", "发文字号", "批复日期")
    _ = keys.date("批复日期")
    let publication = keys.publication(attachments: attachments)
    let shown = document.fields.filter { ["索引号", "发文字号", "批复日期"].contains($0.key.text) }
    let extraFields = shown + keys.unknownFields()

    var sections = FormSections(document.sections, ofProject: false)
    var diagnostics = keys.diagnostics
    let indicators = sections.indicators.flatMap { section -> IndicatorTable? in
        let table = formTable(of: section, in: document, extra: &sections.others)
        diagnostics += table.diagnostics
        return table.value.flatMap(readIndicators)
    }
    guard let code, let name, let year else { return Diagnosed(nil, diagnostics) }
    let unit = Unit(
        source: document.source, year: year, code: code, name: name, departmentName: departmentName,
        departmentCode: departmentCode, amountUnit: amountUnit, sections: sections.others, indicators: indicators,
        extraFields: extraFields, publication: publication, projects: [])
    return Diagnosed(unit, diagnostics)
}

extension Keys {
    fileprivate mutating func amountUnit() -> AmountUnit {
        guard let literal = literal("金额单位"), !literal.text.isEmpty else { return .tenThousandYuan }
        if let unit = AmountUnit(rawValue: literal.text) { return unit }
        report("amount-format", "不认识的金额单位“\(literal.text)”", literal.range, help: "写“万元”或“元”")
        return .tenThousandYuan
    }

    /// The file's own 年度, or the year folder that it lies in; both must agree.
    mutating func year(ofFolder path: String) -> Int? {
        let folder = yearFolder(path)
        guard let own = year() else {
            if folder == nil, document.fields["年度"] == nil {
                report(
                    "key-missing", "不知道是哪一年：缺少“年度”，也不在年度文件夹里", document.frontMatterRange.start,
                    help: "把文件夹移到 content/2022/ 这样的年度文件夹里，或写“年度: 2022”")
            }
            return folder
        }
        if let folder, folder != own {
            report(
                "key-conflict", "年度是 \(own)，却在 \(folder) 年的文件夹里", document.fields["年度"]?.range,
                help: "改正年度，或把文件移到 content/\(own)/")
        }
        return own
    }
}

/// The year folder that a path lies in: 2022 for `content/2022/721001/index.md`.
func yearFolder(_ path: String) -> Int? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[1].utf8.count == 4, let year = Int(parts[1]) else { return nil }
    return year
}
