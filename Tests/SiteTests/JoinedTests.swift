import Foundation
import Testing

/// A site that joins others (联合网站): three counties built by the program, and a province over their data packages.
@Suite struct `Joined sites` {
    // MARK: What there is to see

    @Test func `Projects and indicators of joined sites are listed at their own address`() async throws {
        let province = try await Province()
        let run = try await province.site.build()
        #expect(run.says("联合 3 个网站的 4 个项目"), "\(run.output)")
        let index = try province.site.text("public/projects.html")
        #expect(index.contains("共 4 个项目"))
        #expect(index.contains("<a href=\"https://jia.example/2022/721001/13030322P00000000000A.html\">车辆保险费</a>"))
        #expect(index.contains("<a href=\"https://yi.example/ys/2022/721001/13030322P00000000000B.html\">车辆保险费</a>"))
        #expect(
            index.contains("<span class=\"site\">甲县</span> <a href=\"https://jia.example/2022/721001/index.html\">"))
        let indicators = try province.site.text("public/indicators.html")
        #expect(indicators.contains("共 12 条绩效指标"))
        let row = try #require(
            indicators.firstMatch(of: /href="https:\/\/jia\.example\/(2022[^#"]*)#([^"]*)">出车次数/))
        let form = try province.counties[0].text("public/" + row.1)
        #expect(form.contains("id=\"\(row.2)\""))
        #expect(!province.site.exists("public/2022"), "a joined project has no page here")
    }

    @Test func `Totals of joined sites are exact and apart from the site's own`() async throws {
        let province = try await Province()
        try province.site.write("content/2022/100001/index.md", unitText.replacing("721001", with: "100001"))
        try province.site.write(
            "content/2022/100001/a.md", project(code: "1", name: "自己的").replacing("0.40", with: "7.00"))
        try await province.site.build()
        let joined = try province.site.text("public/joined.html")
        #expect(joined.contains("<a href=\"https://jia.example/\">甲县</a>"))
        #expect(joined.contains("href=\"https://jia.example/data/index.html\""))
        #expect(joined.contains("href=\"http://bing.example/2022/index.html\">2022年</a>"))
        // 0.40 + 0.40 + 0.40 + 1234567.89 元
        let total = "data-label=\"项目\">4</td><td class=\"n\" data-label=\"预算合计\">124.656789</td>"
        #expect(joined.contains(total))
        let home = try province.site.text("public/index.html")
        #expect(home.contains("<dd>7.00 <small>万元</small></dd>"))
        #expect(home.contains(total))
        let own = try province.site.text("public/data/projects.csv")
        #expect(own.contains("自己的") && !own.contains("车辆保险费"), "downloads are the site's own")
    }

    @Test func `The search holds what the joined sites hold`() async throws {
        let province = try await Province()
        try await province.site.build()
        let entry = try province.site.text("public/search/index.js")
        #expect(
            entry.contains(
                #""sites":[["甲县","https://jia.example/"\#n,["",["721001","文联本级",2022,2]]],["乙县","https://yi.example/ys/""#
            ))
    }

    @Test func `The manifest names the data that joined sites came from`() async throws {
        let province = try await Province()
        try await province.site.build()
        let manifest = try province.site.text("public/manifest.json")
        for name in ["jia", "yi", "bing"] {
            #expect(manifest.contains("\"path\":\"sites/\(name)/datapackage.json\""))
            #expect(manifest.contains("\"path\":\"sites/\(name)/projects.csv\""))
        }
    }

    @Test func `Names of hostile sites and projects stay text`() async throws {
        let hostile = #"<script>alert(1)</script>"><img src=x onerror=alert(1)> javascript:alert(1) {{x}} &lt;"#
        let county = try TestSite(["2022/721001/a.md": project(name: "'\(hostile)'", goal: hostile)])
        try county.write("content/2022/721001/index.md", unitText.replacing("文联本级", with: "'\(hostile)'"))
        try await county.build()
        let province = try TestSite([:], hasBasis: false)
        try province.join([("'\(hostile)'", "https://jia.example/", "sites/jia")])
        try province.copyData(of: county, to: "sites/jia")
        try await province.build()
        for page in ["index", "projects", "indicators", "joined", "search"] {
            let text = try province.text("public/\(page).html")
            #expect(!text.contains("<script>alert") && !text.contains("<img") && !text.contains("href=\"javascript"))
        }
        #expect(try province.text("public/projects.html").contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;"))
    }

    // MARK: What is refused

    @Test(arguments: [
        ("车辆保险费", "车辆保险肥", "SHA-256 不符"), ("车辆保险费", "车辆", "字节，数据包说明写的是"),
    ]) func `A package that was altered is refused`(_ filed: String, _ altered: String, _ message: String) async throws
    {
        let province = try await Province()
        try await province.site.build()
        let before = try province.site.tree("public")
        let path = "sites/jia/projects.csv"
        try province.site.write(path, try province.site.text(path).replacing(filed, with: altered))
        let run = try await province.site.run("build", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("“甲县”的数据不能用：projects.csv ") && run.says(message), "\(run.messages)")
        #expect(run.says("content/index.md:5:9"), "\(run.messages)")
        #expect(try province.site.tree("public") == before)
    }

    @Test(arguments: ["datapackage.json", "units.csv", "goals.csv"])
    func `A package that lacks a file is refused`(_ name: String) async throws {
        let province = try await Province()
        try province.site.remove("sites/yi/" + name)
        let run = try await province.site.run("build", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("“乙县”的数据不能用：没有文件 sites/yi/\(name)"), "\(run.messages)")
        #expect(run.says("从 https://yi.example/ys/data/ 重新取一份完整的"))
    }

    /// Changes of a table together with its size and digest in the description, as somebody would who forges a package.
    @Test(arguments: [
        ("projects.csv", "2022/721001/13030322P00000000000A.html", "../../x.html", "网页地址和编码不符"),
        ("projects.csv", ",13030322P00000000000A,", ",../../x,", "不能用作网页地址"),
        ("projects.csv", "2022/721001,2022", "2022/999999,2022", "没有单位 2022/999999"),
        ("projects.csv", "车辆保险费", "\"车辆\"保险费", "引号后面有多余的字符"),
        ("projects.csv", "车辆保险费", "车辆\u{1}费", "有不是文字的字节"),
        ("projects.csv", "车辆保险费", "车辆,保险费", "有 17 格，应有 16 格"),
        ("projects.csv", "project_name", "name", "没有“project_name”这一栏"),
        ("units.csv", ",0.80,", ",0.90,", "预算合计写的是 0.90，各项目之和是 0.80"),
        ("indicators.csv", "2022/721001/13030322P00000000000A,", "2022/721001/X,", "没有项目 2022/721001/X"),
        ("spending_plan.csv", ",3月底,3,", ",3月底,13,", "第 2 行月份应是 1 至 12：“13”"),
        ("spending_plan.csv", ",3月底,3,", ",3月底,-3,", "第 2 行月份应是 1 至 12：“-3”"),
        ("spending_plan.csv", ",3月底,3,", ",3月底,三,", "第 2 行月份应是 1 至 12：“三”"),
    ]) func `A package that was forged is refused`(
        _ table: String, _ filed: String, _ forged: String, _ message: String
    ) async throws {
        let province = try await Province()
        try province.site.forge("sites/jia", table) { $0.replacing(filed, with: forged) }
        let run = try await province.site.run("check", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("“甲县”的数据不能用：\(table) ") && run.says(message), "\(run.output) \(run.messages)")
    }

    @Test func `Numbers of persons in the data of a joined site are found with table and line`() async throws {
        let province = try await Province()
        try province.site.forge("sites/yi", "indicators.csv") {
            $0.replacing("出车次数", with: "\"1,\n张某 11010519491231002X\"").replacing("年度工作计划", with: "联系 13912345678")
        }
        let run = try await province.site.run("check", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("联合网站“乙县”的数据里有 1 个疑似公民身份号码，不得公开"), "\(run.output)")
        #expect(run.says("indicators.csv 第 2 行“level3”一栏：1101**********002X"), "\(run.output)")
        #expect(run.says("联合网站“乙县”的数据里有 1 个疑似手机号码，不得公开"))
        #expect(run.says("content/index.md:8:9"))
        #expect(try await province.site.run("build", "--at", "2022-06-01").code == 1)
    }

    @Test func `Codes of a joined site are no numbers of persons`() async throws {
        let county = try TestSite(["2022/721001/a.md": project(code: "4111111111111111")])
        try await county.build()
        let province = try TestSite([:], hasBasis: false)
        try province.join([("甲县", "https://jia.example/", "sites/jia")])
        try province.copyData(of: county, to: "sites/jia")
        let run = try await province.run("check", "--at", "2022-06-01")
        #expect(run.code == 0, "\(run.output)")
    }

    @Test(arguments: ["../jia", "/etc", "content/jia", "sites/../../jia", "sites//jia", ".gongkai"])
    func `Data outside of the site's own folders is refused`(_ folder: String) async throws {
        let site = try TestSite()
        try site.join([("甲县", "https://jia.example/", folder)])
        let run = try await site.run("check", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("“数据”不是网站根目录里的文件夹：“\(folder)”"), "\(run.output)")
    }

    @Test func `Data behind a symbolic link is refused`() async throws {
        let province = try await Province()
        try province.site.move("sites/jia", to: "elsewhere")
        try province.site.link("sites/jia", to: "../elsewhere")
        let run = try await province.site.run("check", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("sites/jia 是符号链接"), "\(run.output)")
    }

    @Test(arguments: ["javascript:alert(1)", "jia.example", "//jia.example/", "https://jia.example/\"x"])
    func `An address that is none of the web is refused`(_ address: String) async throws {
        let site = try TestSite()
        try site.join([("甲县", "'\(address)'", "sites/jia")])
        let run = try await site.run("check", "--at", "2022-06-01")
        #expect(run.code == 1)
        #expect(run.says("联合网站的“网址”不是完整的网页地址"), "\(run.output)")
    }

    @Test func `A package of another site is remarked on`() async throws {
        let county = try TestSite()
        try county.write("content/index.md", "---\n网站名称: 甲县\n网址: https://other.example/\n---\n")
        try await county.build()
        let province = try TestSite([:], hasBasis: false)
        try province.join([("甲县", "https://jia.example/", "sites/jia")])
        try province.copyData(of: county, to: "sites/jia")
        let run = try await province.run("check", "--at", "2022-06-01")
        #expect(run.code == 0)
        #expect(run.says("“甲县”的数据包自称来自 https://other.example/data/index.html，不是 https://jia.example/"))
    }

    // MARK: Anew

    @Test func `A package that changed changes the site, as if it were built afresh`() async throws {
        let province = try await Province(ownCounties: true)
        try await province.site.build()
        #expect(try await province.site.build().says("写入 0"))
        try province.counties[1].write(
            "content/2022/721001/b.md", project(code: "13030322P00000000000D", name: "新添的项目"))
        try await province.counties[1].build()
        try province.site.remove("sites/yi")
        try province.site.copyData(of: province.counties[1], to: "sites/yi")
        let run = try await province.site.build()
        #expect(!run.says("写入 0"))
        #expect(try province.site.text("public/projects.html").contains("新添的项目"))
        let anew = try province.site.tree("public")
        try province.site.remove("public")
        try province.site.remove(".gongkai")
        try await province.site.build()
        #expect(try province.site.tree("public") == anew)
        try province.site.remove("sites/yi/goals.csv")
        #expect(try await province.site.run("build", "--at", "2022-06-01").code == 1)
    }
}

/// Three counties, and a province that has nothing but them.
private struct Province {
    let counties: [TestSite]
    let site: TestSite

    /// - Parameter ownCounties: whether the counties are built anew, so that they may be changed.
    init(ownCounties: Bool = false) async throws {
        counties = ownCounties ? try await Self.build() : try await Self.shared.value
        site = try TestSite([:], hasBasis: false)
        let names = [
            ("甲县", "jia", "https://jia.example"), ("乙县", "yi", "https://yi.example/ys/"),
            ("丙市", "bing", "http://bing.example/"),
        ]
        try site.join(names.map { ($0.0, $0.2, "sites/\($0.1)") })
        for (county, name) in zip(counties, names) { try site.copyData(of: county, to: "sites/" + name.1) }
    }

    /// Built once: nearly all tests only read them.
    private static let shared = Task { try await build() }

    private static func build() async throws -> [TestSite] {
        let bridge = project(code: "13030322P00000000000C", name: "桥梁")
        let counties = try [
            TestSite([
                "2022/721001/a.md": project(
                    code: "13030322P00000000000A",
                    prose: "## 资金支出计划（%）\n\n| 3月底 | 12月底 |\n| --- | --- |\n| 40% | 100% |"),
                "2022/721001/b.md": project(code: "13030322P00000000000E", name: "取暖费"),
            ]), TestSite(["2022/721001/a.md": project(code: "13030322P00000000000B")]),
            TestSite([
                "2022/721001/index.md": unitText.replacing("公开日期", with: "金额单位: 元\n公开日期"),
                "2022/721001/a.md": bridge.replacing("0.40", with: "1234567.89"),
            ]),
        ]
        for county in counties { try await county.build() }
        return counties
    }
}

extension TestSite {
    /// Writes the document of a site that joins others.
    fileprivate func join(_ sites: [(name: String, address: String, folder: String)]) throws {
        let entries = sites.map { "  - 名称: \($0.name)\n    数据: \($0.folder)\n    网址: \($0.address)\n" }
        try write("content/index.md", "---\n网站名称: 某省\n联合网站:\n" + entries.joined() + "---\n")
    }

    fileprivate func copyData(of county: TestSite, to folder: String) throws {
        let target = URL(fileURLWithPath: root + "/" + folder)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: county.root + "/public/data", toPath: target.path)
    }

    /// Changes a table, and what the package says of its size and digest.
    fileprivate func forge(_ folder: String, _ table: String, _ change: (String) -> String) throws {
        let (path, description) = (folder + "/" + table, folder + "/datapackage.json")
        let forged = change(try text(path))
        #expect(try text(path) != forged)
        try write(path, forged)
        let digest = try output(of: "/usr/bin/sha256sum", root + "/" + path).prefix(64)
        let lines = try text(description).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard line.contains("\"path\":\"\(table)\"") else { return String(line) }
            return String(line).replacing(/"bytes":[0-9]+,"hash":"sha256:[0-9a-f]+"/) { _ in
                "\"bytes\":\(forged.utf8.count),\"hash\":\"sha256:\(digest)\""
            }
        }
        try write(description, lines.joined(separator: "\n"))
    }

    private func output(of program: String, _ argument: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [argument]
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
