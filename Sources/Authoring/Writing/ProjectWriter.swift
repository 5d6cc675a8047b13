import Disclosure

/// A file of `content/`, written out.
public struct ContentFile: Sendable, Hashable {
    /// The name in the unit's folder: `index.md`, `车辆保险费.md`.
    public var name: String
    public var text: String
    /// The title by which people know it.
    public var title: String
    /// The project's code; empty where there is none.
    public var code = ""
    /// What the form lacks, so that the file is a draft: 项目编码, 预算数, …
    public var lacks: [String] = []
    /// Why the file is a draft, and what to do about it; a sentence each.
    public var remarks: [String] = []
    /// The numbers of the cells that it was made of.
    public var ids: [Int] = []
}

/// The name of the file of a project without a name.
let unnamedProject = "未命名项目"

/// Writes a project's form as a content file.
///
/// - Parameters:
///   - code: the project's code where its form has none; empty for none.
///   - unitAmounts: 金额单位 of the project's unit.
///   - original: the file that the form came from. A draft names it as its own, so that it is not public before the draft.
///   - isOnlyForm: whether the file holds this form only.
func writeProject(
    _ form: Form, code assigned: String, unitAmounts: String, original: String?, isOnlyForm: Bool
) -> ContentFile {
    var fields = form.fields
    var lacks: [String] = []
    settleCode(&fields, assigned)
    for (position, key) in ["项目编码", "项目名称", "预算数"].enumerated() {
        if let index = fields.firstIndex(where: { $0.key == key }) {
            if fields[index].value.isBlankText { lacks.append(key) }
        } else {
            fields.insert(.init(key: key, value: "", ids: [], confidence: .low), at: min(position, fields.count))
            lacks.append(key)
        }
    }
    let ofRows = lacks.filter { key in form.indicators?.header.contains { FieldLabel($0)?.kind == .key(key) } ?? false }
    var remarks = draftRemarks(lacks.filter { !ofRows.contains($0) }, fields)
    remarks += ofRows.map { "原表各行的\($0)不同，照原样留在绩效指标表里，存为草稿。填上\($0)以后删去“状态: 草稿”再公布。" }
    var text = "---\n"
    for field in fields { text += FrontMatterWriter.line(field.key, field.value) }
    if let amounts = form.amountUnit, amounts != unitAmounts {
        text += FrontMatterWriter.line("金额单位（原表）", amounts)
        remarks.append(
            "表里的金额单位是\(amounts)，本单位的是\(unitAmounts)：数字没有换算，存为草稿。换算以后删去“金额单位（原表）”和“状态: 草稿”再公布。")
    }
    if let original, isOnlyForm || !remarks.isEmpty { text += FrontMatterWriter.line("附件", original) }
    if !remarks.isEmpty { text += FrontMatterWriter.line("状态", "草稿") }
    text += "---\n"
    if let plan = form.plan {
        text += section(plan.heading.withoutBrackets == "资金支出计划" ? plan.heading : "资金支出计划（%）")
        text += MarkdownWriter.table(plan.header, plan.rows)
    }
    if let goal = form.goal { text += section("绩效目标") + MarkdownWriter.goal(goal) }
    for goal in form.otherGoals where !goal.text.isEmpty { text += section(free(goal.heading)) + paragraphs(goal.text) }
    if let indicators = form.indicators {
        text += section("绩效指标") + MarkdownWriter.table(indicators.header, indicators.rows)
    }
    text += further(form)
    let name = fields.first { $0.key == "项目名称" }?.value ?? ""
    return ContentFile(
        name: (fileStem(name) ?? unnamedProject) + ".md", text: text, title: name.isEmpty ? "（没有项目名称）" : name,
        code: fields.first { $0.key == "项目编码" }?.value ?? "", lacks: lacks, remarks: remarks, ids: form.ids)
}

/// Why a file that lacks something is a draft.
///
/// - Parameter fields: where what could not be taken as it was filed stands beside: `预算数（原表）`.
func draftRemarks(_ lacks: [String], _ fields: [Form.Field]) -> [String] {
    let filed = lacks.compactMap { key in
        fields.first { $0.key == key + "（原表）" && !$0.value.isBlankText }.map { (key: key, value: $0.value) }
    }
    let absent = lacks.filter { key in !filed.contains { $0.key == key } }
    let ofAbsent =
        absent.isEmpty ? [] : ["原表没有\(absent.joined(separator: "、"))，存为草稿。填上以后删去“状态: 草稿”再公布。"]
    return ofAbsent
        + filed.map { key, value in
            "原表的\(key)写作“\(value)”，不能直接用，原样存在“\(key)（原表）”里，存为草稿。填上\(key)以后删去“状态: 草稿”再公布。"
        }
}

/// Tables and texts behind the form's own sections.
func further(_ form: Form) -> String {
    var text = ""
    for table in form.otherTables {
        text += section(free(table.heading)) + MarkdownWriter.table(table.header, table.rows)
    }
    if !form.remains.isEmpty { text += section("原表其他内容") + form.remains.map(paragraphs).joined(separator: "\n") }
    return text
}

func section(_ heading: String) -> String { "\n" + MarkdownWriter.heading(2, heading) + "\n" }

/// Each line a paragraph of its own.
func paragraphs(_ text: String) -> String {
    text.split(separator: "\n").map { MarkdownWriter.paragraph(String($0)) }.joined(separator: "\n")
}

/// A heading that is none of the form's own.
func free(_ heading: String) -> String {
    let name = labelName(heading).withoutBrackets
    let own = ["绩效指标", "资金支出计划", "绩效目标", "年度绩效目标"]
    return name.isEmpty ? "原表表格" : own.contains(name) ? "其他" + labelName(heading) : heading.squeezed
}

/// Leaves the code a code: line breaks in its cell go, and what no address can be made of is kept beside it.
private func settleCode(_ fields: inout [Form.Field], _ assigned: String) {
    guard let index = fields.firstIndex(where: { $0.key == "项目编码" }) else {
        if !assigned.isEmpty { fields.insert(.init(key: "项目编码", value: assigned, ids: [], confidence: .low), at: 0) }
        return
    }
    let code = fields[index].value
    if isAddressable(code.squeezed) {
        fields[index].value = code.squeezed
    } else {
        fields[index].value = assigned
        if !code.isBlankText {
            fields.insert(
                .init(key: "项目编码（原表）", value: code, ids: fields[index].ids, confidence: .medium), at: index + 1)
        }
    }
}
