import Basics
import Foundation
import Inspection
import Testing

/// SARIF 2.1.0 as the schema of OASIS (sarif-schema-2.1.0.json) has it, for the objects that are in use: what each must
/// and may hold, of which kind, how many, and which lists hold nothing twice.
@Suite("SARIF")
struct SarifTests {
    @Test("Every object holds what the schema wants, and nothing that it does not know", arguments: [true, false])
    func structure(isSeed: Bool) async throws {
        let report = try await SeedTests.report()
        let findings = isSeed ? report.diagnostics : await SmallSite.findings()
        let bytes = sarifReport(findings, version: "0.0.0", source: isSeed ? report.text : SmallSite.text)
        let log = try JSONDecoder().decode(JSON.self, from: Data(bytes))
        var faults: [String] = []
        check(log, .object("log"), at: "$", &faults)
        #expect(faults == [])
        let run = try #require(log["runs"]?.items.first)
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.items)
        let results = try #require(run["results"]?.items)
        #expect(results.count == findings.count)
        #expect(Set(rules.compactMap { $0["id"]?.text }).count == rules.count)
        for result in results {
            guard case .number(let index)? = result["ruleIndex"] else {
                Issue.record("no ruleIndex")
                continue
            }
            #expect(rules[Int(index)]["id"]?.text == result["ruleId"]?.text)
        }
    }

    @Test(
        "What breaks the schema is seen",
        arguments: [
            #"{"version":"2.1.0"}"#, #"{"version":"2.0.0","runs":[]}"#, #"{"version":"2.1.0","runs":[],"extra":1}"#,
            #"{"$schema":"a b","version":"2.1.0","runs":[]}"#, #"{"version":"2.1.0","runs":[{}]}"#,
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"newlineSequences":[]}]}"#,
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"newlineSequences":["\n","\n"]}]}"#,
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a","language":"1"}}}]}"#,
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"originalUriBaseIds":{"x":{"uri":"甲"}}}]}"#,
        ])
    func broken(_ text: String) throws {
        var faults: [String] = []
        check(try JSONDecoder().decode(JSON.self, from: Data(text.utf8)), .object("log"), at: "$", &faults)
        #expect(faults.count == 1)
    }

    @Test("Regions count Unicode characters, and paths are relative and percent-encoded")
    func regions() async throws {
        let source = SourceText(path: "content/2022/甲 #?%:[1].md", text: "a𠮷b\r\n乙丙\n")
        let finding = Diagnostic(
            "a", .warning, "{0} {x: 一} [甲](1)", at: source.place(TextRange(1, 11)), fixes: [.init(TextRange(1, 5), "吉")]
        )
        let bytes = sarifReport([finding], version: "0.0.0") { _ in source }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""region":{"startLine":1,"startColumn":2,"endLine":2,"endColumn":2}"#))
        #expect(text.contains(#""deletedRegion":{"startLine":1,"startColumn":2,"endLine":1,"endColumn":3}"#))
        #expect(text.contains(#""uri":"content/2022/%E7%94%B2%20%23%3F%25%3A%5B1%5D.md","uriBaseId":"%SRCROOT%""#))
        #expect(text.contains(#""message":{"text":"{{0}} {x: 一} \\[甲\\](1)"}"#))
    }
}

/// What stands in a place of a SARIF log.
private indirect enum Kind: Sendable {
    case string
    /// An address of a scheme, or one relative to it: ASCII without spaces.
    case uri
    case uriReference
    /// Two letters, and perhaps a country.
    case language
    /// Not below a number.
    case integer(Int)
    case oneOf([String])
    case object(String)
    /// At least so many.
    case list(Kind, least: Int = 0)
    /// The same, and none of them twice.
    case set(Kind, least: Int = 0)
    case map(Kind)
}

/// The properties of each object: those with `!` are required.
private let objects: [String: [String: Kind]] = [
    "log": ["$schema": .uri, "version!": .oneOf(["2.1.0"]), "runs!": .list(.object("run"))],
    "run": [
        "tool!": .object("tool"), "columnKind": .oneOf(["utf16CodeUnits", "unicodeCodePoints"]),
        "newlineSequences": .set(.string, least: 1), "originalUriBaseIds": .map(.object("artifactLocation")),
        "results": .list(.object("result")),
    ],
    "tool": ["driver!": .object("toolComponent")],
    "toolComponent": [
        "name!": .string, "version": .string, "language": .language, "rules": .set(.object("reportingDescriptor")),
    ],
    "reportingDescriptor": [
        "id!": .string, "shortDescription": .object("multiformatMessageString"),
        "fullDescription": .object("multiformatMessageString"), "help": .object("multiformatMessageString"),
        "defaultConfiguration": .object("reportingConfiguration"),
    ],
    "reportingConfiguration": ["level": .oneOf(["none", "note", "warning", "error"])],
    "multiformatMessageString": ["text!": .string, "markdown": .string],
    "message": ["text!": .string],
    "result": [
        "ruleId": .string, "ruleIndex": .integer(-1), "level": .oneOf(["none", "note", "warning", "error"]),
        "message!": .object("message"), "locations": .list(.object("location")),
        "relatedLocations": .set(.object("location")), "fixes": .set(.object("fix")),
    ],
    "location": [
        "id": .integer(-1), "physicalLocation": .object("physicalLocation"), "message": .object("message"),
    ],
    "physicalLocation": ["artifactLocation!": .object("artifactLocation"), "region": .object("region")],
    "artifactLocation": ["uri": .uriReference, "uriBaseId": .string, "description": .object("message")],
    "region": [
        "startLine!": .integer(1), "startColumn": .integer(1), "endLine": .integer(1), "endColumn": .integer(1),
    ],
    "fix": ["description": .object("message"), "artifactChanges!": .set(.object("artifactChange"), least: 1)],
    "artifactChange": [
        "artifactLocation!": .object("artifactLocation"), "replacements!": .list(.object("replacement"), least: 1),
    ],
    "replacement": ["deletedRegion!": .object("region"), "insertedContent": .object("artifactContent")],
    "artifactContent": ["text": .string],
]

private func check(_ value: JSON, _ kind: Kind, at path: String, _ faults: inout [String]) {
    switch (kind, value) {
    case (.string, .string): break
    case (.integer(let least), .number(let number)):
        if number < Double(least) || number != number.rounded() { faults.append("\(path): \(number)") }
    case (.oneOf(let allowed), .string(let text)):
        if !allowed.contains(text) { faults.append("\(path): \(text)") }
    case (.uri, .string(let text)):
        if !isReference(text) || URL(string: text)?.scheme == nil { faults.append("\(path): \(text)") }
    case (.uriReference, .string(let text)):
        if !isReference(text) { faults.append("\(path): \(text)") }
    case (.language, .string(let text)):
        if text.range(of: "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$", options: .regularExpression) == nil {
            faults.append("\(path): \(text)")
        }
    case (.set(let inner, let least), .array(let items)):
        if Set(items).count < items.count { faults.append("\(path): one twice") }
        check(value, .list(inner, least: least), at: path, &faults)
    case (.list(let inner, let least), .array(let items)):
        if items.count < least { faults.append("\(path): fewer than \(least)") }
        for (index, item) in items.enumerated() { check(item, inner, at: "\(path)[\(index)]", &faults) }
    case (.map(let inner), .object(let fields)):
        for (key, field) in fields { check(field, inner, at: "\(path).\(key)", &faults) }
    case (.object(let name), .object(let fields)):
        let properties = objects[name] ?? [:]
        for (key, field) in fields {
            guard let inner = properties[key] ?? properties[key + "!"] else {
                faults.append("\(path): unknown \(key)")
                continue
            }
            check(field, inner, at: "\(path).\(key)", &faults)
        }
        for key in properties.keys where key.hasSuffix("!") && fields[String(key.dropLast())] == nil {
            faults.append("\(path): no \(key)")
        }
    default: faults.append("\(path): not of its kind")
    }
}

/// Whether a text is a URI reference of RFC 3986, as far as its characters tell.
private func isReference(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }
}

private enum JSON: Decodable, Hashable {
    case string(String)
    case number(Double)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let items = try? container.decode([JSON].self) {
            self = .array(items)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    subscript(_ key: String) -> JSON? {
        guard case .object(let fields) = self else { return nil }
        return fields[key]
    }

    var items: [JSON] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }
}
