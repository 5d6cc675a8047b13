import Basics

/// The quotes of a front matter, and the characters that nobody sees.
extension FrontMatterRepair {
    // MARK: Quotes

    mutating func readQuoted(_ range: TextRange) {
        let mark = bytes[range.lower]
        guard let close = closingQuote(range) else {
            // The closing quote may have been forgotten; then the opening one is no part of the text.
            return quote(range, "值以引号“\(String(UnicodeScalar(mark)))”开头，但这一行里没有结束的引号", isMechanical: false)
        }
        guard close == range.upper - 1 else {
            return quote(range, "引号“\(String(UnicodeScalar(mark)))”只包住了值的一部分，YAML 读不出后面的文字")
        }
        guard mark == .doubleQuote else { return }
        let inner = TextRange(range.lower + 1, close)
        guard let escape = strangeEscape(inner) else { return }
        let text = quoted(inner)
        mend(
            range, with: text, .error, "双引号里的“\(escape)”是 YAML 的转义记号，不会照原样显示",
            help: "改用单引号：\(text)")
    }

    /// The first backslash, with the character behind it, that does not simply keep a quote, bar or line end.
    private func strangeEscape(_ range: TextRange) -> String? {
        var index = range.lower
        while index < range.upper {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
                guard index < range.upper, "\"\\/n".utf8.contains(bytes[index]) else {
                    return source.text(TextRange(index - 1, range.upper)).unicodeScalars.prefix(2)
                        .reduce(into: "") { $0.unicodeScalars.append($1) }
                }
            }
            index += 1
        }
        return nil
    }

    /// The offset of the quote that closes the one at the range's start.
    func closingQuote(_ range: TextRange) -> Int? {
        let mark = bytes[range.lower]
        var index = range.lower + 1
        while index < range.upper {
            if mark == .doubleQuote, bytes[index] == UInt8(ascii: "\\") {
                index += 1
            } else if bytes[index] == mark {
                let isDoubled = mark == .singleQuote && index + 1 < range.upper && bytes[index + 1] == mark
                if !isDoubled { return index }
                index += 1
            }
            index += 1
        }
        return nil
    }

    mutating func quote(
        _ range: TextRange, _ summary: String, help: String = "给整个值加上单引号", isMechanical: Bool = true
    ) {
        let text = quoted(range)
        let keepsAll = !(range.lower..<range.upper).contains { invisible(at: $0) != nil }
        mend(range, with: text, .error, summary, help: "\(help)：\(text)", isMechanical: isMechanical && keepsAll)
    }

    /// The text as a YAML scalar in single quotes, without the characters that are mended everywhere.
    func quoted(_ range: TextRange) -> String {
        var text: [UInt8] = [.singleQuote]
        var index = range.lower
        while index < range.upper {
            if let slip = invisible(at: index) {
                text += slip.replacement.utf8
                index += slip.width
            } else {
                text.append(bytes[index])
                if bytes[index] == .singleQuote { text.append(.singleQuote) }
                index += 1
            }
        }
        return String(decoding: text + [.singleQuote], as: UTF8.self)
    }

    // MARK: Characters

    /// Reports tabs, line separators that end a line in YAML but not on screen, and byte order marks in mid-text.
    mutating func mendCharacters(_ line: TextRange) {
        var index = line.lower
        while index < line.upper {
            guard let slip = invisible(at: index) else {
                index += 1
                continue
            }
            let start = index
            while index < line.upper, let next = invisible(at: index), next.summary == slip.summary {
                index += next.width
            }
            mend(TextRange(start, index), with: slip.replacement, .error, slip.summary, help: slip.help)
        }
    }

    /// Takes such characters out where a line begins with them; returns the offset of the text behind them.
    mutating func mendCharactersBeforeText(_ line: TextRange) -> Int {
        guard line.lower < line.upper, let slip = invisible(at: line.lower) else { return line.lower }
        var index = line.lower
        while index < line.upper {
            guard let width = spaceWidth(bytes, at: index) ?? invisible(at: index)?.width else { break }
            index += width
        }
        let range = TextRange(line.lower, min(index, line.upper))
        mend(range, with: "", .error, slip.summary, help: slip.help)
        return range.upper
    }

    private struct InvisibleCharacter {
        var width: Int
        var replacement: String
        var summary: String
        var help: String
    }

    private func invisible(at index: Int) -> InvisibleCharacter? {
        switch bytes[index] {
        case .tab:
            return InvisibleCharacter(
                width: 1, replacement: " ", summary: "这里有制表符（Tab），YAML 不允许", help: "换成空格")
        case 0xE2
        where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
            return InvisibleCharacter(
                width: 3, replacement: " ", summary: "这里有看不见的换行符，多半是从 Word 复制来的",
                help: "换成空格；需要分段的长文字写在正文里")
        case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF:
            return InvisibleCharacter(
                width: 3, replacement: "", summary: "这里有看不见的零宽字符（U+FEFF），YAML 不允许", help: "删去它")
        default: return nil
        }
    }

    /// The range without the spaces, of whatever kind, at its ends; an empty one stands at the range's end.
    func trimmedSpaces(_ range: TextRange) -> TextRange {
        var lower = range.lower
        var upper = range.upper
        while lower < upper, let width = spaceWidth(bytes, at: lower), lower + width <= upper {
            lower += width
        }
        while lower < upper, let width = spaceWidth(bytes, before: upper), upper - width >= lower {
            upper -= width
        }
        return TextRange(lower, upper)
    }
}
