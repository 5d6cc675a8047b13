import Basics
import Content

/// The lists of words that checks look for in every document. All are found in one pass.
enum SoughtWords: Int, CaseIterable, Sendable {
    case residue, misspelling, mark, contact

    /// The list's words; a hit's `word` is an index in it.
    var words: [String] {
        switch self {
        case .residue: residueWords
        case .misspelling: misspelledHeads
        case .mark: markWords
        case .contact: contactLabels
        }
    }
}

private let finder = WordScanner(SoughtWords.allCases.flatMap(\.words))
/// Where each list starts among all words.
private let starts = SoughtWords.allCases.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.words.count) }

/// Where the sought words stand in a document, by list.
struct WordsFound: Sendable {
    private var lists = [[WordScanner.Hit]](repeating: [], count: SoughtWords.allCases.count)

    /// - Parameter ranges: what is published; contacts are sought in all of the text, since keys are labels too.
    init(in source: SourceText, _ ranges: [TextRange]) {
        for var hit in finder.hits(in: source.bytes, [TextRange(0, source.bytes.count)]) {
            guard let next = starts.firstIndex(where: { $0 > hit.word }), let list = SoughtWords(rawValue: next - 1)
            else {
                continue
            }
            let isPublished = ranges.contains { $0.lower <= hit.range.lower && hit.range.upper <= $0.upper }
            guard list == .contact || isPublished else { continue }
            hit.word -= starts[list.rawValue]
            lists[list.rawValue].append(hit)
        }
    }

    subscript(list: SoughtWords) -> [WordScanner.Hit] { lists[list.rawValue] }
}
