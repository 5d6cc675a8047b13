/// A number format of Excel (ECMA-376 Part 1, 18.8.31): how a cell shows the number or the text that it holds.
///
/// What cannot be shown just as Excel does is not guessed: fractions, numbers in Chinese characters, eras.
struct NumberFormat {
    /// As the workbook spells it.
    let code: String
    /// Those for numbers, at most three.
    private let sections: [FormatSection]
    private let textSection: FormatSection?

    static let general = NumberFormat("General")

    init(_ code: String) {
        let code = code.isEmpty ? "General" : code
        self.code = code
        var sections = FormatSection.sections(of: code)
        let isForText = sections.count > 3 || sections.last?.tokens.contains(.text) ?? false
        textSection = isForText ? sections.removeLast() : nil
        // A format for texts alone leaves numbers as they are.
        self.sections = sections.isEmpty ? [FormatSection([.general])] : Array(sections.prefix(3))
    }

    /// Formats that a workbook does not spell out; those of dates as a Chinese Excel shows them.
    static let builtIn: [Int: String] = [
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
        14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
        21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy\"年\"m\"月\"", 28: "m\"月\"d\"日\"", 29: "m\"月\"d\"日\"",
        30: "m-d-yy", 31: "yyyy\"年\"m\"月\"d\"日\"", 32: "h\"时\"mm\"分\"", 33: "h\"时\"mm\"分\"ss\"秒\"",
        34: "上午/下午h\"时\"mm\"分\"", 35: "上午/下午h\"时\"mm\"分\"ss\"秒\"", 36: "yyyy\"年\"m\"月\"",
        37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
        41: "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", 42: "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* \"-\"_ ;_ @_ ",
        43: "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
        44: "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
        48: "##0.0E+0", 49: "@", 50: "yyyy\"年\"m\"月\"", 51: "m\"月\"d\"日\"", 52: "yyyy\"年\"m\"月\"",
        53: "m\"月\"d\"日\"", 54: "m\"月\"d\"日\"", 55: "上午/下午h\"时\"mm\"分\"", 56: "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        57: "yyyy\"年\"m\"月\"", 58: "m\"月\"d\"日\"",
    ]

    /// The text that Excel shows for a number; nil where this program cannot tell.
    func shown(_ number: Double, countsFrom1904: Bool) -> String? {
        guard number.isFinite, let (section, saysSign) = section(for: number) else { return nil }
        if section.isDate { return dateText(number + (countsFrom1904 ? 1462 : 0), section) }
        guard let text = numberText(abs(number), section) else { return nil }
        // What is rounded to nothing has no sign.
        let isNegative = number < 0 && text.contains { ("1"..."9").contains($0) }
        return isNegative && !saysSign ? "-" + text : text
    }

    /// About what Excel shows, where this program cannot tell: the day, or the number without a format.
    func likelyShown(_ number: Double, countsFrom1904: Bool) -> String {
        let day = section(for: number)?.0.isDate ?? false ? NumberFormat("yyyy/m/d") : .general
        return day.shown(number, countsFrom1904: countsFrom1904) ?? generalText(number)
    }

    /// The text that Excel shows for a text.
    func shown(_ text: String) -> String {
        guard let textSection else { return text }
        return textSection.tokens.reduce("") { shown, token in
            switch token {
            case .text, .general: shown + text
            case .literal(let literal): shown + literal
            default: shown
            }
        }
    }

    /// The section that a number is shown by, and whether a negative number's sign is left to it.
    private func section(for number: Double) -> (FormatSection, saysSign: Bool)? {
        guard sections.contains(where: { $0.condition != nil }) else {
            if number < 0, sections.count > 1 { return (sections[1], true) }
            return (number == 0 && sections.count > 2 ? sections[2] : sections[0], false)
        }
        // Whether a sign shows then depends on the condition.
        guard number >= 0 else { return nil }
        return sections.first { $0.condition?.holds(for: number) ?? true }.map { ($0, false) }
    }
}
