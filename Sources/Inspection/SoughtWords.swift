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

private let finder = WordMatcher(SoughtWords.allCases.flatMap(\.words))
/// The list of each word among all, and its index in that list.
private let origins = SoughtWords.allCases.flatMap { list in list.words.indices.map { (list: list, word: $0) } }

/// Where the sought words stand in a document, by list.
struct WordsFound: Sendable {
    private var hits: [(list: SoughtWords, hit: WordMatcher.Hit)] = []

    /// - Parameter ranges: what is published; contacts are sought in all of the text, since keys are labels too.
    init(in source: SourceText, _ ranges: [TextRange]) {
        for var hit in finder.hits(in: source.bytes, TextRange(0, source.bytes.count)) {
            let (list, word) = origins[hit.word]
            if list != .contact,
                !ranges.contains(where: { $0.lower <= hit.range.lower && hit.range.upper <= $0.upper })
            {
                continue
            }
            hit.word = word
            hits.append((list, hit))
        }
    }

    subscript(list: SoughtWords) -> [WordMatcher.Hit] { hits.compactMap { $0.list == list ? $0.hit : nil } }
}
