/// An exact decimal number: an amount of money (金额), a percentage or a weight.
///
/// At most 11 digits before and 6 after the point, so that sums of tens of millions of them are exact.
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
        var value = 0
        var digits = 0
        var decimals: Int?
        var isNegative = false
        var hasStarted = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\u{A0}", "\u{3000}", "\t": continue
            case "-", "－", "−":
                guard !hasStarted else { return nil }
                isNegative = true
            case ",", "，":
                guard digits > 0, decimals == nil else { return nil }
            case ".", "．":
                guard decimals == nil, digits > 0 else { return nil }
                decimals = 0
            default:
                guard let digit = decimalDigit(scalar) else { return nil }
                digits += 1
                decimals = decimals.map { $0 + 1 }
                guard digits <= 17, decimals ?? 0 <= 6 else { return nil }
                value = value * 10 + digit
            }
            hasStarted = true
        }
        guard digits > 0, digits - (decimals ?? 0) <= 11 else { return nil }
        for _ in (decimals ?? 0)..<6 { value *= 10 }
        self.init(millionths: isNegative ? -value : value, decimals: decimals ?? 0)
    }

    public static func + (left: Amount, right: Amount) -> Amount {
        Amount(
            millionths: left.millionths + right.millionths, decimals: max(left.decimals, right.decimals))
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
        return Int((Double(millionths) * 100 / Double(whole.millionths)).rounded())
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

/// The value of a decimal digit, half or full width.
func decimalDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
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
