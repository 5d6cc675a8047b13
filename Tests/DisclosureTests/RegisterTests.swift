import Basics
import Content
import Disclosure
import Testing

@Suite("The register") struct RegisterTests {
    func unit(_ code: String, _ more: String = "") -> String { "---\n单位编码: \(code)\n单位名称: 某单位\n\(more)---\n" }

    @Test("A file's keys say what it is, and where they do not, its place") func kinds() async {
        let read = await Reading([
            ("content/about.md", "---\n标题: 关于\n---\n"), ("content/glossary.md", "---\n---\n\n# 名词\n"),
            ("content/2022/说明.md", "---\n标题: 说明\n---\n"), ("content/2022/a/单位.md", unit("1")),
            ("content/2022/a/x.md", projectText(code: "P1")),
            ("content/p.md", projectText("年度: 2022\n单位编码: 1", code: "P2")),
            ("content/u/index.md", unit("2", "年度: 2021\n")),
            ("content/u/index2.md", projectText(code: "P3")),
        ])
        #expect(read.findings.isEmpty)
        #expect(read.register.pages.map(\.title) == ["说明", "关于", "名词"])
        #expect(read.register.years.map(\.year) == [2022, 2021])
        #expect(read.register.units.map { $0.projects.map(\.code.text) } == [["P1", "P2"], ["P3"]])
        #expect(read.register.projects.map(\.year) == [2022, 2022, 2021])
    }

    @Test("A file that lacks its code is told so, wherever it lies") func kindsWithoutCode() async {
        let read = await Reading([
            (unitPath, unitText), ("content/2022/721001/a.md", "---\n单位编码: 721001\n项目名称: a\n预算数: 1\n---\n"),
            ("content/2022/721001/b.md", "---\n---\n"), ("content/2022/x/index.md", "---\n---\n"),
            ("content/c.md", "---\n预算数: 1\n---\n"), ("content/d.md", "---\n单位名称: d\n年度: 2022\n---\n"),
        ])
        #expect(
            read.findings == [
                "content/2022/721001/a.md:2:1 key-missing 缺少必填的“项目编码”",
                "content/2022/721001/b.md:2:1 key-missing 缺少必填的“项目名称”",
                "content/2022/721001/b.md:2:1 key-missing 缺少必填的“项目编码”",
                "content/2022/721001/b.md:2:1 key-missing 缺少必填的“预算数”",
                "content/2022/x/index.md:2:1 key-missing 缺少必填的“单位名称”",
                "content/2022/x/index.md:2:1 key-missing 缺少必填的“单位编码”", "content/c.md:2:1 key-missing 缺少必填的“项目名称”",
                "content/c.md:2:1 key-missing 缺少必填的“项目编码”", "content/d.md:2:1 key-missing 缺少必填的“单位编码”",
            ])
    }

    @Test("A page has a title of its own or that of its body") func titles() async {
        let read = await Reading([
            ("content/a.md", "---\n标题:\n---\n\n# 甲\n"), ("content/b.md", "---\n标题:\n---\n\n## 乙\n"),
            ("content/c.md", "---\n标题:\n  - x\n---\n"), ("content/d.md", "---\n标提: x\n---\n"),
        ])
        #expect(read.register.pages.map(\.title) == ["甲"])
        #expect(
            read.findings == [
                "content/b.md:2:4 key-missing 必填的“标题”没有值", "content/c.md:3:3 front-matter “标题”应是一段文字，不是列表或对照表",
                "content/d.md:2:1 key-missing 缺少必填的“标题”", "content/d.md:2:1 key-unknown 不认识的键“标提”，不会显示在网页上",
            ])
        #expect(read.diagnostics.first { $0.id == "key-unknown" }?.help == "是否想写“标题”？")
    }

    @Test("The site has a name") func site() async {
        let read = await Reading([
            (
                "content/index.md",
                "---\n网站名称: 公开\n主办单位: 甲\n承办单位: 乙\n联系方式: 丙\n网址: https://a.gov.cn/x\n行政区划代码: 130303\n检查: {a: 提示}\n网站名: b\n---\n"
            )
        ])
        let site = read.register.site
        #expect([site.name, site.host, site.operatingUnit, site.contact] == ["公开", "甲", "乙", "丙"])
        #expect(site.address == "https://a.gov.cn/x/")
        #expect(site.regionCode == "130303")
        #expect(read.findings == ["content/index.md:9:1 key-unknown 不认识的键“网站名”，不会显示在网页上"])
        let absent = await readRegister([], attachments: [])
        #expect(absent.diagnostics.map(\.summary) == ["缺少 content/index.md"])
        #expect(await readRegister([], attachments: [], unreadable: ["content/index.md"]).diagnostics.isEmpty)
    }

    @Test("A region code has six digits", arguments: ["13030", "1303030", "山海关区", "１３０３０３", "130303000000"])
    func regionCode(text: String) async {
        let read = await Reading([("content/index.md", "---\n网站名称: a\n行政区划代码: \(text)\n---\n")])
        #expect(read.findings == ["content/index.md:3:9 front-matter “行政区划代码”不是六位数字：“\(text)”"])
        #expect(read.register.site.regionCode == "")
    }

    @Test(
        "An address is a whole one",
        arguments: [
            "a.gov.cn", "https://", "https:///x", "javascript:alert(1)", "https://a/?b", "https://a/#b", "https://a b",
        ])
    func addresses(text: String) async {
        let read = await Reading([("content/index.md", "---\n网站名称: a\n网址: '\(text)'\n---\n")])
        #expect(read.register.site.address == nil)
        #expect(read.findings == ["content/index.md:3:5 address-format “网址”不是完整的网页地址：“\(text)”"])
    }

    @Test("A site without a unit says so, unless something filed explains it")
    func nothingFiled() async {
        #expect(await Reading([("content/about.md", "---\n标题: 关于\n---\n")]).isUnitMissed)
        #expect(await !Reading([(unitPath, unitText)]).isUnitMissed)
        #expect(await !Reading([(projectPath, "---\n项目编码: P1\n项目名称: 甲\n预算数: 1.00\n---\n")]).isUnitMissed)
        #expect(await !Reading([], unreadable: [unitPath]).isUnitMissed)
    }

    @Test("A project without a unit is reported") func orphans() async {
        let read = await Reading([
            ("content/2022/a/x.md", projectText()), ("content/y.md", projectText("单位编码: 9\n年度: 2022", code: "B")),
            ("content/z.md", projectText("单位编码: 9", code: "C")),
        ])
        #expect(
            read.findings == [
                "content/2022/a/x.md:2:7 key-missing 不知道项目属于哪个单位", "content/y.md:5:7 key-missing 不知道项目属于哪个单位",
                "content/z.md:5:7 key-missing 不知道项目属于哪个单位",
            ])
        #expect(read.diagnostics.first?.help == "在同一个文件夹里放一个写明“单位编码”的 index.md")
        #expect(read.diagnostics.last?.help == "没有编码为“9”的单位；核对单位编码和年度")
    }

    @Test("A unit that could not be read is reported alone, not with its projects") func unreadableUnit() async {
        let broken = await Reading(project: projectText(), unit: "---\n单位编码: 721001\n---\n")
        #expect(broken.findings == ["\(unitPath):2:1 key-missing 缺少必填的“单位名称”"])
        let unreadable = await Reading([(projectPath, projectText())], unreadable: [unitPath])
        #expect(unreadable.findings.isEmpty)
        let named = await Reading([
            (unitPath, "---\n单位编码: 7\n---\n"), ("content/x.md", projectText("单位编码: 7\n年度: 2022")),
        ])
        #expect(named.findings == ["\(unitPath):2:1 key-missing 缺少必填的“单位名称”"])
    }

    @Test("A unit has to be of a year") func unitYears() async {
        let read = await Reading([
            ("content/a/index.md", unit("1")), ("content/b/index.md", unit("2", "年度:\n")),
            ("content/c/index.md", unit("3", "年度: 去年\n")), ("content/2022/d/index.md", unit("4", "年度: 2021\n")),
            ("content/0022/e/index.md", unit("5")), ("content/2022/f/index.md", unit("6", "年度:\n")),
        ])
        #expect(
            read.findings == [
                "content/0022/e/index.md:2:1 key-missing 不知道是哪一年：缺少“年度”，也不在年度文件夹里",
                "content/2022/d/index.md:4:5 key-conflict 年度是 2021，却在 2022 年的文件夹里",
                "content/a/index.md:2:1 key-missing 不知道是哪一年：缺少“年度”，也不在年度文件夹里",
                "content/b/index.md:2:1 key-missing 不知道是哪一年：缺少“年度”，也不在年度文件夹里",
                "content/c/index.md:4:5 date-format “年度”不是年份：“去年”",
            ])
    }

    @Test("A file may repeat what its folder says, and not contradict it") func conflicts() async {
        let agreeing = await Reading(project: projectText("单位编码: 721001\n年度: 2022"))
        #expect(agreeing.findings.isEmpty)
        let blank = await Reading(project: projectText("单位编码:\n年度:"))
        #expect(blank.findings.isEmpty)
        #expect(blank.project?.year == 2022)
        let unit = await Reading(project: projectText("单位编码: 721002"))
        #expect(unit.findings == ["5:7 key-conflict 单位编码是“721002”，却在单位“721001”的文件夹里"])
        #expect(unit.diagnostics.first?.notes.map { unit.place($0.place) } == ["2:7"])
        let year = await Reading(project: projectText("年度: 2021"))
        #expect(year.findings == ["5:5 key-conflict 年度是 2021，却在 2022 年的文件夹里"])
        let folderless = await Reading([
            ("content/u/index.md", self.unit("1", "年度: 2022\n")), ("content/u/p.md", projectText("年度: 2021")),
        ])
        #expect(folderless.findings == ["content/u/p.md:5:5 key-conflict 年度是 2021，却在 2022 年的单位文件夹里"])
    }

    @Test("A folder has one unit") func twoUnits() async {
        let read = await Reading([(unitPath, unitText), ("content/2022/721001/z.md", unit("2"))])
        #expect(read.findings == ["content/2022/721001/z.md:2:7 key-conflict 一个文件夹里有两个单位：“2”和“721001”"])
        let same = await Reading([
            (unitPath, unitText), ("content/2022/721001/z.md", "---\n\n单位编码: 721001\n单位名称: x\n---\n"),
        ])
        #expect(same.findings == ["content/2022/721001/z.md:3:7 code-duplicate 2022 年有两个单位都用编码“721001”"])
    }

    @Test("A code is used once a year, in one unit and across units") func duplicates() async {
        let read = await Reading([
            ("content/2022/a/index.md", unit("1")), ("content/2022/b/index.md", unit("2")),
            ("content/2021/a/index.md", unit("1")), ("content/2022/a/p.md", projectText(code: "A")),
            ("content/2022/a/q.md", projectText(code: "A")), ("content/2022/b/r.md", projectText(code: "A")),
            ("content/2021/a/s.md", projectText(code: "A")), ("content/2022/c/index.md", unit("2")),
        ])
        #expect(
            read.findings == [
                "content/2022/a/q.md:2:7 code-duplicate 2022 年有两个项目都用编码“A”",
                "content/2022/b/r.md:2:7 code-duplicate 2022 年有两个项目都用编码“A”",
                "content/2022/c/index.md:2:7 code-duplicate 2022 年有两个单位都用编码“2”",
            ])
        #expect(
            read.diagnostics.map { $0.notes.first?.place?.file } == [
                "content/2022/a/p.md", "content/2022/a/p.md", "content/2022/b/index.md",
            ])
    }

    @Test("Years stand newest first, units and projects by code") func order() async {
        let read = await Reading([
            ("content/2021/a/index.md", unit("9")), ("content/2022/b/index.md", unit("2")),
            ("content/2022/c/index.md", unit("10")), ("content/2022/c/1.md", projectText(code: "B")),
            ("content/2022/c/2.md", projectText(code: "A")),
        ])
        #expect(read.findings.isEmpty)
        #expect(read.register.units.map(\.code.text) == ["10", "2", "9"])
        #expect(read.register.projects.map(\.code.text) == ["A", "B"])
    }

    @Test("The same files give the same register every time") func determinism() async {
        let files = (0..<200).flatMap { unit -> [(path: String, text: String)] in
            let folder = "content/\(2020 + unit % 3)/u\(unit)/"
            return [
                (folder + "index.md", self.unit("U\(unit)")),
                (folder + "p.md", projectText("未知\(unit): 1", code: "P\(unit)")),
            ]
        }
        let first = await Reading(files)
        let second = await Reading(files.reversed())
        #expect(first.diagnostics == second.diagnostics)
        #expect(first.register.projects.map(\.source.path) == second.register.projects.map(\.source.path))
        #expect(first.register.projects.count == 200)
    }
}
