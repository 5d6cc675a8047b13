import Content
import Disclosure
import Pages

/// Something filed that no other table has a column for.
private struct Extra: Sendable {
    var form: FormKeys
    var kind: String
    /// The anchor of the indicator that it belongs to; nil for the form as a whole.
    var anchor: String?
    var name: String
    var value: String

    static func rows(of forms: UnitForms) -> [ExtraRow] {
        forms.all.flatMap { form in
            let extras = fields(form) + sections(form) + headings(form) + cells(form)
            return extras.enumerated().map { ExtraRow(number: $0 + 1, extra: $1) }
        }
    }

    private static func fields(_ form: FormKeys) -> [Extra] {
        (form.project?.extraFields ?? form.unit.extraFields).map {
            Extra(form: form, kind: "栏目", name: $0.key.text, value: $0.value.plainText)
        }
    }

    private static func sections(_ form: FormKeys) -> [Extra] {
        guard let project = form.project else { return [] }
        return project.extraSections.map {
            Extra(form: form, kind: "段落", name: $0.heading?.text ?? "", value: $0.filedText(in: project.source))
        }
    }

    /// Headings that differ from those of the table, so that the form can be put together as it was filed.
    private static func headings(_ form: FormKeys) -> [Extra] {
        (form.indicators?.columns ?? []).compactMap { column in
            guard let usual = usualHeadings[column.kind], usual != column.heading.text else { return nil }
            return Extra(form: form, kind: "栏名", name: usual, value: column.heading.text)
        }
    }

    private static func cells(_ form: FormKeys) -> [Extra] {
        guard let table = form.indicators else { return [] }
        let others = table.columns.indices.filter { table.columns[$0].kind == .other }
        if others.isEmpty { return [] }
        return zip(table.indicators, indicatorAnchors(table)).flatMap { indicator, anchor in
            others.map {
                Extra(
                    form: form, kind: "指标栏", anchor: anchor, name: table.columns[$0].heading.text,
                    value: indicator.cells[$0].text)
            }
        }
    }

    static let usualHeadings: [IndicatorColumn.Kind: String] = [
        .level1: "一级指标", .level2: "二级指标", .level3: "三级指标", .description: "绩效指标描述", .targetValue: "指标值",
        .basis: "指标值确定依据", .comparison: "计算符号", .measureUnit: "度量单位", .weight: "分值", .direction: "指标方向性",
        .actualValue: "全年实际值", .score: "得分", .deviation: "偏差原因分析及改进措施", .scoringRule: "评分细则", .standard: "绩效标准",
        .remark: "备注", .core: "★",
    ]
}

/// An extra with its position among those of its form, from 1.
private struct ExtraRow: FormRow {
    var number: Int
    var extra: Extra

    var form: FormKeys { extra.form }
}

extension Table {
    /// 其他填报内容: what was filed beyond the form.
    static let extras = Table(
        "extras", "其他填报内容", "一行是一处别的表没有位置的填报内容，使下载不漏一字", primaryKey: ["extra_id"],
        foreignKeys: [
            .unit, .project, ForeignKey(column: "indicator_id", table: "indicators", referred: "indicator_id"),
        ],
        columns: [
            ColumnOf<ExtraRow>("extra_id", "内容标识", kind: .code, required: true, "单位或项目标识，加序号") {
                .text("\($0.extra.form.formID)#extra-\($0.number)")
            },
            .unitID,
            .projectID,
            ColumnOf("indicator_id", "指标标识", kind: .code, "所属的指标；与绩效指标表相连") { row in
                .text(row.extra.anchor.map { row.extra.form.formID + "#" + $0 })
            },
            ColumnOf(
                "kind", "种类", kind: .choice(["栏目", "段落", "栏名", "指标栏"]), required: true,
                "栏目：文件头的附加栏目；段落：附加的一节；栏名：原表对某一栏的叫法；指标栏：指标表附加的一栏"
            ) { .text($0.extra.kind) },
            ColumnOf("name", "名称", "栏目、段落或栏的名称") { .text($0.extra.name) },
            ColumnOf("value", "内容", "填报的内容，原样照录") { .text($0.extra.value) },
        ]
    ) { forms in Extra.rows(of: forms) }

    /// Whether a unit's rows are not none; cheaper than making them.
    static func hasExtras(_ unit: Unit) -> Bool {
        func isUnusual(_ table: IndicatorTable?) -> Bool {
            table?.columns.contains { $0.kind == .other || Extra.usualHeadings[$0.kind] != $0.heading.text } ?? false
        }
        return !unit.extraFields.isEmpty || isUnusual(unit.indicators)
            || unit.projects.contains {
                !$0.extraFields.isEmpty || !$0.extraSections.isEmpty || isUnusual($0.indicators)
            }
    }
}
