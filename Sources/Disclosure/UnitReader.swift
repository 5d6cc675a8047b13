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
    _ = keys.date("批复日期")
    let publication = keys.publication(attachments: attachments)
    let extraFields = keys.extraFields(showing: ["部门编码", "索引号", "发文字号", "批复日期"])

    var sections = FormSections(document, ofProject: false)
    let indicators = readIndicatorSection(&sections, document)
    let diagnostics = keys.diagnostics + sections.diagnostics
    guard let code, let name, let year else { return Diagnosed(nil, diagnostics) }
    let unit = Unit(
        source: document.source, year: year, code: code, name: name, departmentName: departmentName,
        departmentCode: departmentCode, amountUnit: amountUnit, sections: sections.others, indicators: indicators,
        extraFields: extraFields, publication: publication, projects: [])
    return Diagnosed(unit, diagnostics)
}

/// The table of the section 绩效指标; nil without one.
func readIndicatorSection(_ sections: inout FormSections, _ document: Document) -> IndicatorTable? {
    guard let block = sections.table(of: sections.indicators), case .table(let table) = block.kind else { return nil }
    let indicators = readIndicators(table, range: block.range, in: document)
    sections.report(indicators.diagnostics)
    return indicators.value
}

extension Keys {
    fileprivate mutating func amountUnit() -> AmountUnit {
        guard let literal = filled("金额单位") else { return .tenThousandYuan }
        if let unit = AmountUnit(rawValue: literal.text.withoutSpace) { return unit }
        report("amount-format", "不认识的金额单位“\(literal.text)”", literal.range, help: "写“万元”或“元”")
        return .tenThousandYuan
    }

    /// The file's own 年度, or the year folder that it lies in; the lack of both is reported.
    fileprivate mutating func year(ofFolder path: String) -> Int? {
        let errors = diagnostics.count
        if let year = yearAgreeing(withFolder: path) ?? yearFolder(path) { return year }
        if diagnostics.count == errors {
            report(
                "key-missing", "不知道是哪一年：缺少“年度”，也不在年度文件夹里", document.frontMatterRange.start,
                help: "把文件夹移到 content/2022/ 这样的年度文件夹里，或写“年度: 2022”")
        }
        return nil
    }
}

/// The year folder that a path lies in: 2022 for `content/2022/721001/index.md`.
func yearFolder(_ path: String) -> Int? {
    let bytes = path.utf8.span
    let slash = UInt8(ascii: "/")
    guard var index = bytes.indices.first(where: { bytes[$0] == slash }).map({ $0 + 1 }),
        index + 4 < bytes.count, bytes[index + 4] == slash,
        let (year, _) = bytes.wholeNumber(at: &index, longest: 4), fiscalYears.contains(year)
    else { return nil }
    return year
}
