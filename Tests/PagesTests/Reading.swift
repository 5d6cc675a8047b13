import Basics
import Content
import Disclosure
import Testing

@testable import Pages

/// A register of files of `content/`, with a site and a unit (2022/721001) where they are missing.
func register(_ files: [String: String], attachments: [String] = []) async -> Register {
    let basis = [
        "index.md": "---\n网站名称: 测试站\n---\n",
        "2022/721001/index.md": "---\n单位编码: 721001\n单位名称: 文联本级\n---\n\n## 一、总体绩效目标\n\n办好。\n",
    ]
    let documents = basis.merging(files, uniquingKeysWith: { $1 }).sorted { $0.key < $1.key }.compactMap {
        readDocument(Array($0.value.utf8), path: "content/" + $0.key).value
    }
    return await readRegister(documents, attachments: attachments.map { "content/" + $0 }).value
}

/// A project's file with further keys and an indicator table of its own.
func project(_ code: String = "P001", budget: String = "1", keys: [String] = [], table: String = "", tail: String = "")
    -> String
{
    let fields = ["项目编码: \(code)", "项目名称: 项目\(code)", "预算数: \(budget)"] + keys
    let indicators = table.isEmpty ? "" : "\n## 绩效指标\n\n\(table)\n"
    return "---\n" + fields.joined(separator: "\n") + "\n---\n\(indicators)\n\(tail)\n"
}

/// The only project of a site that has no other.
func onlyProject(_ text: String) async throws -> (project: Project, unit: Unit) {
    let unit = try #require(await register(["2022/721001/a.md": text]).units.first)
    return (try #require(unit.projects.first), unit)
}

func resolver(_ register: Register) -> LinkResolver {
    LinkResolver(register: register, attachments: AttachmentRoutes(register))
}

/// The blocks of a body.
func blocks(_ body: String) -> [Block] {
    let document = readDocument(Array("---\n标题: 关于\n---\n\(body)\n".utf8), path: "content/about.md").value
    return document?.sections.flatMap(\.allBlocks) ?? []
}

/// The HTML of a body on the page about.html.
func html(_ body: String, headingOffset: Int = 0) async -> String {
    let register = await register(
        ["about.md": "---\n标题: 关于\n---\n\(body)\n", "2022/721001/a.md": project()], attachments: ["附 件.pdf"])
    return String(
        decoding: ProseRenderer.render(
            blocks(body), of: "content/about.md", at: "about.html", headingOffset: headingOffset,
            Lazy { resolver(register) }),
        as: UTF8.self)
}
