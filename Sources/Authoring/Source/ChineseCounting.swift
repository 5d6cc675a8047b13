/// From 0 to 9.
let chineseDigits = Array("〇一二三四五六七八九")

enum ChineseNumerals {
    case plain, legal

    var digits: [Character] { self == .plain ? chineseDigits : Array("零壹贰叁肆伍陆柒捌玖") }
    var units: [String] { self == .plain ? ["千", "百", "十", ""] : ["仟", "佰", "拾", ""] }
}

/// 1 to 9 999 in Chinese; beyond, digits.
func chineseCounting(_ count: Int, in numerals: ChineseNumerals = .plain) -> String {
    guard (1...9999).contains(count) else { return "\(count)" }
    var result = ""
    var skipsZero = false
    for (power, unit) in zip([1000, 100, 10, 1], numerals.units) {
        let digit = count / power % 10
        if digit == 0 {
            skipsZero = !result.isEmpty
            continue
        }
        if skipsZero { result += numerals == .plain ? "〇" : "零" }
        skipsZero = false
        // 十二, and not 一十二.
        if !(power == 10 && digit == 1 && result.isEmpty && numerals == .plain) {
            result.append(numerals.digits[digit])
        }
        result += unit
    }
    return result
}
