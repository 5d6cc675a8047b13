import Basics
import Content
import Disclosure
import Inspection
import Testing

/// A finding that a marked text expects, or that was found: a rule and where it starts.
struct Spot: Hashable, CustomStringConvertible {
    var file: String
    var line: Int
    var column: Int
    var id: String

    var description: String { "\(file):\(line):\(column) \(id)" }
}

extension Spot {
    /// nil for a finding without a place.
    init?(_ finding: Diagnostic, in sources: [String: SourceText]) {
        guard let place = finding.place, let source = sources[place.file] else { return nil }
        let position = source.position(of: place.range?.lower ?? 0)
        self.init(file: place.file, line: position.line, column: position.column, id: finding.id)
    }
}

/// Reads and inspects documents as `gongkai check` does; `texts` is by path.
func inspected(_ texts: [String: String]) async -> (findings: [Diagnostic], sources: [String: SourceText]) {
    let read = texts.sorted { $0.key < $1.key }.map { readDocument(Array($0.value.utf8), path: $0.key) }
    let documents = read.compactMap(\.value)
    let register = await readRegister(documents, attachments: [])
    let findings = await inspect(documents, register.value)
    let sources = Dictionary(documents.map { ($0.path, $0.source) }) { first, _ in first }
    return (read.flatMap(\.diagnostics) + register.diagnostics + findings, sources)
}

/// Expects findings to start exactly where the markers `1️⃣`, `2️⃣`, … stand in the texts.
///
/// - Parameters:
///   - expected: the rule that each marker stands for. Two markers may stand at one place.
///   - rules: the rules to look at; nil for those expected. Name the rule to expect that it finds nothing.
///   - documents: the texts by path.
func expectFindings(
    _ expected: [Int: String], of rules: Set<String>? = nil, in documents: [String: String],
    sourceLocation: SourceLocation = #_sourceLocation
) async {
    let wanted = rules ?? Set(expected.values)
    var texts: [String: String] = [:]
    var spots: [Spot] = []
    var numbers: Set<Int> = []
    for (path, marked) in documents {
        let (text, markers) = strippingMarkers(marked)
        texts[path] = text
        for marker in markers {
            guard let id = expected[marker.number] else {
                Issue.record("no rule for marker \(marker.number)", sourceLocation: sourceLocation)
                continue
            }
            numbers.insert(marker.number)
            let position = SourceText(path: path, text: text).position(of: marker.offset)
            spots.append(Spot(file: path, line: position.line, column: position.column, id: id))
        }
    }
    #expect(numbers == Set(expected.keys), "every expected rule has a marker", sourceLocation: sourceLocation)
    let (findings, sources) = await inspected(texts)
    let found = findings.filter { wanted.contains($0.id) }.compactMap { Spot($0, in: sources) }
    #expect(
        found.map(\.description).sorted() == spots.map(\.description).sorted(), sourceLocation: sourceLocation)
}

/// The text without its markers, and where each stood as a byte offset of that text.
private func strippingMarkers(_ marked: String) -> (text: String, markers: [(number: Int, offset: Int)]) {
    var text = String.UnicodeScalarView()
    var offset = 0
    var markers: [(number: Int, offset: Int)] = []
    let scalars = Array(marked.unicodeScalars)
    var index = 0
    while index < scalars.count {
        let isMarker = index + 2 < scalars.count && scalars[index + 1] == "\u{FE0F}" && scalars[index + 2] == "\u{20E3}"
        if isMarker, ("1"..."9").contains(scalars[index]) {
            markers.append((Int(scalars[index].value) - 0x30, offset))
            index += 3
        } else {
            text.append(scalars[index])
            offset += String(scalars[index]).utf8.count
            index += 1
        }
    }
    return (String(text), markers)
}

// MARK: Small sites

/// A site with one unit and the projects given: Markdown by file name.
func site(_ projects: [String: String], fields: String = "", unit: String = "") -> [String: String] {
    var documents = [
        "content/index.md": "---\n网站名称: 测试\n\(fields)---\n",
        "content/2022/721001/index.md": "---\n单位编码: 721001\n单位名称: 测试单位\n---\n\(unit)",
    ]
    for (name, text) in projects { documents["content/2022/721001/\(name).md"] = text }
    return documents
}

/// A project's Markdown with an indicator table of rows such as `产出指标 | 数量指标 | 出车次数 | 描述 | ≥4次 | 依据`.
func project(_ rows: String, code: String = "13030322P003970100139", name: String = "车辆保险费", columns: String? = nil)
    -> String
{
    let columns = columns ?? "一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据"
    let delimiter = columns.split(separator: "|").map { _ in "---" }.joined(separator: " | ")
    let lines = rows.split(separator: "\n").map { "| \($0) |" }.joined(separator: "\n")
    return """
        ---
        项目编码: \(code)
        项目名称: \(name)
        预算数: 1.00
        财政资金: 1.00
        ---

        ## 绩效目标

        保障运转。

        ## 绩效指标

        | \(columns) |
        | \(delimiter) |
        \(lines)

        """
}
