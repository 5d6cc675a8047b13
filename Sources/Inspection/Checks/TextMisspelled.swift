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
private let finder = WordFinder(misspellings.map(\.head))

private func misspelledWords(_ subject: DocumentSubject, _ rule: Rule) -> [Diagnostic] {
    let source = subject.document.source
    var end = 0
    return finder.hits(in: source.bytes, subject.publishedRanges).compactMap { hit in
        let entry = misspellings[hit.word]
        guard hit.range.lower >= end, !entry.notBehind.contains(where: { source.has($0, before: hit.range.lower) }),
            !entry.notBefore.contains(where: { source.has($0, at: hit.range.upper) }),
            entry.tail.isEmpty || clauseHolds(entry.tail, behind: hit.range.upper, in: source)
        else { return nil }
        end = hit.range.upper
        return rule.finding(
            "“\(entry.head)”应为“\(entry.correctHead)”", at: subject.place(hit.range),
            help: "\(entry.reason)；原文如此时照录，在“已核实”里写明", fixes: [.init(hit.range, entry.correctHead)])
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

/// A bracket that is still open: where it stands, and whether it is half-width.
private struct OpenBracket {
    var range: TextRange
    var isHalfWidth: Bool
}

/// Stray spaces before a mark, and brackets of two widths, found in one pass over the bytes.
private func misplacedMarks(_ subject: DocumentSubject, _ rule: Rule) -> [Diagnostic] {
    let source = subject.document.source
    var found: [Diagnostic] = []
    source.bytes.withUnsafeBufferPointer { bytes in
        for range in subject.publishedRanges {
            var open: [OpenBracket] = []
            var index = range.lower
            while index < range.upper {
                let byte = bytes[index]
                switch byte {
                case UInt8(ascii: "\n"), UInt8(ascii: "|"): open.removeAll(keepingCapacity: true)
                case UInt8(ascii: " "):
                    let end = endOfSpaces(bytes, index, range.upper)
                    if let mark = fullWidthMark(bytes, end, range.upper), index > range.lower, isText(bytes[index - 1])
                    {
                        found.append(straySpace(TextRange(index, end), mark, subject, rule))
                    }
                    index = end
                    continue
                case UInt8(ascii: "("), UInt8(ascii: ")"):
                    bracket(byte == UInt8(ascii: "("), true, TextRange(index, index + 1), &open, &found, subject, rule)
                case 0xEF where index + 2 < range.upper && bytes[index + 1] == 0xBC && bytes[index + 2] & 0xFE == 0x88:
                    bracket(
                        bytes[index + 2] == 0x88, false, TextRange(index, index + 3), &open, &found, subject, rule)
                default: break
                }
                index += 1
            }
        }
    }
    return found
}

private func bracket(
    _ opens: Bool, _ isHalfWidth: Bool, _ range: TextRange, _ open: inout [OpenBracket], _ found: inout [Diagnostic],
    _ subject: DocumentSubject, _ rule: Rule
) {
    if opens {
        if open.count < 16 { open.append(OpenBracket(range: range, isHalfWidth: isHalfWidth)) }
        return
    }
    guard let first = open.popLast(), first.isHalfWidth != isHalfWidth else { return }
    // An opening bracket of the same width further out: the inner one was never closed.
    if open.last?.isHalfWidth == isHalfWidth {
        open.removeLast()
        return
    }
    let half = first.isHalfWidth ? first.range : range
    found.append(mixedBrackets(first.range, range, half, first.isHalfWidth, subject, rule))
}

private func endOfSpaces(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index
}

/// The full-width mark at an offset that no space may precede.
private func fullWidthMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Character? {
    guard index + 2 < end, bytes[index] == 0xE3 || bytes[index] == 0xEF else { return nil }
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE3, 0x80, 0x81): return "、"
    case (0xE3, 0x80, 0x82): return "。"
    case (0xEF, 0xBC, 0x8C): return "，"
    case (0xEF, 0xBC, 0x9B): return "；"
    default: return nil
    }
}

/// Whether a byte ends a letter, a digit or a character of Chinese, rather than a mark of Markdown or YAML.
private func isText(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "%") || byte == UInt8(ascii: ")")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

// MARK: Wording

private func straySpace(_ range: TextRange, _ mark: Character, _ subject: DocumentSubject, _ rule: Rule) -> Diagnostic {
    rule.finding("“\(mark)”前面多了空格", at: subject.place(range), help: "删去空格", fixes: [.init(range, "")])
}

private func mixedBrackets(
    _ first: TextRange, _ second: TextRange, _ half: TextRange, _ isFirstHalf: Bool, _ subject: DocumentSubject,
    _ rule: Rule
) -> Diagnostic {
    rule.finding(
        "括号一半全角一半半角：“\(isFirstHalf ? "(…）" : "（…)")”", at: subject.place(first),
        notes: [.init("另一半在这里", at: subject.place(second))], help: "两个都用全角括号“（）”",
        fixes: [.init(half, isFirstHalf ? "（" : "）")])
}
