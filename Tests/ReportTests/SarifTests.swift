import Basics
import Foundation
import Inspection
import Testing

/// SARIF 2.1.0 as OASIS wrote it, for the objects that are in use: what each must and may hold.
@Suite("SARIF")
struct SarifTests {
    @Test("Every object holds what the specification wants, and nothing that it does not know")
    func structure() async throws {
        let findings = await SmallSite.findings()
        let bytes = sarifReport(findings, version: "0.0.0", source: SmallSite.text)
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
    /// Not below a number.
    case integer(Int)
    case oneOf([String])
    case object(String)
    case array(Kind)
    case map(Kind)
}

/// The properties of each object: those with `!` are required.
private let objects: [String: [String: Kind]] = [
    "log": ["$schema": .string, "version!": .oneOf(["2.1.0"]), "runs!": .array(.object("run"))],
    "run": [
        "tool!": .object("tool"), "columnKind": .oneOf(["utf16CodeUnits", "unicodeCodePoints"]),
        "newlineSequences": .array(.string), "originalUriBaseIds": .map(.object("artifactLocation")),
        "results": .array(.object("result")),
    ],
    "tool": ["driver!": .object("toolComponent")],
    "toolComponent": [
        "name!": .string, "version": .string, "language": .oneOf(["zh-CN"]),
        "rules": .array(.object("reportingDescriptor")),
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
        "ruleId": .string, "ruleIndex": .integer(0), "level": .oneOf(["none", "note", "warning", "error"]),
        "message!": .object("message"), "locations": .array(.object("location")),
        "relatedLocations": .array(.object("location")), "fixes": .array(.object("fix")),
    ],
    "location": [
        "id": .integer(-1), "physicalLocation": .object("physicalLocation"), "message": .object("message"),
    ],
    "physicalLocation": ["artifactLocation!": .object("artifactLocation"), "region": .object("region")],
    "artifactLocation": ["uri": .string, "uriBaseId": .string, "description": .object("message")],
    "region": [
        "startLine!": .integer(1), "startColumn": .integer(1), "endLine": .integer(1), "endColumn": .integer(1),
    ],
    "fix": ["description": .object("message"), "artifactChanges!": .array(.object("artifactChange"))],
    "artifactChange": [
        "artifactLocation!": .object("artifactLocation"), "replacements!": .array(.object("replacement")),
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
    case (.array(let inner), .array(let items)):
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

private enum JSON: Decodable {
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
