extension [UInt8] {
    /// Appends a text as XML character data, also for an attribute in double quotation marks. What XML 1.0 cannot hold,
    /// control characters, is left out.
    mutating func addXML(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": add("&amp;")
            case "<": add("&lt;")
            case ">": add("&gt;")
            case "\"": add("&quot;")
            case "\r": add("&#13;")
            case "\n", "\t": append(UInt8(scalar.value))
            case "\u{FFFE}", "\u{FFFF}": break
            case _ where scalar.value < 0x20: break
            default: append(contentsOf: String(scalar).utf8)
            }
        }
    }

    /// Appends an element that holds a text.
    mutating func addElement(_ name: String, _ text: String) {
        add("<\(name)>")
        addXML(text)
        add("</\(name)>\n")
    }
}
