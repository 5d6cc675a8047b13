import Basics
import Content

extension Check {
    static let textMisspelled = Check(
        rule: Rule(
            "text-misspelled", .warning, "错别字和标点",
            what: "常见的错别字（如“反应…情况”应为“反映”、“关于关于”、“截止目前”、“拔付”），标点前多出的空格，一半全角一半半角的括号，重复的标点。名单见 Words/misspelled.tsv。",
            why: "严重表述错误和错别字是政府网站检查的单项指标，也损害公信力。", basis: "国办秘函〔2019〕19号", bad: "反应诗词文化开展情况；(一）",
            good: "反映诗词文化开展情况；（一）"),
        scope: .document { subject, rule in
            misspelledWords(subject, rule) + misplacedMarks(subject, rule)
        })
}

// MARK: Words

/// One entry of the list.
private struct Misspelling: Sendable {
    /// What is looked for, and what must follow within the clause: 反应 and 情况; the latter empty for most.
    var head: String
    var tail: String
    var correctHead: String
    var reason: String
    var notBehind: [String]
    var notBefore: [String]

    init(_ row: [String]) {
        let wrong = row[0].split(separator: "…").map(String.init)
        head = wrong[0]
        tail = wrong.count > 1 ? wrong[1] : ""
        let correct = row.count > 1 ? row[1] : ""
        correctHead = tail.isEmpty ? correct : String(correct.prefix { $0 != "…" })
        reason = row.count > 2 ? row[2] : ""
        func words(_ column: Int) -> [String] {
            row.count > column ? row[column].split(separator: "、").map(String.init) : []
        }
        notBehind = words(3)
        notBefore = words(4)
    }
}

private let misspellings = WordList.misspelled.rows.map(Misspelling.init)
let misspelledHeads = misspellings.map(\.head)

private func misspelledWords(_ subject: DocumentSubject, _ rule: Rule) -> [Diagnostic] {
    let source = subject.document.source
    var end = 0
    return subject.words[.misspelling].compactMap { hit in
        let entry = misspellings[hit.word]
        guard hit.range.lower >= end, !entry.notBehind.contains(where: { source.has($0, before: hit.range.lower) }),
            !entry.notBefore.contains(where: { source.has($0, at: hit.range.upper) }),
            entry.tail.isEmpty || clauseHolds(entry.tail, behind: hit.range.upper, in: source)
        else { return nil }
        end = hit.range.upper
        return rule.finding(
            "“\(entry.head)”应为“\(entry.correctHead)”", at: subject.place(hit.range),
            help: "照此改正（\(entry.reason)）；原文如此的，在文件头写“已核实: {\(rule.id): 原文如此}”",
            fixes: [.init(hit.range, entry.correctHead)])
    }
}

/// Whether a word follows within the clause, at most 24 characters on.
private func clauseHolds(_ word: String, behind offset: Int, in source: SourceText) -> Bool {
    let line = source.line(at: offset)
    let clause = source.scalars(TextRange(offset, min(line.upper, offset + 72))).prefix {
        isHan($0.scalar) || "“”《》、".unicodeScalars.contains($0.scalar)
    }
    return String(String.UnicodeScalarView(clause.map(\.scalar))).contains(word)
}

// MARK: Marks

/// Brackets, and marks that no space may precede with one before them.
let markWords = ["(", ")", "（", "）", " 、", " 。", " ，", " ；"]

/// Stray spaces before a mark, and brackets of two widths.
private func misplacedMarks(_ subject: DocumentSubject, _ rule: Rule) -> [Diagnostic] {
    let source = subject.document.source
    var open: [WordMatcher.Hit] = []
    var found: [Diagnostic] = []
    for hit in subject.words[.mark] {
        switch hit.word {
        case 0, 2: open.append(hit)
        case 1, 3:
            guard let first = open.popLast(), isHalfWidth(first) != isHalfWidth(hit) else { continue }
            let isOneCell = !source.bytes[first.range.upper..<hit.range.lower].contains(where: isCellEnd)
            // With an opening bracket of the same width further out, it is the inner one that was never closed.
            if let outer = open.last, isHalfWidth(outer) == isHalfWidth(hit),
                !source.bytes[outer.range.upper..<hit.range.lower].contains(where: isCellEnd)
            {
                open.removeLast()
            } else if isOneCell {
                found.append(mixedBrackets(first, hit, subject, rule))
            } else {
                open.removeAll()
            }
        default:
            var start = hit.range.lower
            while start > 0, source.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
            guard start > 0, isText(source.bytes[start - 1]) else { continue }
            let mark = markWords[hit.word].dropFirst()
            found.append(straySpace(TextRange(start, hit.range.lower + 1), mark, subject, rule))
        }
    }
    return found
}

private func isHalfWidth(_ bracket: WordMatcher.Hit) -> Bool { bracket.word < 2 }

private func isCellEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "|") }

/// Whether a byte ends a letter, a digit or a character of Chinese, rather than a mark of Markdown or YAML.
private func isText(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "%") || byte == UInt8(ascii: ")")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

// MARK: Wording

private func straySpace(
    _ range: TextRange, _ mark: Substring, _ subject: DocumentSubject, _ rule: Rule
) -> Diagnostic {
    rule.finding("“\(mark)”前面多了空格", at: subject.place(range), help: "删去空格", fixes: [.init(range, "")])
}

private func mixedBrackets(
    _ first: WordMatcher.Hit, _ second: WordMatcher.Hit, _ subject: DocumentSubject, _ rule: Rule
) -> Diagnostic {
    let isFirstHalf = isHalfWidth(first)
    return rule.finding(
        "括号一半全角一半半角：“\(isFirstHalf ? "(…）" : "（…)")”", at: subject.place(first.range),
        notes: [.init("另一半在这里", at: subject.place(second.range))], help: "两个都用全角括号“（）”",
        fixes: [.init(isFirstHalf ? first.range : second.range, isFirstHalf ? "（" : "）")])
}
