import Content
import Testing

@testable import Authoring

@Suite("Words of forms")
struct WordingTests {
    @Test(
        "A glued head is split into code, department and unit",
        arguments: [
            ("721001文联部门山海关区文学艺术界联合会本级", "721001", "文联部门", "山海关区文学艺术界联合会本级"),
            ("[128]省交通运输厅", "128", nil, "省交通运输厅"), ("360001 石家庄市教育局本级", "360001", nil, "石家庄市教育局本级"),
        ] as [(String, String, String?, String)])
    func head(text: String, code: String, department: String?, name: String) {
        #expect(UnitHead(text) == UnitHead(code: code, department: department, name: name))
    }

    @Test(
        "What is no head is none",
        arguments: ["2022年度预算", "13030322P003970100139", "单位：万元", "100万元以上的项目。", "3月底", "文联部门"])
    func noHead(text: String) {
        #expect(UnitHead(text) == nil)
    }

    @Test(
        "Numbers are shown as Excel shows them",
        arguments: [
            ("General", 0.4, "0.4"), ("General", 721_001, "721001"), ("General", 1.30303220040541e19, "1.30303E+19"),
            ("0.00", 0.4, "0.40"), ("0%", 0.95, "95%"), ("0.0%", 0.955, "95.5%"), ("#,##0.00", 12345.6, "12,345.60"),
            ("0.00\"万元\"", 2, "2.00万元"), ("yyyy\"年\"m\"月\"d\"日\"", 44602, "2022年2月10日"),
            ("yyyy/m/d", 44602, "2022/2/10"),
            ("000000", 721, "000721"), ("0.00_);[Red]\\(0.00\\)", -1.5, "(1.50)"), ("General", 0.1 + 0.2, "0.3"),
            ("[$¥-804]#,##0.00", 5, "¥5.00"), ("@", 12, "12"), ("0.0#", 1.5, "1.5"), ("h:mm", 0.5, "12:00"),
            // Halves go away from zero, by the fifteen digits that Excel knows.
            ("0.00", 10.125, "10.13"), ("0.00", 1.005, "1.01"), ("0", 2.5, "3"), ("0%", 0.125, "13%"),
            ("0", -2.5, "-3"),
            ("0", -0.4, "0"), ("0.00", 999.995, "1000.00"),
            // Commas behind the digits divide; texts may stand between them.
            ("#,##0,", 1_234_567, "1,235"), ("0\\.0,\"万元\"", 12345, "1.2万元"), ("0!.0,\"万\"", 12345, "1.2万"),
            ("0次", 5, "5次"), ("\"≥\"0\"%\"", 95, "≥95%"), ("\"≥\"0%", 0.95, "≥95%"), ("General\"万元\"", 2.5, "2.5万元"),
            ("G/通用格式\"万元\"", 2.5, "2.5万元"), ("000-0000", 1_234_567, "123-4567"), ("\"≥\"@", 95, "95"),
            ("0.##", 5, "5"), ("#.##", 0.5, ".5"), ("0.00E+00", 12345, "1.23E+04"),
            // A section for each sign.
            ("0.00_);\\(0.00\\)", -5, "(5.00)"), ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 0, "-  "),
            ("0;-0;;@", 0, ""), ("[>=100]0\"大\";0.0\"小\"", 5, "5.0小"), ("[>=100]0\"大\";0.0\"小\"", 500, "500大"),
            // Days and times.
            ("[h]:mm", 1.5, "36:00"), ("h:mm AM/PM", 0.75, "6:00 PM"), ("上午/下午h\"时\"", 0.75, "下午6时"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 44602, "二〇二二年二月十日"), ("aaaa", 44602, "星期四"),
            ("[$-804]aaa", 44602, "周四"), ("mm:ss.0", 0.001, "01:26.4"), ("d-mmm-yy", 44602, "10-Feb-22"),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 44602, "2022年2月10日"),
        ])
    func numbers(format: String, number: Double, shown: String) {
        #expect(NumberFormat(format).shown(number, countsFrom1904: false) == shown)
    }

    @Test(
        "Formats that are not known well enough are not guessed at",
        arguments: [
            ("# ?/?", 0.5, "0.5"), ("[DBNum2]General", 5, "5"), ("##0.0E+0", 12345, "12345"), ("yyyy/m/d", 5, "5"),
            ("[<1]0.00%;0.0", -5, "-5"), ("ggge年", 44602, "2022/2/10"),
        ])
    func unknownFormats(format: String, number: Double, likely: String) {
        #expect(NumberFormat(format).shown(number, countsFrom1904: false) == nil)
        #expect(NumberFormat(format).likelyShown(number, countsFrom1904: false) == likely)
    }

    @Test(
        "Texts are shown by the section for texts",
        arguments: [("\"≥\"@", "≥95%"), ("0.00", "95%"), ("0;-0;;@\"（暂定）\"", "95%（暂定）"), (";;;", ""), ("@", "95%")])
    func texts(format: String, shown: String) {
        #expect(NumberFormat(format).shown("95%") == shown)
    }

    @Test(
        "A front matter value reads back character for character",
        arguments: [
            "“中华诗词之乡”2022年复查经费", "\"引\"号", "'单'引号", "采购 #3 设备", ">=95%", "*必填", "a: b", "a:", "- x", "-", "第一行\n第二行\\n",
            "[1]",
            "是", "0.40", "!x", "说明：全角", "?", "@x", "%5", "a\"b\nc", "---", "| x", "{a}",
        ])
    func frontMatter(value: String) throws {
        let text = "---\n" + FrontMatterWriter.line("项目名称", value) + FrontMatterWriter.line("栏目：甲（%）", value) + "---\n"
        let read = readDocument(Array(text.utf8), path: "content/a.md")
        #expect(read.diagnostics.isEmpty)
        let fields = try #require(read.value).fields
        #expect(fields.count == 2)
        for field in fields {
            guard case .scalar(let literal) = field.value else {
                Issue.record("not a scalar")
                continue
            }
            #expect(literal.text == value)
        }
    }
}
