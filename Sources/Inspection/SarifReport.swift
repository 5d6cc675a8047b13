import Basics

/// Renders findings as SARIF 2.1.0, which code-hosting sites and editors show beside the text.
///
/// Paths are relative to the site's root (`%SRCROOT%`); no time and no path of the machine is in it.
/// - Parameter version: that of the program.
public func sarifReport(
    _ diagnostics: [Diagnostic], version: String, source: (String) -> SourceText?
) -> [UInt8] {
    let rules = reportedRules(diagnostics)
    let indices = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var json = JSONWriter()
    json.object { json in
        json.string("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        json.string("version", "2.1.0")
        json.array("runs") { json in
            json.object { json in
                json.object("tool") { json in
                    json.object("driver") { json in
                        json.string("name", "gongkai")
                        json.string("version", version)
                        json.string("language", "zh-CN")
                        json.array("rules") { json in
                            for rule in rules {
                                json.lineBreak()
                                json.object { write(rule, to: &$0) }
                            }
                        }
                    }
                }
                json.string("columnKind", "unicodeCodePoints")
                json.array("newlineSequences") { json in
                    json.string(nil, "\r\n")
                    json.string(nil, "\n")
                }
                json.object("originalUriBaseIds") { json in
                    json.object(rootName) { write(message: "网站的根目录", named: "description", to: &$0) }
                }
                json.array("results") { json in
                    for diagnostic in diagnostics {
                        json.lineBreak()
                        json.object { write(diagnostic, indices, to: &$0, source) }
                    }
                }
            }
        }
    }
    json.lineBreak()
    return visibleJSON(json.bytes)
}

private let rootName = "%SRCROOT%"

/// The rules that were found, by id; an id without an entry of its own is told by its name alone.
private func reportedRules(_ diagnostics: [Diagnostic]) -> [Rule] {
    let known = Dictionary(Rule.all.map { ($0.id, $0) }) { first, _ in first }
    return Set(diagnostics.map(\.id)).sorted().map { id in
        known[id] ?? Rule(id, .error, id, what: "", why: "", bad: "", good: "")
    }
}

private func write(_ rule: Rule, to json: inout JSONWriter) {
    json.string("id", rule.id)
    write(message: rule.title, named: "shortDescription", to: &json)
    guard !rule.what.isEmpty else { return }
    write(message: rule.what, named: "fullDescription", to: &json)
    json.object("help") { json in
        json.string("text", rule.explanation)
        json.string("markdown", rule.page)
    }
    json.object("defaultConfiguration") { $0.string("level", rule.severity.rawValue) }
}

private func write(
    _ diagnostic: Diagnostic, _ indices: [String: Int], to json: inout JSONWriter, _ source: (String) -> SourceText?
) {
    json.string("ruleId", diagnostic.id)
    if let index = indices[diagnostic.id] { json.integer("ruleIndex", index) }
    json.string("level", diagnostic.severity.rawValue)
    var message = diagnostic.summary
    for note in diagnostic.notes where note.place == nil { message += "\n\(note.message)" }
    if let help = diagnostic.help { message += "\n改法：\(help)" }
    if let basis = diagnostic.basis { message += "\n依据：\(basis)" }
    write(message: message, named: "message", to: &json)
    guard let place = diagnostic.place else { return }
    json.array("locations") { json in
        json.object { write(place, to: &$0, source) }
    }
    let related = diagnostic.notes.filter { $0.place != nil }
    if !related.isEmpty {
        json.array("relatedLocations") { json in
            for (number, note) in related.enumerated() {
                guard let place = note.place else { continue }
                json.object { json in
                    json.integer("id", number + 1)
                    write(place, to: &json, source)
                    write(message: note.message, named: "message", to: &json)
                }
            }
        }
    }
    if !diagnostic.fixes.isEmpty, let text = source(place.file) { write(diagnostic, in: text, to: &json) }
}

/// The replacements of one finding are one fix: together they mend it.
private func write(_ diagnostic: Diagnostic, in text: SourceText, to json: inout JSONWriter) {
    json.array("fixes") { json in
        json.object { json in
            write(message: diagnostic.help ?? diagnostic.summary, named: "description", to: &json)
            json.array("artifactChanges") { json in
                json.object { json in
                    write(file: text.path, to: &json)
                    json.array("replacements") { json in
                        for fix in diagnostic.fixes {
                            json.object { json in
                                write(fix.range, named: "deletedRegion", in: text, to: &json)
                                json.object("insertedContent") { $0.string("text", fix.text) }
                            }
                        }
                    }
                }
            }
        }
    }
}

private func write(_ place: Place, to json: inout JSONWriter, _ source: (String) -> SourceText?) {
    json.object("physicalLocation") { json in
        write(file: place.file, to: &json)
        if let range = place.range, let text = source(place.file) {
            write(range, named: "region", in: text, to: &json)
        }
    }
}

private func write(file: String, to json: inout JSONWriter) {
    json.object("artifactLocation") { json in
        json.string("uri", percentEncoded(file))
        json.string("uriBaseId", rootName)
    }
}

private func write(_ range: TextRange, named name: String, in text: SourceText, to json: inout JSONWriter) {
    let (start, end) = (text.position(of: range.lower), text.position(of: range.upper))
    json.object(name) { json in
        json.integer("startLine", start.line)
        json.integer("startColumn", start.column)
        json.integer("endLine", end.line)
        json.integer("endColumn", end.column)
    }
}

private func write(message: String, named name: String, to json: inout JSONWriter) {
    json.object(name) { $0.string("text", escaped(message)) }
}

/// A message that every reader shows as it is.
///
/// `{0}` is a placeholder in SARIF (3.11.5) and `[text](1)` a link (3.11.6). Both are escaped where they occur. Other
/// braces and brackets mean nothing and stay: few readers take an escape back, and a person would copy `{{` from a help.
private func escaped(_ message: String) -> String {
    let hasLink = message.contains("](")
    let scalars = Array(message.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
        let isDigit = { (distance: Int) in
            scalars.indices.contains(index + distance) && "0"..."9" ~= scalars[index + distance]
        }
        switch scalar {
        case "{" where isDigit(1), "}" where isDigit(-1): result.unicodeScalars.append(scalar)
        case "[" where hasLink, "]" where hasLink, "\\" where hasLink: result += "\\"
        default: break
        }
        result.unicodeScalars.append(scalar)
    }
    return result
}

/// A relative path as a URI reference: the bytes that RFC 3986 does not allow in a path's part are percent-encoded.
private func percentEncoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var result = ""
    for byte in path.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
        case _ where "/-._~!$&'()*+,;=@".utf8.contains(byte): result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            result += "%"
            result.unicodeScalars.append(digits[Int(byte >> 4)])
            result.unicodeScalars.append(digits[Int(byte & 15)])
        }
    }
    return result
}
