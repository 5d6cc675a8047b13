/// The number of terminal cells that a text takes: two for each wide East Asian character, none for a combining one.
public func cellWidth(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + cellWidth($1) }
}

private func cellWidth(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    // Chinese, before anything is looked up.
    if (0x4E00...0x9FFF).contains(scalar.value) || (0xFF01...0xFF60).contains(scalar.value) { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
        0x20000...0x3FFFD:
        return 2
    default: return 1
    }
}

/// The text with every character that could steer a terminal or reorder a line made visible.
///
/// Control characters, bidirectional controls, line separators and invisible tags become `\u{…}`; a tab becomes a space.
public func terminalSafe(_ text: some StringProtocol) -> String {
    if isCalm(text.utf8) { return String(text) }
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar == "\t" {
            result += " "
        } else if isUnsafe(scalar) {
            result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Whether UTF-8 text plainly holds nothing but visible characters, as nearly every text does; false where only a look at
/// each character's properties could tell.
func isCalm(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable { bytes in
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead >= 0x20, lead < 0x7F {
                index += 1
                continue
            }
            guard index + 2 < bytes.count else { return false }
            let next = bytes[index + 1]
            switch lead {
            // U+3000…U+D7FF: Chinese, kana, hangul and their marks.
            case 0xE3...0xED: break
            // General punctuation but for the invisible ones in it; letter-like signs, arrows, operators, shapes.
            case 0xE2:
                guard next > 0x81 || next == 0x80 && (0x90...0xA7).contains(bytes[index + 2]) else { return false }
            // Full-width forms.
            case 0xEF: guard next == 0xBC || next == 0xBD else { return false }
            default: return false
            }
            index += 3
        }
        return true
    } ?? false
}

func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: false
    }
}
