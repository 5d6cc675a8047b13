import Glibc

/// The fifteen digits of a number that Excel works with, of which it shows as many as a format wants.
struct ShownDigits {
    /// Without zeros at the start; empty for 0.
    private var digits: [UInt8]
    /// How many digits stand before the point; negative for zeros behind it.
    private(set) var point: Int

    /// - Parameter number: zero or more.
    init(_ number: Double) {
        var buffer = [CChar](repeating: 0, count: 32)
        let count = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.14e", $0) }
        let text = buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }
        let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
        digits = text[..<mark].filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }
        point = 1 + (Int(String(decoding: text[min(mark + 1, text.count)...], as: UTF8.self)) ?? 0)
        trim()
    }

    /// Times a power of ten.
    func shifted(by power: Int) -> ShownDigits {
        var result = self
        if !digits.isEmpty { result.point += power }
        return result
    }

    /// Rounded to so many decimals, halves away from zero.
    func rounded(_ decimals: Int) -> ShownDigits {
        var result = self
        let kept = point + decimals
        guard kept < digits.count else { return result }
        guard kept >= 0 else { return ShownDigits(0) }
        let goesUp = digits[kept] >= 5
        result.digits.removeLast(digits.count - kept)
        if goesUp { result.increment() }
        result.trim()
        return result
    }

    /// With one digit before the point, rounded to so many decimals, and the power of ten.
    func scientific(_ decimals: Int) -> (digits: ShownDigits, power: Int) {
        guard !digits.isEmpty else { return (self, 0) }
        let mantissa = shifted(by: 1 - point).rounded(decimals)
        // 9.99 may have become 10.0.
        let carried = mantissa.point - 1
        return (mantissa.shifted(by: -carried), point - 1 + carried)
    }

    /// The digits before the point, at least one, and so many behind it.
    func parts(_ decimals: Int) -> (whole: String, fraction: String) {
        func digit(_ index: Int) -> Character {
            Character(UnicodeScalar(UInt8(ascii: "0") + (digits.indices.contains(index) ? digits[index] : 0)))
        }
        let whole = point > 0 ? String((0..<point).map(digit)) : "0"
        return (whole, String((point..<point + decimals).map(digit)))
    }

    func isSame(as other: ShownDigits) -> Bool { digits == other.digits && point == other.point }

    private mutating func increment() {
        for index in digits.indices.reversed() {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
        }
        digits.insert(1, at: 0)
        point += 1
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point = digits.isEmpty ? 0 : point - zeros
    }
}
