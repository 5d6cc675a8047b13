import Disclosure
import Testing

@Suite("Attachments") struct AttachmentTests {
    static let files = ["content/2022/721001/表.docx", "content/files/a.pdf", "content/logo.png"]

    func paths(_ value: String, _ files: [String] = files) async -> (paths: [String], findings: [String]) {
        let read = await Reading(project: projectText("附件: \(value)"), attachments: files)
        return (read.project?.publication.attachments.map(\.path) ?? [], read.findings)
    }

    @Test(
        "A name is resolved against the document's folder",
        arguments: [
            ("表.docx", [files[0]]), ("./表.docx", [files[0]]), ("[表.docx, ../../files/a.pdf]", [files[0], files[1]]),
            ("../../2022/./721001//表.docx", [files[0]]), ("[表.docx, ./表.docx]", [files[0]]), ("", []), ("[]", []),
        ])
    func resolving(value: String, expected: [String]) async {
        let result = await paths(value)
        #expect(result.paths == expected)
        #expect(result.findings.isEmpty)
    }

    @Test(
        "What leads out of content/ is refused",
        arguments: ["../../../a", "/etc/passwd", "../../../content/logo.png", "a\\b", "x/../../../../a", "/\u{338}etc"])
    func escapes(value: String) async {
        let result = await paths("'\(value)'")
        #expect(result.findings == ["5:5 path-escape 附件“\(value)”在 content/ 之外"])
        #expect(result.paths.isEmpty)
    }

    @Test("A file that is not there is reported with the one meant") func missing() async {
        let read = await Reading(
            project: projectText("附件:\n  - 裱.docx\n  - 无此文件.pdf\n  - {a: b}"), attachments: Self.files)
        #expect(
            read.findings == [
                "6:5 attachment-missing 找不到附件“裱.docx”", "7:5 attachment-missing 找不到附件“无此文件.pdf”",
                "8:5 front-matter “附件”的每一项应是一段文字",
            ])
        #expect(read.diagnostics.map(\.help)[..<2] == ["是否想写“表.docx”？", "把文件放到本文件所在的文件夹"])
    }

    @Test(
        "Several names on one line, and a name in other letters, are told as what they are",
        arguments: [
            ("甲.pdf、乙.pdf", "几个附件写成列表：“附件:”后面空着，下面每行写一个，例如“  - 甲.pdf”"),
            ("甲.pdf，  乙 表.pdf", "几个附件写成列表：“附件:”后面空着，下面每行写一个，例如“  - 甲.pdf”"),
            ("甲.pdf 乙.pdf", "几个附件写成列表：“附件:”后面空着，下面每行写一个，例如“  - 甲.pdf”"),
            ("收支、绩效.pdf", "把文件放到本文件所在的文件夹"), ("乙.PDF", "文件夹里的是“乙.pdf”，只有字母的大小写不同；写成和文件名一样"),
        ])
    func help(value: String, help: String) async {
        let files = ["content/2022/721001/丙.PDF", "content/2022/721001/乙.pdf"]
        let read = await Reading(project: projectText("附件: \(value)"), attachments: files)
        #expect(read.findings == ["5:5 attachment-missing 找不到附件“\(value)”"])
        #expect(read.diagnostics.map(\.help) == [help])
    }

    @Test("A combining mark behind a slash hides no part of a path") func combiningSlash() {
        #expect(resolve("../../../\u{338}x", from: projectPath) == nil)
        #expect(
            resolve("a/\u{338}b/../c", from: projectPath).map { Array($0.utf8) }
                == Array("content/2022/721001/a/c".utf8))
    }

    @Test("The file's own spelling counts where names differ by normalisation only") func normalisation() async {
        let composed = "content/2022/721001/caf\u{E9}.pdf"
        let decomposed = "content/2022/721001/cafe\u{301}.pdf"
        let result = await paths("caf\u{E9}.pdf", [decomposed])
        #expect(result.findings.isEmpty)
        #expect(result.paths.map { Array($0.utf8) } == [Array(decomposed.utf8)])
        let both = await Reading(project: projectText("附件: caf\u{E9}.pdf"), attachments: [composed, decomposed])
        #expect(both.findings.isEmpty)
        #expect(both.register.visible(at: Instant(seconds: 0)).register.attachments.count == 2)
    }

    @Test("Documents whose names differ by normalisation only are two") func documents() async {
        let read = await Reading([
            (unitPath, unitText), ("content/2022/721001/caf\u{E9}.md", projectText(code: "A1")),
            ("content/2022/721001/cafe\u{301}.md", projectText(code: "A2")),
        ])
        #expect(read.findings.isEmpty)
        #expect(read.register.projects.map(\.code.text) == ["A1", "A2"])
    }

    @Test("An attachment's name is the last part of its path") func names() {
        #expect(Attachment(path: "content/a/表.docx").name == "表.docx")
        #expect(Attachment(path: "x").name == "x")
    }
}
