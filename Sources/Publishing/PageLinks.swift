/// The files of its own site that a page refers to, by `href` and `src`, as paths relative to the site's root; a path of the
/// server that is not the site's as it stands.
///
/// - Parameter base: the site's path on its server, with a `/` at both ends; nil when it is not known.
///
/// Read are pages that templates of this program made: attributes in double quotes, five character references.
func pageLinks(_ bytes: [UInt8], on page: String, base: String?) -> [String] {
    var links: [String] = []
    for marker in [Array(" href=\"".utf8), Array(" src=\"".utf8)] {
        var index = 0
        while let start = bytes.firstPosition(of: marker, from: index) {
            let from = start + marker.count
            let to = bytes[from...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.endIndex
            if let path = target(of: String(decoding: bytes[from..<to], as: UTF8.self), on: page, base: base) {
                links.append(path)
            }
            index = to
        }
    }
    return links
}

/// The path that a link leads to; nil for other sites, mail, and places on the same page.
private func target(of link: String, on page: String, base: String?) -> String? {
    var link = link
    for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        while let range = link.firstRange(of: reference) { link.replaceSubrange(range, with: character) }
    }
    var path = link.prefix { $0 != "#" && $0 != "?" }
    if path.isEmpty || path.hasPrefix("//") || path.hasPrefix("data:") { return nil }
    if let colon = path.firstIndex(of: ":"), !path[..<colon].contains("/") { return nil }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    if path.hasPrefix("/") {
        guard let base, path.hasPrefix(base) else { return String(path) }
        path = path.dropFirst(base.count)
        parts = []
    }
    for part in path.split(separator: "/", omittingEmptySubsequences: false).map(String.init) {
        switch part {
        case "", ".": continue
        case "..": if parts.popLast() == nil { return "../" + link }
        default: parts.append(percentDecoded(part))
        }
    }
    return parts.joined(separator: "/")
}

private func percentDecoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
        if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
            let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
        {
            result.append(byte)
            index += 3
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

extension [UInt8] {
    fileprivate func firstPosition(of needle: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, start < count else { return nil }
        var index = start
        while let found = self[index...].firstIndex(of: first) {
            if self[found...].starts(with: needle) { return found }
            index = found + 1
        }
        return nil
    }
}
