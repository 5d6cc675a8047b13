import Disclosure
import Pages

extension Table {
    /// 项目: a budget project in a year.
    static let projects = Table(
        "projects", "项目", "一行是一个预算项目的一张绩效目标表", primaryKey: ["project_id"], foreignKeys: [.unit],
        columns: [
            .projectID(required: true),
            .unitID,
            .year,
            ColumnOf<FormKeys>("unit_code", "单位编码", kind: .code, required: true, "预算单位的编码") {
                .text($0.unit.code.text)
            },
            .unitName,
            ColumnOf("project_code", "项目编码", kind: .code, required: true, "项目的编码") { .text($0.project?.code.text) },
            ColumnOf("project_name", "项目名称", required: true, "项目的名称") { .text($0.project?.name.text) },
            ColumnOf("budget_text", "预算数（原文）", kind: .code, required: true, "填报的预算数，原样照录") {
                .text($0.project?.budget.filed.text)
            },
            ColumnOf("budget", "预算数", kind: .amount, required: true, "预算数，按“金额单位”") {
                .number($0.project?.budget.amount)
            },
            ColumnOf("amount_unit", "金额单位", kind: .choice(["万元", "元"]), required: true, "填报金额时用的单位") {
                .text($0.unit.amountUnit.rawValue)
            },
            ColumnOf("budget_10k", "预算数（万元）", kind: .amount, "预算数，已换算为万元；换算不尽时空白") { form in
                .number(form.project.flatMap { form.unit.budget(of: $0) }?.asMoney)
            },
            ColumnOf("purpose", "资金用途", "填报的资金用途") { .text($0.project?.purpose?.text) },
            ColumnOf("plan_heading", "支出计划标题", "原表中支出计划一栏的标题") { .text($0.project?.planHeading?.text) },
            ColumnOf("published_on", "公开日期", kind: .date, "项目的公开日期；没有时用单位的") { form in
                .text((form.project?.publication.date ?? form.unit.publication.date)?.description)
            },
            ColumnOf("indicator_count", "指标数", kind: .integer, required: true, "绩效指标的条数") {
                .integer($0.indicators?.indicators.count ?? 0)
            },
            ColumnOf("page", "网页", kind: .code, required: true, "网页地址，从网站首页所在的位置算起") { .text($0.page) },
        ]
    ) { forms in forms.projects }
}
