import Content
import Disclosure
import Templates

/// The official form (绩效目标表) of a project: the cells of the Word form in their order, with the spans that merge
/// them and the ids by which each data cell names its headers.
struct Form: Sendable {
    var unit: Unit
    var project: Project
    var fundRows: [FundRow]

    /// A label and an amount beside it.
    struct Fund: Sendable {
        var amount: FiledAmount
        var isBudget: Bool
        /// Whether it is the first source, which the form introduces by “其中：”.
        var isFirstSource: Bool
        var isLastInRow: Bool
        var columnSpan: Int
        var id: String
    }

    struct FundRow: Sendable {
        var funds: [Fund]
        var isFirst: Bool
    }

    /// The pairs of label and amount in one row of the Word form.
    private static let pairsInRow = 3

    init(_ project: Project, in unit: Unit) {
        self.project = project
        self.unit = unit
        let amounts = [project.budget] + project.funds
        fundRows = stride(from: 0, to: amounts.count, by: Self.pairsInRow).map { start in
            let row = amounts[start..<min(start + Self.pairsInRow, amounts.count)]
            let funds = row.indices.map { index in
                let isLast = index == row.endIndex - 1
                return Fund(
                    amount: amounts[index], isBudget: index == 0, isFirstSource: index == 1, isLastInRow: isLast,
                    columnSpan: isLast ? 1 + 2 * (Self.pairsInRow - row.count) : 1, id: "f\(index)")
            }
            return FundRow(funds: funds, isFirst: start == 0)
        }
    }

    private var fundRowSpan: Int { fundRows.count + (project.purpose == nil ? 0 : 1) }

    static let view = View<Form>([
        .text("unitCode") { $0.unit.code.text },
        .text("department") { $0.unit.departmentName?.text ?? "" },
        .text("unitName") { $0.unit.name.text },
        .text("amountUnit") { $0.unit.amountUnit.rawValue },
        .text("code") { $0.project.code.text },
        .lines("name") { $0.project.name.text },
        .list("fundRows", fundRowView) { $0.fundRows },
        .text("fundRowSpan") { "\($0.fundRowSpan)" },
        .record("purpose", View<Literal>([.lines("text") { $0.text }])) { $0.project.purpose },
        .text("planHeading") { $0.project.planHeading?.text ?? "" },
        .list("plan", planView) { form in
            form.project.plan.enumerated().map { PlanColumn(id: "p\($0 + 1)", spending: $1) }
        },
        .flag("hasPlan") { !$0.project.plan.isEmpty },
        .text("planSpan") { "\(max(1, $0.project.plan.count))" },
        .record("goal", View<Literal>([.lines("text") { $0.text }])) { $0.project.goal },
        .flag("hasPlanOrGoal") { !$0.project.plan.isEmpty || $0.project.goal != nil },
        .record("indicators", IndicatorGrid.view) { $0.project.indicators.map(IndicatorGrid.init) },
    ])

    private static let fundRowView = View<FundRow>([
        .flag("isFirst") { $0.isFirst },
        .list("funds", fundView) { $0.funds },
    ])

    private static let fundView = View<Fund>([
        .text("name") { $0.amount.name.text },
        .text("value") { $0.amount.filed.text },
        .flag("isFirstSource") { $0.isFirstSource },
        .text("columnSpan") { "\($0.columnSpan)" },
        .text("id") { $0.id },
    ])

    private struct PlanColumn: Sendable {
        var id: String
        var spending: PlannedSpending
    }

    private static let planView = View<PlanColumn>([
        .text("id") { $0.id },
        .text("deadline") { $0.spending.deadline.text },
        .text("value") { $0.spending.filed.text },
    ])
}

/// An indicator table as a grid of cells in the order filed, 一级 and 二级 cells merged as in the form.
struct IndicatorGrid: Sendable {
    struct Column: Sendable {
        var heading: String
        var id: String
        var kind: IndicatorColumn.Kind
    }

    struct Cell: Sendable {
        enum Role: Sendable { case rowGroup, row, data }

        var text: String
        var role: Role
        var rowSpan: Int
        var id: String
        /// The id of the column's header.
        var column: String
        var kind: IndicatorColumn.Kind
    }

    struct Row: Sendable {
        var anchor: String
        /// The ids of the three levels' headers.
        var headers: String
        var cells: [Cell]
    }

    /// The rows of one 一级指标.
    struct Group: Sendable { var rows: [Row] }

    var columns: [Column]
    var groups: [Group]

    init(_ table: IndicatorTable) {
        columns = table.columns.enumerated().map { index, column in
            // A second column of the same level heads nothing.
            let isRepeatedLevel = Self.levels.contains(column.kind) && table.index(of: column.kind) != index
            return Column(
                heading: column.heading.text, id: Self.columnID(index), kind: isRepeatedLevel ? .other : column.kind)
        }
        groups = []
        let anchors = indicatorAnchors(table)
        let spans = Spans(table.indicators)
        let present = Self.levels.map { table.index(of: $0) != nil }
        var (group, level2) = (0, 0)
        for index in table.indicators.indices {
            if table.indicators[index].startsLevel1 {
                group += 1
                groups.append(Group(rows: []))
            }
            if table.indicators[index].startsLevel2 { level2 += 1 }
            let names = RowNames(level1: "a\(group)", level2: "b\(level2)", level3: anchors[index] + "n")
            var cells: [Cell] = []
            cells.reserveCapacity(columns.count)
            for column in columns.indices where column < table.indicators[index].cells.count {
                let cell = Self.cell(column, columns[column].kind, of: table.indicators[index], names, spans, index)
                if let cell { cells.append(cell) }
            }
            groups[groups.count - 1].rows.append(
                Row(anchor: anchors[index], headers: names.list(present), cells: cells))
        }
    }

    /// The ids of the header cells that stand over a row.
    private struct RowNames {
        var level1: String
        var level2: String
        var level3: String

        /// Those whose columns the table has, as the attribute `headers` lists them.
        func list(_ present: [Bool]) -> String {
            zip([level1, level2, level3], present).filter(\.1).map(\.0).joined(separator: " ")
        }
    }

    private static let levels: [IndicatorColumn.Kind] = [.level1, .level2, .level3]

    /// A cell of the form; nil where a merged cell from above goes on.
    private static func cell(
        _ column: Int, _ kind: IndicatorColumn.Kind, of indicator: Indicator, _ names: RowNames, _ spans: Spans,
        _ row: Int
    ) -> Cell? {
        func cell(_ role: Cell.Role, _ span: Int, _ id: String) -> Cell {
            Cell(
                text: indicator.cells[column].text, role: role, rowSpan: span, id: id, column: columnID(column),
                kind: kind)
        }
        switch kind {
        case .level1: return indicator.startsLevel1 ? cell(.rowGroup, spans.level1[row], names.level1) : nil
        case .level2: return indicator.startsLevel2 ? cell(.row, spans.level2[row], names.level2) : nil
        case .level3: return cell(.row, 1, names.level3)
        default: return cell(.data, 1, "")
        }
    }

    private static func columnID(_ column: Int) -> String { "c\(column + 1)" }

    /// How many rows each merged cell spans, at the row where it starts.
    private struct Spans {
        var level1: [Int]
        var level2: [Int]

        init(_ indicators: [Indicator]) {
            level1 = Self.spans(indicators.map(\.startsLevel1))
            level2 = Self.spans(indicators.map(\.startsLevel2))
        }

        private static func spans(_ starts: [Bool]) -> [Int] {
            var spans = [Int](repeating: 1, count: starts.count)
            for index in starts.indices.dropFirst().reversed() where !starts[index] {
                spans[index - 1] += spans[index]
            }
            return spans
        }
    }

    static let view = View<IndicatorGrid>([
        .list("columns", columnView) { $0.columns },
        .list("groups", View<Group>([.list("rows", rowView) { $0.rows }])) { $0.groups },
    ])

    private static let columnView = View<Column>([
        .text("heading") { $0.heading }, .text("id") { $0.id }, .text("kind") { $0.kind.rawValue },
    ])

    private static let rowView = View<Row>([
        .text("anchor") { $0.anchor }, .text("headers") { $0.headers }, .list("cells", cellView) { $0.cells },
    ])

    private static let cellView = View<Cell>([
        .lines("text") { $0.text },
        .flag("isRowGroup") { $0.role == .rowGroup },
        .flag("isRow") { $0.role == .row },
        .flag("isData") { $0.role == .data },
        .flag("isMerged") { $0.rowSpan > 1 },
        .text("rowSpan") { "\($0.rowSpan)" },
        .text("id") { $0.id },
        .text("column") { $0.column },
        .text("kind") { $0.kind.rawValue },
    ])
}
