import Basics
import Content

/// A link to another site, and where it stands.
public struct ExternalLink: Sendable, Hashable {
    public var address: String
    public var place: Place
}

/// The links of a document's prose that lead to other sites, in the order of the file.
public func externalLinks(in document: Document) -> [ExternalLink] {
    var links: [ExternalLink] = []
    func collect(_ inlines: [Inline]) {
        for inline in inlines {
            switch inline {
            case .link(let destination, _, let inner, let range), .image(let destination, _, let inner, let range):
                if isWebAddress(destination) {
                    links.append(ExternalLink(address: destination, place: document.place(range)))
                }
                collect(inner)
            case .emphasis(let inner), .strong(let inner): collect(inner)
            case .text, .code, .softBreak, .lineBreak: break
            }
        }
    }
    func collect(_ blocks: [Block]) {
        for block in blocks {
            switch block.kind {
            case .paragraph(let inlines), .heading(_, let inlines): collect(inlines)
            case .bulletList(let items, _), .orderedList(let items, _, _):
                for item in items { collect(item) }
            case .quote(let blocks): collect(blocks)
            case .code, .thematicBreak, .table: break
            }
        }
    }
    for section in document.sections {
        collect(section.headingInlines)
        collect(section.blocks)
    }
    return links
}

private func isWebAddress(_ text: String) -> Bool {
    let lowercased = text.prefix(8).lowercased()
    return lowercased.hasPrefix("http://") || lowercased.hasPrefix("https://")
}

/// What asking another site for a page came to.
public enum ExternalAnswer: Sendable, Hashable {
    /// The page is there, or nobody can tell: some sites turn programs away.
    case fine
    /// The status of the answer: 404, 503.
    case status(Int)
    /// No answer, in the author's words: 找不到这个网站.
    case none(String)
}

extension Rule {
    static let externalLink = Rule(
        "link-external", .warning, "外部链接打不开",
        what: "正文里指向别的网站的链接，用 gongkai check --external 询问时对方说没有这个网页、出错，或 10 秒内没有回应。要求登录或拒绝程序访问的网站不算。生成网站时从不询问。",
        why: "读者点开的是错误页面，会以为公开的内容不实。", basis: "国办秘函〔2019〕19号",
        bad: "见[财政部通知](https://www.mof.gov.cn/已删除.htm)", good: "见财政部通知（财预〔2015〕163号）")
}

/// The finding about an external link; nil when it is fine.
public func externalLinkFinding(_ link: ExternalLink, _ answer: ExternalAnswer) -> Diagnostic? {
    let reason: String
    switch answer {
    case .fine: return nil
    case .status(let status) where status == 404 || status == 410: reason = "对方网站说没有这个网页（\(status)）"
    case .status(let status): reason = "对方网站出错（\(status)）"
    case .none(let words): reason = words
    }
    return Rule.externalLink.finding(
        "链接打不开：\(link.address)，\(reason)", at: link.place, help: "在浏览器里打开看一看；确已失效就换成新地址，或只写文件名和文号")
}
