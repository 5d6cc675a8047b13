import Content
import Disclosure
import Pages

/// A text of a unit or project that the search finds.
struct SearchedText: Sendable {
    /// Where the text stands: the better the place, the further up the result. The raw values stand in the shards.
    enum Place: UInt8, Sendable {
        /// A name or a code.
        case name = 3
        // 4 is what a document has of its unit: the browser finds it in the entry.
        /// 三级指标
        case level3 = 5
        /// 绩效指标描述, 指标值, purpose, amounts and all other cells.
        case detail = 6
        /// 绩效目标 and the prose.
        case prose = 7
    }

    var place: Place
    /// What the text is, for the reader; empty where the text says it itself.
    var label: String
    var text: String
}

/// An indicator row as the search knows it.
struct SearchedRow: Sendable {
    var level1: String
    var level2: String
    var level3: String
    var description: String
    var value: String
    /// The target as one would type it (`≥95%`) where it is filed in other words (`不低于95%`); else empty.
    var plainTarget: String
    /// The other cells that hold anything.
    var others: [String]
    /// How far the target can be measured: `q` by a number or date, `y` by yes or no, `w` in words, `n` not at all.
    var measure: UInt8

    static func rows(of table: IndicatorTable?) -> [SearchedRow] {
        guard let table else { return [] }
        let description = table.index(of: .description)
        let value = table.index(of: .targetValue)
        let known: Set<IndicatorColumn.Kind> = [.level1, .level2, .level3, .description, .targetValue]
        let others = table.columns.indices.filter {
            !known.contains(table.columns[$0].kind) || table.index(of: table.columns[$0].kind) != $0
        }
        return table.indicators.map { indicator in
            SearchedRow(
                level1: indicator.level1.text, level2: indicator.level2.text,
                level3: indicator.level3.text, description: description.map { indicator.cells[$0].text } ?? "",
                value: value.map { indicator.cells[$0].text } ?? "",
                plainTarget: indicator.targetValue.map(plainTarget) ?? "",
                others: others.map { indicator.cells[$0].text }.filter { !$0.isEmpty },
                measure: letter(of: indicator.targetValue?.measurability ?? .absent))
        }
    }

    static func letter(of measurability: TargetValue.Measurability) -> UInt8 {
        switch measurability {
        case .quantified: UInt8(ascii: "q")
        case .yesNo: UInt8(ascii: "y")
        case .described: UInt8(ascii: "w")
        case .absent: UInt8(ascii: "n")
        }
    }

    private static func plainTarget(_ target: TargetValue) -> String {
        guard let comparison = target.comparison, comparison == .atLeast || comparison == .atMost,
            let number = target.number, let first = NormalForm.shared.form(of: target.filed.text).first,
            first != Mark.atLeast, first != Mark.atMost
        else { return "" }
        return comparison.rawValue + number.description + target.unit
    }
}

/// A unit, project or plain page as the search knows it.
struct SearchedDocument: Sendable {
    var code: String
    var name: String
    /// In 万元; empty when not known.
    var amount: String
    var texts: [SearchedText]
    var rows: [SearchedRow]
    /// The amounts by their value: in 元, without zeros that say nothing.
    var yuan: [String]
    /// The number of indicators and of those with a number; nil for a unit or page.
    var measured: MeasurabilityCount?

    init(_ unit: Unit) {
        code = unit.code.text
        name = unit.name.text
        amount = unit.budget.moneyDescription
        texts = Self.names(unit.publication) + unit.extraFields.flatMap(Self.texts) + unit.sections.flatMap(Self.texts)
        texts += Self.texts(unit.publication)
        rows = SearchedRow.rows(of: unit.indicators)
        yuan = []
        if !unit.projects.isEmpty {
            texts.append(.init(place: .detail, label: "预算合计", text: amount))
            yuan.append(shifted(unit.budget.description, by: 4))
        }
        measured = nil
    }

    init(_ page: PlainPage) {
        code = ""
        name = page.title
        amount = ""
        texts = Self.names(page.publication) + page.document.sections.flatMap(Self.texts)
        texts += Self.texts(page.publication)
        rows = []
        yuan = []
        measured = nil
    }

    init(_ project: Project, in unit: Unit) {
        code = project.code.text
        name = project.name.text
        amount = unit.budget(of: project)?.moneyDescription ?? ""
        let amounts = [project.budget] + project.funds
        texts = Self.names(project.publication)
        texts += amounts.filter { !$0.filed.text.isEmpty }.map {
            SearchedText(place: .detail, label: $0.name.text, text: $0.filed.text)
        }
        if let purpose = project.purpose { texts.append(.init(place: .detail, label: "资金用途", text: purpose.text)) }
        texts += project.plan.map {
            SearchedText(place: .detail, label: "", text: $0.deadline.text + " " + $0.filed.text)
        }
        if let goal = project.goal { texts.append(.init(place: .prose, label: "绩效目标", text: goal.text)) }
        texts += project.extraFields.flatMap(Self.texts) + project.extraSections.flatMap(Self.texts)
        texts += Self.texts(project.publication)
        texts.removeAll { $0.text.isEmpty }
        rows = SearchedRow.rows(of: project.indicators)
        let zeros = unit.amountUnit == .tenThousandYuan ? 4 : 0
        // The sign is no part of the normal form either.
        yuan = amounts.compactMap(\.amount).map { shifted(String($0.description.drop { $0 == "-" }), by: zeros) }
        measured = MeasurabilityCount(project.indicators?.indicators ?? [])
    }

    private static func texts(_ field: Field) -> [SearchedText] {
        [.init(place: .detail, label: field.key.text, text: field.value.scalars.joined(separator: "\n"))]
    }

    /// The other names that people know a project or unit by.
    private static func names(_ publication: Publication) -> [SearchedText] {
        publication.aliases.map { SearchedText(place: .name, label: "别名", text: $0.text) }
    }

    /// What a page says of its publication: date, corrections and attachments.
    private static func texts(_ publication: Publication) -> [SearchedText] {
        var texts = publication.corrections.flatMap(texts)
        if let date = publication.date { texts.append(.init(place: .detail, label: "公开日期", text: date.description)) }
        return texts + publication.attachments.map { .init(place: .detail, label: "附件", text: $0.name) }
    }

    private static func texts(_ correction: Correction) -> [SearchedText] {
        [correction.date, correction.content, correction.reason].compactMap { $0 }
            .map { .init(place: .detail, label: "更正", text: $0.text) }
    }

    private static func texts(_ section: Section) -> [SearchedText] {
        let heading = section.heading?.text ?? ""
        return (heading.isEmpty ? [] : [.init(place: .prose, label: "", text: heading)])
            + section.blocks.flatMap(\.plainTexts).map { .init(place: .prose, label: heading, text: $0) }
    }
}

extension FieldValue {
    /// The characters of all scalars, those of maps with their keys.
    fileprivate var scalars: [String] {
        switch self {
        case .scalar(let literal): [literal.text]
        case .list(let items, _): items.flatMap(\.scalars)
        case .map(let fields, _): fields.flatMap { [$0.key.text] + $0.value.scalars }
        }
    }
}

extension Block {
    /// The text of each paragraph, heading and cell.
    fileprivate var plainTexts: [String] {
        switch kind {
        case .paragraph(let inlines), .heading(_, let inlines): [inlines.plainText]
        case .bulletList(let items, _): items.flatMap { $0.flatMap(\.plainTexts) }
        case .orderedList(let items, _, _): items.flatMap { $0.flatMap(\.plainTexts) }
        case .quote(let blocks): blocks.flatMap(\.plainTexts)
        case .code(let text): [text]
        case .thematicBreak: []
        case .table(let table): (table.header + table.rows.flatMap(\.cells)).map(\.text)
        }
    }
}

/// A decimal number times a power of ten, without zeros that say nothing: `0.40` by 4 is `4000`.
func shifted(_ number: String, by zeros: Int) -> String {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let moved = fraction + String(repeating: "0", count: max(0, zeros - fraction.utf8.count))
    let whole = (parts[0] + moved.prefix(zeros)).drop { $0 == "0" }
    var rest = moved.dropFirst(zeros)
    while rest.last == "0" { rest.removeLast() }
    return (whole.isEmpty ? "0" : String(whole)) + (rest.isEmpty ? "" : "." + rest)
}
