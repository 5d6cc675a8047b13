import Disclosure

/// What stands in one place of a table.
enum Cell: Sendable {
    /// Nothing: not filed, or not known.
    case blank
    case text(String)
    case integer(Int)
    /// A decimal number with as many decimals as it was written with.
    case number(Amount)

    /// A text that may be absent.
    static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .blank }

    static func number(_ amount: Amount?) -> Cell { amount.map { .number($0) } ?? .blank }
}

extension [UInt8] {
    /// Appends a text's bytes.
    mutating func add(_ text: String) { text.withBytes { append(contentsOf: $0) } }

    /// Appends what stands between the texts of a format.
    mutating func add(markup: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    /// Appends the digits of a whole number.
    mutating func add(_ number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        add(number.magnitude, digits: 1)
    }

    /// Appends a decimal number as `Amount.description` writes it: `-0.40`, without separators.
    mutating func add(_ amount: Amount) {
        if amount.millionths < 0 { append(UInt8(ascii: "-")) }
        let magnitude = amount.millionths.magnitude
        add(magnitude / 1_000_000, digits: 1)
        guard amount.decimals > 0 else { return }
        append(UInt8(ascii: "."))
        var scale: UInt = 1
        for _ in amount.decimals..<6 { scale *= 10 }
        add(magnitude % 1_000_000 / scale, digits: amount.decimals)
    }

    /// Appends a number with at least so many digits.
    private mutating func add(_ number: UInt, digits: Int) {
        var power: UInt = 1
        var count = 1
        while count < digits || number / power >= 10 {
            power *= 10
            count += 1
        }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(number / power % 10))
            power /= 10
        }
    }
}
