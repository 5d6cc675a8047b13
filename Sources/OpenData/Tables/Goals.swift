import Basics
import Content
import Disclosure

/// A goal's text: a project's 绩效目标, or a section of a unit's overall goals.
private struct Goal: FormRow {
    var form: FormKeys
    var number: Int
    var heading: String?
    var text: String

    static func goals(of forms: UnitForms) -> [Goal] {
        let unit = forms.unit
        let own = unit.sections.enumerated().map { index, section in
            Goal(
                form: forms.own, number: index + 1, heading: section.heading?.text,
                text: section.filedText(in: unit.source))
        }
        return own
            + forms.projects.compactMap { form in
                form.project?.goal.map { Goal(form: form, number: 1, heading: "绩效目标", text: $0.text) }
            }
    }
}

extension Table {
    /// 绩效目标: what the money is to achieve.
    static let goals = Table(
        "goals", "绩效目标", "一行是一个项目的绩效目标，或部门整体绩效目标中的一节", primaryKey: ["goal_id"], foreignKeys: [.unit, .project],
        columns: [
            ColumnOf<Goal>("goal_id", "目标标识", kind: .code, required: true, "单位或项目标识，加目标的序号") {
                .text("\($0.form.formID)#goal-\($0.number)")
            },
            .unitID,
            .projectID,
            .unitName,
            .projectName,
            ColumnOf("number", "序号", kind: .integer, required: true, "在原表中的次序，从 1 开始") { .integer($0.number) },
            ColumnOf("heading", "标题", "这一节的标题") { .text($0.heading) },
            ColumnOf("text", "正文", "绩效目标的文字，原样照录；部门整体绩效目标保留 Markdown 记号") { .text($0.text) },
        ]
    ) { forms in Goal.goals(of: forms) }
}

extension Section {
    /// The characters below the heading as they are in the file, without the blank lines around them.
    func filedText(in source: SourceText) -> String {
        let bytes = source.bytes
        var (lower, upper) = (range.lower, range.upper)
        func isLayout(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09 }
        while upper > lower, isLayout(bytes[upper - 1]) { upper -= 1 }
        while lower < upper, isLayout(bytes[lower]) { lower += 1 }
        return source.text(TextRange(lower, upper))
    }
}
