import Basics
import Content
import Testing

@Suite("Front matter")
struct FrontMatterTests {
    @Test(
        "A scalar is the characters that stand there",
        arguments: [
            "0.40", "0721001", "13030322E0045", "是", "~", "null", "true", "1:59:59:59", "1:59:59:59:59:59:59",
            "0x1F",
            "1e3", "2022-01-01", "≥95%", "100%", "-5", ".5", "a: ".trimmed, "车辆#3", "甲：乙", "（一）", "“引”号",
            "《山海风》",
            "a\\b", "x'y\"z", "---", "C:\\目录", "?甲", "-甲", ":甲", "http://a.cn/b#c", "😀𠀀", "e\u{301}",
        ])
    func rawScalars(_ value: String) throws {
        let read = readFields("键: \(value)\n末: x")
        #expect(read.diagnostics == [])
        let document = try #require(read.value)
        #expect(written(document.fields) == ["键=\(value)", "末=x"])
        #expect(document.fields.map { document.source.text($0.key.range) } == ["键", "末"])
        #expect(document.source.text(document.fields[0].value.range) == value)
    }

    @Test(
        "Quoted values are what stands in the quotes",
        arguments: [
            ("'甲'", "甲"), ("'甲''乙'", "甲'乙"), ("\"甲\"", "甲"), ("\"甲\\\"乙\"", "甲\"乙"), ("\"a\\nb\"", "a\nb"),
            ("\"a\\\\b\"", "a\\b"), ("' 甲 '", " 甲 "), ("''", ""), ("'# 甲: 乙'", "# 甲: 乙"), ("'*x'", "*x"),
        ])
    func quoted(_ source: String, _ value: String) throws {
        let read = readFields("键: \(source)")
        #expect(read.diagnostics == [])
        let document = try #require(read.value)
        #expect(written(document.fields) == ["键=\(value)"])
        #expect(document.source.text(document.fields[0].value.range) == source)
    }

    @Test("Absent, empty and 0 are three things")
    func absence() throws {
        let fields = try #require(readFields("甲:\n乙: 0\n丙: ''").value).fields
        #expect(fields["甲"].map(written) == "")
        #expect(fields["乙"].map(written) == "0")
        #expect(fields["丙"].map(written) == "")
        #expect(fields["丁"] == nil)
    }

    @Test("An empty value stands behind its colon")
    func emptyPlace() throws {
        let document = try #require(readFields("其他资金:\n乙: 0").value)
        #expect(document.fields[0].value.range == TextRange(4 + 13, 4 + 13))
    }

    @Test(
        "Spaces around a value, also of spreadsheets, are passed over in silence",
        arguments: [
            "键:   甲   ", "键: \u{A0}甲\u{A0}", "键:\u{A0}甲", "键: \u{3000}甲 \u{3000} ", "键 : 甲", "键\u{A0}: 甲",
        ])
    func spaces(_ line: String) throws {
        let read = readFields(line + "\n末: x")
        #expect(read.diagnostics == [])
        let document = try #require(read.value)
        #expect(written(document.fields) == ["键=甲", "末=x"])
        #expect(document.source.text(document.fields[0].key.range) == "键")
        #expect(document.source.text(document.fields[0].value.range) == "甲")
    }

    @Test(
        "Lists, maps and block scalars",
        arguments: [
            ("附件: [a.docx, b.pdf]", "附件=[a.docx, b.pdf]"),
            ("附件:\n  - a.docx\n  - b.pdf", "附件=[a.docx, b.pdf]"),
            ("附件:\n- a.docx\n- b.pdf", "附件=[a.docx, b.pdf]"),
            ("检查: {value-boolean: 提示, value-missing: 错误}", "检查={value-boolean=提示, value-missing=错误}"),
            ("检查: {value-boolean: 提示,\n  value-missing: 错误\n}", "检查={value-boolean=提示, value-missing=错误}"),
            ("检查:\n  value-boolean: 提示\n  b: c", "检查={value-boolean=提示, b=c}"),
            (
                "更正:\n  - 日期: 2022-03-01\n    内容: 甲\n    原因: 乙\n  - {日期: 2022-04-01}",
                "更正=[{日期=2022-03-01, 内容=甲, 原因=乙}, {日期=2022-04-01}]"
            ),
            ("用途: |\n  第一行: x\n\n  *第二行 #3\n", "用途=第一行: x\n\n*第二行 #3\n"),
            ("用途: >-\n  a\n  b", "用途=a b"),
            ("更正:\n  - 内容: |\n      甲\n    原因: 乙", "更正=[{内容=甲\n, 原因=乙}]"),
            ("# 说明\n\n用途: x\n  # 缩进的说明", "用途=x"),
            ("用途:\n  甲", "用途=甲"),
            ("曾用网址:\n  - http://a.cn/b", "曾用网址=[http://a.cn/b]"),
        ])
    func structures(_ lines: String, _ expected: String) {
        let read = readFields(lines + "\n末: x")
        #expect(read.diagnostics == [])
        #expect(written(read.value?.fields) == [expected, "末=x"])
    }

    @Test("Lists and maps know where they stand")
    func structurePlaces() throws {
        let document = try #require(readFields("更正:\n  - 日期: 一\n    内容: 甲\n附件: [a, b]\n末: x").value)
        #expect(document.source.text(document.fields[0].value.range) == "- 日期: 一\n    内容: 甲")
        #expect(document.source.text(document.fields[1].value.range) == "[a, b]")
        guard case .list(let items, _) = document.fields[1].value else { throw Unexpected() }
        #expect(items.map { document.source.text($0.range) } == ["a", "b"])
    }

    @Test("Empty front matters have no fields", arguments: ["", "# 说明", "\n\n", "   "])
    func empty(_ lines: String) {
        let read = readFields(lines)
        #expect(read.diagnostics == [])
        #expect(read.value?.fields == [])
    }

    @Test("The range lies between the two fences")
    func range() throws {
        let document = try #require(read("--- \t\r\n甲: 1\r\n---  \r\n文").value)
        #expect(document.source.text(document.frontMatterRange) == "甲: 1\r\n")
    }
}

struct Unexpected: Error {}

extension String {
    fileprivate var trimmed: String { String(self.prefix { $0 != ":" }) }
}
