/// The character that a symbol font draws for a code; nil for one that is not known here.
///
/// - Parameter code: as in a document, with or without the 0xF000 by which Word marks such fonts.
func symbol(_ code: UInt32, font: String) -> Character? {
    guard (0x20...0xFF).contains(code) || (0xF020...0xF0FF).contains(code) else {
        // A character of its own in an ordinary font.
        return (0xE000...0xF8FF).contains(code) ? nil : UnicodeScalar(code).map { Character($0) }
    }
    let place = code & 0xFF
    switch font.lowercased() {
    case "symbol": return symbolFont[place]
    case "wingdings": return wingdings(place)
    case "wingdings 2": return wingdings2[place]
    default: return code < 0xF000 ? UnicodeScalar(code).map { Character($0) } : nil
    }
}

/// Adobe's encoding of the font Symbol, as far as such signs stand in forms.
private let symbolFont: [UInt32: Character] = {
    var signs: [UInt32: Character] = [
        0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
        0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
        0xC5: "⊕", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠", 0xD1: "∇", 0xD6: "√", 0xD7: "·", 0xDB: "⇔", 0xDE: "⇒",
        0xE5: "∑", 0xF2: "∫", 0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    ]
    // Digits and signs are those of ASCII; letters are Greek ones.
    for code in UInt32(0x20)...0x3F where signs[code] == nil { signs[code] = UnicodeScalar(code).map { Character($0) } }
    for (first, letters) in [(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"), (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")] {
        for (index, letter) in letters.enumerated() { signs[UInt32(first + index)] = letter }
    }
    for (code, sign): (UInt32, Character) in [(0x5B, "["), (0x5D, "]"), (0x7B, "{"), (0x7C, "|"), (0x7D, "}")] {
        signs[code] = sign
    }
    return signs
}()

private func wingdings(_ code: UInt32) -> Character? {
    // Numbers in circles, white and black.
    if (0x81...0x8A).contains(code) { return UnicodeScalar(0x2460 + code - 0x81).map { Character($0) } }
    if (0x8C...0x95).contains(code) { return UnicodeScalar(0x2776 + code - 0x8C).map { Character($0) } }
    let signs: [UInt32: Character] = [
        0x20: " ", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x80: "⓪",
        0x8B: "⓿", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
        0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    ]
    return signs[code]
}

private let wingdings2: [UInt32: Character] = [
    0x20: " ", 0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■",
    0xA3: "□",
]

/// A text that stands above or below the line, in characters that stand so by themselves; nil where some have none.
func raised(_ text: String, isAbove: Bool) -> String? {
    let plain = Array("0123456789+-=()n")
    let signs = Array(isAbove ? "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" : "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ")
    var result = ""
    for character in text {
        guard let index = plain.firstIndex(of: character) else { return nil }
        result.append(signs[index])
    }
    return result
}
