import Basics
import Content

/// A project as its own file tells it, before it is put under its unit.
struct ReadProject: Sendable {
    var project: Project
    /// Whether it has what no project can lack. What has not is checked like any other, so that all that is wrong with it
    /// is told at once, and is no part of the site.
    var isComplete: Bool
    /// The file's own 年度 and 单位编码, which must agree with its folder's.
    var ownYear: Int?
    var ownYearRange: TextRange?
    var ownUnitCode: Literal?
}

/// Reads a project out of its document. What it lacks is reported, and blank; nil for a draft that is only unfinished.
func readProject(_ document: Document, attachments: Set<String>) -> Diagnosed<ReadProject?> {
    var keys = Keys(document)
    let code = keys.required("项目编码", example: "13030322P003970100139").flatMap { keys.addressable($0, "项目编码") }
    let name = keys.required("项目名称", example: "车辆保险费")
    let budget = keys.requiredAmount("预算数")
    let purpose = keys.literal("资金用途")
    let ownYear = keys.yearAgreeing(withFolder: document.path)
    let ownUnitCode = keys.filled("单位编码")
    let publication = keys.publication(attachments: attachments)
    let funds = keys.fundSources()
    let extraFields = keys.extraFields(
        showing: ["项目类型", "实施期", "上年项目"], among: ["财政资金", "其他资金", "上年结转资金", "财政专户管理资金"])

    var sections = FormSections(document, ofProject: true)
    let plan = readPlan(&sections, document)
    let indicators = readIndicatorSection(&sections, document)
    let diagnostics = keys.diagnostics + sections.diagnostics
    let isComplete = code != nil && name != nil && budget?.amount != nil
    guard isComplete || keys.diagnostics.contains(where: { $0.severity == .error }) else {
        return Diagnosed(nil, diagnostics)
    }
    let blank = Literal("", document.frontMatterRange.start)
    let project = Project(
        source: document.source, year: ownYear ?? yearFolder(document.path) ?? 0, code: code ?? blank,
        name: name ?? blank, budget: budget ?? FiledAmount(name: blank, filed: blank, amount: nil), funds: funds,
        purpose: purpose,
        plan: plan, planHeading: sections.plan?.heading,
        goal: sections.goal.map { goalText(of: $0, in: document.source) }, indicators: indicators,
        extraFields: extraFields, extraSections: sections.others, publication: publication)
    return Diagnosed(
        ReadProject(
            project: project, isComplete: isComplete, ownYear: ownYear, ownYearRange: document.fields["年度"]?.range,
            ownUnitCode: ownUnitCode),
        diagnostics)
}

/// The columns of a spending plan and its only row.
private func readPlan(_ sections: inout FormSections, _ document: Document) -> [PlannedSpending] {
    guard let block = sections.table(of: sections.plan), case .table(let table) = block.kind else { return [] }
    if table.rows.count > 1 { sections.report(planTooLong(table.rows[1], document)) }
    let row = table.rows.first
    let end = row?.range.upper ?? block.range.upper
    return table.header.enumerated().map { index, heading in
        let filed = row.flatMap { index < $0.cells.count ? $0.cells[index] : nil } ?? Literal("", TextRange(end, end))
        let sign = filed.text.utf8Offset(ofAny: ["%", "％"])
        let isPercent = filed.text.endsInBytes(of: "%") || filed.text.endsInBytes(of: "％")
        return PlannedSpending(
            deadline: heading, month: month(heading.text), filed: filed,
            percent: Amount(isPercent ? filed.text.bytes(0..<(sign ?? 0)) : filed.text))
    }
}

/// The month, 1 to 12, that a heading such as `3月底` or `2022年3月` names.
private func month(_ heading: String) -> Int? {
    let bytes = heading.utf8.span
    var index = 0
    while index < bytes.count {
        if let (month, _) = bytes.wholeNumber(at: &index, longest: 4) {
            bytes.skipSpace(&index)
            if bytes.holds("月", at: index) { return (1...12).contains(month) ? month : nil }
        } else {
            index += bytes.scalar(at: index).width
        }
    }
    return nil
}

private func planTooLong(_ row: Table.Row, _ document: Document) -> Diagnostic {
    Diagnostic(
        "table-shape", .error, "资金支出计划只能有一行", at: document.place(row.range),
        help: "每个时点一栏，在同一行里写各时点的支出进度")
}

extension Keys {
    /// A code that addresses are made of: ASCII letters, digits, `-` and `_`, but not `index`.
    mutating func addressable(_ literal: Literal, _ key: String) -> Literal? {
        if isAddressable(literal.text) { return literal }
        report(
            "path-escape", "\(key)“\(literal.text)”不能用作网页地址", literal.range, help: addressableHelp(literal.text))
        return nil
    }

    /// A required amount of the form; nil when it is absent or blank, which is reported.
    mutating func requiredAmount(_ key: String) -> FiledAmount? {
        guard let filed = required(key, example: "0.40"), let name = field(key)?.key else { return nil }
        return amount(name, filed)
    }

    /// Every key that names a source of funds, in the order filed.
    mutating func fundSources() -> [FiledAmount] {
        document.fields.compactMap { field in
            guard isFundSource(field.key.text), let filed = literal(field.key.text) else { return nil }
            return amount(field.key, filed)
        }
    }

    /// An amount as filed, without a number where it is blank or, which is reported, not one number.
    private mutating func amount(_ name: Literal, _ filed: Literal) -> FiledAmount {
        if filed.text.isBlank { return FiledAmount(name: name, filed: filed, amount: nil) }
        guard let amount = Amount(filed.text) else {
            report(
                "amount-format", "“\(name.text)”不是一个数：“\(filed.text)”", filed.range,
                help: "只写数字，例如 0.40；单位写在“金额单位”里，说明写在“资金用途”里", basis: "财预〔2015〕163号")
            return FiledAmount(name: name, filed: filed, amount: nil)
        }
        return FiledAmount(name: name, filed: filed, amount: amount)
    }

    /// The file's own 年度, which must agree with the year folder that it lies in.
    mutating func yearAgreeing(withFolder path: String) -> Int? {
        guard let own = year() else { return nil }
        if let folder = yearFolder(path), folder != own {
            report(
                "key-conflict", "年度是 \(own)，却在 \(folder) 年的文件夹里", document.fields["年度"]?.range,
                help: "改正年度，或把文件移到 content/\(own)/")
        }
        return own
    }
}

/// Whether addresses can be made of a code.
func isAddressable(_ code: String) -> Bool {
    let isPlain = code.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
    return isPlain && code.utf8.count <= 64 && code.lowercased() != "index"
}

/// What to do about a code that no addresses can be made of.
public func addressableHelp(_ code: String) -> String {
    code.lowercased() == "index"
        ? "“index”是保留的名称，单位自己的网页要用它；核对原表，写项目或单位真正的编码" : "编码只能由英文字母、数字、“-”和“_”组成，最长 64 个字符"
}

/// Whether a key names a source of funds: 财政资金, 其他资金, 上年结转资金, 经营收入, …; a bare 资金 names none.
private func isFundSource(_ key: String) -> Bool {
    ["资金", "收入", "拨款", "结转", "结余"].contains { key.utf8.count > $0.utf8.count && key.endsInBytes(of: $0) }
}
