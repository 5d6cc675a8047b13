import Basics
import Content
import Disclosure

/// Reports every link in an author's text that leads nowhere, out of `content/`, or to a missing anchor.
func checkLinks(in blocks: [Block], of source: SourceText, at address: String, _ resolver: LinkResolver) -> [Diagnostic]
{
    links(in: blocks).compactMap { link in
        let place = source.place(link.range)
        switch resolver.resolve(link.destination, in: source.path, at: address) {
        case .external:
            guard link.isImage else { return nil }
            return Diagnostic(
                "link-broken", .error, "图片“\(link.destination)”在别的网站上，本站不加载", at: place,
                help: "把图片存到本文件所在的文件夹，只写文件名")
        case .missing:
            return Diagnostic(
                "link-broken", .error, "链接“\(link.destination)”指向的文件不存在", at: place,
                help: "核对文件名；链接写相对于本文件的路径，例如“index.md”或“附件.pdf”；草稿、待审和没到发布时间的文件，公布以前不能链接")
        case .outside:
            return Diagnostic(
                "path-escape", .error, "链接“\(link.destination)”指向 content/ 之外", at: place, help: "只能链接 content/ 里的文件")
        case .internal(let path, let anchor):
            guard let anchor, !anchor.isEmpty, !resolver.hasAnchor(anchor, on: path) else { return nil }
            return Diagnostic(
                "anchor-broken", .error, "链接“\(link.destination)”的“#”后面不是那一页的标题", at: place,
                help: "写标题的文字，去掉标点，例如“#一总体绩效目标”")
        }
    }
}

extension PageBuilder {
    /// What is wrong with the links of the whole site.
    var brokenLinks: [Diagnostic] {
        if linking.isEmpty { return [] }
        func check(_ source: SourceText, _ sections: [Section], _ address: String) -> [Diagnostic] {
            checkLinks(in: sections.flatMap(\.allBlocks), of: source, at: address, resolver.value)
        }
        var found: [Diagnostic] = []
        if let home = register.site.document { found += check(home.source, home.sections, Routes.home) }
        for page in register.pages { found += check(page.document.source, page.document.sections, Routes.page(page)) }
        for unit in register.units {
            if linking.contains(unit.source.path) { found += check(unit.source, unit.sections, Routes.unit(unit)) }
            for project in unit.projects where linking.contains(project.source.path) {
                found += check(project.source, project.extraSections, Routes.project(project, in: unit))
            }
        }
        return found
    }
}

/// Whether any link or image stands in a document's body.
public func holdsLinks(_ document: Document) -> Bool { !document.links.isEmpty }
