import Disclosure
import Foundation
import Site
import Testing

/// Files beside the documents are looked into before they are published.
@Suite("Attachments") struct AttachmentTests {
    /// The site of `Tests/Sites/attachments-looked-into`, with files that Word, Excel and LibreOffice could have left.
    private func site() throws -> TestSite {
        let site = try TestSite([:], hasBasis: false)
        try FileManager.default.copyItem(
            atPath: GoldenTests.folder + "/attachments-looked-into/content", toPath: site.root + "/content")
        return site
    }

    @Test("Numbers of persons are found wherever an attachment hides them, and what cannot be read is told")
    func findings() async throws {
        let run = try await site().run("check", "--format", "lines")
        let lines = run.output.split(separator: "\n").filter {
            $0.contains("[pii-") || $0.contains("[attachment-unreadable")
        }
        let folder = "content/2022/721001/"
        #expect(
            lines.map(String.init)
                == [
                    "a.md:5:5: error: 附件“目标表.docx”里有 1 个疑似银行卡号，不得公开 [pii-bank-card]",
                    "a.md:5:5: error: 附件“目标表.docx”里有 1 个疑似公民身份号码，不得公开 [pii-id-number]",
                    "a.md:5:5: error: 附件“目标表.docx”里有 1 个疑似手机号码，不得公开 [pii-mobile]",
                    "index.md:5:5: error: 附件“统计.xlsx”里有 2 个疑似公民身份号码，不得公开 [pii-id-number]",
                    "index.md:5:5: error: 附件“统计.xlsx”里有 2 个疑似手机号码，不得公开 [pii-mobile]",
                    "index.md:6:5: note: 附件“加密.docx”无法检查：文件设有打开密码 [attachment-unreadable]",
                    "修订.docx:1:1: error: 附件“修订.docx”里有 1 个疑似公民身份号码，不得公开 [pii-id-number]",
                    "修订.docx:1:1: error: 附件“修订.docx”里有 2 个疑似手机号码，不得公开 [pii-mobile]",
                    "改名.docx:1:1: warning: 附件“改名.docx”无法检查：内容其实是旧版 Office 文件（.doc、.xls），与扩展名不符 [attachment-unreadable]",
                    "旧表.doc:1:1: note: 附件“旧表.doc”的内容没有检查（.doc 格式） [attachment-unreadable]",
                    "李某_13812345678.pdf:1:1: error: 附件“李某_13812345678.pdf”里有 1 个疑似公民身份号码，不得公开 [pii-id-number]",
                    "李某_13812345678.pdf:1:1: error: 文件名里有疑似手机号码“138*****678”，不得公开 [pii-mobile]",
                    "残缺.docx:1:1: warning: 附件“残缺.docx”无法检查：文件不完整，后半部分缺失 [attachment-unreadable]",
                    "空.docx:1:1: warning: 附件“空.docx”无法检查：文件是空的（0 字节） [attachment-unreadable]",
                    "网页.xlsx:1:1: warning: 附件“网页.xlsx”无法检查：内容其实是网页（HTML），与扩展名不符 [attachment-unreadable]",
                ].map { folder + $0 })
    }

    @Test("A PDF file that cannot be read here is a note, and the reader's limits hold")
    func portableDocuments() async throws {
        let site = try site()
        let path = "content/2022/721001/李某_13812345678.pdf"
        func found(shell: String) async throws -> [String] {
            let run = try await site.run("check", "--format", "lines", shell: shell)
            // The unit names other files as its 附件, which is not what is asked about here.
            return run.output.split(separator: "\n").filter {
                $0.hasPrefix(path) && !$0.contains("文件名") && !$0.contains("[attachment-unlisted]")
            }.map(String.init)
        }
        // Without poppler, as on a clerk's machine.
        let bare = "PATH=/nonexistent exec \"$@\""
        #expect(
            try await found(shell: bare) == [
                "\(path):1:1: note: 附件“李某_13812345678.pdf”没有检查：这台电脑没有 pdftotext [attachment-unreadable]"
            ])
        try site.write(path, "%PDF-1.4\n")
        #expect(
            try await found(shell: "exec \"$@\"") == [
                "\(path):1:1: warning: 附件“李某_13812345678.pdf”无法检查：打不开，可能不完整、已损坏或设有密码 [attachment-unreadable]"
            ])
    }

    @Test("A build looks again as soon as it can read PDF files, though nothing changed")
    func readerComesLater() async throws {
        let site = try TestSite()
        let pdf = GoldenTests.folder + "/attachments-looked-into/content/2022/721001/李某_13812345678.pdf"
        try FileManager.default.copyItem(atPath: pdf, toPath: site.root + "/content/2022/721001/名单.pdf")
        let bare = try await site.run("build", shell: "PATH=/nonexistent exec \"$@\"")
        #expect(bare.code == 0, "\(bare.messages)")
        let build = try await site.run("build")
        #expect(build.code == 1 && build.messages.contains("附件“名单.pdf”里有 1 个疑似公民身份号码"), "\(build.messages)")
    }

    @Test("A PDF file with nothing to tell of is looked through once, whatever its name, and never taken for another")
    func keptReviews() async throws {
        let site = try TestSite()
        let folder = site.root + "/content/2022/721001/"
        let listed = GoldenTests.folder + "/attachments-looked-into/content/2022/721001/李某_13812345678.pdf"
        func found(shell: String = "PATH=/nonexistent exec \"$@\"") async throws -> [String] {
            let run = try await site.run("check", "--format", "lines", shell: shell)
            return run.output.split(separator: "\n").filter { $0.contains(".pdf") }.map(String.init)
        }
        try pdf(saying: "plan 2022").write(toFile: folder + "a.pdf", atomically: true, encoding: .utf8)
        try pdf(saying: "").write(toFile: folder + "scan.pdf", atomically: true, encoding: .utf8)
        // Files that are older than the clock's steps.
        try await Task.sleep(for: .milliseconds(100))
        let first = try await found(shell: "exec \"$@\"")
        #expect(first.count == 1 && first[0].contains("scan.pdf"), "\(first)")
        // Without the program, what is known stays known: the scan is told of as before.
        #expect(try await found() == first)
        try FileManager.default.moveItem(atPath: folder + "a.pdf", toPath: folder + "b.pdf")
        #expect(try await found() == first)
        // Other bytes under the same name are another file.
        try FileManager.default.removeItem(atPath: folder + "b.pdf")
        try FileManager.default.copyItem(atPath: listed, toPath: folder + "b.pdf")
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await found().contains { $0.contains("b.pdf") && $0.contains("没有检查") })
        // A number of a person is told every time, though the file was looked into.
        for _ in 1...2 {
            #expect(try await found(shell: "exec \"$@\"").contains { $0.contains("b.pdf") && $0.contains("公民身份号码") })
        }
        #expect(try await found().contains { $0.contains("b.pdf") && $0.contains("没有检查") })
        // What somebody else wrote is not believed.
        let memory = site.root + "/.gongkai/pdf"
        let kept = try String(contentsOfFile: memory, encoding: .utf8)
        try kept.replacing("wordless", with: "nothing").write(toFile: memory, atomically: true, encoding: .utf8)
        #expect(try await found().contains { $0.contains("scan.pdf") && $0.contains("没有检查") })
    }

    @Test("Properties and link targets of a PDF file are looked at, and a form is told of every time")
    func besidePages() async throws {
        let site = try TestSite()
        let beside = "/Info<</Title(call 13812345671)/Author(Zhang 13812345672)/Office(13812345673)>>"
        let link = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(tel:13812345674)>>>>]"
        try site.write("content/2022/721001/a.pdf", pdf(saying: "plan 2022", page: link, trailer: beside))
        let form = "/AcroForm<</Fields[]>>"
        try site.write("content/2022/721001/b.pdf", pdf(saying: "plan 2022", catalog: form))
        try await Task.sleep(for: .milliseconds(100))
        let run = try await site.run("check")
        #expect(run.output.contains("附件“a.pdf”里有 4 个疑似手机号码"), "\(run.output)")
        #expect(run.output.contains("文档属性：138*****671") && run.output.contains("链接的地址：138*****674"))
        for _ in 1...2 {
            let lines = try await site.run("check", "--format", "lines").output
            #expect(lines.contains("b.pdf:1:1: note: 附件“b.pdf”里填表域里填的文字没有检查"), "\(lines)")
        }
    }

    @Test("A file that is saved after it was looked into is not published")
    func savedMeanwhile() async throws {
        let site = try TestSite()
        let path = site.root + "/content/2022/721001/名单.pdf"
        try pdf(saying: "plan 2022").write(toFile: path, atomically: true, encoding: .utf8)
        // As if somebody saved another file at the moment when the program has read this one.
        let listed = GoldenTests.folder + "/attachments-looked-into/content/2022/721001/李某_13812345678.pdf"
        try site.write("bin/pdftotext", "#!/bin/sh\nPATH=/usr/bin:/bin\npdftotext \"$@\"\ncp '\(listed)' '\(path)'\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: site.root + "/bin/pdftotext")
        let build = try await site.run("build", shell: "PATH='\(site.root)/bin':$PATH exec \"$@\"")
        #expect(build.code == 74 && build.messages.contains("名单.pdf"), "\(build.messages)")
        #expect(!FileManager.default.fileExists(atPath: site.root + "/public"))
        let next = try await site.run("build")
        #expect(next.code == 1 && next.messages.contains("附件“名单.pdf”里有 1 个疑似公民身份号码"), "\(next.messages)")
    }

    /// A PDF file of one page with a line of text.
    private func pdf(saying text: String, page: String = "", catalog: String = "", trailer: String = "") -> String {
        let stream = "BT /F1 12 Tf 20 20 Td (\(text)) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R\(catalog)>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>\(page)>>",
            "<</Length \(stream.utf8.count)>>\nstream\n\(stream)\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        func padded(_ offset: Int) -> String { String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset)" }
        file += "xref\n0 6\n0000000000 65535 f \n" + offsets.map { padded($0) + " 00000 n \n" }.joined()
        return file + "trailer\n<</Size 6/Root 1 0 R\(trailer)>>\nstartxref\n\(start)\n%%EOF\n"
    }

    @Test("Pages do not depend on whether this machine can read PDF files")
    func pagesWithoutReader() async throws {
        let site = try TestSite(["2022/721001/a.md": project(), "2022/721001/坏.pdf": "%PDF-1.4\n"])
        try site.write("content/index.md", siteText.replacing("测试站", with: "测试站\n公开质量: 是"))
        for (folder, shell) in [("one", "exec \"$@\""), ("other", "PATH=/nonexistent exec \"$@\"")] {
            let run = try await site.run("build", "--output", folder, shell: shell)
            #expect(run.code == 0, "\(run.messages)")
        }
        let pages = try ["one", "other"].map {
            try String(contentsOfFile: "\(site.root)/\($0)/quality.html", encoding: .utf8)
        }
        #expect(pages[0].contains("公开质量") && pages[0] == pages[1])
    }

    @Test("A site that is read again knows its attachments, and sees which were changed")
    func memory() async throws {
        let site = try site()
        let root = site.root
        let time = try #require(Instant("2022-06-01 00:00"))
        var memory = SiteMemory()
        func found() async throws -> [String] {
            try await checkSite(root: root, at: time, for: .authors, remembering: &memory).report.diagnostics
                .filter { $0.place?.file.hasSuffix("修订.docx") ?? false && $0.id != "attachment-unlisted" }.map(\.id)
        }
        #expect(try await found() == ["pii-id-number", "pii-mobile"])
        #expect(try await found() == ["pii-id-number", "pii-mobile"])
        let clean = try Data(contentsOf: URL(fileURLWithPath: root + "/content/2022/721001/空.docx"))
        try clean.write(to: URL(fileURLWithPath: root + "/content/2022/721001/修订.docx"))
        #expect(try await found() == ["attachment-unreadable"])
    }
}
