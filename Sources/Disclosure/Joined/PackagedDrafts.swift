import Basics
import Content

/// A unit of a data package while its tables are read.
struct PackagedUnit {
    var year: Int
    var code: Literal
    var name: Literal
    var departmentName: Literal?
    var departmentCode: Literal?
    var amountUnit: AmountUnit
    var sections: [Section] = []
    var indicators: IndicatorTable?
    var extraFields: [Field] = []
    var publication: Publication
    /// The row of the table of units, and what it says of the unit's projects, indicators and budget.
    var row: PackagedRow
    var stated: (projects: Int, indicators: Int, budget: Amount)

    func with(_ projects: [Project], from source: SourceText) -> Unit {
        Unit(
            source: source, year: year, code: code, name: name, departmentName: departmentName,
            departmentCode: departmentCode, amountUnit: amountUnit, sections: sections, indicators: indicators,
            extraFields: extraFields, publication: publication, projects: projects)
    }
}

/// A project of a data package while its tables are read.
struct PackagedProject {
    /// The position of its unit.
    var unit: Int
    var code: Literal
    var name: Literal
    var budget: FiledAmount
    var funds: [FiledAmount] = []
    var purpose: Literal?
    var plan: [PlannedSpending] = []
    var planHeading: Literal?
    var goal: Literal?
    var indicators: IndicatorTable?
    var extraFields: [Field] = []
    var extraSections: [Section] = []
    var publication: Publication

    func filed(in year: Int, from source: SourceText) -> Project {
        Project(
            source: source, year: year, code: code, name: name, budget: budget, funds: funds, purpose: purpose,
            plan: plan, planHeading: planHeading, goal: goal, indicators: indicators, extraFields: extraFields,
            extraSections: extraSections, publication: publication)
    }
}
