import Basics
import Content

extension Keys {
    /// Reads the keys that concern publishing: 状态, 公开日期, 发布时间, 附件, 更正.
    mutating func publication(attachments: Set<String>) -> Publication {
        let result = Publication(
            status: status(), date: date("公开日期"), embargo: embargo(), attachments: attached(among: attachments),
            corrections: corrections())
        acknowledge("已核实", "别名", "曾用网址")
        return result
    }

    private mutating func status() -> Publication.Status {
        guard let literal = literal("状态"), !literal.text.isEmpty else { return .published }
        if let status = Publication.Status(rawValue: literal.text) { return status }
        report(
            "status-unknown", "不认识的状态“\(literal.text)”", literal.range,
            help: "状态只能是 草稿、待审、已发布 或 已撤下")
        return .draft
    }

    private mutating func embargo() -> Instant? {
        guard let literal = literal("发布时间"), !literal.text.isEmpty else { return nil }
        guard let time = Instant(literal.text) else {
            report(
                "date-format", "“发布时间”读不懂：“\(literal.text)”", literal.range,
                help: "写成“年-月-日 时:分”（北京时间），例如 2022-02-10 09:00")
            return Instant(seconds: .max)
        }
        return time
    }

    private mutating func attached(among files: Set<String>) -> [Attachment] {
        literals("附件").compactMap { literal in
            guard let path = resolve(literal.text, from: document.path) else {
                report(
                    "path-escape", "附件“\(literal.text)”在 content/ 之外", literal.range,
                    help: "把文件复制到本文件所在的文件夹，这里只写文件名")
                return nil
            }
            guard files.contains(path) else {
                let nearest = nearestName(to: path, among: files.sorted())
                report(
                    "attachment-missing", "找不到附件“\(literal.text)”", literal.range,
                    help: nearest.map { "是否想写“\(Attachment(path: $0).name)”？" } ?? "把文件放到本文件所在的文件夹")
                return nil
            }
            return Attachment(path: path)
        }
    }

    private mutating func corrections() -> [Correction] {
        guard let value = value("更正") else { return [] }
        guard case .list(let items, _) = value else {
            if case .scalar(let literal) = value, literal.text.isEmpty { return [] }
            report("front-matter", "“更正”应是一个列表", value.range, help: "每条写“- 日期: …”，下面缩进写“内容”和“原因”")
            return []
        }
        return items.compactMap { item in
            guard case .map(let fields, _) = item else {
                report("front-matter", "每条更正应有“日期”“内容”“原因”", item.range, help: "写成“- 日期: 2022-03-01”，下面缩进写“内容”和“原因”")
                return nil
            }
            func literal(_ key: String) -> Literal? {
                guard case .scalar(let literal)? = fields[key] else { return nil }
                return literal
            }
            return Correction(date: literal("日期"), content: literal("内容"), reason: literal("原因"))
        }
    }
}

/// Resolves a relative path against the folder of a document; nil when it leaves `content/`.
public func resolve(_ path: String, from documentPath: String) -> String? {
    guard !path.hasPrefix("/"), !path.contains("\\") else { return nil }
    var parts = documentPath.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") {
        switch part {
        case ".": continue
        case "..":
            guard parts.count > 1 else { return nil }
            parts.removeLast()
        default: parts.append(String(part))
        }
    }
    return parts.joined(separator: "/")
}
