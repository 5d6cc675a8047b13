import Pages

/// Answers requests from the site in memory. Paths are looked up among its pages, never on the disk.
struct PreviewHandler: Sendable {
    let site: PreviewSite
    let findings: FindingsPage
    /// The values of `Host` that are answered: any other is a page of another site that reaches for this one.
    let hosts: Set<String>

    func answer(_ request: Request) async -> Response {
        guard hosts.contains(request["host"]?.lowercased() ?? "") else {
            return Response(.misdirected, text: "只接受发往本机预览地址的请求。\n")
        }
        guard !isFromAnotherSite(request) else {
            return Response(.forbidden, text: "预览里有草稿，不给别的网页读取；请在地址栏里打开。\n")
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            var response = Response(.methodNotAllowed, text: "预览只能读取。\n")
            response.headers.append(("Allow", "GET, HEAD"))
            return response
        }
        guard request.path.hasPrefix("/"), let path = decodedPath(request.path.dropFirst()) else {
            return Response(.badRequest, text: "地址写法不对。\n")
        }
        return await answer(request, path)
    }

    private func answer(_ request: Request, _ path: String) async -> Response {
        switch path {
        case ".gongkai/events": return await events()
        case ".gongkai/findings.json": return file(await findings.json(of: site), "findings.json", request)
        case ".gongkai/events.js": return file(PackageResources.events_js, path, request)
        case ".gongkai/preview.js": return file(PackageResources.preview_js, path, request)
        case ".gongkai/preview.css": return file(PackageResources.preview_css, path, request)
        default: break
        }
        let files = await site.filesTag
        switch await site.answer(to: path) {
        case .bytes(let bytes):
            let name = path.isEmpty || path.hasSuffix("/") ? "index.html" : path
            return file(bytes, name, request, with: files)
        case .redirect(let target):
            return Response(.movedPermanently, [("Location", "/" + percentEncoded(target))])
        case .missing(let bytes):
            var response = file(bytes.isEmpty ? Array(emptyPage.utf8) : bytes, "404.html", nil, with: files)
            response.status = .notFound
            return response
        }
    }

    /// Whether a page of another site, or of another port of this machine, asks for it: its script would read drafts, or
    /// its frame show them. A link that a person follows is no such request.
    private func isFromAnotherSite(_ request: Request) -> Bool {
        guard ["cross-site", "same-site"].contains(request["sec-fetch-site"] ?? "") else { return false }
        return request["sec-fetch-mode"] != "navigate" || request["sec-fetch-dest"] != "document"
    }

    // MARK: Answers

    /// - Parameters:
    ///   - request: nil for an answer that is sent whatever the client has already.
    ///   - files: what tells the files beside the pages from those of another time.
    private func file(_ bytes: [UInt8], _ name: String, _ request: Request?, with files: String = "") -> Response {
        let tag = "\"\(String(digest(bytes), radix: 36))\""
        let headers = [
            ("Content-Type", contentType(of: name)), ("ETag", tag), ("Cache-Control", "no-cache"),
            ("X-Content-Type-Options", "nosniff"),
            // The same for browsers that do not say where a request comes from.
            ("Cross-Origin-Resource-Policy", "same-origin"), ("Content-Security-Policy", "frame-ancestors 'none'"),
        ]
        if let condition = request?["if-none-match"], isMet(condition, by: tag) {
            return Response(.notModified, headers)
        }
        return Response(.ok, headers, name.hasSuffix(".html") ? withClient(bytes, tag, files) : bytes)
    }

    private func events() async -> Response {
        var response = Response(.ok, [("Content-Type", "text/event-stream"), ("Cache-Control", "no-cache")])
        response.body = .stream(eventStream(await site.changes()))
        return response
    }

    /// The page with the preview's script and style; a build never has them.
    ///
    /// - Parameters:
    ///   - tag: the page's own, by which the script knows whether the page is still what is served.
    ///   - files: the same of the files beside it.
    private func withClient(_ page: [UInt8], _ tag: String, _ files: String) -> [UInt8] {
        let client = Array(
            ("<link rel=\"stylesheet\" href=\"/.gongkai/preview.css\">"
                + "<script src=\"/.gongkai/preview.js\" defer data-tag='\(tag)' data-files='\(files)'></script>").utf8)
        guard let head = page.firstRange(of: Array("</head>".utf8)) else { return page + client }
        return Array(page[..<head.lowerBound]) + client + page[head.lowerBound...]
    }

    private var emptyPage: String {
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>还没有页面</title></head>"
            + "<body><p>还没有可以显示的页面；改好列出的问题后会自动刷新。</p></body></html>"
    }
}

/// Whether `If-None-Match` names a tag: `*`, or a list of tags, weak ones included (RFC 9110, section 13.1.2).
private func isMet(_ condition: String, by tag: String) -> Bool {
    if condition == "*" { return true }
    return condition.split(separator: ",").contains { part in
        let known = part.drop { $0 == " " || $0 == "\t" }
        return known == tag || known == "W/" + tag
    }
}

/// FNV-1a over 64 bits: tells two versions of a page apart.
private func digest(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return hash
}
