import Basics
import Foundation
import Templates

/// One case of the official Mustache specification.
struct SpecCase: Decodable, CustomStringConvertible {
    private struct File: Decodable { var tests: [SpecCase] }

    static let files = [
        "comments", "delimiters", "inheritance", "interpolation", "inverted", "partials", "sections",
    ]

    private enum CodingKeys: CodingKey { case name, data, template, partials, expected }

    var file = ""
    var name: String
    var data: JSON
    var template: String
    var partials: [String: String]?
    var expected: String

    var description: String { "\(file): \(name)" }

    static func all() throws -> [SpecCase] {
        try files.flatMap { file in
            let url = Bundle.module.bundleURL.appendingPathComponent("mustache-spec/\(file).json")
            return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).tests.map { test in
                var test = test
                test.file = file
                return test
            }
        }
    }

    /// What the engine makes of the template, with the schema and the record that the data stand for.
    func rendered(with data: JSON) -> (output: String?, problems: [Diagnostic]) {
        let raw = rawNames
        let fields: [JSON.Field] = data.isObject ? data.fields(raw) : [data.field(".", raw)]
        var sources = partials ?? [:]
        sources["the case"] = template
        return render(
            "the case", sources, Schema(fields.map { ($0.name, $0.kind) }), Record(fields.map(\.value)))
    }

    /// The names that the case prints unescaped: these stand for values that are markup.
    private var rawNames: Set<String> {
        var names: Set<String> = []
        for text in [template] + (partials ?? [:]).values {
            for match in text.matches(of: #/\{\{[{&]\s*([^\s}]+)/#) {
                let name = String(match.1)
                names.insert(name == "." ? name : name.split(separator: ".").last.map(String.init) ?? name)
            }
        }
        return names
    }
}

/// Compiles and renders; without output where anything was reported.
func render(
    _ name: String, _ sources: [String: String], _ schema: Schema, _ record: Record
) -> (output: String?, problems: [Diagnostic]) {
    let library = TemplateLibrary(
        Dictionary(
            uniqueKeysWithValues: sources.map { ($0, SourceText(path: "theme/\($0).html", text: $1)) }))
    let compiled = library.compile(name, against: schema)
    guard let template = compiled.value else { return (nil, compiled.diagnostics) }
    var output: [UInt8] = []
    template.render(record, into: &output)
    return (String(decoding: output, as: UTF8.self), compiled.diagnostics)
}
