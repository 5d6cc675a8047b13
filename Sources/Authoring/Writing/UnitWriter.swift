/// Writes a unit's `index.md`: what is known of the unit, its forms as a whole, and its prose.
///
/// - Parameter original: the file that it came from, where that lies in another unit's folder. A draft names it as its own,
///   so that it is not public before the draft.
func writeUnit(_ unit: RecognisedUnit, code: String, name: String, original: String?) -> ContentFile {
    var lacks: [String] = []
    if code.isEmpty { lacks.append("单位编码") }
    if name.isEmpty { lacks.append("单位名称") }
    var text = "---\n" + FrontMatterWriter.line("单位编码", code) + FrontMatterWriter.line("单位名称", name)
    if let department = unit.department { text += FrontMatterWriter.line("部门名称", department) }
    text += FrontMatterWriter.line("金额单位", unit.amountUnit ?? "万元")
    for field in unit.overall.flatMap(\.fields) where !["单位编码", "单位名称", "部门名称", "金额单位"].contains(field.key) {
        text += FrontMatterWriter.line(field.key == "状态" ? "状态（原表）" : field.key, field.value)
    }
    if !lacks.isEmpty {
        if let original { text += FrontMatterWriter.line("附件", original) }
        text += FrontMatterWriter.line("状态", "草稿")
    }
    text += "---\n"
    text += proseText(unit.prose)
    var hasIndicators = false
    for form in unit.overall {
        if let goal = form.goal, !goal.isEmpty { text += section(form.goalHeading) + paragraphs(goal) }
        for goal in form.otherGoals where !goal.text.isEmpty {
            text += section(free(goal.heading)) + paragraphs(goal.text)
        }
        if let plan = form.plan { text += section(plan.heading) + MarkdownWriter.table(plan.header, plan.rows) }
        if let table = form.indicators {
            text += section(hasIndicators ? "其他绩效指标" : "绩效指标") + MarkdownWriter.table(table.header, table.rows)
            hasIndicators = true
        }
        text += further(form)
    }
    return ContentFile(
        name: "index.md", text: text, title: name.isEmpty ? "（没有单位名称）" : name, lacks: lacks,
        remarks: draftRemarks(lacks, []), ids: unit.overall.flatMap(\.ids))
}

/// Writes a document that holds no form as a plain page.
func writePage(title: String, _ prose: [ProseBlock]) -> ContentFile {
    ContentFile(
        name: (fileStem(title) ?? "文档") + ".md",
        text: "---\n" + FrontMatterWriter.line("标题", title) + "---\n" + proseText(prose), title: title)
}

private func proseText(_ blocks: [ProseBlock]) -> String {
    blocks.map { block in
        switch block {
        // A heading of the form's own name would be taken for a section of the form.
        case .heading(_, let text) where labelName(text).withoutBrackets == "绩效指标":
            "\n" + MarkdownWriter.paragraph(text)
        case .heading(let level, let text): "\n" + MarkdownWriter.heading(level, text)
        case .paragraph(let text): "\n" + MarkdownWriter.paragraph(text)
        case .table(let rows): "\n" + MarkdownWriter.table(rows.first ?? [], Array(rows.dropFirst()))
        }
    }.joined()
}
