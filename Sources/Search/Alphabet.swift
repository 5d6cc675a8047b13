/// The characters of a site beyond ASCII, the frequent ones first: what texts and keys are written in fewer bits by.
struct Alphabet: Sendable {
    private(set) var characters: [UInt32]

    /// The frequent characters of some documents; what is rare comes in by `complete`.
    init(sample documents: some Sequence<SearchedDocument>) {
        var counts = [Int](repeating: 0, count: 0x10000)
        for document in documents {
            for text in document.allTexts {
                let bytes = text.utf8.span
                var index = 0
                while index < bytes.count {
                    let code = bytes.codePoint(at: &index)
                    if code < 0x10000 { counts[Int(code)] += 1 }
                }
            }
        }
        characters = (0x80..<0x10000).filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
            .prefix(TextBytes.codes).map(UInt32.init)
    }

    /// Adds those of the normal form that are not there yet, in their own order.
    mutating func complete(with seen: [Bool]) {
        var isKnown = [Bool](repeating: false, count: 0x10000)
        for character in characters { isKnown[Int(character)] = true }
        for code in 0x80..<0x10000 where seen[code] && !isKnown[code] { characters.append(UInt32(code)) }
    }
}

extension SearchedDocument {
    fileprivate var allTexts: [String] {
        texts.flatMap { [$0.label, $0.text] } + [name]
            + rows.flatMap { [$0.level1, $0.level2, $0.level3, $0.description, $0.value] + $0.others }
    }
}
