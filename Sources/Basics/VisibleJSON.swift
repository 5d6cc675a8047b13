/// The same JSON with every invisible character of its strings as `\u` escapes.
///
/// A parser reads the same; a terminal that the text is printed on is neither steered nor reordered by it. Such
/// characters outside of ASCII stand in strings only, so the text needs no parsing.
public func visibleJSON(_ json: [UInt8]) -> [UInt8] {
    // Line feeds part findings; what is between them is visible as a rule.
    if json.split(separator: UInt8(ascii: "\n")).allSatisfy({ isCalm($0) }) { return json }
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
        if scalar.isASCII || !isUnsafe(scalar) {
            result += String(scalar).utf8
        } else {
            for unit in UTF16.encode(scalar) ?? .init() {
                let digits = String(unit, radix: 16, uppercase: true)
                result += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            }
        }
    }
    return result
}
