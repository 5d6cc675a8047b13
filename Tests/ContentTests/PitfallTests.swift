import Basics
import Content
import Testing

@Suite("What YAML chokes on in Chinese text")
struct PitfallTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var lines: String
        var findings: [String]
        /// The fields, both as read with the slips and once they are mended.
        var fields: [String]
        var testDescription: String { lines }

        init(_ lines: String, _ findings: [String], _ fields: [String]) {
            (self.lines, self.findings, self.fields) = (lines, findings, fields)
        }
    }

    @Test("Each slip has its words and place, and its fix gives what was meant", arguments: cases)
    func slips(_ slip: Case) throws {
        let read = readFields(slip.lines)
        #expect(findings(slip.lines) == slip.findings)
        #expect(written(read.value?.fields) == slip.fields)
        #expect(read.diagnostics.allSatisfy { $0.help?.isEmpty == false && !$0.fixes.isEmpty })
        let again = readText(mended("---\n\(slip.lines)\n---\n"))
        #expect(again.diagnostics == [])
        #expect(written(again.value?.fields) == slip.fields)
    }

    static let cases: [Case] = [
        // Accepted and reported.
        Case(
            "项目名称：车辆保险费", ["1:5 warning front-matter 键“项目名称”后面是全角冒号“：”，已按半角冒号读取"],
            ["项目名称=车辆保险费"]),
        Case("项目名称： 车辆", ["1:5 warning front-matter 键“项目名称”后面是全角冒号“：”，已按半角冒号读取"], ["项目名称=车辆"]),
        Case("其他资金：", ["1:5 warning front-matter 键“其他资金”后面是全角冒号“：”，已按半角冒号读取"], ["其他资金="]),
        Case("项目名称:车辆保险费", ["1:5 warning front-matter 键“项目名称”的冒号后面没有空格，已按有空格读取"], ["项目名称=车辆保险费"]),
        Case("项目名称:\u{3000}车辆", ["1:5 warning front-matter 键“项目名称”的冒号后面没有空格，已按有空格读取"], ["项目名称=车辆"]),
        Case("\u{3000}\u{3000}预算数: 0.40", ["1:1 warning front-matter 键的前面有全角空格，已忽略"], ["预算数=0.40"]),
        Case(
            "甲: x\n\u{3000}预算数：0.40",
            [
                "2:1 warning front-matter 键的前面有全角空格，已忽略",
                "2:5 warning front-matter 键“预算数”后面是全角冒号“：”，已按半角冒号读取",
            ], ["甲=x", "预算数=0.40"]),
        Case(
            "更正:\n\u{3000}- 日期: 一\n\u{3000}\u{3000}内容：乙",
            [
                "2:1 warning front-matter 行首有全角空格，已按两个半角空格读取",
                "3:1 warning front-matter 行首有全角空格，已按两个半角空格读取",
                "3:5 warning front-matter 键“内容”后面是全角冒号“：”，已按半角冒号读取",
            ], ["更正=[{日期=一, 内容=乙}]"]),
        Case(
            "更正:\n  - 日期:2022", ["2:7 warning front-matter 键“日期”的冒号后面没有空格，已按有空格读取"], ["更正=[{日期=2022}]"]),
        // Quotes.
        Case(
            "项目名称: \"中华诗词之乡\"2022年复查经费", ["1:7 error front-matter 引号“\"”只包住了值的一部分，YAML 读不出后面的文字"],
            ["项目名称=\"中华诗词之乡\"2022年复查经费"]),
        Case("项目名称: '甲'乙", ["1:7 error front-matter 引号“'”只包住了值的一部分，YAML 读不出后面的文字"], ["项目名称='甲'乙"]),
        Case("键: \"甲", ["1:4 error front-matter 值以引号“\"”开头，但这一行里没有结束的引号"], ["键=\"甲"]),
        Case("键: '\u{301}甲", ["1:4 error front-matter 值以引号“'”开头，但这一行里没有结束的引号"], ["键='\u{301}甲"]),
        Case("键: \"", ["1:4 error front-matter 值以引号“\"”开头，但这一行里没有结束的引号"], ["键=\""]),
        Case("键: \"C:\\目录\"", ["1:4 error front-matter 双引号里的“\\目”是 YAML 的转义记号，不会照原样显示"], ["键=C:\\目录"]),
        Case("键: \"a\\x00b\"", ["1:4 error front-matter 双引号里的“\\x”是 YAML 的转义记号，不会照原样显示"], ["键=a\\x00b"]),
        // First characters.
        Case("指标值: >=95%", ["1:6 error front-matter 值以“>”开头，YAML 会当作多行文字的记号"], ["指标值=>=95%"]),
        Case("指标值: >95", ["1:6 error front-matter 值以“>”开头，YAML 会当作多行文字的记号"], ["指标值=>95"]),
        Case("指标值: >5\n末: x", ["1:6 error front-matter 值以“>”开头，YAML 会当作多行文字的记号"], ["指标值=>5", "末=x"]),
        Case("计算符号: >\n末: x", ["1:7 error front-matter 值以“>”开头，YAML 会当作多行文字的记号"], ["计算符号=>", "末=x"]),
        Case("键: |甲|", ["1:4 error front-matter 值以“|”开头，YAML 会当作多行文字的记号"], ["键=|甲|"]),
        Case("说明: *为必填", ["1:5 error front-matter 值以“*”开头，YAML 会当作别名、锚点或类型的记号"], ["说明=*为必填"]),
        Case("说明: &甲", ["1:5 error front-matter 值以“&”开头，YAML 会当作别名、锚点或类型的记号"], ["说明=&甲"]),
        Case("说明: !甲", ["1:5 error front-matter 值以“!”开头，YAML 会当作别名、锚点或类型的记号"], ["说明=!甲"]),
        Case("邮箱: @甲", ["1:5 error front-matter 值以“@”开头，YAML 不允许"], ["邮箱=@甲"]),
        Case("键: `甲`", ["1:4 error front-matter 值以“`”开头，YAML 不允许"], ["键=`甲`"]),
        Case("键: %5", ["1:4 error front-matter 值以“%”开头，YAML 不允许"], ["键=%5"]),
        Case("键: ]", ["1:4 error front-matter 值以“]”开头，YAML 不允许"], ["键=]"]),
        Case("文号: [2022]5号", ["1:5 error front-matter 值以“[”开头，YAML 会当作列表或对照表"], ["文号=[2022]5号"]),
        Case("键: {甲}", ["1:4 error front-matter 值以“{”开头，YAML 会当作列表或对照表"], ["键={甲}"]),
        Case("键: #3", ["1:4 error front-matter 值以“#”开头，YAML 会当作注释整段丢掉"], ["键=#3"]),
        Case("其他资金: -", ["1:7 error front-matter 值只有一个“-”，YAML 会当作记号"], ["其他资金=-"]),
        Case("键: - 甲", ["1:4 error front-matter 值以“-”加空格开头，YAML 会当作列表或键的记号"], ["键=- 甲"]),
        Case("键: ? 甲", ["1:4 error front-matter 值以“?”加空格开头，YAML 会当作列表或键的记号"], ["键=? 甲"]),
        // Within.
        Case("用途: 采购 #3 设备", ["1:5 error front-matter 值里有“ #”，YAML 会把它后面的文字当作注释丢掉"], ["用途=采购 #3 设备"]),
        Case("用途: 甲: 乙's", ["1:5 error front-matter 值里有半角冒号加空格“: ”，YAML 会当作另一个键"], ["用途=甲: 乙's"]),
        Case("用途: 如下:", ["1:5 error front-matter 值以半角冒号结尾，YAML 会当作另一个键"], ["用途=如下:"]),
        Case(
            "用途: 甲\t乙", ["1:6 error front-matter 这里有制表符（Tab），YAML 不允许"], ["用途=甲 乙"]),
        Case("用途:\t甲", ["1:4 error front-matter 这里有制表符（Tab），YAML 不允许"], ["用途=甲"]),
        Case("用途: 甲\u{2028}乙", ["1:6 error front-matter 这里有看不见的换行符，多半是从 Word 复制来的"], ["用途=甲 乙"]),
        Case("用途: 甲\u{2029}\u{2029}乙", ["1:6 error front-matter 这里有看不见的换行符，多半是从 Word 复制来的"], ["用途=甲 乙"]),
        Case("用途: 甲\u{FEFF}乙", ["1:6 error front-matter 这里有看不见的零宽字符（U+FEFF），YAML 不允许"], ["用途=甲乙"]),
        Case("# 说明\u{2028}甲: 乙\n末: x", ["1:5 error front-matter 这里有看不见的换行符，多半是从 Word 复制来的"], ["末=x"]),
        Case(
            "用途: *甲\t乙",
            [
                "1:5 error front-matter 值以“*”开头，YAML 会当作别名、锚点或类型的记号",
                "1:7 error front-matter 这里有制表符（Tab），YAML 不允许",
            ], ["用途=*甲 乙"]),
        Case("甲: |\n  一\u{2028}二", ["2:4 error front-matter 这里有看不见的换行符，多半是从 Word 复制来的"], ["甲=一 二\n"]),
        // Indentation.
        Case("甲: x\n  乙: y", ["2:1 error front-matter 键的前面有空格，YAML 会当作上一个键的内容"], ["甲=x", "乙=y"]),
        Case("甲:\n  乙: y", ["2:1 error front-matter 键的前面有空格，YAML 会当作上一个键的内容"], ["甲=", "乙=y"]),
        Case("  甲: x", ["1:1 error front-matter 键的前面有空格，YAML 会当作上一个键的内容"], ["甲=x"]),
        Case("\t甲: x", ["1:1 error front-matter 键的前面有制表符（Tab），YAML 不允许"], ["甲=x"]),
        Case("附件:\n\t- a", ["2:1 error front-matter 行首有制表符（Tab），YAML 不允许"], ["附件=[a]"]),
        // Keys.
        Case("*甲: x", ["1:1 error front-matter 键以“*”开头，YAML 会当作记号"], ["*甲=x"]),
        Case("%甲: x", ["1:1 error front-matter 键以“%”开头，YAML 会当作记号"], ["%甲=x"]),
        Case("[甲]: x", ["1:1 error front-matter 键以“[”开头，YAML 会当作记号"], ["[甲]=x"]),
        Case("\"甲\"乙: x", ["1:1 error front-matter 键以“\"”开头，YAML 会当作记号"], ["\"甲\"乙=x"]),
        Case("? 甲: x", ["1:1 error front-matter 键以“?”开头，YAML 会当作记号"], ["? 甲=x"]),
        Case("甲 #1: x", ["1:1 error front-matter 键里有“ #”，YAML 会把它后面的文字当作注释丢掉"], ["甲 #1=x"]),
        Case(
            "|甲: 乙|: x",
            [
                "1:1 error front-matter 键以“|”开头，YAML 会当作记号",
                "1:5 error front-matter 值里有半角冒号加空格“: ”，YAML 会当作另一个键",
            ], ["|甲=乙|: x"]),
        // In lists.
        Case("别名:\n  - *甲", ["2:5 error front-matter 值以“*”开头，YAML 会当作别名、锚点或类型的记号"], ["别名=[*甲]"]),
    ]

    @Test(
        "What only its author can mend leaves the other lines readable",
        arguments: [
            Case("甲: 1\n没有冒号的一行\n乙: 2", ["2:1 error front-matter 这一行不是“键: 值”：没有冒号"], ["甲=1", "乙=2"]),
            Case("本项目用于购置，包括：车辆\n乙: 2", ["1:1 error front-matter 这一行不是“键: 值”：没有冒号"], ["乙=2"]),
            Case(": 甲\n乙: 2", ["1:1 error front-matter 冒号前面没有键"], ["乙=2"]),
            Case("用途: 甲\n  乙\n  丙：丁\n末: 2", ["2:3 error front-matter 一个值写成了多行"], ["用途=甲", "末=2"]),
            Case(
                "用途: '甲\n  乙'\n末: 2",
                [
                    "1:5 error front-matter 值以引号“'”开头，但这一行里没有结束的引号",
                    "2:3 error front-matter 一个值写成了多行",
                ], ["用途='甲", "末=2"]),
            Case("用途:\n  甲\n  乙\n末: 2", ["2:3 error front-matter 一个值写成了多行"], ["用途=甲 乙", "末=2"]),
            Case(
                "甲: 1\n--- x: 3\n乙: 2", ["2:1 error front-matter 这一行以“---”开头，YAML 会当作另一份文件"], ["甲=1", "乙=2"]),
            Case("甲: 1\n...\n乙: 2", ["2:1 error front-matter 这一行以“...”开头，YAML 会当作另一份文件"], ["甲=1", "乙=2"]),
            Case("- 甲\n乙: 2", ["1:1 error front-matter 这一行以“-”开头，但上面没有等着列表的键"], ["乙=2"]),
            Case("甲: 1\n- 乙\n末: 2", ["2:1 error front-matter 这一行以“-”开头，但上面没有等着列表的键"], ["甲=1", "末=2"]),
            Case("附件: [a, b\n末: 2", ["1:5 error front-matter 值以“[”开头，但括号没有配对"], ["附件=[a, b", "末=2"]),
            Case("检查: {a：b}\n末: 2", ["1:6 error front-matter 花括号里的“a：b”不是“键: 值”"], ["检查={a：b=}", "末=2"]),
            Case("检查: {a:b}\n末: 2", ["1:6 error front-matter 花括号里的“a:b”不是“键: 值”"], ["检查={a:b=}", "末=2"]),
            Case(
                String(repeating: "长", count: 90) + ": 2\n末: 2", ["1:1 error front-matter 键太长：冒号前面有 90 个字"],
                ["末=2"]),
            Case("检查: {a: \"\\x07\"}", ["1:9 error front-matter 双引号里用“\\”写出了网页无法显示的字符"], ["检查={a=\u{7}}"]),
            Case("检查: {a: \"\\目\"}", ["1:10 error front-matter 双引号里的“\\”是 YAML 的转义记号，这里读不懂"], []),
        ])
    func unmendable(_ slip: Case) {
        #expect(findings(slip.lines) == slip.findings)
        #expect(written(readFields(slip.lines).value?.fields) == slip.fields)
    }

    @Test(
        "What libyaml cannot read costs its entry only",
        arguments: [
            Case(
                "甲: 1\n附件: [a, `b]\n乙: 2\n检查: {a: {b}\n丙: 3",
                [
                    "2:9 error front-matter 值里有 YAML 的记号（&、*、!、@、`、%），YAML 读不懂",
                    "4:5 error front-matter 值以“{”开头，但括号没有配对",
                ], ["甲=1", "乙=2", "检查={a: {b}", "丙=3"]),
            Case(
                "更正:\n  - 日期: 一\n   内容: 甲\n乙: 2\n附件: [a]b\n丙: 3\n乙: 4",
                [
                    "3:4 error front-matter 这一行的缩进、引号或括号与上一行对不上，YAML 读不懂",
                    "5:8 error front-matter 这一行的缩进、引号或括号与上一行对不上，YAML 读不懂",
                    "7:1 error key-duplicate 键“乙”写了两次",
                ], ["乙=2", "附件=[a]", "丙=3", "乙=4"]),
            Case(
                "附件: [[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]\n乙: 2", ["1:20 error front-matter 嵌套超过 16 层"],
                ["乙=2"]),
        ])
    func resumed(_ slip: Case) {
        #expect(findings(slip.lines) == slip.findings)
        #expect(written(readFields(slip.lines).value?.fields) == slip.fields)
    }

    @Test(
        "YAML's own machinery is refused where it stands",
        arguments: [
            Case(
                "附件: [&a 甲, *a]",
                [
                    "1:6 error front-matter 这里用了 YAML 锚点（&），公开文件里不允许",
                    "1:12 error front-matter 这里用了 YAML 别名（*），公开文件里不允许",
                ], ["附件=[甲, ]"]),
            Case("附件: [!!str 甲]", ["1:6 error front-matter 这里用了 YAML 类型标记（!），公开文件里不允许"], ["附件=[甲]"]),
            Case("检查:\n  <<: 甲", ["2:3 error front-matter 这里用了 YAML 合并键（<<），公开文件里不允许"], ["检查={<<=甲}"]),
            Case("<<: 甲", ["1:1 error front-matter 这里用了 YAML 合并键（<<），公开文件里不允许"], ["<<=甲"]),
            Case("检查: {[a]: b}", ["1:6 error front-matter 键必须是文字，不能是列表或对照表"], ["检查={=b}"]),
        ])
    func machinery(_ slip: Case) {
        #expect(findings(slip.lines) == slip.findings)
        #expect(written(readFields(slip.lines).value?.fields) == slip.fields)
    }

    @Test("A key written twice is reported with both places")
    func duplicates() throws {
        let text = "---\n甲: 1\n乙: 2\n甲: 3\n检查: {a: 1, a: 2}\n---\n"
        let read = readText(text)
        #expect(
            lines(read, of: text) == [
                "4:1 error key-duplicate 键“甲”写了两次", "5:12 error key-duplicate 键“a”写了两次",
            ])
        let document = try #require(read.value)
        let firsts = read.diagnostics.compactMap { $0.notes.first?.place?.range }.map(\.lower).sorted()
        #expect(
            firsts.map { document.source.position(of: $0) } == [
                .init(line: 2, column: 1), .init(line: 5, column: 6),
            ])
        #expect(written(document.fields["甲"] ?? .list([], TextRange(0, 0))) == "1")
    }

    @Test("Every problem of a file comes out in one run")
    func several() {
        let text = "---\r\n甲：1\r\n说明: *为必填\r\n没有冒号\r\n用途: 采购 #3\r\n甲: 2\r\n---\r\n<b>x</b>\r\n"
        #expect(
            lines(readText(text), of: text) == [
                "2:2 warning front-matter 键“甲”后面是全角冒号“：”，已按半角冒号读取",
                "3:5 error front-matter 值以“*”开头，YAML 会当作别名、锚点或类型的记号",
                "4:1 error front-matter 这一行不是“键: 值”：没有冒号",
                "5:5 error front-matter 值里有“ #”，YAML 会把它后面的文字当作注释丢掉",
                "6:1 error key-duplicate 键“甲”写了两次",
                "8:1 error raw-html 正文里有 HTML 代码“<b>”，不会显示在网页上",
                "8:5 error raw-html 正文里有 HTML 代码“</b>”，不会显示在网页上",
            ])
    }

    @Test("Places are those of the file, not of the mended text")
    func places() throws {
        let document = try #require(
            readFields("\u{3000}甲：*x\n用途\u{A0}:\u{A0}采购 #3\u{A0}\n\"键\": '值' \n附件: [一, '二']").value)
        let texts = document.fields.map {
            [document.source.text($0.key.range), document.source.text($0.value.range)]
        }
        #expect(texts == [["甲", "*x"], ["用途", "采购 #3"], ["\"键\"", "'值'"], ["附件", "[一, '二']"]])
    }

    @Test(
        "Too many hyphens around a front matter are told where they stand, and all else is read",
        arguments: [
            ("---\n甲: 1\n----\n正文\n", ["3:1 error front-matter 文件头的结尾写成了“----”：应当正好是三个“-”"]),
            ("---\n甲: 1\n------ \n正文\n\n---\n", ["3:1 error front-matter 文件头的结尾写成了“------”：应当正好是三个“-”"]),
            (
                "-----\n甲:1\n----\n正文\n",
                [
                    "1:1 error front-matter 文件头的开头写成了“-----”：应当正好是三个“-”",
                    "3:1 error front-matter 文件头的结尾写成了“----”：应当正好是三个“-”",
                    "2:2 warning front-matter 键“甲”的冒号后面没有空格，已按有空格读取",
                ]
            ),
        ])
    func longFences(_ text: String, _ expected: [String]) throws {
        let read = read(text)
        #expect(lines(read, of: text).sorted() == expected.sorted())
        let document = try #require(read.value)
        #expect(written(document.fields) == ["甲=1"])
        #expect(mended(text).hasPrefix("---\n甲: 1\n---"))
    }

    @Test(
        "A missing front matter",
        arguments: [
            ("", "1:1 error front-matter 文件没有文件头"), ("正文\n", "1:1 error front-matter 文件没有文件头"),
            ("---\n甲: 1\n", "1:1 error front-matter 文件头没有结束：缺少第二行“---”"),
            ("---", "1:1 error front-matter 文件头没有结束：缺少第二行“---”"),
            ("\n---\n---\n", "1:1 error front-matter 文件没有文件头"),
        ])
    func missing(_ text: String, _ expected: String) {
        let read = readText(text)
        #expect(read.value == nil)
        #expect(lines(read, of: text) == [expected])
    }
}

private func readText(_ text: String) -> Diagnosed<Document?> { readDocument(Array(text.utf8), path: path) }
