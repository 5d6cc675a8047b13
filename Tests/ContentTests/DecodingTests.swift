import Basics
import Content
import Testing

@Suite("Decoding")
struct DecodingTests {
    static let text = "---\n项目名称: 车辆\n---\n正文\n"
    static let utf16 = text.utf16.map { $0 }

    static let gb18030: [UInt8] =
        Array("---\n".utf8) + [0xCF, 0xEE, 0xC4, 0xBF, 0xC3, 0xFB, 0xB3, 0xC6] + Array(": ".utf8)
        + [0xB3, 0xB5, 0xC1, 0xBE] + Array("\n---\n".utf8) + [0xD5, 0xFD, 0xCE, 0xC4, 0x0A]

    static func withReturns(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 == 0x0A ? 0x0D : $0 } }

    @Test(
        "Each encoding gives the same text",
        arguments: [
            (Array(text.utf8), []),
            ([0xEF, 0xBB, 0xBF] + Array(text.utf8), []),
            ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array(text.utf8), []),
            ([0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, [" UTF-16 编码"]),
            ([0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, [" UTF-16 编码"]),
            (gb18030, [" GB18030 编码"]),
            (withReturns(Array(text.utf8)), ["老式 Mac 的换行（只有回车）"]),
            (withReturns(gb18030), [" GB18030 编码、老式 Mac 的换行（只有回车）"]),
        ] as [([UInt8], [String])])
    func encodings(_ bytes: [UInt8], _ reported: [String]) throws {
        let read = readDocument(bytes, path: path)
        let document = try #require(read.value)
        #expect(document.source.text(TextRange(0, document.source.bytes.count)) == Self.text)
        #expect(written(document.fields) == ["项目名称=车辆"])
        #expect(body(document).map(\.written) == ["p(正文)"])
        #expect(read.diagnostics.map(\.summary) == reported.map { "文件是\($0)，已按此读取" })
        #expect(read.diagnostics.allSatisfy { $0.severity == .warning && $0.id == "encoding" })
    }

    @Test("Line ends stay as they are")
    func lineEnds() throws {
        let read = read("---\r\n项目名称: 车辆\r\n预算数: 0.40\r\n---\r\n一\r\n二\r\n")
        let document = try #require(read.value)
        #expect(read.diagnostics == [])
        #expect(written(document.fields) == ["项目名称=车辆", "预算数=0.40"])
        #expect(document.fields.map { document.source.text($0.value.range) } == ["车辆", "0.40"])
        #expect(body(document).map(\.written) == ["p(一⏎二)"])
    }

    @Test(
        "What is not text is refused",
        arguments: [
            [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], [0x80, 0x81, 0xFF], [0xFF, 0xFE, 0x41],
            [0xC3, 0x00, 0x41, 0xFF],
        ] as [[UInt8]])
    func unreadable(_ bytes: [UInt8]) {
        let read = readDocument(bytes, path: path)
        #expect(read.value == nil)
        #expect(read.diagnostics.map(\.summary) == ["文件不是 UTF-8、GB18030 或 UTF-16 编码的文字，读不出来"])
        #expect(read.diagnostics.first?.place == Place(file: path))
    }

    @Test(
        "Characters that no page can show are refused where they stand",
        arguments: [
            ("\u{0}", "U+0000"), ("\u{8}", "U+0008"), ("\u{1B}", "U+001B"), ("\u{7F}", "U+007F"),
            ("\u{85}", "U+0085"),
            ("\u{9F}", "U+009F"), ("\u{FFFE}", "U+FFFE"), ("\u{FFFF}", "U+FFFF"), ("\u{E000}", "U+E000"),
            ("\r", "U+000D"), ("\u{C}", "U+000C"),
        ])
    func forbidden(_ character: String, _ name: String) throws {
        let text = "---\n项目名称: 车\(character)辆\n---\n"
        let read = read(text)
        #expect(read.value == nil)
        #expect(lines(read, of: text) == ["2:8 error encoding 第 2 行第 8 个字是网页无法显示的字符（\(name)）"])
        let range = try #require(read.diagnostics.first?.place?.range)
        #expect(decodedText(Array(text.utf8), path: path).text(range) == character)
        if character != "\r" { #expect(mended(text) == "---\n项目名称: 车辆\n---\n") }
    }

    @Test("Every forbidden character is reported, up to ten")
    func manyForbidden() {
        #expect(read("---\n\u{1}\n\u{2}\n---\n").diagnostics.count == 2)
        #expect(read(String(repeating: "\u{1}", count: 99)).diagnostics.count == 10)
    }

    @Test("Neighbours of the forbidden characters are text")
    func allowed() {
        let read = readBody("\u{A0}x\u{E001}\u{EFFF}\u{FFFD}\u{2028}\u{10FFFF}\ty")
        #expect(read.diagnostics == [])
        #expect(
            body(read.value).map(\.written) == ["p(\u{A0}x\u{E001}\u{EFFF}\u{FFFD}\u{2028}\u{10FFFF}\ty)"])
    }
}
