import Basics
import Content

/// A project as its own file tells it, before it is put under its unit.
struct ReadProject: Sendable {
    var project: Project
    /// The file's own 年度 and 单位编码, which must agree with its folder's.
    var ownYear: Int?
    var ownUnitCode: Literal?
}

/// Reads a project out of its document; nil when it lacks what no project can lack.
func readProject(_ document: Document, attachments: Set<String>) -> Diagnosed<ReadProject?> {
    var keys = Keys(document)
    let code = keys.required("项目编码", example: "13030322P003970100139").flatMap { keys.addressable($0, "项目编码") }
    let name = keys.required("项目名称", example: "车辆保险费")
    let budget = keys.amount("预算数", isRequired: true)
    let purpose = keys.literal("资金用途")
    let ownYear = keys.year()
    let ownUnitCode = keys.literal("单位编码")
    keys.acknowledge("项目类型", "实施期", "上年项目")
    let publication = keys.publication(attachments: attachments)
    let funds = keys.fundSources()
    let known = ["财政资金", "其他资金", "上年结转资金", "财政专户管理资金", "项目类型", "实施期", "上年项目"]
    let shown = document.fields.filter { ["项目类型", "实施期"].contains($0.key.text) }
    let extraFields = shown + keys.unknownFields(among: known)

    var sections = FormSections(document.sections, ofProject: true)
    var diagnostics = keys.diagnostics
    let plan = sections.plan.flatMap { section -> [PlannedSpending]? in
        let table = formTable(of: section, in: document, extra: &sections.others)
        diagnostics += table.diagnostics
        return table.value.map(readPlan)
    }
    let indicators = sections.indicators.flatMap { section -> IndicatorTable? in
        let table = formTable(of: section, in: document, extra: &sections.others)
        diagnostics += table.diagnostics
        return table.value.flatMap(readIndicators)
    }
    guard let code, let name, let budget else { return Diagnosed(nil, diagnostics) }
    let project = Project(
        source: document.source, year: 0, code: code, name: name, budget: budget, funds: funds, purpose: purpose,
        plan: plan ?? [], planHeading: sections.plan?.heading,
        goal: sections.goal.map { goalText(of: $0, in: document.source) }, indicators: indicators,
        extraFields: extraFields, extraSections: sections.others, publication: publication)
    return Diagnosed(ReadProject(project: project, ownYear: ownYear, ownUnitCode: ownUnitCode), diagnostics)
}

func readIndicators(_ block: Block) -> IndicatorTable? {
    guard case .table(let table) = block.kind else { return nil }
    return readIndicators(table, range: block.range)
}

/// The columns of a spending plan; of its rows the first is the plan.
private func readPlan(_ block: Block) -> [PlannedSpending] {
    guard case .table(let table) = block.kind else { return [] }
    let row = table.rows.first
    return table.header.enumerated().map { index, heading in
        let end = row?.range.upper ?? block.range.upper
        let filed = row.flatMap { index < $0.cells.count ? $0.cells[index] : nil } ?? Literal("", TextRange(end, end))
        let percent = filed.text.hasSuffix("%") || filed.text.hasSuffix("％") ? filed.text.dropLast() : filed.text[...]
        return PlannedSpending(deadline: heading, month: month(heading.text), filed: filed, percent: Amount(percent))
    }
}

/// The month, 1 to 12, that a heading such as `3月底` begins with.
private func month(_ heading: String) -> Int? {
    guard let mark = heading.firstIndex(of: "月"), let number = Amount(heading[..<mark]), number.isInteger else {
        return nil
    }
    let month = Int(number.doubleValue)
    return (1...12).contains(month) ? month : nil
}

extension Keys {
    /// A code that addresses are made of: ASCII letters, digits, `-` and `_`, but not `index`.
    mutating func addressable(_ literal: Literal, _ key: String) -> Literal? {
        let isPlain = literal.text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        if isPlain, literal.text.utf8.count <= 64, literal.text.lowercased() != "index" { return literal }
        report(
            "path-escape", "\(key)“\(literal.text)”不能用作网页地址", literal.range,
            help: "编码只能由英文字母、数字、“-”和“_”组成，最长 64 个字符")
        return nil
    }

    /// An amount of the form; nil when it is absent. One that is not a number is reported, and nil where it is required.
    mutating func amount(_ key: String, isRequired: Bool = false) -> FiledAmount? {
        guard let field = document.fields.first(where: { $0.key.text == key }),
            let filed = isRequired ? required(key, example: "0.40") : literal(key)
        else {
            if isRequired { _ = required(key, example: "0.40") }
            return nil
        }
        if filed.text.isEmpty { return FiledAmount(name: field.key, filed: filed, amount: nil) }
        guard let amount = Amount(filed.text) else {
            report(
                "amount-format", "“\(key)”不是一个数：“\(filed.text)”", filed.range,
                help: "只写数字，例如 0.40；单位写在“金额单位”里，说明写在“资金用途”里", basis: "财预〔2015〕163号")
            return isRequired ? nil : FiledAmount(name: field.key, filed: filed, amount: nil)
        }
        return FiledAmount(name: field.key, filed: filed, amount: amount)
    }

    /// Every key that names a source of funds, in the order filed.
    mutating func fundSources() -> [FiledAmount] {
        document.fields.map(\.key.text).filter(isFundSource).compactMap { amount($0) }
    }
}

/// Whether a key names a source of funds: 财政资金, 其他资金, 上年结转资金, 单位资金, 经营收入, …
private func isFundSource(_ key: String) -> Bool {
    key.hasSuffix("资金") || key.hasSuffix("收入") || key.hasSuffix("拨款") || key.hasSuffix("结转") || key.hasSuffix("结余")
}
