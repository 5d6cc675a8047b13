import Basics
import Testing

@Suite("Text")
struct TextTests {
    @Test("Lines and columns count from 1, columns in scalars")
    func positions() {
        let source = SourceText(path: "a", text: "甲b\r\n\n𠀀c")
        #expect(source.lineStarts == [0, 6, 7])
        #expect(source.lineStarts.indices.map { source.text(source.lineRange($0)) } == ["甲b", "", "𠀀c"])
        #expect(source.position(of: 0) == Position(line: 1, column: 1))
        #expect(source.position(of: 3) == Position(line: 1, column: 2))
        #expect(source.position(of: 6) == Position(line: 2, column: 1))
        #expect(source.position(of: 11) == Position(line: 3, column: 2))
        #expect(source.position(of: 12) == Position(line: 3, column: 3))
        #expect(source.position(of: 99) == Position(line: 3, column: 3))
    }

    @Test("Cells", arguments: [("abc", 3), ("指标值", 6), ("（一）", 6), ("e\u{301}", 1), ("≥95%", 4), ("", 0)])
    func cells(_ text: String, _ width: Int) {
        #expect(cellWidth(text) == width)
    }

    @Test(
        "What could steer a terminal is made visible",
        arguments: [
            ("指标 a", "指标 a"), ("a\u{1B}[31m", "a\\u{1B}[31m"), ("a\tb\n", "a b\\u{A}"),
            ("\u{202E}x", "\\u{202E}x"),
        ])
    func terminal(_ text: String, _ safe: String) {
        #expect(terminalSafe(text) == safe)
    }

    @Test("Every invisible character is made visible, in whatever text it stands, and no other is touched")
    func everyCharacter() {
        for value in UInt32(1)...0x1_1000 {
            guard let scalar = Unicode.Scalar(value), scalar != "\t" else { continue }
            let isVisible: Bool
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: isVisible = false
            default: isVisible = true
            }
            let written = isVisible ? String(scalar) : "\\u{\(String(value, radix: 16, uppercase: true))}"
            guard terminalSafe("指\(scalar)a") == "指\(written)a" else {
                Issue.record("U+\(String(value, radix: 16))")
                return
            }
        }
    }

    @Test(
        "The nearest name",
        arguments: [
            ("项目名", "项目名称"), ("预算书", "预算数"), ("车辆保险", nil), ("资金用途", "资金用途"),
        ] as [(String, String?)])
    func nearest(_ name: String, _ expected: String?) {
        #expect(nearestName(to: name, among: ["项目名称", "预算数", "资金用途"]) == expected)
    }

    @Test("Findings in reading order")
    func order() {
        let places = [("b", 1), ("a", 9), ("a", 2)].map { Place(file: $0.0, range: TextRange($0.1, $0.1)) }
        let findings =
            places.map { Diagnostic("x", .error, "y", at: $0) } + [
                Diagnostic("x", .note, "y", at: Place(file: "a"))
            ]
        #expect(findings.inReadingOrder().map { $0.place?.range?.lower } == [nil, 2, 9, 1])
        #expect(findings.count(.error) == 3)
    }

    @Test("JSON escapes what it must")
    func json() {
        var writer = JSONWriter()
        writer.object { json in
            json.string("甲", "a\"\\\n\u{1}")
            json.array("b") { json in
                json.integer(nil, 1)
                json.null()
                json.object { _ in }
            }
            json.boolean("c", false)
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"甲":"a\"\\\n\u0001","b":[1,null,{}],"c":false}"#)
    }

    @Test("A concurrent map keeps the order", arguments: [0, 1, 31, 32, 33, 1000])
    func concurrent(_ count: Int) async {
        let doubled = await concurrentMap(Array(0..<count)) { $0 * 2 }
        #expect(doubled == (0..<count).map { $0 * 2 })
    }
}
