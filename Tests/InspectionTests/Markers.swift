import Basics
import Content
import Disclosure
import Inspection
import Testing

/// The marks that stand in a sample where a finding has to start, and are no part of it: 1️⃣ to 9️⃣.
private let marks = Set((1...9).map { Character("\($0)\u{FE0F}\u{20E3}") })

/// A sample without its marks, and the byte offsets at which they stood, in order.
func withoutMarks(_ marked: String) -> (text: String, offsets: [Int]) {
    marked.reduce(into: ("", [])) { result, character in
        if marks.contains(character) {
            result.1.append(result.0.utf8.count)
        } else {
            result.0.append(character)
        }
    }
}

/// Expects that a rule finds exactly what is marked in some files of `content/`: as many findings, each starting there.
///
/// - Parameters:
///   - id: the rule; findings of others are passed over.
///   - files: the text of each file by its path in `content/`. A site's and a unit's `index.md` (of 2022/721001) are
///     added where they are missing.
/// - Returns: the findings of the rule, for a look at their wording.
@discardableResult
func expectMarked(
    _ id: String, in files: [String: String], location: SourceLocation = #_sourceLocation
) async -> [Diagnostic] {
    let basis = [
        "index.md": "---\n网站名称: 测试站\n---\n",
        "2022/721001/index.md": "---\n单位编码: 721001\n单位名称: 文联本级\n---\n",
    ]
    var documents: [Document] = []
    var expected: [String] = []
    for (path, marked) in basis.merging(files, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
        let (text, offsets) = withoutMarks(marked)
        let read = readDocument(Array(text.utf8), path: "content/" + path)
        #expect(read.value != nil, "content/\(path): \(read.diagnostics.map(\.summary))", sourceLocation: location)
        read.value.map { documents.append($0) }
        expected += offsets.map { describe("content/" + path, $0, read.value?.source) }
    }
    let register = await readRegister(documents, attachments: []).value
    let findings = await inspect(documents, register).filter { $0.id == id }.inReadingOrder()
    let texts = Dictionary(documents.map { ($0.path, $0.source) }) { first, _ in first }
    let found = findings.map { finding in
        describe(finding.place?.file ?? "", finding.place?.range?.lower ?? 0, finding.place.flatMap { texts[$0.file] })
    }
    #expect(found.sorted() == expected.sorted(), sourceLocation: location)
    return findings
}

/// The same for one file, by default a plain page with the marked text as its body.
@discardableResult
func expectMarked(
    _ id: String, inText marked: String, location: SourceLocation = #_sourceLocation
) async -> [Diagnostic] {
    await expectMarked(id, in: ["about.md": "---\n标题: 关于\n---\n" + marked + "\n"], location: location)
}

private func describe(_ file: String, _ offset: Int, _ source: SourceText?) -> String {
    guard let source else { return file }
    let position = source.position(of: offset)
    let rest = source.text(TextRange(offset, source.lineRange(source.lineIndex(of: offset)).upper))
    return "\(file):\(position.line):\(position.column): \(rest.prefix(24))"
}
