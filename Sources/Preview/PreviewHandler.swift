import Basics
import FlyingFox
import Foundation

/// Answers requests from the site in memory. Paths are looked up among its pages, never on the disk.
struct PreviewHandler: HTTPHandler {
    let site: PreviewSite
    let findings: FindingsPage
    /// The values of `Host` that are answered: any other is a page of another site that reaches for this one.
    let hosts: Set<String>

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard hosts.contains(request.headers[.host]?.lowercased() ?? "") else {
            return text(.init(421, phrase: "Misdirected Request"), "只接受发往本机预览地址的请求。\n")
        }
        guard request.method == .GET || request.method == .HEAD else {
            var response = text(.methodNotAllowed, "预览只能读取。\n")
            response.headers[HTTPHeader("Allow")] = "GET, HEAD"
            return response
        }
        let target = request.target.path()
        guard target.hasPrefix("/"), let path = decoded(target.dropFirst()) else {
            return text(.badRequest, "地址写法不对。\n")
        }
        var response = await respond(to: path, request)
        if request.method == .HEAD { response.payload = .httpBody(HTTPBodySequence()) }
        return response
    }

    private func respond(to path: String, _ request: HTTPRequest) async -> HTTPResponse {
        switch path {
        case ".gongkai/events": return await events()
        case ".gongkai/findings.json": return file(await findings.json(of: site), "findings.json", request)
        case ".gongkai/preview.js": return file(PackageResources.preview_js, path, request)
        case ".gongkai/preview.css": return file(PackageResources.preview_css, path, request)
        default: break
        }
        switch await site.answer(to: path) {
        case .bytes(let bytes):
            let name = path.isEmpty || path.hasSuffix("/") ? "index.html" : path
            return file(name.hasSuffix(".html") ? withClient(bytes) : bytes, name, request)
        case .redirect(let target):
            let location = "/" + (target.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")
            let headers: HTTPHeaders = [.location: location]
            return HTTPResponse(statusCode: .movedPermanently, headers: headers)
        case .missing(let bytes):
            var response = file(withClient(bytes.isEmpty ? Array(emptyPage.utf8) : bytes), "404.html", request)
            if response.statusCode == .ok { response.statusCode = .notFound }
            return response
        }
    }

    // MARK: Answers

    private func file(_ bytes: [UInt8], _ name: String, _ request: HTTPRequest) -> HTTPResponse {
        let tag = "\"\(String(digest(bytes), radix: 36))\""
        var headers: HTTPHeaders = [.contentType: contentType(of: name)]
        headers[HTTPHeader("ETag")] = tag
        headers[HTTPHeader("Cache-Control")] = "no-cache"
        headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
        if request.headers[HTTPHeader("If-None-Match")] == tag {
            return HTTPResponse(statusCode: .notModified, headers: headers)
        }
        let body = HTTPBodySequence(data: Data(bytes), suggestedBufferSize: max(1, bytes.count))
        return HTTPResponse(statusCode: .ok, headers: headers, body: body)
    }

    private func text(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
        let headers: HTTPHeaders = [.contentType: "text/plain; charset=utf-8"]
        return HTTPResponse(statusCode: status, headers: headers, body: Data(text.utf8))
    }

    private func events() async -> HTTPResponse {
        var headers: HTTPHeaders = [.contentType: "text/event-stream"]
        headers[HTTPHeader("Cache-Control")] = "no-cache"
        return HTTPResponse(
            statusCode: .ok, headers: headers, body: HTTPBodySequence(from: EventStream(await site.changes())))
    }

    /// The page with the preview's script and style; a build never has them.
    private func withClient(_ page: [UInt8]) -> [UInt8] {
        let client = Array(
            "<link rel=\"stylesheet\" href=\"/.gongkai/preview.css\"><script src=\"/.gongkai/preview.js\" defer></script>"
                .utf8)
        guard let head = page.firstRange(of: Array("</head>".utf8)) else { return page + client }
        return Array(page[..<head.lowerBound]) + client + page[head.lowerBound...]
    }

    private var emptyPage: String {
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>还没有页面</title></head>"
            + "<body><p>还没有可以显示的页面；改好列出的问题后会自动刷新。</p></body></html>"
    }
}

/// The path with its percent-encodings resolved once; nil when they are malformed or hide a separator or a NUL.
private func decoded(_ path: Substring) -> String? {
    guard let decoded = String(path).removingPercentEncoding else { return nil }
    let isPlain = decoded.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\\" }
    return isPlain && !decoded.split(separator: "/").contains("..") ? decoded : nil
}

/// FNV-1a over 64 bits: tells two versions of a page apart.
private func digest(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
}
