import Basics
import Content
import Disclosure
import Glibc
import Inspection

/// A site of a few files with something of everything: findings of the site, of two units, and with every part that a
/// finding can have.
enum SmallSite {
    static let files: [(path: String, text: String)] = [
        ("content/index.md", "---\n网站名称: 样例\n网址: ftp://x\n---\n"),
        (
            "content/2022/721001/index.md",
            "---\n单位编码: 721001\n单位名称: \"=文联\"\n部门名称: 甲, 乙\n---\n\n## 一、总体绩效目标\n\n繁荣文艺。\n"
        ),
        (
            "content/2022/721001/车辆 保险费.md",
            """
            ---\r
            项目编码: 13030322P003970100139\r
            项目名称: 车辆保险费\r
            预算数：0.4O\r
            资金用途: *公务用车\u{202E}保险费\r
            资金用图: 一\r
            ---\r

            """
        ),
        ("content/2022/721002/index.md", "---\n单位名称: 乙\n单位名称: 丙\n---\n"),
    ]

    static var documents: [Diagnosed<Document?>] {
        files.map { readDocument(Array($0.text.utf8), path: $0.path) }
    }

    static func text(_ path: String) -> SourceText? {
        files.first { $0.path == path }.map { SourceText(path: path, text: $0.text) }
    }

    static let units = UnitFolders([
        "content/2022/721001": UnitLabel(year: "2022", code: "721001", name: "=文联")
    ])

    /// What reading finds, and what a review might.
    static func findings() async -> [Diagnostic] {
        let read = documents
        let register = await readRegister(read.compactMap(\.value), attachments: [])
        var findings = read.flatMap(\.diagnostics) + register.diagnostics
        let project = files[2].path
        findings.append(
            Diagnostic(
                "value-implicit-equals", .note, "目标值“4期”没有计算符号，按“＝”理解",
                at: Place(file: project, range: TextRange(0, 3)),
                help: "写成“＝4期”"))
        findings.append(
            Diagnostic(
                "pii-mobile", .note, "疑似手机号码“139****5678”", at: Place(file: project),
                notes: [.init("已核实：办公\u{1B}[31m号码")]))
        findings.append(
            Diagnostic("theme-template", .warning, "缺少模板 {0} [home](x)", at: nil, help: "补上\t\"home\""))
        return findings.inReadingOrder()
    }
}

/// A folder for a test, removed with what is in it when the test is done with it.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/gongkai-report-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? ""
    }

    deinit { remove(path) }

    /// Writes a file below the folder, and the folders above it.
    func write(_ bytes: [UInt8], to file: String) {
        var current = path
        for part in file.split(separator: "/").dropLast() {
            current += "/" + part
            mkdir(current, 0o755)
        }
        ReportTests.write(bytes, to: path + "/" + file)
    }

    func write(_ text: String, to file: String) { write(Array(text.utf8), to: file) }

    func bytes(_ file: String) -> [UInt8] { (try? readFile(path + "/" + file)) ?? [] }
}

private func remove(_ path: String) {
    for entry in (try? listDirectory(path)) ?? [] {
        let path = path + "/" + entry.name
        if entry.kind == .directory { remove(path) } else { unlink(path) }
    }
    rmdir(path)
}
