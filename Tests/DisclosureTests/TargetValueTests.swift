import Basics
import Content
import Disclosure
import Testing

@Suite("Target values") struct TargetValueTests {
    func read(_ text: String) -> TargetValue { TargetValue(Literal(text, TextRange(0, 0))) }

    /// What was read as `OPERATOR NUMBER..UPPER UNIT`.
    func reading(_ text: String) -> String {
        let value = read(text)
        if value.isDate { return (value.comparison?.rawValue ?? "") + "date" }
        let upper = value.upperNumber.map { "..\($0)" } ?? ""
        return (value.comparison?.rawValue ?? "") + (value.number?.description ?? "-") + upper + value.unit
    }

    @Test(
        "Numbers, ranges and units",
        arguments: [
            ("≥95%", "≥95%"), ("100%", "100%"), ("1人", "1人"), ("4期", "4期"), ("135次", "135次"), ("95", "95"),
            ("0.40万元", "0.40万元"), ("≤ 2 万元", "≤2万元"), ("１２次", "12次"), ("≥1,000人次", "≥1000人次"),
            ("3-5天", "3..5天"), ("95%-98%", "95..98%"), ("3天～5天", "3..5天"), ("90％至95％", "90..95%"),
            ("3万-5", "3..5万"), ("≥\u{A0}95\u{3000}%", "≥95%"), ("\u{FEFF}95%", "95%"), ("-5%", "-5%"),
            ("2期（每季度1期）", "2期"), ("≥95%；力争98%", "≥95%"), ("≥95%\n≥90%", "≥95%"), ("50元/人", "50元/人"),
            ("3次以上", "≥3次"), ("95%及以上", "≥95%"), ("5以上", "≥5"), ("30个工作日以内", "≤30个工作日"), ("以上", "-"),
            ("5-3次", "5"), ("50%±5%", "50%"), ("≥90%且≤100%", "≥90%"), ("50m2", "50m2"), ("10次-", "10次-"),
            ("5人至少", "5人至少"), ("100.", "100."), ("1.5.3", "-"), ("1/2", "-"),
            ("1：3", "-"), ("12345678901234567890", "-"),
        ])
    func numbers(text: String, expected: String) {
        #expect(reading(text) == expected)
        #expect(read(text).measurability == (expected.hasSuffix("-") && !text.contains("次") ? .described : .quantified))
    }

    @Test(
        "Operators in all spellings",
        arguments: [
            (
                TargetValue.Operator.atLeast,
                [
                    "≥", "⩾", "≧", "≮", ">=", "＞＝", ">＝", "＞=", "> =", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少",
                    "最少",
                ]
            ),
            (
                .atMost,
                [
                    "≤", "⩽", "≦", "≯", "<=", "＜＝", "<＝", "＜=", "小于等于", "小于或等于", "不高于", "不超过", "不多于", "不大于", "至多",
                    "最多",
                ]
            ),
            (.moreThan, [">", "＞", "大于", "高于", "多于", "超过"]),
            (.lessThan, ["<", "＜", "小于", "低于", "少于"]), (.equal, ["=", "＝", "等于"]),
        ])
    func operators(expected: TargetValue.Operator, spellings: [String]) {
        for spelling in spellings {
            let value = read(spelling + "95%")
            #expect(value.comparison == expected, "\(spelling)")
            #expect(value.number == Amount("95"), "\(spelling)")
            #expect(value.unit == "%")
            #expect(TargetValue.Operator(spelling: spelling) == expected)
        }
    }

    @Test("What only resembles an operator is none", arguments: ["》95%", "约95%", "定性", "95%≥", "≥≤"])
    func noOperator(text: String) {
        #expect(TargetValue.Operator(spelling: text) == nil)
    }

    @Test("An operator column cell may hold nothing else") func operatorCell() {
        #expect(TargetValue.Operator(spelling: "≥95") == nil)
        #expect(TargetValue.Operator(spelling: "") == nil)
    }

    @Test(
        "Dates are no numbers",
        arguments: [
            ("2022年12月", "date"), ("2022年12月31日前", "date"), ("≤2022年12月底", "≤date"), ("2022年", "date"),
            ("2022年底", "date"), ("2022年度", "date"), ("2022-12-31", "date"), ("2022.12.31", "date"), ("2022/12", "date"),
            ("12月底", "date"), ("6月底前完成", "date"), ("12月31日前", "date"), ("２０２２年６月", "date"),
            ("2022年13月", "2022年13月"), ("2022年完成3项", "2022年完成3项"), ("2022", "2022"), ("2022.12", "2022.12"),
            ("6个月", "6个月"), ("3年", "3年"), ("12月", "12月"), ("10日", "10日"), ("2022-2025年", "2022..2025年"),
        ])
    func dates(text: String, expected: String) {
        #expect(reading(text) == expected)
        #expect(read(text).measurability == .quantified)
    }

    @Test(
        "Words",
        arguments: [
            (TargetValue.Measurability.yesNo, ["是", "否", "是/否", "是／否", "有", "无", "有/无", "好", "好坏", " 是 ", "＝是"]),
            (
                .absent,
                ["", " ", "次", "%", "万元", "平方米", "≥", "≥%", "待定", "XX", "××", "×", "**", "_", "___", "/", "—", "≥XX%"]
            ),
            (.described, ["较好", "是的", "有效提升", "定性", "逐步改善", "三次", "X光片", "次数", "控制在预算范围内", "👍", "e\u{301}"]),
        ])
    func words(expected: TargetValue.Measurability, texts: [String]) {
        for text in texts {
            #expect(read(text).measurability == expected, "\(text)")
            #expect(read(text).number == nil)
            #expect(read(text).unit == "")
        }
    }

    @Test("The filed text stays as it is") func filed() {
        let literal = Literal(" ≥ 95 ％ ", TextRange(3, 9))
        #expect(TargetValue(literal).filed == literal)
    }

    @Test("No start of a byte sequence can crash the reading") func truncations() {
        let texts = ["≥95%－98％以上", "2022年12月31日前", "−１，０００．５万元/人（上限）", "不低于3～5个月及以上", "12月31日"]
        for text in texts {
            let scalars = Array(text.unicodeScalars)
            for lower in scalars.indices {
                for upper in lower...scalars.count {
                    var part = ""
                    part.unicodeScalars.append(contentsOf: scalars[lower..<upper])
                    #expect(read(part).filed.text == part)
                }
            }
        }
    }
}
