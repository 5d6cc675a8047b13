import Disclosure

/// A grid of amounts: kinds of funds by rows, 年初预算数, 全年预算数, 全年执行数 and so on by columns.
struct AmountGrid {
    private(set) var table: Form.Table
    private(set) var uses: [(id: Int, use: Use)] = []
    /// The budget of the year: the total under 全年预算数, or 年初预算数 where there is no other.
    private(set) var total: SourceCell?
    private(set) var amountUnit: String?
    private let columns: [SourceCell]

    /// nil when a row does not head such a grid.
    init?(heading row: TableRow) {
        let names = [
            "年初预算数", "全年预算数", "全年执行数", "执行数", "预算执行数", "执行率", "调整预算数", "调整后预算数", "预算执行率", "分值", "得分",
            "预算数", "实际执行数", "年度预算数", "实际支出数", "全年预算", "全年支出", "决算数", "预算执行率（%）",
        ]
        let cells = row.filled.map(\.cell)
        let known = cells.filter { names.contains(labelName($0.text).withoutBrackets) }
        guard known.count >= 2,
            known.filter({ labelName($0.text).contains("数") || labelName($0.text).contains("率") }).count > 1,
            // Names and amounts by turns are pairs.
            !cells.contains(where: { Amount($0.text) != nil || isPercentage($0.text) })
        else { return nil }
        // Beside the amounts there may be columns of any name, such as 偏差原因.
        let label = cells.first.flatMap { cell in known.contains { $0.id == cell.id } ? nil : cell }
        columns = label == nil ? cells : Array(cells.dropFirst())
        amountUnit = cells.compactMap { Authoring.amountUnit(ofLabel: $0.text) }.first
        table = Form.Table(
            heading: label?.text.squeezed ?? "预算执行情况", header: ["资金"] + columns.map(\.text.squeezed), rows: [])
        uses = cells.map { ($0.id, Use(what: "预算执行表的表头", confidence: .high)) }
    }

    /// Takes a row of amounts; returns whether it is one.
    mutating func take(_ row: TableRow) -> Bool {
        guard let label = row.filled.first, label.text.length <= 30, !label.text.isSentence else { return false }
        let name = labelName(label.text)
        let kind = FieldLabel(label.text)?.kind
        let isFund =
            kind == .fund || kind == .key("预算数") || name.contains("资金") || name.contains("拨款") || name.contains("其他")
        guard isFund, kind != .plan, kind != .goal else { return false }
        let behind = row.slots.filter { $0.isStart && $0.cell.column > label.cell.column }
        let values = columns.enumerated().map { index, column in
            row.knowsMerges ? row.slot(at: column.column) : index < behind.count ? behind[index] : nil
        }
        table.rows.append([label.text.squeezed] + values.map { $0?.text.trimmedLines ?? "" })
        uses.append((label.cell.id, Use(what: "预算执行表：资金", confidence: .high)))
        for (column, value) in zip(columns, values) {
            guard let value, !value.isBlank, value.isStart else { continue }
            uses.append((value.cell.id, Use(what: "预算执行表：\(column.text.squeezed)", confidence: .high)))
        }
        if total == nil, name.contains("总额") || name.contains("合计") || name.contains("总计") || kind == .key("预算数") {
            for wanted in ["全年预算", "调整", "年度预算", "预算数", "年初预算"] {
                let found = zip(columns, values).first {
                    labelName($0.0.text).contains(wanted) && Amount($0.1?.text ?? "") != nil
                }
                if let cell = found?.1?.cell {
                    total = cell
                    break
                }
            }
        }
        return true
    }
}

/// `87.5%`, but not `执行率%`.
private func isPercentage(_ text: String) -> Bool {
    guard let last = text.trimmedText.last, "%％".contains(last) else { return false }
    return Amount(String(text.trimmedText.dropLast())) != nil
}
