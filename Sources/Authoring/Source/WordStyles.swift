import Office

/// What a paragraph's style says that matters here.
struct WordStyle {
    struct ListPlace { var id: String, level: Int }

    /// The heading level, 1 to 9.
    var level: Int?
    var list: ListPlace?
}

/// Reads `word/styles.xml`: which styles are headings, and which are numbered.
func readWordStyles(_ bytes: [UInt8]) throws(OfficeError) -> [String: WordStyle] {
    var xml = XMLReader(bytes, part: "word/styles.xml")
    var styles: [String: WordStyle] = [:]
    var parents: [String: String] = [:]
    var id: String?
    while let event = try xml.next() {
        guard case .start(let element) = event else { continue }
        let value = element["val"]
        switch element.name.local {
        case "style":
            id = element["type"] == "paragraph" || element["type"] == nil ? element["styleId"] : nil
            if let id { styles[id] = WordStyle() }
        case "name":
            guard let id, let name = value?.lowercased(), name.hasPrefix("heading "), let level = Int(name.dropFirst(8))
            else { continue }
            if (1...9).contains(level) { styles[id]?.level = level }
        case "basedOn": if let id { parents[id] = value }
        case "outlineLvl":
            guard let id, let level = value.flatMap({ Int($0) }), (0..<9).contains(level) else { continue }
            styles[id]?.level = level + 1
        case "numId":
            guard let id, let value, value != "0" else { continue }
            let level = styles[id]?.list?.level ?? 0
            styles[id]?.list = .init(id: value, level: level)
        case "ilvl": if let id, let level = value.flatMap({ Int($0) }) { styles[id]?.list?.level = level }
        default: continue
        }
    }
    for (id, parent) in parents {
        var next: String? = parent
        for _ in 0..<16 {
            guard let above = next, let style = styles[above] else { break }
            if styles[id]?.level == nil { styles[id]?.level = style.level }
            next = parents[above]
        }
    }
    return styles
}

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

    /// The number of the next paragraph of a list, as it is shown.
    mutating func number(_ id: String, _ level: Int) -> String {
        guard let list = levels[id], let own = list[level] else { return "" }
        let key = definitions[id] ?? id
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
            result += formatted(count, list[wanted]?.format ?? "decimal")
        }
        return result
    }

    private func formatted(_ count: Int, _ format: String) -> String {
        switch format {
        case "none": return ""
        case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
            "ideographDigital", "taiwaneseCounting":
            return chineseNumber(count)
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
            return (1...20).contains(count)
                ? UnicodeScalar(0x245F + count).map { String(Character($0)) } ?? "\(count)" : "\(count)"
        case "lowerLetter", "upperLetter":
            let letter = UnicodeScalar(UInt8((format == "lowerLetter" ? 96 : 64) + min(26, max(1, count))))
            return String(Character(letter))
        case "decimalFullWidth":
            return String(
                String.UnicodeScalarView("\(count)".unicodeScalars.compactMap { UnicodeScalar($0.value + 0xFEE0) }))
        default: return "\(count)"
        }
    }
}

/// 1 to 99 in Chinese; beyond, digits.
private func chineseNumber(_ count: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(count) else { return "\(count)" }
    let tens = count / 10
    return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十") + digits[count % 10]
}

/// Reads `word/numbering.xml`.
func readWordNumbering(_ bytes: [UInt8]) throws(OfficeError) -> WordLists {
    var xml = XMLReader(bytes, part: "word/numbering.xml")
    var abstract: [String: [Int: WordLists.Level]] = [:]
    var lists = WordLists()
    var (abstractID, listID, level): (String?, String?, Int?)
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
        case "lvl":
            level = element["ilvl"].flatMap { Int($0) }
            if let abstractID, let level { abstract[abstractID, default: [:]][level] = .init() }
        case "numFmt": if let abstractID, let level { abstract[abstractID]?[level]?.format = value ?? "decimal" }
        case "lvlText": if let abstractID, let level { abstract[abstractID]?[level]?.text = value ?? "" }
        case "start":
            if let abstractID, let level {
                abstract[abstractID]?[level]?.start = min(100_000, max(0, value.flatMap { Int($0) } ?? 1))
            }
        case "startOverride":
            // A list that starts anew counts for itself.
            if let listID { lists.definitions[listID] = "list " + listID }
        default: continue
        }
    }
    return lists
}
