import Foundation
import Testing

/// What a build tells of its files, as anyone can check it with the system's tools.
@Suite("The manifest") struct ManifestTests {
    private struct Manifest: Decodable {
        struct File: Decodable, Equatable {
            var path: String
            var size: Int
            var sha256: String
            var version: String?
            var sources: [String]?
        }
        var version: Int
        var generator: String
        var digest: String
        var sourcesDigest: String
        var files: [File]
        var sources: [File]

        func file(_ path: String) throws -> File { try #require(files.first { $0.path == path }) }
    }

    private func manifest(_ site: TestSite, _ folder: String = "public") throws -> Manifest {
        try JSONDecoder().decode(Manifest.self, from: Data(try site.text(folder + "/manifest.json").utf8))
    }

    private let page = "2022/721001/13030322P000000000001.html"

    /// What `sha256sum` prints for files, in their order.
    private func sums(_ site: TestSite, _ paths: [String], in folder: String) async throws -> String {
        let run = try await site.run(
            arguments: [], shell: "cd '\(folder)' && sha256sum \(paths.map { "'\($0)'" }.joined(separator: " "))")
        #expect(run.code == 0, "\(run.messages)")
        return run.output
    }

    /// The digest of a text.
    private func sum(_ site: TestSite, _ text: String) async throws -> String {
        try site.write("listed", text)
        return String(try await sums(site, ["listed"], in: ".").prefix(64))
    }

    @Test("Every file is listed with its size and digest, and the digest of the whole is that of sha256sum's list")
    func wholeSite() async throws {
        let site = try TestSite([
            "2022/721001/a.md": project(), "2022/721001/扫描 件.pdf": "%PDF", "about.md": "---\n标题: 关于\n---\n",
        ])
        try await site.build()
        let manifest = try manifest(site)
        let listed = manifest.files.map(\.path)
        let present = try site.tree().filter { $0.value.contains(" ") }.keys.filter { $0 != "manifest.json" }
        #expect(listed == present.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let expected = try await sums(site, listed, in: "public")
        #expect(manifest.files.map { "\($0.sha256)  \($0.path)\n" }.joined() == expected)
        #expect(try await sum(site, expected) == manifest.digest)
        for file in manifest.files { #expect(try site.size("public/" + file.path) == file.size, "\(file.path)") }
        #expect(manifest.generator == "gongkai 0.1.0")
        let sources = try await sums(site, manifest.sources.map(\.path), in: ".")
        #expect(manifest.sources.map { "\($0.sha256)  \($0.path)\n" }.joined() == sources)
        #expect(try await sum(site, sources) == manifest.sourcesDigest)
        #expect(
            Set(manifest.sources.map(\.path)).isSuperset(of: [
                "content/index.md", "theme/templates/base.html", "content/2022/721001/扫描 件.pdf",
            ]))
    }

    @Test("A page shows as its version the digest of its own sources, and an edit changes no other page's")
    func version() async throws {
        let site = try TestSite([
            "2022/721001/a.md": project(keys: "附件: 合同.pdf"), "2022/721001/合同.pdf": "%PDF",
            "2022/721001/b.md": project(code: "13030322P000000000002"),
        ])
        try await site.build()
        let before = try manifest(site)
        let sources = ["content/2022/721001/a.md", "content/2022/721001/index.md", "content/2022/721001/合同.pdf"]
        #expect(try before.file(page).sources == sources)
        let version = String(try await sum(site, try await sums(site, sources, in: ".")).prefix(12))
        #expect(try before.file(page).version == version)
        #expect(try site.text("public/" + page).contains("版本 <span class=\"code\">\(version)</span>"))
        let digest = try before.file("2022/721001/合同.pdf").sha256
        #expect(
            try site.text("public/" + page).contains(
                "4 B　SHA-256 <span class=\"digest code\" tabindex=\"0\">\(digest)</span>"))

        try site.write("content/2022/721001/合同.pdf", "%PDF-1.7")
        try await site.build()
        let after = try manifest(site)
        let changed = zip(before.files, after.files).filter { $0 != $1 }.map(\.1.path)
        #expect(changed == [page, "2022/721001/合同.pdf"])
        #expect(before.digest != after.digest && before.sourcesDigest != after.sourcesDigest)
    }

    @Test("A draft and what waits for its time change not a byte of the manifest")
    func hidden() async throws {
        let site = try TestSite()
        try await site.build()
        let before = try site.text("public/manifest.json")
        try site.write("content/2022/721001/h.md", project(code: "H1", keys: "状态: 草稿\n附件: 密.pdf"))
        try site.write("content/2022/721001/密.pdf", "%PDF")
        try site.write("content/2022/721001/w.md", project(code: "H2", keys: "发布时间: 2030-01-01"))
        try await site.build()
        #expect(try site.text("public/manifest.json") == before)
    }

    @Test("A digest that somebody edited in the manifest is not believed")
    func editedDigest() async throws {
        let site = try TestSite()
        try await site.build()
        let before = try site.text("public/manifest.json")
        let digest = try manifest(site).file(page).sha256
        try site.write(
            "public/manifest.json", before.replacingOccurrences(of: digest, with: String(repeating: "0", count: 64)))
        try await site.build()
        #expect(try site.text("public/manifest.json") == before)
        // As JSON of another shape it is read all the same.
        let object = try JSONSerialization.jsonObject(with: Data(before.utf8))
        try site.write(
            "public/manifest.json",
            bytes: Array(try JSONSerialization.data(withJSONObject: object, options: .prettyPrinted)))
        try site.remove("content/2022/721001/a.md")
        try await site.build()
        #expect(!site.exists("public/" + page))
    }
}
