import Content
import Disclosure

/// An entry of 更正 with the form that it corrects.
private struct CorrectionRow: FormRow {
    var form: FormKeys
    var number: Int
    var correction: Correction

    static func rows(of forms: UnitForms) -> [CorrectionRow] {
        forms.all.flatMap { form in
            (form.project?.publication ?? form.unit.publication).corrections.enumerated().map {
                CorrectionRow(form: form, number: $0 + 1, correction: $1)
            }
        }
    }
}

extension Table {
    /// 更正: what was corrected after publication.
    static let corrections = Table(
        "corrections", "更正", "一行是公开后的一次更正", primaryKey: ["correction_id"], foreignKeys: [.unit, .project],
        columns: [
            ColumnOf<CorrectionRow>("correction_id", "更正标识", kind: .code, required: true, "单位或项目标识，加序号") {
                .text("\($0.form.formID)#correction-\($0.number)")
            },
            .unitID,
            .projectID,
            .unitName,
            .projectName,
            ColumnOf("date", "日期", kind: .code, "更正的日期，原样照录") { .text($0.correction.date?.text) },
            ColumnOf("content", "内容", "更正了什么") { .text($0.correction.content?.text) },
            ColumnOf("reason", "原因", "为什么更正") { .text($0.correction.reason?.text) },
        ]
    ) { forms in CorrectionRow.rows(of: forms) }

    static func hasCorrections(_ unit: Unit) -> Bool {
        !unit.publication.corrections.isEmpty || unit.projects.contains { !$0.publication.corrections.isEmpty }
    }
}
