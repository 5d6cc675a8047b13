/// The word lists that the checks of indicators share.
enum IndicatorWords {
    /// Endings of names whose target is a percentage: 率, 比例, …
    static let rates = WordMatcher(WordList(PackageResources.rates_tsv))
    /// Endings of names that count something: 数, 面积, …
    static let counts = WordMatcher(WordList(PackageResources.counts_tsv))
    /// Words for a rate of growth: 增长率, 增幅, …
    static let growthRates = WordMatcher(WordList(PackageResources.growth_rates_tsv))
    /// Words that let a percentage go beyond 100 or below 0: 增长, 同比, …
    static let beyondWhole = WordMatcher(WordList(PackageResources.beyond_whole_tsv))
    /// Words that promise without a measure: 进一步, 明显, …
    static let vague = WordMatcher(WordList(PackageResources.vague_tsv))
    /// Groups of people larger than the staff of a project: 群众, 游客, …
    static let widerPublics = WordList(PackageResources.wider_publics_tsv).words
    static let units = WordIndex(WordList(PackageResources.units_tsv))
    /// Whole values that stand in for one that is not there.
    static let placeholders = WordIndex(WordList(PackageResources.placeholders_tsv))
    /// Parts of values that stand in for a number.
    static let blanks = WordMatcher(WordList(rows: [["XX"], ["xx"], ["××"], ["**"], ["__"], ["□"], ["○○"]]))
    static let percents = WordMatcher(WordList(rows: [["%"], ["％"], ["‰"], ["百分"], ["﹪"]]))
    /// Operators as they should not be written, longest first, and what they mean.
    static let wrongOperators = WordList(PackageResources.operators_tsv).rows
        .filter { $0.count > 1 }
        .map { (spelling: $0[0], meaning: $0[1]) }
        .sorted { $0.spelling.unicodeScalars.count > $1.spelling.unicodeScalars.count }
}

/// The names of first and second levels that forms use. In the word list those of one rank stand together.
enum LevelNames {
    /// A level, by its position among the rows of the word list.
    struct Level: Sendable, Hashable {
        fileprivate var row: Int

        /// The name that others are aliases of.
        var name: String { LevelNames.rows[row][2] }
        /// The 一级指标 that it stands under, or is.
        var level1: String { LevelNames.rows[row][3] }
    }

    private static let rows = WordList(PackageResources.levels_tsv).rows.filter { $0.count > 3 }
    static let firsts = Names(rank: "一级")
    static let seconds = Names(rank: "二级")

    /// The names of one rank.
    struct Names: Sendable {
        /// The names and aliases.
        let all: [String]
        private let index: WordIndex
        private let firstRow: Int

        fileprivate init(rank: String) {
            all = rows.filter { $0[1] == rank }.map { $0[0] }
            index = WordIndex(all)
            firstRow = rows.firstIndex { $0[1] == rank } ?? 0
        }

        subscript(text: String) -> Level? { index.row(of: text).map { Level(row: firstRow + $0) } }

        /// Every name that others are aliases of.
        var usual: [String] { Set(all.compactMap { self[$0]?.name }).sorted() }
    }

    static func first(_ text: String) -> Level? { firsts[text] ?? firsts[bare(text)] }

    static func second(_ text: String) -> Level? { seconds[text] ?? seconds[bare(text)] }

    /// The name without white space and what follows in brackets: `产出指标（50分）`.
    static func bare(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "（" || scalar == "(" { break }
            if !scalar.properties.isWhitespace { result.append(scalar) }
        }
        return String(result)
    }
}
