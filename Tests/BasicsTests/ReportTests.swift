import Basics
import Foundation
import Testing

/// The three ways in which findings are told.
@Suite("Reports") struct ReportTests {
    private let path = "content/a.md"

    /// A finding on the first place of `needle` in a text.
    private func finding(_ needle: String, in text: String, notes: [Diagnostic.Note] = [], help: String? = nil)
        -> Diagnostic
    {
        let start = text.range(of: needle).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0
        return Diagnostic(
            "rule", .error, "摘要", at: Place(file: path, range: TextRange(start, start + needle.utf8.count)),
            notes: notes,
            help: help)
    }

    private func report(_ diagnostics: [Diagnostic], _ texts: [String: String], color: Bool = false) -> String {
        TextReport(usesColor: color) { name in texts[name].map { SourceText(path: name, text: $0) } }.render(
            diagnostics)
    }

    private func report(_ needle: String, in text: String) -> String {
        report([finding(needle, in: text)], [path: text])
    }

    // MARK: Text

    @Test("Carets count two cells for a Chinese character and none for a combining mark")
    func carets() {
        #expect(
            report("保险费", in: "项目名称: 车辆保险费。") == """
                错误: 摘要 [rule]
                 --> content/a.md:1:9
                  |
                1 | 项目名称: 车辆保险费。
                  |               ^^^^^^

                """)
        #expect(report("e\u{301}x", in: "e\u{301}e\u{301}x").hasSuffix("1 | e\u{301}e\u{301}x\n  |  ^^\n"))
        #expect(report("＝5", in: "值＝5").hasSuffix("1 | 值＝5\n  |   ^^^\n"))
    }

    @Test("A tab is one space, controls and bidirectional marks are made visible, and the carets still fit")
    func controls() {
        #expect(report("b", in: "\ta\tb").hasSuffix("1 |  a b\n  |    ^\n"))
        #expect(report("b", in: "a\u{1B}[31mb").hasSuffix("1 | a\\u{1B}[31mb\n  |            ^\n"))
        #expect(report("\u{202E}", in: "a\u{202E}b").hasSuffix("1 | a\\u{202E}b\n  |  ^^^^^^^^\n"))
    }

    @Test("Line ends of Windows are no part of a line, and a range over lines is marked on its first")
    func lineEnds() {
        #expect(report("b\r\nc", in: "a\r\nb\r\nc").contains(" --> content/a.md:2:1\n  |\n2 | b\n  | ^\n"))
        #expect(report("b\nc", in: "ab\nc\n").hasSuffix("1 | ab\n  |  ^\n"))
    }

    @Test("Long lines are cut around the place, with ellipses")
    func longLines() throws {
        let text = String(repeating: "前", count: 200) + "错误的字" + String(repeating: "后", count: 200)
        let lines = report("错误的字", in: text).split(separator: "\n")
        let (excerpt, carets) = (try #require(lines.dropLast().last), try #require(lines.last))
        #expect(excerpt.hasPrefix("1 | …前") && excerpt.hasSuffix("后…"))
        #expect(cellWidth(excerpt) <= 110)
        let before = try #require(excerpt.firstRange(of: "错误的字"))
        #expect(
            carets.hasSuffix(
                "|" + String(repeating: " ", count: cellWidth(excerpt[..<before.lowerBound]) - 3) + "^^^^^^^^"))
        let long = report(text, in: text).split(separator: "\n")
        #expect(long.allSatisfy { cellWidth($0) <= 110 })
    }

    @Test("An empty range is one caret, at a line's end and a file's end too")
    func emptyRange() {
        func at(_ offset: Int, _ text: String) -> String {
            report(
                [Diagnostic("rule", .note, "摘要", at: Place(file: path, range: TextRange(offset, offset)))], [path: text]
            )
        }
        #expect(at(3, "值: \n").hasSuffix("1 | 值: \n  |   ^\n"))
        #expect(at(2, "ab").hasSuffix(":1:3\n  |\n1 | ab\n  |   ^\n"))
        #expect(at(0, "").hasSuffix(":1:1\n  |\n1 | \n  | ^\n"))
        #expect(at(99, "ab").contains("content/a.md:1:3"))
    }

    @Test("Notes in a second file, notes without a place, help and basis follow the excerpt")
    func notes() {
        var finding = finding(
            "P1", in: "编码: P1",
            notes: [
                .init("另一处在这里", at: Place(file: "content/b.md", range: TextRange(0, 2))), .init("没有位置"),
                .init("整个文件", at: Place(file: "content/c.md")),
            ], help: "改正")
        finding.basis = "预算法"
        #expect(
            report([finding], [path: "编码: P1", "content/b.md": "P1"]) == """
                错误: 摘要 [rule]
                 --> content/a.md:1:5
                  |
                1 | 编码: P1
                  |       ^^
                 --> content/b.md:1:1: 另一处在这里
                  |
                1 | P1
                  | --
                   = 说明: 没有位置
                 --> content/c.md: 整个文件
                   = 改法: 改正
                   = 依据: 预算法

                """)
    }

    @Test("A finding without a place, or in a file that cannot be read, has no excerpt")
    func withoutText() {
        #expect(report([Diagnostic("rule", .warning, "摘要", at: nil)], [:]) == "提醒: 摘要 [rule]\n")
        #expect(report([finding("x", in: "x")], [:]) == "错误: 摘要 [rule]\n --> content/a.md\n")
    }

    @Test("Colour changes nothing but the colour")
    func color() {
        let texts = [path: "值: x"]
        let colored = report([finding("x", in: "值: x", help: "改")], texts, color: true)
        #expect(colored.hasPrefix("\u{1B}[1;31m错误\u{1B}[0m"))
        #expect(colored.replacing(/\x{1B}\[[0-9;]*m/, with: "") == report([finding("x", in: "值: x", help: "改")], texts))
    }

    // MARK: Lines and JSON

    @Test("One line a finding, whatever it says")
    func lines() {
        let hostile = Diagnostic("rule", .note, "一\n二\u{1B}", at: Place(file: "a\nb.md"))
        let text = "值: x"
        let source = { (name: String) in name == path ? SourceText(path: name, text: text) : nil }
        #expect(
            lineReport([finding("x", in: text), hostile, Diagnostic("rule", .warning, "摘要", at: nil)], source: source)
                == "content/a.md:1:4: error: 摘要 [rule]\na\\u{A}b.md:1:1: note: 一\\u{A}二\\u{1B} [rule]\nwarning: 摘要 [rule]\n"
        )
    }

    private struct Report: Decodable {
        struct Note: Decodable {
            var file: String?
            var line, column: Int?
            var message: String
        }
        struct Fix: Decodable {
            var startByte, endByte: Int
            var text: String
        }
        struct Finding: Decodable {
            var id, severity, summary: String
            var file, help, basis: String?
            var line, column, endLine, endColumn: Int?
            var notes: [Note]
            var fixes: [Fix]
        }
        struct Counts: Decodable { var error, warning, note: Int }
        var version: Int
        var diagnostics: [Finding]
        var counts: Counts
    }

    @Test("JSON is valid, whatever is told, and carries every part")
    func json() throws {
        let text = "值: 字x\n又"
        let hostile = "\"\\/\n\r\t\u{0}\u{1F}\u{7F}\u{2028}😀</script>"
        var finding = finding("x\n又", in: text, notes: [.init(hostile, at: Place(file: "b"))], help: hostile)
        finding.basis = "依据"
        finding.fixes = [.init(TextRange(4, 5), hostile)]
        let other = Diagnostic("other", .note, hostile, at: nil)
        let source = { (name: String) in name == path ? SourceText(path: name, text: text) : nil }
        let bytes = jsonReport([finding, other], source: source)
        let report = try JSONDecoder().decode(Report.self, from: Data(bytes))
        #expect(
            report.version == 1 && report.counts.error == 1 && report.counts.warning == 0 && report.counts.note == 1)
        let first = try #require(report.diagnostics.first)
        #expect(first.id == "rule" && first.severity == "error" && first.file == path && first.summary == "摘要")
        #expect(first.line == 1 && first.column == 5 && first.endLine == 2 && first.endColumn == 2)
        #expect(first.help == hostile && first.basis == "依据" && first.notes.first?.message == hostile)
        #expect(first.notes.first?.file == "b" && first.notes.first?.line == nil)
        #expect(
            first.fixes.first?.startByte == 4 && first.fixes.first?.endByte == 5 && first.fixes.first?.text == hostile)
        #expect(report.diagnostics.last?.file == nil && report.diagnostics.last?.summary == hostile)
        let empty = try JSONDecoder().decode(Report.self, from: Data(jsonReport([], source: source)))
        #expect(empty.diagnostics.isEmpty && empty.counts.error == 0)
    }

    // MARK: What the world says

    @Test("Every failure that people meet has words of its own")
    func fileErrors() {
        for code in [
            ENOENT, EACCES, ENOSPC, EROFS, ENOTDIR, EISDIR, ELOOP, EFBIG, EMFILE, ENAMETOOLONG, EEXIST, EIO,
            EWOULDBLOCK, ENXIO,
        ] {
            let message = FileError(.write, "public/a", code: code).message
            #expect(message.hasPrefix("无法写入 public/a："))
            #expect(!message.contains(String(cString: strerror(code))))
        }
    }

    @Test("A file is read up to a limit, and only if it is one")
    func readFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder + "/folder", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/file"))
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        #expect(try readFile(folder + "/file", limit: 3) == [1, 2, 3])
        #expect(throws: FileError(.read, folder + "/file", code: FileError.tooLarge)) {
            try readFile(folder + "/file", limit: 2)
        }
        #expect(throws: FileError(.read, folder + "/folder", code: EISDIR)) { try readFile(folder + "/folder") }
        #expect(throws: FileError(.read, folder + "/pipe", code: EINVAL)) { try readFile(folder + "/pipe") }
        #expect(throws: FileError(.open, folder + "/none", code: ENOENT)) { try readFile(folder + "/none") }
        #expect(try listDirectory(folder).map(\.name) == ["file", "folder", "pipe"])
        #expect(try listDirectory(folder).map(\.kind) == [.file, .directory, .other])
    }
}
