import Foundation

/// Random edits of a small site, the same ones for the same seed: what authors do, and what they should not.
struct RandomEdits {
    enum Kind: CaseIterable {
        case change, breakDocument, repair, add, remove, renameFile, renameFolder, copyFolder, removeFolder, attach
        case site, theme, breakTheme, repairTheme, draft, link, adjust, touch, nonsense, same, succeed
    }

    let site: TestSite
    private(set) var kinds: Set<Kind> = []
    private var generator: Generator
    private var count = 0

    var root: String { site.root }

    init(seed: UInt64) throws {
        generator = Generator(state: seed)
        site = try TestSite([:])
        try site.copyTheme()
        try site.write("content/about.md", "---\n标题: 说明\n---\n\n# 说明\n\n见[单位](2022/721001/index.md)。\n")
        for number in 0..<6 {
            try site.write("content/2022/721001/\(number).md", project(code: "P\(number)"))
            try site.write("content/2021/u\(number % 2)/\(number).md", project(code: "P\(number)"))
        }
        for unit in 0..<2 {
            try site.write("content/2021/u\(unit)/index.md", "---\n单位编码: u\(unit)\n单位名称: 单位\(unit)\n---\n")
        }
    }

    /// Makes the next edit; returns what it was.
    mutating func makeOne() throws -> String {
        count += 1
        // What is broken is mended soon, so that most of the time there are pages.
        let kind = Kind.allCases.randomElement(using: &generator) ?? .change
        kinds.insert(kind)
        return "\(kind): " + (try make(kind))
    }

    private mutating func make(_ kind: Kind) throws -> String {
        switch kind {
        case .change, .same:
            return try rewrite { text, number in
                kind == .same
                    ? text
                    : text.replacingOccurrences(of: "资金用途: .*", with: "资金用途: 第\(number)次", options: .regularExpression)
            }
        case .breakDocument:
            let faults = ["预算数: 很多", "预算数: ", "---\n", "项目编码: P1", "预算数: 1\n预算数: 2", "附件: [没有.pdf]", "\u{0}"]
            let fault = faults.randomElement(using: &generator) ?? ""
            return try rewrite { text, _ in
                text.replacingOccurrences(of: "预算数: .*", with: fault, options: .regularExpression)
            }
        case .repair:
            for path in documents where !path.hasSuffix("index.md") && !path.hasSuffix("about.md") {
                let text = try site.text(path)
                let code = text.firstMatch(of: /项目编码: (\w+)/).map { String($0.1) } ?? "R\(count)"
                if !text.contains("预算数: 0.40") { try site.write(path, project(code: code)) }
            }
            return "all"
        case .add:
            let path = "\(pick(folders) ?? "content/2022/721001")/新\(count).md"
            try site.write(path, project(code: "N\(count % 40)", name: "新项目\(count)"))
            return path
        case .remove:
            guard documents.count > 4, let path = pick(documents) else { return "-" }
            try site.remove(path)
            return path
        case .renameFile:
            guard let path = pick(documents), let folder = pick(folders) else { return "-" }
            let target = "\(folder)/移\(count).md"
            try site.move(path, to: target)
            return "\(path) → \(target)"
        case .renameFolder:
            guard let folder = pick(folders.filter { $0.split(separator: "/").count == 3 }) else { return "-" }
            let target = folder.split(separator: "/").dropLast().joined(separator: "/") + "/夹\(count)"
            try site.move(folder, to: target)
            return "\(folder) → \(target)"
        case .copyFolder:
            guard folders.count < 8, let folder = pick(folders.filter { $0.split(separator: "/").count == 3 }) else {
                return "-"
            }
            let target = "content/\(2018 + count % 5)/抄\(count)"
            try site.write(target + "/x.txt", "x")
            for path in documents where path.hasPrefix(folder + "/") {
                try site.write(target + "/" + (path as NSString).lastPathComponent, try site.text(path))
            }
            return "\(folder) → \(target)"
        case .removeFolder:
            guard let folder = pick(folders.filter { $0.split(separator: "/").count == 3 }), folders.count > 3 else {
                return "-"
            }
            try site.remove(folder)
            return folder
        case .attach:
            let path = "\(pick(folders) ?? "content/2022")/附件\(count % 5).pdf"
            if site.exists(path), Bool.random(using: &generator) {
                try site.remove(path)
            } else {
                try site.write(path, "\(count)")
            }
            return path
        case .site:
            let lines = ["主办单位: 局\(count)", "检查: {goal-year: 关闭}", "权重方案: 90+10", "权重方案: 怪", "检查: {没有: 提醒}", ""]
            try site.write("content/index.md", "---\n网站名称: 站\(count % 3)\n\(pick(lines) ?? "")\n---\n\n前言。\n")
            return "content/index.md"
        case .theme:
            let path =
                pick(["theme/assets/style.css", "theme/templates/base.html", "theme/templates/project.html"]) ?? ""
            try site.write(path, try site.text(path) + "\n")
            return path
        case .breakTheme:
            let path = pick(["theme/templates/unit.html", "theme/templates/home.html"]) ?? ""
            try site.write(path, try site.text(path) + "{{nonsense\(count)}}")
            return path
        case .repairTheme:
            for name in ["unit", "home"] {
                let path = "theme/templates/\(name).html"
                let text = try String(contentsOfFile: TestSite.repository + "/" + path, encoding: .utf8)
                try site.write(path, text)
            }
            return "theme"
        case .draft:
            let states = ["状态: 草稿", "状态: 已撤下", "发布时间: 2022-07-01", "发布时间: 2022-05-01", "状态: 已发布"]
            let state = pick(states) ?? ""
            return try rewrite { text, _ in text.replacingOccurrences(of: "\n---\n\n", with: "\n\(state)\n---\n\n") }
        case .link:
            let target =
                ["index.md", "../../about.md", "没有.md", "0.md#立项", "附件1.pdf", "../../../x"].randomElement(
                    using: &generator) ?? ""
            return try rewrite { text, number in text + "\n## 立项\(number % 3)\n\n[看](\(target))\n" }
        case .adjust:
            return try rewrite { text, number in
                text.replacingOccurrences(of: "\n---\n\n", with: "\n已核实: {words-vague: 原文如此\(number)}\n---\n\n")
            }
        case .succeed:
            let code = "P\(count % 6)"
            return try rewrite { text, number in
                text.contains("上年项目")
                    ? text.replacingOccurrences(of: "上年项目: .*\n", with: "", options: .regularExpression)
                    : text.replacingOccurrences(
                        of: "项目编码: .*\n", with: "项目编码: S\(number)\n上年项目: \(code)\n", options: .regularExpression)
            }
        case .touch:
            guard let path = pick(documents) else { return "-" }
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -Double(count))], ofItemAtPath: root + "/" + path)
            return path
        case .nonsense:
            let path = "\(pick(folders) ?? "content")/乱\(count % 7).md"
            let texts: [[UInt8]] = [
                [], [0xFF, 0xFE, 0x41], Array("没有文件头\n".utf8), Array("---\n标题: x\n".utf8), [0xB9, 0xAB],
            ]
            try site.write(path, bytes: texts.randomElement(using: &generator) ?? [])
            return path
        }
    }

    private mutating func rewrite(_ change: (String, Int) -> String) throws -> String {
        guard let path = pick(documents) else { return "-" }
        try site.write(path, change((try? site.text(path)) ?? "", count))
        return path
    }

    // MARK: Choosing

    private mutating func pick(_ texts: [String]) -> String? { texts.randomElement(using: &generator) }

    private var all: [String] {
        (FileManager.default.enumerator(atPath: root + "/content")?.compactMap { $0 as? String } ?? []).sorted()
    }

    private var documents: [String] {
        all.filter { $0.hasSuffix(".md") && $0 != "index.md" }.map { "content/" + $0 }
    }

    private var folders: [String] {
        all.filter { ($0 as NSString).pathExtension.isEmpty }.map { "content/" + $0 }
    }
}

/// SplitMix64.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
