import Basics
import Content
import Disclosure
import Pages

/// The forms of an import as the site shows them, by the paths of their files. A form that lacks what no page can lack
/// is not among them, but for a code, which is left blank; nor is one that is not imported.
func builtForms(_ plans: [ImportPlan], root: String) async -> [String: String] {
    guard let files = try? Theme.read(root: root), let theme = Theme.compile(files).value else { return [:] }
    var result: [String: String] = [:]
    for plan in plans {
        var documents: [Document] = []
        let folders = Set(plan.files.map { folder(of: $0.path) })
        for folder in folders.sorted() where !plan.files.contains(where: { $0.path == folder + "/index.md" }) {
            if let unit = try? readDocument(root: root, path: folder + "/index.md").value { documents.append(unit) }
        }
        for (number, file) in plan.files.enumerated() where file.obstacle == nil {
            let text = withStandIn(file.content.text, number: number)
            if let document = readDocument(Array(text.utf8), path: file.path).value { documents.append(document) }
        }
        let register = await readRegister(documents, attachments: [])
        let visible = register.value.visible(at: Instant(seconds: .max), to: .authors)
        var memory = PageMemory()
        for page in sitePages(visible, theme, from: SourceFacts(), linking: [], remembering: &memory).value {
            guard let path = page.origin?.file, case .rendered(let render) = page.source else { continue }
            let html = withoutStandIns(String(decoding: render(), as: UTF8.self))
            let isUnit = path.hasSuffix("/index.md")
            let starts = ["<div class=\"official\"", "<section class=\"prose\"", "<section aria-labelledby=\"extra\""]
            let indicators = isUnit ? element("<table class=\"form indicators\"", in: html) : nil
            var parts = starts.compactMap { element($0, in: html) } + (indicators.map { [$0] } ?? [])
            if parts.isEmpty, let main = element("<main", in: html) { parts = [main] }
            if !parts.isEmpty { result[path] = result[path] ?? withoutAttributes(parts.joined(separator: "\n")) }
        }
    }
    return result
}

private func folder(of path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

private let standIn = "GONGKAI-STANDIN-"

/// The file with a code where it has none: a page needs one for its address.
private func withStandIn(_ text: String, number: Int) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() where line == "项目编码:" || line == "单位编码:" || line == "单位名称:" {
        lines[index] = line + " \(standIn)\(number)E"
    }
    return lines.joined(separator: "\n")
}

private func withoutStandIns(_ html: String) -> String {
    var result = ""
    var rest = html[...]
    while let start = rest.firstRange(of: standIn), let end = rest[start.upperBound...].firstIndex(of: "E") {
        result += rest[..<start.lowerBound]
        rest = rest[rest.index(after: end)...]
    }
    return result + rest
}

/// The first element that begins so, with all that is in it.
private func element(_ start: String, in html: String) -> String? {
    guard let first = html.firstRange(of: start) else { return nil }
    let name = start.dropFirst().prefix { $0.isLetter }
    var depth = 0
    var index = first.lowerBound
    while let next = html[index...].firstIndex(of: "<") {
        let rest = html[next...]
        if rest.hasPrefix("</\(name)>") {
            depth -= 1
            if depth == 0 { return html[first.lowerBound..<next] + "</\(name)>" }
        } else if rest.hasPrefix("<\(name) ") || rest.hasPrefix("<\(name)>") {
            depth += 1
        }
        index = html.index(after: next)
    }
    return nil
}

/// Markup without ids and links: several forms stand on one page, and none of the site's other pages is there.
private func withoutAttributes(_ html: String) -> String {
    var result = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
        result += rest[..<open]
        guard let close = rest[open...].firstIndex(of: ">") else { break }
        var tag = String(rest[open...close])
        for name in ["id", "headers", "href", "tabindex", "role", "aria-label", "aria-labelledby"] {
            while let start = tag.firstRange(of: " \(name)=\""), let end = tag[start.upperBound...].firstIndex(of: "\"")
            {
                tag.removeSubrange(start.lowerBound...end)
            }
        }
        result += tag
        rest = rest[rest.index(after: close)...]
    }
    return result + rest
}
