import Content
import Disclosure
import Pages

/// A form, a project's or a unit's own, with the keys by which rows refer to it.
///
/// Keys are the beginnings of addresses: `2022/721001` for a unit in a year, `2022/721001/13030322P003970100139` for a
/// project. They come from codes and never change.
final class FormKeys: Sendable {
    let unit: Unit
    let project: Project?
    let unitID: String
    /// nil for a unit's own form (整体绩效目标).
    let projectID: String?
    /// The position among the unit's forms: 0 for its own, those of its projects from 1.
    let number: Int

    init(_ unit: Unit, _ project: Project? = nil, number: Int = 0) {
        (self.unit, self.project, self.number) = (unit, project, number)
        unitID = "\(unit.year)/\(unit.code.text)"
        projectID = project.map { "\(unit.year)/\(unit.code.text)/\($0.code.text)" }
    }

    /// What the keys of the form's rows begin with.
    var formID: String { projectID ?? unitID }

    /// The address of the page that shows the form, relative to the site's root.
    var page: String { project.map { Routes.project($0, in: unit) } ?? Routes.unit(unit) }

    var indicators: IndicatorTable? { project.map(\.indicators) ?? unit.indicators }
}

/// The forms of a unit in a year.
struct UnitForms: Sendable {
    /// 部门整体绩效目标
    let own: FormKeys
    let projects: [FormKeys]

    init(_ unit: Unit) {
        own = FormKeys(unit)
        projects = unit.projects.enumerated().map { FormKeys(unit, $1, number: $0 + 1) }
    }

    var unit: Unit { own.unit }

    /// The unit's own form, then those of its projects.
    var all: [FormKeys] { [own] + projects }
}

extension ForeignKey {
    static let unit = ForeignKey(column: "unit_id", table: "units", referred: "unit_id")
    static let project = ForeignKey(column: "project_id", table: "projects", referred: "project_id")
}

/// A row of a table; it belongs to a form.
protocol FormRow: Sendable {
    var form: FormKeys { get }
}

extension FormKeys: FormRow {
    var form: FormKeys { self }
}

extension ColumnOf where Row: FormRow {
    static var unitID: ColumnOf {
        .ofForm("unit_id", "单位标识", kind: .code, required: true, "年度和单位编码，如 2022/721001；与单位表相连") { .text($0.unitID) }
    }

    static var projectID: ColumnOf { projectID(required: false) }

    /// - Parameter required: whether units as a whole have no rows in the table.
    static func projectID(required: Bool) -> ColumnOf {
        let description = "年度、单位编码和项目编码；与项目表相连" + (required ? "" : "。空白表示部门整体绩效目标")
        return .ofForm("project_id", "项目标识", kind: .code, required: required, description) { .text($0.projectID) }
    }

    static var year: ColumnOf {
        .ofForm("year", "年度", kind: .year, required: true, "预算年度") { .integer($0.unit.year) }
    }

    static var unitName: ColumnOf {
        .ofForm("unit_name", "单位名称", required: true, "预算单位的名称") { .text($0.unit.name.text) }
    }

    static var projectName: ColumnOf {
        .ofForm("project_name", "项目名称", "项目的名称；部门整体绩效目标为空白") { .text($0.project?.name.text) }
    }
}
