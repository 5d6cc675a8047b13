/// A number of zero or more as a section of a format shows it, without its sign; nil where this program cannot tell.
func numberText(_ number: Double, _ section: FormatSection) -> String? {
    let tokens = section.tokens
    if tokens.contains(.unknown) || tokens.contains(.fractionBar) && tokens.contains(where: \.isDigit) { return nil }
    // Numbers in Chinese characters.
    if section.isChinese { return nil }
    if tokens.isEmpty { return "" }
    if tokens.contains(.general) || tokens.contains(.text) {
        return tokens.reduce("") { text, token in
            switch token {
            case .general, .text: text + generalText(number)
            case .literal(let literal): text + literal
            default: text + token.sign
            }
        }
    }
    return NumberLayout(tokens).text(of: number)
}

extension FormatSection.Token {
    fileprivate var isDigit: Bool { if case .digit = self { true } else { false } }

    /// What stands for itself in a number.
    fileprivate var sign: String {
        switch self {
        case .literal(let text): text
        case .fractionBar: "/"
        case .point: "."
        case .percent: "%"
        default: ""
        }
    }
}

/// Where the digits of a number go.
private struct NumberLayout {
    private let tokens: [FormatSection.Token]
    /// Where the whole part ends.
    private let point: Int
    private let decimals: Int
    private let isGrouped: Bool
    /// How often the number is divided by 1000.
    private let thousands: Int
    private let percents: Int
    private let exponent: Int?

    init(_ tokens: [FormatSection.Token]) {
        self.tokens = tokens
        exponent = tokens.firstIndex { if case .exponent = $0 { true } else { false } }
        let end = exponent ?? tokens.count
        let firstDecimal = tokens[..<end].firstIndex(of: .point)
        point = firstDecimal ?? end
        decimals = tokens[point..<end].count { $0.isDigit }
        percents = tokens.count { $0 == .percent }
        // Commas between digits part thousands, those behind the last digit divide by them.
        var (grouped, divided) = (false, 0)
        for (index, token) in tokens.enumerated() where token == .comma && index > 0 {
            let before = tokens[..<index].last { $0 != .comma }
            let behind = tokens[index...].first { $0 != .comma }
            guard before?.isDigit ?? false else { continue }
            if behind?.isDigit ?? false {
                grouped = grouped || index < point
            } else {
                divided += 1
            }
        }
        (isGrouped, thousands) = (grouped, divided)
    }

    func text(of number: Double) -> String? {
        if let exponent { return scientific(number, exponent) }
        let digits = ShownDigits(number).shifted(by: 2 * percents - 3 * thousands).rounded(decimals)
        let (whole, fraction) = digits.parts(decimals)
        return wholeText(whole, tokens[..<point]) + fractionText(fraction, tokens[point...])
    }

    /// With one digit before the point; more mean powers by threes.
    private func scientific(_ number: Double, _ exponent: Int) -> String? {
        guard tokens[..<point].count(where: \.isDigit) == 1, case .exponent(let showsPlus) = tokens[exponent] else {
            return nil
        }
        let (digits, power) = ShownDigits(number).scientific(decimals)
        let (whole, fraction) = digits.parts(decimals)
        let sign = power < 0 ? "-" : showsPlus ? "+" : ""
        return wholeText(whole, tokens[..<point]) + fractionText(fraction, tokens[point..<exponent]) + "E" + sign
            + wholeText(String(abs(power)), tokens[(exponent + 1)...])
    }

    /// Fills the digits in from the right; those that are too many stand before the first.
    private func wholeText(_ digits: String, _ tokens: ArraySlice<FormatSection.Token>) -> String {
        var pieces: [String] = []
        var rest = Array(digits == "0" ? "" : digits)
        var count = 0
        func grouped(_ digit: Character) -> String {
            count += 1
            return String(digit) + (isGrouped && count > 1 && count % 3 == 1 ? "," : "")
        }
        let first = tokens.firstIndex(where: \.isDigit)
        for index in tokens.indices.reversed() {
            guard case .digit(let mark) = tokens[index] else {
                pieces.append(tokens[index].sign)
                continue
            }
            if let digit = rest.popLast() {
                pieces.append(grouped(digit))
            } else if mark != "#" {
                pieces.append(mark == "0" ? grouped("0") : " ")
            }
            if index == first { while let digit = rest.popLast() { pieces.append(grouped(digit)) } }
        }
        return pieces.reversed().joined()
    }

    private func fractionText(_ digits: String, _ tokens: ArraySlice<FormatSection.Token>) -> String {
        var rest = Array(digits)[...]
        var text = ""
        for token in tokens {
            guard case .digit(let mark) = token, let digit = rest.popFirst() else {
                text += token.sign
                continue
            }
            let isLeftOut = mark != "0" && digit == "0" && rest.allSatisfy { $0 == "0" }
            text += !isLeftOut ? String(digit) : mark == "?" ? " " : ""
        }
        // A point with nothing behind it, which Excel leaves, says nothing.
        if text.hasPrefix("."), text.dropFirst().first.map({ ("0"..."9").contains($0) }) != true { text.removeFirst() }
        return text
    }
}

/// A number without a format: at most eleven characters, and where they do not do a power of ten.
func generalText(_ number: Double) -> String {
    let digits = ShownDigits(abs(number))
    let sign = number < 0 ? "-" : ""
    if abs(number) < 1e11 {
        let whole = max(1, digits.point)
        let decimals = max(0, 10 - whole)
        if abs(number) >= 1e-4 || number == 0 || digits.rounded(9).isSame(as: digits) {
            let (wholeDigits, fraction) = digits.rounded(decimals).parts(decimals)
            let kept = fraction.reversed().drop { $0 == "0" }.reversed()
            return sign + wholeDigits + (kept.isEmpty ? "" : "." + String(kept))
        }
    }
    let (mantissa, power) = digits.scientific(5)
    let (whole, fraction) = mantissa.parts(5)
    let kept = fraction.reversed().drop { $0 == "0" }.reversed()
    let powerText = (abs(power) < 10 ? "0" : "") + String(abs(power))
    return sign + whole + (kept.isEmpty ? "" : "." + String(kept)) + "E" + (power < 0 ? "-" : "+") + powerText
}
