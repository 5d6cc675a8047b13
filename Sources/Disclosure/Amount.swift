/// An exact decimal number: an amount of money (金额), a percentage or a weight.
///
/// At most 11 digits before and 6 after the point. A sum that no budget can reach, over nine trillion, stays there.
public struct Amount: Sendable, Hashable {
    /// The number in millionths.
    public private(set) var millionths: Int
    /// The number of decimals to print, 0 to 6: as many as were written, or the most of any summand.
    public private(set) var decimals: Int

    public static let zero = Amount(millionths: 0, decimals: 0)

    public init(millionths: Int, decimals: Int) {
        self.millionths = millionths
        self.decimals = decimals
    }

    /// Reads a number as people write it: full-width digits, separators between thousands and surrounding spaces
    /// are accepted.
    ///
    /// - Returns: nil for what is not one number, or has too many digits to be held exactly.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        let bytes = text.utf8.span
        var start = 0
        bytes.skipSpace(&start)
        var end = start
        while end < bytes.count, bytes.spaceWidth(at: end) == 0 { end += 1 }
        var rest = end
        bytes.skipSpace(&rest)
        guard rest == bytes.count else { return nil }
        self.init(bytes, in: start..<end)
    }

    /// Reads the number that some bytes of a text spell.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        var index = range.lowerBound
        let (sign, signWidth) = bytes.scalar(at: index)
        let isNegative = sign == "-" || sign == "－" || sign == "−"
        if isNegative { index += signWidth }
        var value = 0
        var digits = 0
        var decimals: Int?
        // Digits since the last separator between thousands, which have to be three.
        var group: Int?
        while index < range.upperBound {
            if let (digit, width) = bytes.digit(at: index) {
                digits += 1
                if decimals != nil { decimals? += 1 } else { group? += 1 }
                guard digits <= 17, decimals ?? 0 <= 6 else { return nil }
                value = value * 10 + digit
                index += width
                continue
            }
            let (mark, width) = bytes.scalar(at: index)
            switch mark {
            case ",", "，":
                guard decimals == nil, group.map({ $0 == 3 }) ?? (1...3).contains(digits) else { return nil }
                group = 0
            case ".", "．":
                guard decimals == nil, digits > 0, group ?? 3 == 3 else { return nil }
                decimals = 0
            default: return nil
            }
            index += width
        }
        guard digits > 0, decimals != 0, group ?? 3 == 3, digits - (decimals ?? 0) <= 11 else { return nil }
        for _ in (decimals ?? 0)..<6 { value *= 10 }
        self.init(millionths: isNegative ? -value : value, decimals: decimals ?? 0)
    }

    public static func + (left: Amount, right: Amount) -> Amount {
        let (sum, overflows) = left.millionths.addingReportingOverflow(right.millionths)
        return Amount(
            millionths: overflows ? (left.millionths < 0 ? .min : .max) : sum,
            decimals: max(left.decimals, right.decimals))
    }

    /// The number in units ten thousand times as large, as from 元 to 万元; exact to 0.01 元.
    ///
    /// - Returns: nil when it has decimals that would be lost.
    public func dividedByTenThousand() -> Amount? {
        guard millionths % 10_000 == 0 else { return nil }
        var decimals = 6
        var rest = millionths / 10_000
        while decimals > 2, rest % 10 == 0 {
            rest /= 10
            decimals -= 1
        }
        return Amount(millionths: millionths / 10_000, decimals: decimals)
    }

    /// The share of a whole in hundredths, rounded half up; nil for a whole of zero.
    public func percent(of whole: Amount) -> Int? {
        guard whole.millionths > 0 else { return nil }
        let (part, whole) = (Int128(millionths), Int128(whole.millionths))
        let (quotient, remainder) = (part * 200 + whole).quotientAndRemainder(dividingBy: whole * 2)
        return Int(clamping: remainder < 0 ? quotient - 1 : quotient)
    }

    public var isInteger: Bool { millionths % 1_000_000 == 0 }

    public var doubleValue: Double { Double(millionths) / 1_000_000 }
}

extension Amount: Comparable {
    public static func < (left: Amount, right: Amount) -> Bool { left.millionths < right.millionths }

    /// Equal numbers are equal, however many decimals they were written with.
    public static func == (left: Amount, right: Amount) -> Bool { left.millionths == right.millionths }

    public func hash(into hasher: inout Hasher) { hasher.combine(millionths) }
}

extension Amount: CustomStringConvertible {
    /// The number with its decimals and without separators: `8.70`.
    public var description: String {
        let magnitude = millionths.magnitude
        var text = (millionths < 0 ? "-" : "") + String(magnitude / 1_000_000)
        guard decimals > 0 else { return text }
        let fraction = String(magnitude % 1_000_000)
        text += "." + (String(repeating: "0", count: 6 - fraction.count) + fraction).prefix(decimals)
        return text
    }

    /// The number with at least two decimals, as amounts in 万元 are printed.
    public var moneyDescription: String {
        Amount(millionths: millionths, decimals: max(2, decimals)).description
    }
}

extension Sequence<Amount> {
    public func sum() -> Amount { reduce(.zero, +) }
}

/// The unit that a document's amounts are given in (金额单位).
public enum AmountUnit: String, Sendable, Hashable {
    case yuan = "元"
    case tenThousandYuan = "万元"

    /// The amount in 万元; nil when it cannot be held exactly.
    public func inTenThousandYuan(_ amount: Amount) -> Amount? {
        switch self {
        case .yuan: amount.dividedByTenThousand()
        case .tenThousandYuan: amount
        }
    }
}
