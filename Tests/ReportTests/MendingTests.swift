import Basics
import Content
import Disclosure
import Glibc
import Site
import Testing

@Suite("check --fix")
struct MendingTests {
    static let project = "content/2022/721001/a.md"

    /// What is mended, and what it becomes.
    static let mechanical: [(slip: String, mended: String)] = [
        ("项目名称：车辆", "项目名称: 车辆"), ("项目名称： 车辆  ", "项目名称:  车辆  "), ("项目名称:车辆", "项目名称: 车辆"),
        ("\u{3000}\u{3000}项目名称: 车辆", "项目名称: 车辆"), ("\t项目名称: 车辆", "项目名称: 车辆"),
        ("\u{3000}项目名称：*车辆 ", "项目名称: '*车辆' "), ("指标值: >=95%", "指标值: '>=95%'"),
        ("名称: \"诗词之乡\"2022年's", "名称: '\"诗词之乡\"2022年''s'"), ("用途: 采购 #3", "用途: '采购 #3'"),
        ("用途: 其中: 甲", "用途: '其中: 甲'"), ("用途: -", "用途: '-'"), ("别名:\n\t- 甲", "别名:\n  - 甲"),
        ("别名:\n\u{3000}- 甲", "别名:\n  - 甲"), ("*项目: 甲", "'*项目': 甲"), ("用途：甲\u{202E}乙 ", "用途: 甲\u{202E}乙 "),
    ]

    /// What only a person can mend, for it is filed text or its meaning is a guess.
    static let left = [
        "用途: 甲\t乙", "用途: *甲\t乙", "用途: 甲\u{2028}乙", "用途: 甲\u{FEFF}乙", "用途: \"甲", "用途: \"C:\\目录\"", "  用途: 甲",
        "没有冒号", "甲: 1\n甲: 2", "用途: 甲\n  乙", "用途：甲\u{7}", "别名: [a",
    ]

    @Test("Slips of notation are mended, and a second run changes nothing", arguments: ["\n", "\r\n"])
    func mends(_ lineEnd: String) async {
        for (slip, mended) in Self.mechanical {
            let folder = TemporaryFolder()
            let (before, after) = (file(slip, lineEnd), file(mended, lineEnd))
            folder.write(before, to: Self.project)
            let result = mend(found(before), root: folder.path)
            #expect(folder.bytes(Self.project) == after, "\(slip)")
            #expect(result.count == 1, "\(slip)")
            #expect(found(after).flatMap(\.fixes).count { $0.isMechanical } == 0, "\(slip)")
            #expect(mend(found(after), root: folder.path) == [])
            #expect(folder.bytes(Self.project) == after)
        }
    }

    @Test("What is filed text or a guess is left to a person", arguments: left)
    func leaves(_ slip: String) {
        let folder = TemporaryFolder()
        folder.write(file(slip), to: Self.project)
        #expect(!found(file(slip)).isEmpty)
        #expect(mend(found(file(slip)), root: folder.path) == [])
        #expect(folder.bytes(Self.project) == file(slip))
    }

    @Test("A slip beside one that is left is mended, and the other stays")
    func both() {
        let folder = TemporaryFolder()
        folder.write(file("项目名称：甲\n用途: 乙\t丙\n末尾：丁"), to: Self.project)
        let result = mend(found(folder.bytes(Self.project)), root: folder.path)
        #expect(result.map(\.outcome) == [.mended(count: 2, lines: [2, 4], isRecoded: false)])
        #expect(folder.bytes(Self.project) == file("项目名称: 甲\n用途: 乙\t丙\n末尾: 丁"))
    }

    @Test("Any mix of slips keeps every field and the body, and comes to rest at once")
    func mixes() {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let lines = Self.mechanical.map(\.slip) + Self.left + ["键: 值", "", "# 注释", "别名:", "  - 丙：丁", "检查: {a: b}"]
        let folder = TemporaryFolder()
        for _ in 0..<300 {
            let fields = (0..<1 + next(6)).map { _ in lines[next(lines.count)] }.joined(separator: "\n")
            let before = file(fields)
            folder.write(before, to: Self.project)
            let result = mend(found(before), root: folder.path)
            let after = folder.bytes(Self.project)
            #expect(written(after) == written(before), "\(fields)")
            #expect(mend(found(after), root: folder.path).allSatisfy { $0.outcome == .refused }, "\(fields)")
            #expect(folder.bytes(Self.project) == after, "\(fields)")
            #expect(result.allSatisfy { $0.outcome != .refused }, "\(fields)")
        }
    }

    @Test("A byte order mark and the file's mode stay; another encoding becomes UTF-8")
    func bytes() {
        let folder = TemporaryFolder()
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        folder.write(mark + file("项目名称：甲"), to: Self.project)
        chmod(folder.path + "/" + Self.project, 0o640)
        _ = mend(found(folder.bytes(Self.project)), root: folder.path)
        #expect(folder.bytes(Self.project) == mark + file("项目名称: 甲"))
        var status = stat()
        #expect(stat(folder.path + "/" + Self.project, &status) == 0 && status.st_mode & 0o7777 == 0o640)

        let text = String(decoding: file("项目名称：甲\t𠮷", "\r\n"), as: UTF8.self)
        folder.write([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: Self.project)
        let result = mend(found(folder.bytes(Self.project)), root: folder.path)
        #expect(result.map(\.outcome) == [.mended(count: 1, lines: [2], isRecoded: true)])
        #expect(folder.bytes(Self.project) == file("项目名称: 甲\t𠮷", "\r\n"))

        folder.write(Array("---\n".utf8) + [0xBC, 0xD7] + Array(": \u{7}\n---\n".utf8), to: Self.project)
        _ = mend(found(folder.bytes(Self.project)), root: folder.path)
        #expect(folder.bytes(Self.project) == Array("---\n甲: \u{7}\n---\n".utf8))
        let names = try? listDirectory(folder.path + "/content/2022/721001").map(\.name)
        #expect(names == ["a.md"])
    }

    @Test("Symbolic links are not followed, and what cannot be written is told")
    func refusals() {
        let folder = TemporaryFolder()
        let slip = file("项目名称：甲")
        folder.write(slip, to: "elsewhere/a.md")
        folder.write("", to: "content/2022/x")
        symlink(folder.path + "/elsewhere", folder.path + "/content/2022/721001")
        let result = mend(found(slip), root: folder.path)
        guard case .failed(let error)? = result.first?.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(error.code == ELOOP)
        #expect(folder.bytes("elsewhere/a.md") == slip)
        unlink(folder.path + "/content/2022/721001")
        guard case .failed(let absent)? = mend(found(slip), root: folder.path).first?.outcome else {
            Issue.record("a file that is not there was mended")
            return
        }
        #expect(absent.code == ENOENT)
    }

    @Test("On a whole site, what could be mended is gone afterwards")
    func site() async throws {
        let folder = TemporaryFolder()
        folder.write("---\n网站名称：样例\n---\n", to: "content/index.md")
        folder.write("---\n单位编码:721001\n单位名称: #文联\n---\n", to: "content/2022/721001/index.md")
        folder.write("", to: "theme/templates/x.html")
        folder.write("", to: "theme/assets/x.css")
        let time = try #require(Instant("2022-03-01"))
        let before = try await checkSite(root: folder.path, at: time).report
        #expect(mend(before.diagnostics, root: folder.path).count == 2)
        let after = try await checkSite(root: folder.path, at: time).report
        #expect(!after.diagnostics.contains { $0.id == "front-matter" })
        #expect(after.units.unit(of: "content/2022/721001/index.md")?.name == "#文联")
        #expect(mend(after.diagnostics, root: folder.path) == [])
    }

    private func file(_ fields: String, _ lineEnd: String = "\n") -> [UInt8] {
        let text = "---\n\(fields)\n---\n\n## 一、甲  \n\n项目名称：*乙\t丙 #\u{3000}\n"
        return Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd).utf8)
    }

    private func found(_ bytes: [UInt8]) -> [Diagnostic] { readDocument(bytes, path: Self.project).diagnostics }

    private func written(_ bytes: [UInt8]) -> [String] {
        readDocument(bytes, path: Self.project).value?.fields.map { "\($0.key.text)=\(written($0.value))" } ?? []
    }

    private func written(_ value: FieldValue) -> String {
        switch value {
        case .scalar(let literal): literal.text
        case .list(let items, _): "[" + items.map { written($0) }.joined(separator: ",") + "]"
        case .map(let fields, _):
            "{" + fields.map { "\($0.key.text)=\(written($0.value))" }.joined(separator: ",") + "}"
        }
    }
}
