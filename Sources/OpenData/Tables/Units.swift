import Disclosure
import Pages

extension Table {
    /// 单位: a budgeting unit in a year.
    static let units = Table(
        "units", "单位", "一行是一个预算单位的一个年度", primaryKey: ["unit_id"], foreignKeys: [],
        columns: [
            ColumnOf<FormKeys>("unit_id", "单位标识", kind: .code, required: true, "年度和单位编码，如 2022/721001") {
                .text($0.unitID)
            },
            .year,
            ColumnOf("unit_code", "单位编码", kind: .code, required: true, "预算单位的编码") { .text($0.unit.code.text) },
            .unitName,
            ColumnOf("department_name", "部门名称", "主管部门的名称") { .text($0.unit.departmentName?.text) },
            ColumnOf("department_code", "部门编码", kind: .code, "主管部门的编码") { .text($0.unit.departmentCode?.text) },
            ColumnOf("amount_unit", "金额单位", kind: .choice(["万元", "元"]), required: true, "这个单位填报金额时用的单位") {
                .text($0.unit.amountUnit.rawValue)
            },
            ColumnOf("published_on", "公开日期", kind: .date, "填报的公开日期") { .text($0.unit.publication.date?.description) },
            ColumnOf("project_count", "项目数", kind: .integer, required: true, "公开的项目个数") {
                .integer($0.unit.projects.count)
            },
            ColumnOf("indicator_count", "指标数", kind: .integer, required: true, "项目和部门整体绩效指标的条数") {
                .integer($0.unit.indicatorTotal)
            },
            ColumnOf("budget_total", "预算合计（万元）", kind: .amount, required: true, "各项目预算数之和，已换算为万元") {
                .number($0.unit.budget.asMoney)
            },
            ColumnOf("page", "网页", kind: .code, required: true, "网页地址，从网站首页所在的位置算起") { .text($0.page) },
        ]
    ) { forms in [forms.own] }
}

extension Unit {
    /// The indicators of its projects and its own.
    var indicatorTotal: Int {
        projects.reduce(indicators?.indicators.count ?? 0) { $0 + ($1.indicators?.indicators.count ?? 0) }
    }
}

extension Amount {
    /// The same number with at least the two decimals that amounts of money are written with.
    var asMoney: Amount { decimals >= 2 ? self : Amount(millionths: millionths, decimals: 2) }
}
