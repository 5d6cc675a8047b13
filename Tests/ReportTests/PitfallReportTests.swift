import Basics
import Content
import Disclosure
import Site
import Testing

/// Every slip that docs of the content format name, as the author sees it.
@Suite("What authors are told of each pitfall")
struct PitfallReportTests {
    struct Pitfall: Sendable {
        var name: String
        var bytes: [UInt8]

        /// Lines of front matter added to a project that is otherwise as it should be.
        init(
            _ name: String, _ lines: String, project: String = "车辆保险费", mark: String = "", lineEnd: String = "\n"
        ) {
            let text = """
                ---
                项目编码: 13030322P003970100139
                项目名称: \(project)
                预算数: 0.40
                \(lines)
                ---

                """
            self.name = name
            bytes = Array((mark + text.split(separator: "\n").joined(separator: lineEnd) + lineEnd).utf8)
        }

        init(_ name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    }

    static let silent: [Pitfall] = [
        Pitfall("字节顺序标记", "资金用途: 甲", mark: "\u{FEFF}"), Pitfall("Windows 换行", "资金用途: 甲", lineEnd: "\r\n"),
        Pitfall("行尾空格", "资金用途: 甲  "), Pitfall("全角数字", "财政资金: ０.４０"), Pitfall("不换行空格", "财政资金:\u{A0}0.40\u{A0}"),
    ]

    static let reported: [Pitfall] = [
        Pitfall("键后面是全角冒号", "资金用途：公务用车"), Pitfall("冒号后面没有空格", "资金用途:公务用车"),
        Pitfall("键前面有全角空格", "\u{3000}\u{3000}资金用途: 公务用车"), Pitfall("GB18030 编码", bytes: gb18030),
        Pitfall("UTF-16 编码", bytes: [0xFF, 0xFE] + Pitfall("", "资金用途: 甲").utf16),
        Pitfall("引号只包住一部分", "资金用途: 甲", project: "\"中华诗词之乡\"2022年复查经费"), Pitfall("以大于号开头", "指标值: >=95%"),
        Pitfall("以星号开头", "资金用途: *为必填"), Pitfall("空格加井号", "资金用途: 采购 #3 设备"), Pitfall("键前面有制表符", "\t资金用途: 甲"),
        Pitfall("值里有制表符", "资金用途: 公务用车\t保险费"), Pitfall("冒号后面是制表符", "资金用途:\t甲"), Pitfall("键写了两次", "资金用途: 甲\n资金用途: 乙"),
        Pitfall("值里有冒号加空格", "资金用途: 其中: 保险费"), Pitfall("引号没有结束", "资金用途: \"甲"), Pitfall("没有冒号的一行", "公务用车保险费"),
        Pitfall("值写成多行", "资金用途: 甲\n  乙"), Pitfall("键前面有空格", "  资金用途: 甲"), Pitfall("看不见的换行符", "资金用途: 甲\u{2028}乙"),
        Pitfall("锚点", "别名: [&a 甲]"), Pitfall("不认识的键", "资金用图: 甲"), Pitfall("网页无法显示的字符", "资金用途: 甲\u{7}乙"),
        Pitfall("金额不是数", "其他资金: 约0.40"), Pitfall("没有文件头", bytes: Array("项目名称: 车辆\n".utf8)),
        Pitfall("文件头没有结束", bytes: Array("---\n项目名称: 车辆\n".utf8)),
        Pitfall("不是文字", bytes: [0x2D, 0xFF, 0xFF, 0x00, 0x81]),
    ]

    @Test("Each has its words, its excerpt and its way out")
    func goldens() async {
        var text = ""
        for pitfall in Self.reported {
            let (findings, source) = await found(pitfall)
            #expect(!findings.isEmpty, "\(pitfall.name)")
            text += "== \(pitfall.name) ==\n\n\(TextReport(usesColor: false) { _ in source }.render(findings))\n"
        }
        expectGolden(Array(text.utf8), "Pitfalls.txt")
    }

    @Test("What is tolerated is passed over in silence")
    func tolerated() async {
        for pitfall in Self.silent {
            #expect(await found(pitfall).0 == [], "\(pitfall.name)")
        }
    }

    @Test("Carets stand below what they mean, in terminal cells")
    func carets() async throws {
        for pitfall in Self.reported {
            let (findings, source) = await found(pitfall)
            for finding in findings {
                guard let range = finding.place?.range, finding.notes.isEmpty else { continue }
                let lines = TextReport(usesColor: false) { _ in source }.render([finding]).split(separator: "\n")
                let bar = try #require(lines.firstIndex { $0.drop { $0 == " " } == "|" })
                let excerpt = cells(of: lines[bar + 1])
                let carets = cells(of: lines[bar + 2])
                let marked = zip(excerpt, carets + Array(repeating: " ", count: excerpt.count)).filter { $1 == "^" }
                    .map(\.0)
                let line = source.lineRange(source.lineIndex(of: range.lower))
                let meant = source.text(TextRange(range.lower, max(range.lower, min(range.upper, line.upper))))
                #expect(marked == Array(cells(of: terminalSafe(meant)).prefix(max(1, marked.count))), "\(pitfall.name)")
            }
        }
    }

    /// One entry for each cell: a wide character fills two.
    private func cells(of text: some StringProtocol) -> [String] {
        text.unicodeScalars.flatMap { scalar in
            let isWide = 0x2E80...0x9FFF ~= scalar.value || 0xFF00...0xFF60 ~= scalar.value
            return Array(repeating: String(scalar), count: isWide ? 2 : 1)
        }
    }

    /// Those that `check --fix` mends: nothing but the notation is wrong with them.
    static let mended: Set = [
        "键后面是全角冒号", "冒号后面没有空格", "键前面有全角空格", "GB18030 编码", "UTF-16 编码", "引号只包住一部分", "以大于号开头", "以星号开头", "空格加井号",
        "键前面有制表符", "值里有冒号加空格",
    ]

    @Test("What is mechanical is mended, a second run changes nothing, and all else is left to a person")
    func mending() async {
        for pitfall in Self.reported {
            let folder = TemporaryFolder()
            folder.write(pitfall.bytes, to: Self.path)
            let isMended = Self.mended.contains(pitfall.name)
            _ = mend(await found(pitfall).0, root: folder.path)
            let after = Pitfall(pitfall.name, bytes: folder.bytes(Self.path))
            #expect((after.bytes != pitfall.bytes) == isMended, "\(pitfall.name)")
            guard isMended else { continue }
            let left = await found(after).0
            // A key that the form does not have stays one.
            #expect(left.filter { $0.id != "key-unknown" } == [], "\(pitfall.name)")
            #expect(mend(left, root: folder.path) == [] && folder.bytes(Self.path) == after.bytes, "\(pitfall.name)")
        }
        #expect(Self.mended.isSubset(of: Self.reported.map(\.name)))
    }

    private static let path = "content/2022/721001/车辆保险费.md"

    private func found(_ pitfall: Pitfall) async -> ([Diagnostic], SourceText) {
        let read = readDocument(pitfall.bytes, path: Self.path)
        let unit = readDocument(
            Array("---\n单位编码: 721001\n单位名称: 文联\n---\n".utf8), path: "content/2022/721001/index.md")
        let site = readDocument(Array("---\n网站名称: 样例\n---\n".utf8), path: "content/index.md")
        let documents = [site, unit, read].compactMap(\.value)
        let register = await readRegister(documents, attachments: [])
        let findings = (read.diagnostics + register.diagnostics).inReadingOrder()
        return (findings, read.value?.source ?? decodedText(pitfall.bytes, path: Self.path))
    }
}

extension PitfallReportTests.Pitfall {
    /// The text in UTF-16, low byte first.
    fileprivate var utf16: [UInt8] {
        String(decoding: bytes, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
}

/// `项目编码: 13030322P003970100139`, `项目名称: 车辆`, `预算数: 0.40` in GB18030.
private let gb18030: [UInt8] =
    Array("---\n".utf8) + [0xCF, 0xEE, 0xC4, 0xBF, 0xB1, 0xE0, 0xC2, 0xEB] + Array(": 13030322P003970100139\n".utf8)
    + [0xCF, 0xEE, 0xC4, 0xBF, 0xC3, 0xFB, 0xB3, 0xC6] + Array(": ".utf8) + [0xB3, 0xB5, 0xC1, 0xBE] + Array("\n".utf8)
    + [0xD4, 0xA4, 0xCB, 0xE3, 0xCA, 0xFD] + Array(": 0.40\n---\n".utf8)
