import Disclosure

/// An entry of a project's list: its funds, the deadlines of its plan.
private struct Entry<Value: Sendable>: FormRow {
    var form: FormKeys
    /// The position in the form, from 1.
    var number: Int
    var value: Value

    static func entries(of forms: UnitForms, _ values: (Project) -> [Value]) -> [Entry] {
        forms.projects.flatMap { form in
            form.project.map(values)?.enumerated().map { Entry(form: form, number: $0 + 1, value: $1) } ?? []
        }
    }
}

extension Table {
    /// 资金来源: where a project's money comes from.
    static let funding = Table(
        "funding", "资金来源", "一行是一个项目的一种资金来源，次序与原表相同", primaryKey: ["project_id", "number"],
        foreignKeys: [.project],
        columns: [
            ColumnOf<Entry<FiledAmount>>.projectID(required: true),
            ColumnOf("number", "序号", kind: .integer, required: true, "在原表中的次序，从 1 开始") { .integer($0.number) },
            ColumnOf("source", "资金来源", required: true, "资金来源的名称，如财政资金、上年结转资金") { .text($0.value.name.text) },
            ColumnOf("amount_text", "金额（原文）", kind: .code, "填报的金额，原样照录") { .text($0.value.filed.text) },
            ColumnOf("amount", "金额", kind: .amount, "金额，按“金额单位”；原表空白时空白") { .number($0.value.amount) },
            ColumnOf("amount_unit", "金额单位", kind: .choice(["万元", "元"]), required: true, "填报金额时用的单位") {
                .text($0.form.unit.amountUnit.rawValue)
            },
            ColumnOf("amount_10k", "金额（万元）", kind: .amount, "金额，已换算为万元；换算不尽时空白") { entry in
                .number(entry.value.amount.flatMap(entry.form.unit.amountUnit.inTenThousandYuan)?.asMoney)
            },
        ]
    ) { forms in Entry.entries(of: forms, \.funds) }

    /// 资金支出计划: how much is to be spent by when.
    static let spendingPlan = Table(
        "spending_plan", "支出计划", "一行是一个项目支出计划的一个时点", primaryKey: ["project_id", "number"], foreignKeys: [.project],
        columns: [
            ColumnOf<Entry<PlannedSpending>>.projectID(required: true),
            ColumnOf("number", "序号", kind: .integer, required: true, "在原表中的次序，从 1 开始") { .integer($0.number) },
            ColumnOf("deadline", "时点", "原表的栏名，如 3月底") { .text($0.value.deadline.text) },
            ColumnOf("month", "月份", kind: .integer, "从栏名读出的月份，1 至 12") {
                $0.value.month.map { .integer($0) } ?? .blank
            },
            ColumnOf("share_text", "支出进度（原文）", kind: .code, "填报的支出进度，原样照录") { .text($0.value.filed.text) },
            ColumnOf("share_percent", "支出进度（%）", kind: .number, "到这个时点应支出的百分比") { .number($0.value.percent) },
        ]
    ) { forms in Entry.entries(of: forms, \.plan) }
}
