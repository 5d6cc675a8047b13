import Basics
import Content
import Disclosure
import Inspection
import Site
import Testing

@Suite("Reports in every form")
struct FormatTests {
    @Test("A small site in every form is as its golden says")
    func goldens() async {
        let findings = await SmallSite.findings()
        for (name, bytes) in reports(findings) { expectGolden(bytes, "small-site.\(name)") }
    }

    @Test("CSV reads back as it was meant, and no cell starts a formula")
    func csv() async throws {
        let findings = await SmallSite.findings()
        let text = String(
            decoding: csvReport(findings, units: SmallSite.units, source: SmallSite.text), as: UTF8.self)
        #expect(text.unicodeScalars.first == "\u{FEFF}")
        let rows = try #require(parsedCSV(text.unicodeScalars.dropFirst()))
        #expect(rows[0] == ["年度", "单位编码", "单位名称", "文件", "行", "列", "级别", "规则", "问题", "改法", "依据"])
        #expect(rows.count == findings.count + 1)
        #expect(rows.allSatisfy { $0.count == 11 })
        #expect(!rows.joined().contains { cell in "=+-@\t\r".contains { cell.hasPrefix(String($0)) } })
        for (row, finding) in zip(rows.dropFirst(), findings) {
            #expect(row[7] == finding.id && row[6] == finding.severity.label)
            #expect(row[8].hasPrefix(terminalSafe(finding.summary)))
        }
        let slip = try #require(rows.first { $0[8].contains("全角冒号") })
        #expect(slip[0...5] == ["2022", "721001", "'=文联", "content/2022/721001/车辆 保险费.md", "4", "4"])
        #expect(rows.contains { $0[0] == "2022" && $0[1] == "" && $0[2] == "721002" })
        #expect(rows.contains { $0[3] == "" && $0[9] == "补上 \"home\"" })
    }

    @Test(
        "What a cell holds reads back",
        arguments: ["a,b", "\"", "a\"b\"\"c", "=1", "+1", "-1", "@a", "\t=1", "\r=1", "一"])
    func cells(_ text: String) throws {
        let csv = csvReport([Diagnostic("a", .note, text, at: nil)], units: UnitFolders([:])) { _ in nil }
        let rows = try #require(parsedCSV(String(decoding: csv, as: UTF8.self).unicodeScalars.dropFirst()))
        let needsMark = "=+-@\t\r".unicodeScalars.contains { text.unicodeScalars.first == $0 }
        #expect(rows[1][8] == (needsMark ? "'" : "") + terminalSafe(text))
    }

    @Test("A unit's notes stand below its errors, and a unit that could not be read goes by its folder")
    func grouping() async throws {
        let text = TextReport(usesColor: false, source: SmallSite.text).render(
            await SmallSite.findings(), by: SmallSite.units)
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("──") }
        #expect(headings == ["── 网站 ──", "── 2022 721001 =文联 ──", "── 2022 721002 ──"])
        let unit = try #require(text.split(separator: "── 2022").first { $0.hasPrefix(" 721001") })
        let lastError = try #require(unit.split(separator: "\n").lastIndex { $0.hasPrefix("错误") })
        let firstNote = try #require(unit.split(separator: "\n").firstIndex { $0.hasPrefix("提示") })
        #expect(lastError < firstNote)
    }

    @Test("Control and bidirectional characters reach no terminal, whatever the form")
    func invisible() throws {
        let evil = "\u{1B}[2J\u{9B}31m\u{202E}\u{2066}\u{200B}\u{FEFF}\u{7}\u{8}\u{85}\u{2028}\u{E0041}\u{AD}"
        let source = SourceText(path: "content/\(evil).md", text: "甲\(evil)乙\(evil)丙\n")
        let place = source.place(TextRange(3, source.bytes.count - 4))
        let finding = Diagnostic(
            "a", .error, "甲\(evil)", at: place, notes: [.init(evil, at: place), .init(evil)], help: evil, basis: evil,
            fixes: [.init(TextRange(0, 3), evil)])
        var note = finding
        note.severity = .note
        let units = UnitFolders(["content": UnitLabel(year: "2022", code: evil, name: evil)])
        for (name, bytes) in reports([finding, note], units: units, source: { _ in source }) {
            let text = String(decoding: bytes, as: UTF8.self)
            let shown = text.unicodeScalars.dropFirst(name == "csv" ? 1 : 0).filter { $0 != "\n" && $0 != "\r" }
            let left = shown.filter {
                switch $0.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: true
                default: false
                }
            }
            #expect(left.isEmpty, "\(name)")
            #expect(name == "csv" || !text.contains("\r"))
        }
    }

    @Test("The site knows the units of its files and how many rules it lowered")
    func site() async throws {
        let folder = TemporaryFolder()
        folder.write("---\n网站名称: 样例\n检查: {pii-mobile: 提示, pii-bank-card: 错误}\n---\n", to: "content/index.md")
        folder.write("---\n单位编码: 721001\n单位名称: 文联\n---\n", to: "content/2022/a/index.md")
        folder.write("<html></html>", to: "theme/templates/home.html")
        folder.write("", to: "theme/assets/x.css")
        let report = try await checkSite(root: folder.path, at: try #require(Instant("2022-03-01"))).report
        #expect(report.loweredCount == 1)
        #expect(report.units.unit(of: "content/2022/a/x/y.md") == UnitLabel(year: "2022", code: "721001", name: "文联"))
        #expect(report.units.unit(of: "content/2022/b/y.md") == UnitLabel(year: "2022", code: "", name: "b"))
        #expect(report.units.unit(of: "content/index.md") == nil)
        #expect(report.units.unit(of: "content/2022/y.md") == nil)
        #expect(report.units.unit(of: "theme/templates/home.html") == nil)
    }
}

private func reports(
    _ findings: [Diagnostic], units: UnitFolders = SmallSite.units,
    source: @escaping (String) -> SourceText? = SmallSite.text
) -> [(name: String, bytes: [UInt8])] {
    [
        ("txt", Array(TextReport(usesColor: false, source: source).render(findings, by: units).utf8)),
        ("lines", Array(lineReport(findings, source: source).utf8)), ("json", jsonReport(findings, source: source)),
        ("csv", csvReport(findings, units: units, source: source)),
        ("sarif", sarifReport(findings, version: "0.0.0", source: source)),
    ]
}

/// Rows and cells as RFC 4180 says; nil when the text is not of that form.
private func parsedCSV(_ text: some Collection<Unicode.Scalar>) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuoted = false
    var scalars = Array(text)[...]
    while let scalar = scalars.popFirst() {
        if isQuoted {
            if scalar != "\"" {
                cell.unicodeScalars.append(scalar)
            } else if scalars.first == "\"" {
                scalars.removeFirst()
                cell += "\""
            } else {
                isQuoted = false
                wasQuoted = true
            }
        } else if scalar == "\"" {
            guard cell.isEmpty, !wasQuoted else { return nil }
            isQuoted = true
        } else if scalar == "," || scalar == "\r" {
            row.append(cell)
            (cell, wasQuoted) = ("", false)
            guard scalar == "\r" else { continue }
            guard scalars.popFirst() == "\n" else { return nil }
            rows.append(row)
            row = []
        } else {
            guard !wasQuoted, scalar != "\n" else { return nil }
            cell.unicodeScalars.append(scalar)
        }
    }
    return isQuoted || !cell.isEmpty || !row.isEmpty ? nil : rows
}
