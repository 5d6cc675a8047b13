import Office

/// The numbered lists of a document, which count as their paragraphs come.
struct WordLists {
    struct Level {
        var format = "decimal"
        var text = ""
        var start = 1
    }

    /// By the list's id, then by level.
    var levels: [String: [Int: Level]] = [:]
    private var counts: [String: [Int: Int]] = [:]
    /// Lists that share a definition count together.
    var definitions: [String: String] = [:]
    /// The numbers by which a list starts anew, by the list's id, then by level.
    var restarts: [String: [Int: Int]] = [:]

    /// The number of the next paragraph of a list, as it is shown.
    mutating func number(_ id: String, _ level: Int) -> String {
        guard let list = levels[id], let own = list[level] else { return "" }
        let key = definitions[id] ?? id
        // A list that starts anew does so at its first paragraph.
        if let start = restarts[id]?.removeValue(forKey: level) { counts[key, default: [:]][level] = start - 1 }
        counts[key, default: [:]][level, default: own.start - 1] += 1
        for deeper in counts[key]?.keys.filter({ $0 > level }) ?? [] { counts[key]?[deeper] = nil }
        if own.format == "bullet" { return "" }
        var result = ""
        var scalars = own.text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "%", let digit = scalars.first, digit.isASCIIDigit else {
                result.unicodeScalars.append(scalar)
                continue
            }
            scalars.removeFirst()
            let wanted = Int(digit.value) - 49
            let count = counts[key]?[wanted] ?? list[wanted]?.start ?? 1
            result += listNumber(count, list[wanted]?.format ?? "decimal")
        }
        return result
    }
}

/// Reads `word/numbering.xml`.
func readWordNumbering(_ bytes: [UInt8]) throws(OfficeError) -> WordLists {
    var xml = XMLReader(bytes, part: "word/numbering.xml")
    var abstract: [String: [Int: WordLists.Level]] = [:]
    var lists = WordLists()
    var (abstractID, listID, level): (String?, String?, Int?)
    func change(_ change: (inout WordLists.Level) -> Void) {
        guard let level else { return }
        if let abstractID { change(&abstract[abstractID, default: [:]][level, default: .init()]) }
        if let listID { change(&lists.levels[listID, default: [:]][level, default: .init()]) }
    }
    while let event = try xml.next() {
        if case .end(let name) = event {
            if name.local == "abstractNum" { abstractID = nil }
            if name.local == "num" { listID = nil }
            continue
        }
        guard case .start(let element) = event else { continue }
        let value = element["val"]
        switch element.name.local {
        case "abstractNum": abstractID = element["abstractNumId"]
        case "num": listID = element["numId"]
        case "abstractNumId":
            guard let listID, let value else { continue }
            lists.levels[listID] = abstract[value]
            lists.definitions[listID] = value
        case "lvlOverride": level = element["ilvl"].flatMap { Int($0) }
        // In a list of its own, a level replaces that of the definition.
        case "lvl":
            level = element["ilvl"].flatMap { Int($0) }
            change { $0 = .init() }
        case "numFmt": change { $0.format = (value == "custom" ? element["format"] : value) ?? "decimal" }
        case "Fallback": try skip(&xml)
        case "lvlText": change { $0.text = value ?? "" }
        case "start": change { $0.start = listStart(value) }
        case "startOverride":
            if let listID, let level { lists.restarts[listID, default: [:]][level] = listStart(value) }
        default: continue
        }
    }
    return lists
}

private func listStart(_ value: String?) -> Int { min(100_000, max(0, value.flatMap { Int($0) } ?? 1)) }
