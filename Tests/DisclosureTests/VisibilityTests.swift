import Disclosure
import Testing

@Suite("What the public may see") struct VisibilityTests {
    let noon = Instant("2022-02-10 12:00") ?? Instant(seconds: 0)

    func visible(_ files: [(path: String, text: String)], attachments: [String] = []) async -> PublicRegister {
        let read = await Reading(files, attachments: attachments)
        // How a withdrawal is explained is not asked here.
        #expect(read.findings.allSatisfy { $0.contains("更正") })
        return read.register.visible(at: noon)
    }

    func unit(_ keys: String = "", code: String = "721001") -> String { "---\n单位编码: \(code)\n单位名称: 单位\n\(keys)\n---\n" }

    @Test(
        "Only what is published and due is seen",
        arguments: [
            ("", true), ("状态: 已发布", true), ("状态:", true), ("状态: 草稿", false), ("状态: 待审", false), ("状态: 已撤下", false),
            ("发布时间: 2022-02-10 12:00", true), ("发布时间: 2022-02-10", true), ("发布时间: 2022-02-10 12:01", false),
            ("发布时间: 2022-02-11", false), ("状态: 草稿\n发布时间: 2022-02-09", false),
        ])
    func status(keys: String, isSeen: Bool) async {
        let project = await visible([(unitPath, unitText), (projectPath, projectText(keys))])
        #expect(project.register.projects.count == (isSeen ? 1 : 0))
        #expect(project.register.units.count == 1)
        let unit = await visible([(unitPath, unit(keys)), (projectPath, projectText())])
        #expect(unit.register.units.count == (isSeen ? 1 : 0))
        #expect(unit.register.projects.count == (isSeen ? 1 : 0))
        #expect(unit.register.years.count == (isSeen ? 1 : 0))
        let page = await visible([("content/a.md", "---\n标题: a\n\(keys)\n---\n")])
        #expect(page.register.pages.count == (isSeen ? 1 : 0))
    }

    @Test("What waits for its time is counted") func waiting() async {
        let later = "发布时间: 2022-03-01"
        let result = await visible([
            (unitPath, unitText), (projectPath, projectText(later)),
            ("content/2022/721001/b.md", projectText("状态: 草稿\n" + later, code: "B")),
            ("content/2022/2/index.md", unit(later, code: "2")), ("content/a.md", "---\n标题: a\n\(later)\n---\n"),
        ])
        #expect(result.waiting == 3)
    }

    @Test("A withdrawn project leaves a tombstone, a draft leaves nothing") func tombstones() async {
        let result = await visible([
            (unitPath, unitText),
            (projectPath, projectText("状态: 已撤下\n更正:\n  - 日期: 2022-03-01\n    内容: 撤下\n    原因: 有误")),
            ("content/2022/721001/b.md", projectText("状态: 草稿", code: "B")),
            ("content/2022/721001/c.md", projectText("状态: 已撤下\n发布时间: 2022-03-01", code: "C")),
        ])
        #expect(result.tombstones.map(\.projectCode) == ["A1"])
        #expect(result.tombstones.map(\.name) == ["车辆保险费"])
        #expect(result.tombstones.map(\.unitCode) == ["721001"])
        #expect(result.tombstones.map(\.year) == [2022])
        #expect(result.tombstones.first?.corrections.first?.reason?.text == "有误")
        #expect(result.waiting == 0)
    }

    @Test(
        "The files of a draft that is not finished are as hidden as the draft",
        arguments: ["项目编码: A1\n", "项目名称: 车辆保险费\n", "预算数: 0.40\n"])
    func unfinishedProject(lacking: String) async {
        let fields = "项目编码: A1\n项目名称: 车辆保险费\n预算数: 0.40\n".replacing(lacking, with: "")
        let draft = "---\n\(fields)状态: 草稿\n附件: 草稿.docx\n---\n"
        let files = [(unitPath, unitText), ("content/2022/721001/b.md", draft)]
        let attachments = ["content/2022/721001/草稿.docx", "content/2022/721001/别的.docx"]
        let read = await Reading(files, attachments: attachments)
        #expect(!read.diagnostics.contains { $0.severity == .error })
        #expect(read.register.visible(at: noon).register.attachments == ["content/2022/721001/别的.docx"])
        #expect(read.register.visible(at: noon, to: .authors).register.projects.isEmpty)
    }

    @Test("Nothing in the folder of a draft unit that is not finished is seen, nor a file of an unfinished page")
    func unfinishedUnit() async {
        let read = await Reading(
            [
                ("content/2022/9/index.md", "---\n单位编码:\n单位名称: 乙\n状态: 草稿\n---\n"),
                ("content/2022/9/x.md", projectText("附件: 表.docx")),
                ("content/a.md", "---\n状态: 草稿\n标题:\n附件: 页.docx\n---\n"), (unitPath, unitText),
            ],
            attachments: [
                "content/2022/9/表.docx", "content/2022/9/扫描.pdf", "content/2022/9/旧/扫描.pdf", "content/页.docx",
                "content/2022/721001/表.docx",
            ])
        #expect(read.register.visible(at: noon).register.attachments == ["content/2022/721001/表.docx"])
    }

    @Test("A withdrawn unit takes its projects along, and every address says so") func withdrawnUnit() async {
        let result = await visible([
            (unitPath, unit("状态: 已撤下\n更正:\n  - 内容: 重报")), (projectPath, projectText()),
            ("content/2022/721001/b.md", projectText("状态: 草稿", code: "B")),
            ("content/2022/721001/c.md", projectText("状态: 已撤下\n更正:\n  - 内容: 有误", code: "C")),
            ("content/2022/721001/d.md", projectText("发布时间: 2023-01-01", code: "D")),
        ])
        #expect(result.register.years.isEmpty)
        #expect(result.tombstones.map(\.projectCode) == [nil, "A1", "C"])
        #expect(result.tombstones.map { $0.corrections.first?.content?.text } == ["重报", "重报", "有误"])
    }

    @Test("A draft unit leaves nothing, not even of its withdrawn projects") func draftUnit() async {
        let result = await visible([(unitPath, unit("状态: 草稿")), (projectPath, projectText("状态: 已撤下"))])
        #expect(result.tombstones.isEmpty)
    }

    @Test("A hidden unit hides the files in its folder and below, and those its projects name") func hiddenFolder()
        async
    {
        let folder = "content/2022/721001/"
        let files = [
            folder + "a.docx", folder + "sub/b.docx", "content/2022/7210011/c.docx", "content/d.docx", "content/e.docx",
        ]
        let result = await visible(
            [
                (unitPath, unit("状态: 待审")), (projectPath, projectText("附件: ../../d.docx")),
                ("content/2022/7210011/index.md", unit(code: "7210011")),
            ], attachments: files)
        #expect(result.register.attachments == ["content/2022/7210011/c.docx", "content/e.docx"])
    }

    @Test("A file shared by a draft and a published document stays; a unit that names some publishes no others")
    func shared() async {
        let folder = "content/2022/721001/"
        let result = await visible(
            [
                (unitPath, unit("附件: u.pdf")), (projectPath, projectText("附件: [共用.pdf, 甲.pdf]")),
                (folder + "b.md", projectText("状态: 草稿\n附件: [共用.pdf, 乙.pdf]", code: "B")),
                ("content/2022/2/index.md", unit("状态: 草稿\n附件: 丙.pdf", code: "2")),
                ("content/about.md", "---\n标题: 关于\n附件: 2022/2/丙.pdf\n---\n"),
                ("content/draft.md", "---\n标题: 草稿\n状态: 草稿\n附件: 丁.pdf\n---\n"),
            ],
            attachments: [
                folder + "u.pdf", folder + "共用.pdf", folder + "甲.pdf", folder + "乙.pdf", folder + "无主.pdf",
                "content/2022/2/丙.pdf", "content/2022/2/戊.pdf", "content/丁.pdf",
            ])
        #expect(
            result.register.attachments == [
                folder + "u.pdf", folder + "共用.pdf", folder + "甲.pdf", "content/2022/2/丙.pdf",
            ])
    }

    @Test("A shown unit within the folder of a hidden one keeps its files") func nested() async {
        let result = await visible(
            [(unitPath, unit("状态: 草稿")), ("content/2022/721001/x/index.md", unit(code: "2"))],
            attachments: ["content/2022/721001/x/a.pdf", "content/2022/721001/b.pdf"])
        #expect(result.register.attachments == ["content/2022/721001/x/a.pdf"])
    }

    @Test("Nothing is lost of a site without secrets") func all() async {
        let result = await visible(
            [(unitPath, unitText), (projectPath, projectText())], attachments: ["content/a.png"])
        #expect(result.register.projects.count == 1)
        #expect(result.register.attachments == ["content/a.png"])
        #expect(result.tombstones.isEmpty)
        #expect(result.waiting == 0)
    }
}
