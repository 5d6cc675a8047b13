import Basics
import Content

extension Check {
    static let sourceResidue = Check(
        rule: Rule(
            "source-residue", .warning, "转换时留下的痕迹",
            what: "从 Word、PDF 转来的文字里留下的书签（[bookmark: …]）、目录和页码域、样式、文件属性和“第1页 共5页”之类的页码。名单见 Words/residue.tsv。",
            why: "这些不是报送的内容，读者看不懂，还可能带出起草人的电脑信息。", bad: "[bookmark: _GoBack]一、总体绩效目标", good: "一、总体绩效目标"),
        scope: .document { subject, rule in
            let source = subject.document.source
            var end = 0
            return subject.words[.residue].compactMap { hit in
                guard hit.range.lower >= end, let (range, name) = residue(hit, in: source) else { return nil }
                end = range.upper
                return rule.finding(
                    "文字里留下了\(name)“\(source.text(range).prefix(24))”", at: subject.place(range), help: "删去它，原表里没有这些字",
                    fixes: [.init(range, "")])
            }
        })
}

private let rows = WordList.residue.rows
/// The last word begins a page number.
let residueWords = rows.map { $0[0] } + ["第"]

/// The whole of what was left and its name; nil where it is ordinary text after all.
private func residue(_ hit: WordMatcher.Hit, in source: SourceText) -> (TextRange, String)? {
    let line = source.line(at: hit.range.lower)
    if hit.word == rows.count { return pageNumber(source, TextRange(hit.range.lower, line.upper)).map { ($0, "页码") } }
    var range = hit.range
    if rows[hit.word][0].hasPrefix("[") {
        let rest = source.bytes[range.upper..<line.upper]
        if let close = rest.firstIndex(of: UInt8(ascii: "]")) { range = TextRange(range.lower, close + 1) }
    } else {
        let rest = source.bytes[range.upper..<line.upper]
        range = TextRange(range.lower, rest.firstIndex { !isName($0) } ?? line.upper)
        // A part of a longer name, such as that of a file, is none of these.
        let isNamePart = range.lower > line.lower && isName(source.bytes[range.lower - 1])
        if isNamePart, isName(source.bytes[range.lower]) { return nil }
    }
    return (range, rows[hit.word].count > 1 ? rows[hit.word][1] : "痕迹")
}

private func isName(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// `第1页 共5页` with or without spaces and a mark between; nil for 第3页 alone, which a sentence may cite.
private func pageNumber(_ source: SourceText, _ range: TextRange) -> TextRange? {
    var scalars = Array(source.scalars(TextRange(range.lower, min(range.upper, range.lower + 64))))[...]
    func take(_ expected: Unicode.Scalar) -> Int? {
        scalars = scalars.drop { " \t\u{A0}\u{3000}，,/／、".unicodeScalars.contains($0.scalar) }
        guard let first = scalars.first, first.scalar == expected else { return nil }
        scalars = scalars.dropFirst()
        return first.offset + String(expected).utf8.count
    }
    func takeNumber() -> Bool {
        scalars = scalars.drop { $0.scalar == " " }
        let count = scalars.prefix { digitValue($0.scalar) != nil }.count
        scalars = scalars.dropFirst(count)
        return count > 0
    }
    guard take("第") != nil, takeNumber(), take("页") != nil, take("共") != nil, takeNumber(), let end = take("页")
    else { return nil }
    return TextRange(range.lower, end)
}
