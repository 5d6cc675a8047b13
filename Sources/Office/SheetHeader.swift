/// Whether an element holds a header or footer of a sheet: `oddHeader`, `firstFooter` and their like.
public func isHeaderOrFooter(_ name: String) -> Bool { name.hasSuffix("Header") || name.hasSuffix("Footer") }

/// What a header or footer of a sheet shows of its text, in which `&` begins a code: `&C&"宋体,加粗"&12 第 &P 页`.
///
/// Left, middle and right come as lines. Page numbers, dates and names are left out.
public func shownText(ofHeader text: String) -> String {
    var shown = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
        guard character == "&", let code = rest.popFirst() else {
            shown.append(character)
            continue
        }
        switch code {
        case "&": shown.append("&")
        case "L", "C", "R": shown.append("\n")
        // The name of a font and its style.
        case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
        // A colour: six hexadecimal digits, or one of the theme and its tint.
        case "K": rest = rest.dropFirst(6)
        // A size, which Excel parts from digits that follow it by a space.
        case "0"..."9": rest = dropping(rest.prefix { $0.isASCII && $0.isNumber }.count, atMost: 2, from: rest)
        default: break
        }
    }
    return shown
}

/// Sizes have up to three digits; where more stand there, it has two, and the others are shown.
private func dropping(_ count: Int, atMost most: Int, from rest: Substring) -> Substring {
    rest.dropFirst(count <= most ? count : most - 1)
}
