// Texts of forms, compared and cut by their characters (never by grapheme clusters).

extension Unicode.Scalar {
    /// White space, and the characters without width that come along when text is copied.
    var isFormSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF:
            true
        default: false
        }
    }

    var isHan: Bool { (0x3400...0x9FFF).contains(value) || (0x20000...0x3FFFF).contains(value) }

    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
    /// The text without any white space: labels are compared so, `财政    资金` being `财政资金`.
    var squeezed: String {
        if !unicodeScalars.contains(where: \.isFormSpace) { return self }
        var kept = ""
        kept.unicodeScalars.append(contentsOf: unicodeScalars.filter { !$0.isFormSpace })
        return kept
    }

    /// Whether the text has no visible character.
    var isBlankText: Bool { unicodeScalars.allSatisfy(\.isFormSpace) }

    /// The text without white space at its ends.
    var trimmedText: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isFormSpace }),
            let last = scalars.lastIndex(where: { !$0.isFormSpace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The lines, each without white space at its ends, blank ones at the beginning and the end left out.
    var trimmedLines: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmedText }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.drop(while: \.isEmpty).joined(separator: "\n")
    }

    /// The text from a bracket on left out: `项目资金（万元）` is `项目资金`.
    var withoutBrackets: String {
        guard let bracket = unicodeScalars.firstIndex(where: { "（([【".unicodeScalars.contains($0) }),
            bracket > startIndex
        else { return self }
        return String(self[..<bracket])
    }

    /// The number of characters, as a person counts Chinese.
    var length: Int { unicodeScalars.count }

    func contains(anyOf words: [String]) -> Bool { words.contains { contains($0) } }

    /// Whether the text reads as a sentence and not as a name or a label.
    var isSentence: Bool { unicodeScalars.contains { "。；！？".unicodeScalars.contains($0) } || length > 60 }
}
