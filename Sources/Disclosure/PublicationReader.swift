import Basics
import Content

extension Keys {
    /// Reads the keys that concern publishing: 状态, 公开日期, 发布时间, 附件, 更正, 别名.
    mutating func publication(attachments: Set<String>) -> Publication {
        let result = Publication(
            status: status(), date: date("公开日期"), embargo: embargo(), attachments: attached(among: attachments),
            linkedFiles: linked(among: attachments), corrections: corrections(), formerAddresses: formerAddresses(),
            aliases: literals("别名"))
        acknowledge(["已核实"])
        if result.status == .withdrawn, result.corrections.isEmpty {
            report(
                "key-missing", "已撤下，却没有写“更正”，读者看不到何时、为什么撤下", document.fields["状态"]?.range, severity: .warning,
                help: correctionHelp)
        }
        return result
    }

    private mutating func status() -> Publication.Status {
        guard let literal = filled("状态") else { return .published }
        if let status = Publication.Status(rawValue: literal.text) { return status }
        report(
            "status-unknown", "不认识的状态“\(literal.text)”", literal.range,
            help: "状态只能是 草稿、待审、已发布 或 已撤下")
        return .draft
    }

    private mutating func embargo() -> Instant? {
        guard let literal = filled("发布时间") else { return nil }
        guard let time = Instant(literal.text) else {
            report(
                "date-format", "“发布时间”读不懂：“\(literal.text)”", literal.range,
                help: "写成“年-月-日 时:分”（北京时间），例如 2022-02-10 09:00")
            return Instant(seconds: .max)
        }
        return time
    }

    private mutating func attached(among files: Set<String>) -> [Attachment] {
        var result: [Attachment] = []
        for literal in literals("附件") {
            guard let path = resolve(literal.text, from: document.path) else {
                report(
                    "path-escape", "附件“\(literal.text)”在 content/ 之外", literal.range,
                    help: "把文件复制到本文件所在的文件夹，这里只写文件名")
                continue
            }
            // The file's own spelling: the system that wrote its name may compose characters differently.
            guard let index = files.firstIndex(of: path) else {
                report(
                    "attachment-missing", "找不到附件“\(literal.text)”", literal.range,
                    help: helpForMissing(literal.text, path, among: files))
                continue
            }
            let attachment = Attachment(path: files[index])
            if !result.contains(attachment) { result.append(attachment) }
        }
        return result
    }

    /// Links that lead nowhere are found when the site's pages are known.
    private func linked(among files: Set<String>) -> [Attachment] {
        if files.isEmpty { return [] }
        return document.links.compactMap { link in
            let path = link.destination.prefix { $0 != "#" }
            guard let target = resolve(percentDecoded(String(path)), from: document.path),
                let index = files.firstIndex(of: target)
            else { return nil }
            return Attachment(path: files[index])
        }
    }

    /// Several names on one line, a name in other letters, or one that is nearly that of a file.
    private func helpForMissing(_ text: String, _ path: String, among files: Set<String>) -> String {
        for marks in ["、，,；;", " \u{3000}"] {
            let parts = text.unicodeScalars.split { marks.unicodeScalars.contains($0) }
            let names = parts.map { String(Substring($0.drop { $0 == " " })) }
            guard names.count > 1, names.allSatisfy({ $0.contains(".") }) else { continue }
            return "几个附件写成列表：“附件:”后面空着，下面每行写一个，例如“  - \(names[0])”"
        }
        let neighbours = files.filter { folder($0) == folder(path) }.map { Attachment(path: $0).name }.sorted()
        let name = Attachment(path: path).name
        if let same = neighbours.first(where: { $0.lowercased() == name.lowercased() }) {
            return "文件夹里的是“\(same)”，只有字母的大小写不同；写成和文件名一样"
        }
        return nearestName(to: name, among: neighbours).map { "是否想写“\($0)”？" } ?? "把文件放到本文件所在的文件夹"
    }

    /// Addresses of this site, as they stood in a browser or behind the site's address.
    private mutating func formerAddresses() -> [String] {
        literals("曾用网址").compactMap { literal in
            var address = literal.text[...]
            if let scheme = address.firstRange(of: "://") {
                let rest = address[scheme.upperBound...]
                address = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
            }
            address = address.drop { $0 == "/" }
            let parts = address.split(separator: "/", omittingEmptySubsequences: false)
            let isPlain = address.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./".utf8.contains(byte)
                }
            }
            if isPlain, address.hasSuffix(".html"), parts.allSatisfy({ !$0.isEmpty && $0.first != "." }) {
                return String(address)
            }
            report(
                "address-format", "“曾用网址”不是本站的网页地址：“\(literal.text)”", literal.range,
                help: "写网址里域名后面的部分，例如 2022/721001/13030322P003970100139.html")
            return nil
        }
    }

    private mutating func corrections() -> [Correction] {
        guard let value = field("更正")?.value else { return [] }
        guard case .list(let items, _) = value else {
            if case .scalar(let literal) = value, literal.text.isBlank { return [] }
            report("front-matter", "“更正”应是一个列表", value.range, help: correctionHelp)
            return []
        }
        return items.compactMap { correction($0) }
    }

    private mutating func correction(_ item: FieldValue) -> Correction? {
        guard case .map(let fields, _) = item else {
            report("front-matter", "每条更正应有“日期”“内容”“原因”", item.range, help: correctionHelp)
            return nil
        }
        var result = Correction()
        for field in fields {
            guard case .scalar(let literal) = field.value else {
                report("front-matter", "“\(field.key.text)”应是一段文字", field.value.range, help: correctionHelp)
                continue
            }
            switch field.key.text {
            case "日期":
                result.date = literal
                if !literal.text.isBlank { _ = date(literal, of: "日期") }
            case "内容": result.content = literal
            case "原因": result.reason = literal
            default:
                report(
                    "key-unknown", "更正里不认识的键“\(field.key.text)”，不会显示在网页上", field.key.range, severity: .warning,
                    help: correctionHelp)
            }
        }
        for (name, literal) in [("日期", result.date), ("内容", result.content)] where literal?.text.isBlank ?? true {
            report(
                "key-missing", "这条更正没有“\(name)”", literal?.range ?? item.range, severity: .warning,
                help: correctionHelp)
        }
        return result
    }
}

private let correctionHelp = "在“更正:”下面每条写“- 日期: 2022-03-01”，再下面缩进写“内容: …”和“原因: …”"

/// Resolves a relative path against the folder of a document; nil when it leaves `content/`.
public func resolve(_ path: String, from documentPath: String) -> String? {
    let slash = UInt8(ascii: "/")
    guard path.utf8.first != slash, !path.utf8.contains(UInt8(ascii: "\\")) else { return nil }
    var parts = documentPath.utf8.split(separator: slash).dropLast().map { String(Substring($0)) }
    for part in path.utf8.split(separator: slash).map({ String(Substring($0)) }) {
        switch part {
        case ".": continue
        case "..":
            guard parts.count > 1 else { return nil }
            parts.removeLast()
        default: parts.append(part)
        }
    }
    return parts.joined(separator: "/")
}
