import Basics

/// A text as it stands between the quotation marks of a JSON string in a script element: no character of it can end
/// the string or the element.
func jsonText(_ text: String) -> [UInt8] {
    var quoted: [UInt8] = []
    quoted.addJSON(text)
    return withoutMarkup(quoted[1..<quoted.count - 1])
}

/// JSON with `<`, `>` and `&` as escapes, so that it can stand in a script element.
public func withoutMarkup(_ json: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    for byte in json {
        switch byte {
        case UInt8(ascii: "<"): result += "\\u003c".utf8
        case UInt8(ascii: ">"): result += "\\u003e".utf8
        case UInt8(ascii: "&"): result += "\\u0026".utf8
        default: result.append(byte)
        }
    }
    return result
}
