/// A number of a list as Word writes it in one of its formats (ECMA-376 Part 1, 17.18.59). Formats that are not known here
/// are written in digits.
func listNumber(_ count: Int, _ format: String) -> String {
    func picked(_ signs: String) -> String {
        let signs = Array(signs)
        return signs.indices.contains(count - 1) ? String(signs[count - 1]) : "\(count)"
    }
    /// Signs that follow one another in Unicode; digits where there are none.
    func enclosed(_ first: UInt32, upTo last: Int) -> String {
        guard (1...last).contains(count), let scalar = UnicodeScalar(first + UInt32(count) - 1) else {
            return "\(count)"
        }
        return String(Character(scalar))
    }
    switch format {
    case "none": return ""
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
        "taiwaneseCounting":
        return chineseCounting(count)
    case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
        return String("\(count)".map { chineseDigits[$0.wholeNumberValue ?? 0] })
    case "chineseLegalSimplified": return chineseCounting(count, in: .legal)
    case "ideographTraditional": return picked("甲乙丙丁戊己庚辛壬癸")
    case "ideographZodiac": return picked("子丑寅卯辰巳午未申酉戌亥")
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": return enclosed(0x2460, upTo: 20)
    case "decimalEnclosedParen": return enclosed(0x2474, upTo: 20)
    case "decimalEnclosedFullstop": return enclosed(0x2488, upTo: 20)
    case "ideographEnclosedCircle": return enclosed(0x3280, upTo: 10)
    case "decimalZero": return count < 10 ? "0\(count)" : "\(count)"
    case "01, 02, 03, ...": return count < 10 ? "0\(count)" : "\(count)"
    case "001, 002, 003, ...": return String(repeating: "0", count: max(0, 3 - "\(count)".count)) + "\(count)"
    case "upperRoman": return roman(count)
    case "lowerRoman": return roman(count).lowercased()
    // A to Z, then AA to ZZ.
    case "lowerLetter", "upperLetter":
        let letter = (count - 1) % 26
        guard count > 0, let scalar = UnicodeScalar(UInt32((format == "lowerLetter" ? 97 : 65) + letter)) else {
            return "\(count)"
        }
        return String(repeating: String(Character(scalar)), count: min(64, (count - 1) / 26 + 1))
    case "decimalFullWidth", "decimalFullWidth2":
        return String(
            String.UnicodeScalarView("\(count)".unicodeScalars.compactMap { UnicodeScalar($0.value + 0xFEE0) }))
    default: return "\(count)"
    }
}

private func roman(_ count: Int) -> String {
    guard (1...3999).contains(count) else { return "\(count)" }
    var rest = count
    var result = ""
    for (value, letters) in [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ] {
        while rest >= value {
            result += letters
            rest -= value
        }
    }
    return result
}
