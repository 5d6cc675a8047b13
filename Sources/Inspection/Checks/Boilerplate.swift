import Basics
import Content
import Disclosure

extension Check {
    static let boilerplate = Check(
        rule: Rule(
            "boilerplate", .note, "套话",
            what:
                "三级指标和描述都一字不差，出现在同一年度至少 3 个单位、3 种不同名称的项目里。描述说的是比例、数目怎么算的不算；只是重复名称的也不算，那由 description-repeats-name 指出。",
            why: "放到哪个项目都能用的指标，说明不了这个项目。", bad: "长期使用性：能够长期较好地满足工作需求（很多单位的很多项目）",
            good: "古城墙夯土修补段三年内不再开裂的比例"),
        scope: .year { year, rule in findings(in: year, rule) })
}

private struct Key: Hashable {
    var name: Spelling
    var description: Spelling
}

/// A name and description, and where they stand. Most stand in one row only, so this is kept small.
private struct Phrase {
    struct Row {
        var unit: Int
        var project: Int
        var row: Int
    }

    var first: Row
    var lastUnit: Int
    var units = 1
    var rows = 1
    /// Rows in projects of other names than the first: at most two are needed.
    var second: Row?
    var third: Row?

    init(_ row: Row) {
        first = row
        lastUnit = row.unit
    }

    mutating func add(_ row: Row, in year: FiscalYear) {
        rows += 1
        if lastUnit != row.unit { units += 1 }
        lastUnit = row.unit
        guard third == nil else { return }
        func name(_ row: Row) -> Spelling { Spelling(year.units[row.unit].projects[row.project].name.text) }
        let own = name(row)
        guard own != name(first) else { return }
        guard let second else {
            second = row
            return
        }
        if own != name(second) { third = row }
    }
}

private func findings(in subject: YearSubject, _ rule: Rule) -> [Diagnostic] {
    let shared = subject.numbersOfThreeUnits
    if shared.isEmpty { return [] }
    var phrases: [Phrase] = []
    var known: [Key: Int] = [:]
    for (unit, wordings) in subject.wordings.enumerated() {
        for wording in wordings.all where shared.contains(wording.number) {
            let place = Phrase.Row(unit: unit, project: Int(wording.project), row: Int(wording.row))
            guard let texts = subject.year.texts(of: place) else { continue }
            let key = Key(name: Spelling(texts.name.text), description: Spelling(texts.description.text))
            let index = known[key, default: phrases.count]
            if index < phrases.count {
                phrases[index].add(place, in: subject.year)
            } else {
                known[key] = index
                phrases.append(Phrase(place))
            }
        }
    }
    return phrases.compactMap { phrase in
        guard phrase.units >= 3, phrase.third != nil else { return nil }
        return finding(phrase, in: subject.year, rule)
    }
}

extension YearSubject {
    /// The numbers that stand in three units and more.
    fileprivate var numbersOfThreeUnits: Set<UInt64> {
        var seen: [UInt64: (lastUnit: Int, units: Int)] = [:]
        seen.reserveCapacity(wordings.reduce(0) { $0 + $1.all.count })
        var shared: Set<UInt64> = []
        for (unit, wordings) in wordings.enumerated() {
            for wording in wordings.all {
                let former = seen[wording.number]
                if former?.lastUnit == unit { continue }
                let units = (former?.units ?? 0) + 1
                seen[wording.number] = (unit, units)
                if units == 3 { shared.insert(wording.number) }
            }
        }
        return shared
    }
}

extension FiscalYear {
    /// The name and the description of an indicator; nil in a table without descriptions.
    fileprivate func texts(of row: Phrase.Row) -> (name: Literal, description: Literal, project: Project)? {
        let project = units[row.unit].projects[row.project]
        guard let table = project.indicators, let column = table.index(of: .description) else { return nil }
        let indicator = table.indicators[row.row]
        return (indicator.level3, indicator.cells[column], project)
    }
}

/// Whether a description says how a number comes about: the same words for the same number are as it should be.
private func isDefinition(_ description: String) -> Bool {
    IndicatorWords.rates.isEnd(of: description) || IndicatorWords.counts.isEnd(of: description)
        || ratios.isEnd(of: description)
}

private let ratios = WordMatcher(WordList(rows: [["比率"], ["比值"]]))

// MARK: Wording

private func finding(_ phrase: Phrase, in year: FiscalYear, _ rule: Rule) -> Diagnostic? {
    guard let first = year.texts(of: phrase.first), !isDefinition(first.description.text) else { return nil }
    let others = [phrase.second, phrase.third].compactMap { $0.flatMap(year.texts) }
        .map { $0.project.place($0.description.range) }
    return rule.finding(
        "“\(first.name.text)：\(first.description.text)”在 \(phrase.units) 个单位的 \(phrase.rows) 行里一字不差",
        at: first.project.place(first.description.range),
        notes: others.map { .init("这里也一字不差", at: $0) }, help: "写出这个项目自己的指标和口径")
}
