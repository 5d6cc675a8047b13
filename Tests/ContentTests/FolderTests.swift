import Basics
import Content
import Glibc
import Testing

/// A folder that is removed with what it holds.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/gongkai-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Unexpected() }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit { remove(path) }

    private func remove(_ path: String) {
        for entry in (try? listDirectory(path)) ?? [] {
            if entry.kind == .directory {
                remove(path + "/" + entry.name)
            } else {
                unlink(path + "/" + entry.name)
            }
        }
        rmdir(path)
    }

    func folder(_ name: String) { mkdir(path + "/" + name, 0o755) }

    func file(_ name: String, _ bytes: [UInt8] = []) throws {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT, 0o644)
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: name)
    }

    func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }
}

@Suite("The content folder")
struct FolderTests {
    @Test("Documents and attachments, sorted by their bytes; what is hidden or temporary is passed over")
    func listing() throws {
        let site = try TemporaryFolder()
        for name in ["content", "content/2022", "content/2022/b", "content/.git", "content/~$x"] {
            site.folder(name)
        }
        for name in [
            "content/index.md", "content/2022/b/乙.md", "content/2022/b/index.md", "content/2022/b/表.docx",
            "content/2022-1.md", "content/.hidden.md", "content/.git/a.md", "content/~$表.docx",
            "content/a.md~",
            "content/2022/A.MD", "content/~$x/a.md",
        ] { try site.file(name) }
        let read = try listContent(root: site.path)
        #expect(
            read.value.documents == [
                "content/2022-1.md", "content/2022/A.MD", "content/2022/b/index.md", "content/2022/b/乙.md",
                "content/index.md",
            ])
        #expect(read.value.attachments == ["content/2022/b/表.docx"])
        #expect(read.diagnostics == [])
    }

    @Test("Symbolic links are refused, to files and to folders")
    func links() throws {
        let site = try TemporaryFolder()
        site.folder("content")
        site.link("content/a.md", to: "/etc/passwd")
        site.link("content/etc", to: "/etc")
        site.link("content/.quiet", to: "/etc")
        let read = try listContent(root: site.path)
        #expect(read.value.documents + read.value.attachments == [])
        #expect(read.diagnostics.map(\.id) == ["path-escape", "path-escape"])
        #expect(read.diagnostics.compactMap(\.place).map(\.file) == ["content/a.md", "content/etc"])
        #expect(read.diagnostics.hasErrors)
    }

    @Test("Names that are not UTF-8 and what is no file are findings") func unreadable() throws {
        let site = try TemporaryFolder()
        site.folder("content")
        mkfifo(site.path + "/content/管道.md", 0o644)
        // “甲.md” as GB18030 writes it.
        let name = Array((site.path + "/content/").utf8) + [0xBC, 0xD7] + Array(".md".utf8) + [0]
        let descriptor = name.withUnsafeBytes {
            open($0.bindMemory(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o644)
        }
        close(descriptor)
        let read = try listContent(root: site.path)
        #expect(read.value.documents + read.value.attachments == [])
        #expect(read.diagnostics.map(\.id) == ["file-name", "file-name"])
        #expect(read.diagnostics.map(\.summary) == ["这不是普通文件，没有读", "文件名不是 UTF-8 编码，没有读"])
        #expect(read.diagnostics.hasErrors)
        _ = name.withUnsafeBytes { unlink($0.bindMemory(to: CChar.self).baseAddress!) }
    }

    @Test("A missing folder or file is the world's failure")
    func missing() throws {
        let site = try TemporaryFolder()
        #expect(throws: FileError(.list, site.path + "/content", code: ENOENT)) {
            try listContent(root: site.path)
        }
        #expect(throws: FileError(.open, site.path + "/a.md", code: ENOENT)) {
            try readDocument(root: site.path, path: "a.md")
        }
    }

    @Test("A file is read, up to its limit")
    func reading() throws {
        let site = try TemporaryFolder()
        try site.file("a.md", Array("---\n甲: 1\n---\n".utf8))
        #expect(written(try readDocument(root: site.path, path: "a.md").value?.fields) == ["甲=1"])
        try site.file("b.md", [UInt8](repeating: 0x61, count: (2 << 20) + 1))
        let read = try readDocument(root: site.path, path: "b.md")
        #expect(read.value == nil)
        #expect(read.diagnostics.map(\.summary) == ["文件超过 2 MB，没有读取"])
    }
}
