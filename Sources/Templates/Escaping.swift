/// Appends a text with the five characters escaped that could end an element's text or a quoted attribute.
///
/// It goes by bytes: as a `Character`, a quotation mark with a combining mark is no quotation mark; to a browser it is.
///
/// - Parameter isBroken: whether line ends become `<br>`.
public func appendEscaped(_ text: String, isBroken: Bool = false, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
        var start = 0
        for index in bytes.indices where bytes[index] <= UInt8(ascii: ">") {
            let replacement: StaticString
            switch bytes[index] {
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "\""): replacement = "&quot;"
            case UInt8(ascii: "'"): replacement = "&#39;"
            case UInt8(ascii: "\n") where isBroken: replacement = "<br>"
            default: continue
            }
            output.append(contentsOf: bytes[start..<index])
            replacement.withUTF8Buffer { output.append(contentsOf: $0) }
            start = index + 1
        }
        output.append(contentsOf: bytes[start...])
    }
}
