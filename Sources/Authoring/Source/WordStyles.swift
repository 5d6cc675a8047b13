import Office

/// What a paragraph's style says that matters here.
struct WordStyle {
    struct ListPlace { var id: String, level: Int }

    /// The heading level, 1 to 9.
    var level: Int?
    var list: ListPlace?
    /// Whether its text is hidden.
    var isHidden = false
}

/// What a style says of its number, as far as it says it.
private struct StyleNumber {
    var id: String?
    var level: Int?
}

/// Reads `word/styles.xml`: which styles are headings, and which are numbered.
func readWordStyles(_ bytes: [UInt8]) throws(OfficeError) -> [String: WordStyle] {
    var xml = XMLReader(bytes, part: "word/styles.xml")
    var styles: [String: WordStyle] = [:]
    var parents: [String: String] = [:]
    var numbers: [String: StyleNumber] = [:]
    var hidden: [String: Bool] = [:]
    var id: String?
    while let event = try xml.next() {
        guard case .start(let element) = event else { continue }
        let value = element["val"]
        switch element.name.local {
        case "style":
            id = ["paragraph", "character"].contains(element["type"] ?? "paragraph") ? element["styleId"] : nil
            if let id { styles[id] = WordStyle() }
        case "name":
            guard let id, let name = value?.lowercased(), name.hasPrefix("heading "), let level = Int(name.dropFirst(8))
            else { continue }
            if (1...9).contains(level) { styles[id]?.level = level }
        case "basedOn": if let id { parents[id] = value }
        case "outlineLvl":
            guard let id, let level = value.flatMap({ Int($0) }), (0..<9).contains(level) else { continue }
            styles[id]?.level = level + 1
        case "vanish": if let id { hidden[id] = isOn(element) }
        case "numId": if let id { numbers[id, default: .init()].id = value }
        case "ilvl": if let id { numbers[id, default: .init()].level = value.flatMap { Int($0) } }
        default: continue
        }
    }
    // What a style does not say itself it has from the one that it is based on.
    return Dictionary(
        uniqueKeysWithValues: styles.keys.map { id in
            let chain = Array(sequence(first: id) { parents[$0] }.prefix(16))
            var style = WordStyle(level: chain.lazy.compactMap { styles[$0]?.level }.first)
            if let list = chain.lazy.compactMap({ numbers[$0]?.id }).first, list != "0" {
                style.list = .init(id: list, level: chain.lazy.compactMap { numbers[$0]?.level }.first ?? 0)
            }
            style.isHidden = chain.lazy.compactMap { hidden[$0] }.first ?? false
            return (id, style)
        })
}
