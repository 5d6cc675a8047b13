import Basics
import Disclosure
import Foundation
import Inspection
import Testing

@testable import Site

/// A change of a site in which nothing is found. The marks `1️⃣` to `9️⃣` in a text stand where a finding must start.
enum Change: Sendable {
    /// A text of a file, and what it is replaced with.
    case edit(String, String, String)
    /// A whole file.
    case text(String, String)
    case bytes(String, [UInt8])
    /// A file of this repository, and where it is copied to.
    case copy(String, to: String)
    /// A symbolic link and where it leads.
    case link(String, to: String)
    case remove(String)
    /// A finding must start where the file starts.
    case mark(String)
}

/// What a rule finds, and what comes near it and is not found.
struct RuleExamples: Sendable {
    var id: String
    var found: [[Change]]
    var silent: [[Change]]

    init(_ id: String, found: [[Change]], silent: [[Change]]) {
        (self.id, self.found, self.silent) = (id, found, silent)
    }
}

/// An example as a site on disk.
struct ExampleSite {
    /// Where findings must start: `file:offset`, sorted.
    private(set) var marked: [String] = []
    private var files: [String: [UInt8]]
    private var links: [(path: String, destination: String)] = []

    init(_ changes: [Change]) {
        files = soundSite.mapValues { Array($0.utf8) }
        for change in changes {
            switch change {
            case .edit(let path, let old, let new):
                let text = String(decoding: files[path] ?? [], as: UTF8.self)
                guard let range = text.range(of: old) else {
                    Issue.record("“\(old)” is not in \(path)")
                    continue
                }
                let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
                let new = add(new, at: start, of: path)
                files[path] = Array(text.replacingCharacters(in: range, with: new).utf8)
            case .text(let path, let text): files[path] = Array(add(text, at: 0, of: path).utf8)
            case .bytes(let path, let bytes): files[path] = bytes
            case .copy(let path, let target):
                guard let bytes = try? readFile(repository + "/" + path) else {
                    Issue.record("\(path) cannot be read")
                    continue
                }
                files[target] = bytes
            case .link(let path, let destination): links.append((path, destination))
            case .remove(let path): files[path] = nil
            case .mark(let path): marked.append("\(path):0")
            }
        }
        marked.sort()
    }

    /// Takes the marks out of a text and keeps their places.
    private mutating func add(_ marked: String, at start: Int, of path: String) -> String {
        var text = ""
        for character in marked {
            if marks.contains(character) {
                self.marked.append("\(path):\(start + text.utf8.count)")
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// Writes the site, and checks it as `gongkai check` does.
    func findings(asking: Bool) async throws -> [Diagnostic] {
        let root = FileManager.default.temporaryDirectory.appending(path: "gongkai-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        var files = files
        if files.keys.contains(where: { $0.hasPrefix("theme/") }) {
            for name in try FileManager.default.subpathsOfDirectory(atPath: repository + "/theme") {
                guard let bytes = try? readFile(repository + "/theme/" + name) else { continue }
                files["theme/" + name] = files["theme/" + name] ?? bytes
            }
        }
        for (path, bytes) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        for (path, destination) in links {
            try FileManager.default.createSymbolicLink(atPath: root.path + "/" + path, withDestinationPath: destination)
        }
        if !FileManager.default.fileExists(atPath: root.path + "/theme") {
            try FileManager.default.createSymbolicLink(
                atPath: root.path + "/theme", withDestinationPath: repository + "/theme")
        }
        let time = try #require(Instant("2022-06-01"))
        var memory = SiteMemory()
        memory.theme = try await ownTheme.value
        let findings = try await checkSite(
            root: root.path, at: time, for: .readers, to: .report, remembering: &memory
        ).report.diagnostics
        return findings + (asking ? try checkExternalLinks(root: root.path) { _ in true } : [])
    }
}

/// The repository's theme: compiled once, for it is the same in nearly all examples.
private let ownTheme = Task {
    var memory = SiteMemory()
    let time = try #require(Instant("2022-06-01"))
    _ = try await checkSite(root: repository, at: time, for: .readers, to: .report, remembering: &memory)
    return memory.theme
}

private let marks = Set((1...9).map { Character("\($0)\u{FE0F}\u{20E3}") })

// MARK: The site

/// The files of the site that examples change.
enum Sound {
    static let site = "content/index.md"
    static let folder = "content/2022/721001/"
    static let unit = folder + "index.md"
    static let project = folder + "a.md"

    static let prose = "办好文联的事。"
    static let goal = "1.保障公务用车正常运转。"
    static let plan = "| 25% | 50% | 75% | 100% |"
    static let row = "| 产出指标 | 数量指标 | 出车次数 | 全年出车 | ≥100次 | 年度工作计划 |"
}

/// A site in which nothing is found.
let soundSite: [String: String] = [
    Sound.site: "---\n网站名称: 测试站\n---\n\n公开预算绩效目标。\n",
    Sound.unit: """
    ---
    单位编码: 721001
    单位名称: 文联本级
    公开日期: 2022-02-10
    ---

    ## 一、总体绩效目标

    \(Sound.prose)

    """,
    Sound.project: """
    ---
    项目编码: 13030322P000000000001
    项目名称: 车辆保险费
    预算数: 0.40
    财政资金: 0.40
    其他资金:
    资金用途: 公务用车保险费
    ---

    ## 资金支出计划（%）

    | 3月底 | 6月底 | 10月底 | 12月底 |
    | --- | --- | --- | --- |
    \(Sound.plan)

    ## 绩效目标

    \(Sound.goal)

    ## 绩效指标

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | --- | --- | --- | --- | --- | --- |
    \(Sound.row)
    | 效益指标 | 社会效益指标 | 准点率 | 准点出车的次数占比 | ≥95% | 历史标准 |
    | 满意度指标 | 服务对象满意度指标 | 乘车人满意度 | 调查中满意的人数占比 | ≥90% | 行业标准 |

    """,
]

/// A project of the sound site's unit with a table of rows such as `产出指标 | 数量指标 | 出车次数 | 描述 | ≥4次 | 依据`.
func form(
    _ rows: String..., file: String = "a", code: String = "13030322P000000000001", name: String = "车辆保险费",
    columns: String = "一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据"
) -> Change {
    let delimiter = columns.split(separator: "|").map { _ in "---" }.joined(separator: " | ")
    let table = ([columns, delimiter] + rows).map { "| \($0) |" }.joined(separator: "\n")
    let fields = "项目编码: \(code)\n项目名称: \(name)\n预算数: 1.00\n财政资金: 1.00"
    return .text(Sound.folder + file + ".md", "---\n\(fields)\n---\n\n## 绩效目标\n\n保障运转。\n\n## 绩效指标\n\n\(table)\n")
}

/// The unit's prose becomes a text.
func prose(_ text: String) -> [Change] { [.edit(Sound.unit, Sound.prose, text)] }
