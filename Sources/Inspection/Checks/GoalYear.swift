import Basics
import Content
import Disclosure

extension Check {
    static let goalYear = Check(
        rule: Rule(
            "goal-year", .warning, "绩效目标里的年份不符",
            what: "绩效目标里写的年份不是预算年度，也不在实施期里。引号里的项目名称也算；《》里的文件名、跨过本年度的起止年份、"
                + "作比较的年份（较2021年、2018年以来、2021年结转）和将来的期限（到2025年）不算。",
            why: "多半是沿用上年的表没有改年份，读者会以为这是去年的目标。", bad: "2022 年预算：确保2021年“中华诗词之乡”氛围进一步浓厚",
            good: "2022 年预算：确保2022年“中华诗词之乡”氛围进一步浓厚"),
        scope: .project { subject, rule in
            let project = subject.project
            guard let goal = project.goal, !goal.range.isEmpty else { return [] }
            let expected = implementationYears(of: project)
            return namedYears(in: project.source, goal.range).filter { named in
                named.allSatisfy { !expected.contains($0.year) } && !spans(named, project.year)
                    && !isReference(named, project.source, goal.range, fiscalYear: project.year)
            }.map { named in
                rule.finding(
                    "绩效目标写的是 \(named.map { String($0.year) }.joined(separator: "至 ")) 年，预算年度是 \(project.year) 年",
                    at: subject.place(named[0].range),
                    help: "核对原表：写错的改成 \(project.year) 年，跨年度的写明“实施期”，例如“实施期: 2021-2023”")
            }
        })
}

private typealias Year = (year: Int, range: TextRange)

/// Years that are called so (2021年), alone or from one to another (2021—2023年).
private func namedYears(in source: SourceText, _ range: TextRange) -> [[Year]] {
    var result: [[Year]] = []
    var start: Year?
    for year in years(in: source, range) {
        let next = source.text(TextRange(year.range.upper, min(year.range.upper + 12, range.upper)))
        let rest = next.unicodeScalars.drop { $0 == " " }
        let afterYear = rest.first == "年" ? rest.dropFirst().drop { $0 == "度" || $0 == "底" || $0 == "初" } : rest
        let isStart = afterYear.first.map { "-－—–~～至到".unicodeScalars.contains($0) } ?? false
        if let first = start, rest.first == "年" {
            result.append([first, year])
            start = nil
        } else if isStart, isFollowedByYear(source, year.range.upper, range) {
            start = year
        } else {
            start = nil
            if rest.first == "年" { result.append([year]) }
        }
    }
    return result
}

/// Whether another year stands a few characters behind: the end of `2021年至2023年`.
private func isFollowedByYear(_ source: SourceText, _ offset: Int, _ range: TextRange) -> Bool {
    let end = min(offset + 24, range.upper)
    guard let next = years(in: source, TextRange(offset, end)).first else { return false }
    return source.text(TextRange(offset, next.range.lower)).unicodeScalars
        .allSatisfy { " 年度底初-－—–~～至到".unicodeScalars.contains($0) }
}

private func spans(_ named: [Year], _ year: Int) -> Bool {
    guard named.count == 2 else { return false }
    return named[0].year <= year && year <= named[1].year
}

/// Whether a year is named for what was or will be, rather than as the year of the goal.
private func isReference(_ named: [Year], _ source: SourceText, _ range: TextRange, fiscalYear: Int) -> Bool {
    let before = source.text(TextRange(range.lower, named[0].range.lower))
    let after = source.text(TextRange(named[named.count - 1].range.upper, range.upper)).prefix(10)
    if opensTitle(before) { return true }
    if named[0].year < fiscalYear {
        let isBaseline = ["较", "比", "与", "同", "自", "从", "成立于", "建于", "始于", "超过"].contains { before.hasSuffix($0) }
        let isPast = ["以来", "相比", "结转", "结余", "为基", "基础上", "年起", "同期"].contains { after.contains($0) }
        return isBaseline || isPast
    }
    return ["到", "至", "截至", "于", "力争"].contains { before.hasSuffix($0) }
}

/// Whether a title's 《 is still open at the end of a text.
private func opensTitle(_ text: String) -> Bool {
    guard let open = text.lastIndex(of: "《") else { return false }
    return !text[open...].contains("》")
}
