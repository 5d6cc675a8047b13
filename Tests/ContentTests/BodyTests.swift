import Basics
import Content
import Testing

@Suite("Body")
struct BodyTests {
    static func findings(_ body: String) -> [String] {
        let text = "---\n甲: 1\n---\n\(body)"
        return lines(read(text), of: text)
    }

    @Test(
        "Blocks and inlines",
        arguments: [
            ("一\n二", "p(一⏎二)"), ("一  \n二\\\n三", "p(一⏎⏎二⏎⏎三)"), ("### 丙", "h3(丙)"),
            ("- a\n- b", "ul(p(a); p(b))"), ("3. a\n4. b", "ol3(p(a); p(b))"),
            ("> a\n> - b", "quote(p(a)ul(p(b)))"),
            ("    a\n", "code(a\n)"), ("```\n<b>\n```", "code(<b>\n)"), ("***", "hr"),
            ("[甲](b.md \"丙\")", "p(<a b.md 丙>甲</a>)"), ("![甲](b.png)", "p(<img b.png>甲</img>)"),
            ("a*b*c", "p(a<em>b</em>c)"), ("0.40--1.20 \"x\"", "p(0.40--1.20 \"x\")"), ("&lt;&amp;", "p(<&)"),
            ("1.保障公务用车", "p(1.保障公务用车)"), ("<https://a.cn>", "p(<a https://a.cn >https://a.cn</a>)"),
        ])
    func blocks(_ text: String, _ expected: String) {
        let read = readBody(text)
        #expect(read.diagnostics == [])
        #expect(body(read.value).map(\.written) == [expected])
    }

    @Test("A body is cut at its headings of level 1 and 2")
    func sections() throws {
        let document = try #require(
            read("---\n甲: 1\n---\r\n前\r\n\r\n## 绩效 **目标**\r\n1.甲\r\n### 小\r\n\r\n题\n===\n尾\n").value)
        let sections = document.sections
        #expect(sections.map { $0.heading?.text } == [nil, "绩效 目标", "题"])
        #expect(sections.map(\.level) == [0, 2, 1])
        #expect(sections.map { $0.blocks.map(\.written) } == [["p(前)"], ["p(1.甲)", "h3(小)"], ["p(尾)"]])
        #expect(
            sections.map { $0.heading.map { document.source.text($0.range) } } == [
                nil, "## 绩效 **目标**", "题\n===",
            ])
        #expect(
            sections.map { document.source.text($0.range) } == [
                "\r\n前\r\n\r\n", "\r\n1.甲\r\n### 小\r\n\r\n", "\n尾\n",
            ])
    }

    @Test("A block's range gives back its text; lines count the front matter in")
    func places() throws {
        let text = "---\n甲: 1\n---\n\n段一\n段二\n\n> 引\n\n- 项\n  1. 子\n\n## 题\n"
        let document = try #require(read(text).value)
        func walk(_ block: Block) -> [String] {
            let position = document.source.position(of: block.range.lower)
            let inner: [Block] =
                switch block.kind {
                case .quote(let blocks): blocks
                case .bulletList(let items, _), .orderedList(let items, _, _): items.flatMap { $0 }
                default: []
                }
            return ["\(position.line):\(position.column) \(document.source.text(block.range))"]
                + inner.flatMap(walk)
        }
        #expect(
            body(document).flatMap(walk) == [
                "5:1 段一\n段二", "8:1 > 引", "8:3 引", "10:1 - 项\n  1. 子", "10:3 项", "11:3 1. 子", "11:6 子",
            ])
        #expect(
            document.sections.last?.heading.map { document.source.position(of: $0.range.lower) }
                == .init(line: 13, column: 1))
    }

    @Test(
        "Raw HTML and unsafe links are reported where they stand",
        arguments: [
            ("<div>x</div>", ["4:1 error raw-html 正文里有 HTML 代码“<div>x</div>”，不会显示在网页上"], []),
            (
                "甲<br>乙<br>",
                [
                    "4:2 error raw-html 正文里有 HTML 代码“<br>”，不会显示在网页上",
                    "4:7 error raw-html 正文里有 HTML 代码“<br>”，不会显示在网页上",
                ], ["p(甲乙)"]
            ),
            ("[甲](javascript:alert(1))", ["4:1 error raw-html 链接“javascript:alert(1)”不是网页地址"], ["p(甲)"]),
            ("[甲](JavaScript&colon;x)", ["4:1 error raw-html 链接“JavaScript:x”不是网页地址"], ["p(甲)"]),
            ("[甲](javascript:\u{301}x)", ["4:1 error raw-html 链接“javascript:\u{301}x”不是网页地址"], ["p(甲)"]),
            ("[甲](java&#9;script:x)", ["4:1 error raw-html 链接“java\tscript:x”不是网页地址"], ["p(甲)"]),
            ("![甲](data:text/html,x)", ["4:1 error raw-html 链接“data:text/html,x”不是网页地址"], ["p(甲)"]),
            (
                "[甲](a/b:c) [乙](?a:b) [丙](#a:b) [丁](HTTPS://a.cn) [戊](mailto:a@b.cn)", [],
                [
                    "p(<a a/b:c >甲</a> <a ?a:b >乙</a> <a #a:b >丙</a> <a HTTPS://a.cn >丁</a> <a mailto:a@b.cn >戊</a>)"
                ]
            ),
            ("`<b>`", [], ["p(`<b>`)"]),
        ])
    func dangers(_ text: String, _ expected: [String], _ blocks: [String]) {
        #expect(Self.findings(text).map { $0.replacingBreaks } == expected.map { $0.replacingBreaks })
        #expect(body(readBody(text).value).map(\.written) == blocks)
    }
}

@Suite("Emphasis beside Chinese punctuation")
struct EmphasisTests {
    @Test(
        "Double stars are strong",
        arguments: [
            ("第一部分**“中华诗词之乡”**复查", "第一部分<b>“中华诗词之乡”</b>复查"),
            ("**≥95%**达标", "<b>≥95%</b>达标"), ("**注意：**请", "<b>注意：</b>请"), ("他说：**注意**了", "他说：<b>注意</b>了"),
            ("甲**（乙）**丙，**丁。**戊", "甲<b>（乙）</b>丙，<b>丁。</b>戊"), ("甲***“乙”***丙", "甲<em><b>“乙”</b></em>丙"),
            ("**“甲”**", "<b>“甲”</b>"), ("甲**[乙](c)**丙", "甲<b><a c >乙</a></b>丙"),
            ("**甲：**乙\n**丙：**丁", "<b>甲：</b>乙⏎<b>丙：</b>丁"),
        ])
    func strong(_ text: String, _ expected: String) {
        #expect(body(readBody(text).value).map(\.written) == ["p(\(expected))"])
    }

    @Test(
        "All else is as CommonMark has it",
        arguments: [
            ("3*4*5", "3<em>4</em>5"), ("2**3**4", "2<b>3</b>4"), ("面积（米）*单价（元）*数量", "面积（米）*单价（元）*数量"),
            ("`第**“甲”**乙`", "`第**“甲”**乙`"), ("甲** “乙” **丙", "甲** “乙” **丙"), ("\\**“甲”**乙", "**“甲”**乙"),
            ("（**）", "（**）"), ("[甲](b**“c”**丁)", "<a b**“c”**丁 >甲</a>"), ("__甲：__乙", "__甲：__乙"), ("**", "**"),
            ("甲**（", "甲**（"), ("**<https://a.cn>**甲", "<b><a https://a.cn >https://a.cn</a></b>甲"),
        ])
    func other(_ text: String, _ expected: String) {
        #expect(body(readBody(text).value).map(\.written) == ["p(\(expected))"])
    }

    @Test("Marks are in no text, table, code or place")
    func traces() throws {
        let text =
            "---\n---\n第**“甲”**乙 <b>丙</b>\n\n| 第**“甲”**乙 |\n| --- |\n| 第**“丙”**丁 |\n\n    第**“甲”**乙\n\n<i>第**“甲”**乙\n\n> 第**“甲”**乙\n> - 子\n"
        let read = read(text)
        let document = try #require(read.value)
        #expect(
            body(document).map(\.written) == [
                "p(第<b>“甲”</b>乙 丙)", "table(第**“甲”**乙 / 第**“丙”**丁)", "code(第**“甲”**乙\n)",
                "p(第<b>“甲”</b>乙)", "quote(p(第<b>“甲”</b>乙)ul(p(子)))",
            ])
        #expect(
            lines(read, of: text) == [
                "3:11 error raw-html 正文里有 HTML 代码“<b>”，不会显示在网页上",
                "3:15 error raw-html 正文里有 HTML 代码“</b>”，不会显示在网页上",
                "11:1 error raw-html 正文里有 HTML 代码“<i>”，不会显示在网页上",
            ])
    }
}

@Suite("Tables")
struct TableTests {
    func table(_ text: String) throws -> (Table, SourceText) {
        let document = try #require(readBody(text).value)
        for block in body(document) {
            if case .table(let table) = block.kind { return (table, document.source) }
        }
        throw Unexpected()
    }

    @Test(
        "Rows and cells",
        arguments: [
            ("| 甲 | 乙 |\n| --- | :-: |\n| 1 |  |\n|  | 2 |", "table(甲|乙 / 1| / |2)"),
            ("甲 | 乙\n--- | ---\n1 | 2", "table(甲|乙 / 1|2)"),
            ("|甲|乙|\n|-|-|\n|1|2|3|\n|4|", "table(甲|乙 / 1|2|3 / 4)"),
            ("| 甲 |\n| --- |", "table(甲)"), ("| 甲 |\n| --- |\n| a\\|b |", "table(甲 / a|b)"),
            ("| 甲 |\n| --- |\n| a<br>b<br/>c<BR />d |", "table(甲 / a\nb\nc\nd)"),
            ("| 甲 |\r\n| --- |\r\n| 1 |\r\n", "table(甲 / 1)"),
            ("|\u{A0}甲\u{A0}|\n|\u{A0}---\u{A0}|\n|\u{3000}1\u{A0} |", "table(甲 / 1)"),
            (
                "| 甲 |\n| --- |\n| **b** `c` <i> [x](javascript:y) |",
                "table(甲 / **b** `c` <i> [x](javascript:y))"
            ),
            ("| 甲 |\n| --- |\n| C:\\\\d\\ |", "table(甲 / C:\\\\d\\)"),
            ("| 甲 |\n| --- |\n| a\\", "table(甲 / a\\)"),
            ("| 甲 |\n| --- |\n| --- |", "table(甲 / ---)"), ("| 甲 |\n| --- |\n1", "table(甲 / 1)"),
        ])
    func cells(_ text: String, _ expected: String) {
        let read = readBody(text)
        #expect(read.diagnostics == [])
        #expect(body(read.value).map(\.written) == [expected])
    }

    @Test("A text line before a table is a paragraph of its own")
    func lead() {
        let read = readBody("单位：万元\n| 甲 |\n| --- |\n| 1 |\n\n后")
        #expect(body(read.value).map(\.written) == ["p(单位：万元)", "table(甲 / 1)", "p(后)"])
        #expect(read.diagnostics == [])
    }

    @Test("No table", arguments: ["甲|乙", "| 甲 |", "甲\n| --- 乙 |", "甲 | 乙\n丙 | 丁"])
    func none(_ text: String) {
        let read = readBody(text)
        #expect(read.diagnostics == [])
        #expect(body(read.value).allSatisfy { $0.written.hasPrefix("p(") })
    }

    @Test("Each cell knows its place; a blank one stands between its bars")
    func places() throws {
        let (table, source) = try table("| 甲 | 乙 |\n| --- | --- |\n|  | a\\|b |\n||\u{3000}|\n| \u{A0} |x|")
        #expect(table.header.map { source.text($0.range) } == ["甲", "乙"])
        #expect(
            table.rows.map { $0.cells.map { source.text($0.range) } } == [
                ["", "a\\|b"], ["", ""], ["", "x"],
            ])
        #expect(
            table.rows.map { $0.cells.map { source.position(of: $0.range.lower) } } == [
                [.init(line: 5, column: 3), .init(line: 5, column: 6)],
                [.init(line: 6, column: 2), .init(line: 6, column: 4)],
                [.init(line: 7, column: 3), .init(line: 7, column: 6)],
            ])
        #expect(table.rows.map { source.text($0.range) } == ["|  | a\\|b |", "||\u{3000}|", "| \u{A0} |x|"])
    }

    @Test(
        "A wrong or missing delimiter row is reported and mended",
        arguments: [
            ("| 甲 | 乙 |\n| --- |\n| 1 | 2 |", "4:1 error table-shape 表头有 2 列，它下面的分隔行有 1 列"),
            ("| 甲 | 乙 |\n| --- | --- | --- |\n| 1 | 2 |", "4:1 error table-shape 表头有 2 列，它下面的分隔行有 3 列"),
            ("| 甲 | 乙 |\n| 1 | 2 |", "3:1 error table-shape 表格的表头下面缺少分隔行“| --- |”"),
        ])
    func shapes(_ text: String, _ expected: String) {
        let whole = "---\n---\n\(text)\n"
        #expect(lines(read(whole), of: whole) == [expected])
        #expect(body(read(whole).value).map(\.written) == ["table(甲|乙 / 1|2)"])
        let again = read(mended(whole))
        #expect(again.diagnostics == [])
        #expect(body(again.value).map(\.written) == ["table(甲|乙 / 1|2)"])
    }
}

extension String {
    /// `\n` made visible, since an HTML block ends with one.
    fileprivate var replacingBreaks: String { String(self.map { $0 == "\n" ? "⏎" : $0 }) }

    @Test(
        "In a project's goals markup is literal text; what swallows a heading is found all the same",
        arguments: [
            ("## 绩效目标\n\n达到<b>95%</b>以上", [String]()),
            ("## 二、绩效目标\n\n<div>甲</div>\n\n## 绩效指标\n", []),
            ("## 绩效目标\n\n<script>\n\n## 绩效指标\n", ["raw-html"]),
            ("## 总体绩效目标\n\n<b>甲</b>", ["raw-html", "raw-html"]),
        ])
    func literalGoals(_ body: String, _ expected: [String]) {
        let read = read("---\n项目编码: A1\n---\n\n\(body)\n")
        #expect(read.diagnostics.map(\.id) == expected)
    }

    @Test("A finding about HTML over several lines names its first line only")
    func htmlOverLines() {
        let read = readBody("<script>\n\n甲\n")
        #expect(read.diagnostics.map(\.summary) == ["正文里有 HTML 代码“<script>”，不会显示在网页上"])
    }
}
