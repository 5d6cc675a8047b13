import Testing

/// Identity, telephone and card numbers: what is one, and what only looks like one.
@Suite("Numbers of persons") struct PersonalNumberTests {
    @Test(
        "Identity numbers",
        arguments: [
            "身份证1️⃣11010519491231002X。", "身份证1️⃣11010519491231002x", "（1️⃣440524198001010013）",
            "1️⃣１１０１０５１９４９１２３１００２Ｘ", "1️⃣11010５194912３1002ｘ，", "1️⃣110105 19491231 002X", "1️⃣110105-19491231-002X",
            "号码 1️⃣110105491231002", "2022-02-10 1️⃣11010519491231002X", "1️⃣11010519491231002X.",
            "1️⃣11010519491231002X、2️⃣11010519491231002X",
            "Id.1️⃣11010519491231002X",
        ])
    func identityNumbers(marked: String) async { await expectMarked("pii-id-number", inText: marked) }

    @Test(
        "What is no identity number",
        arguments: [
            // a wrong check digit, date, month, region, century
            "110105194912310021", "110105194902310026", "110105194913310021", "990105194912310023",
            "110105184912310020",
            // too short and too long, inside of codes and decimals
            "1101051949123100", "11010519491231002X1", "A11010519491231002X", "11010519491231002XY",
            "13030322P003970100139",
            "0.110105491231002", "110105491231002.25", "110105 1949 1231 002X", "11010519491231002XX",
            // 15 digits that are no date
            "110105491331100", "110105490231100",
        ])
    func noIdentityNumbers(text: String) async { await expectMarked("pii-id-number", inText: "号码 \(text) 号") }

    @Test(
        "Mobile telephone numbers",
        arguments: [
            "电话1️⃣13812345678", "1️⃣138 1234 5678", "1️⃣138-1234-5678", "+86 1️⃣13812345678", "+86-1️⃣138-1234-5678",
            "1️⃣１３８１２３４５６７８", "2022-02-10 1️⃣13812345678", "0335-5051234 1️⃣13812345678", "1️⃣19912345678.", "Tel.1️⃣13812345678",
            "1️⃣13812345678 2️⃣13987654321", "1️⃣13812345678 100m", "| 100 1️⃣13812345678 |",
        ])
    func mobileNumbers(marked: String) async { await expectMarked("pii-mobile", inText: marked) }

    @Test(
        "What is no mobile telephone number",
        arguments: [
            "12812345678", "23812345678", "1381234567", "138123456789", "013812345678", "P13812345678", "x13812345678",
            "13812345678.50", "0.13812345678", "1381 2345 678", "13812345678_1", "13,812,345,678", "13812345678abc",
            "0335-5051234", "2022021020220211",
        ])
    func noMobileNumbers(text: String) async { await expectMarked("pii-mobile", inText: "号码 \(text) 号") }

    @Test(
        "Bank card numbers",
        arguments: [
            "卡号1️⃣6222021200012345679", "1️⃣6222 0212 0001 2345 679", "1️⃣6222-0212-0001-2345-679", "1️⃣4111111111111111",
            "1️⃣4111 1111 1111 1111", "1️⃣６２２２０２１２０００１２３４５６７９", "2022-02-10 1️⃣4111 1111 1111 1111",
        ])
    func bankCards(marked: String) async { await expectMarked("pii-bank-card", inText: marked) }

    @Test(
        "What is no bank card number",
        arguments: [
            "6222021200012345678", "4111111111111112", "2016 2017 2018 2019", "2016201720182019", "411111111111111",
            "41111111111111111111", "A4111111111111111", "4111111111111111.00", "4111 11111 1111 111",
            "000014349/2022-00013",
        ])
    func noBankCards(text: String) async { await expectMarked("pii-bank-card", inText: "号码 \(text) 号") }

    @Test("Codes, amounts and file numbers of the form are none; everything else is looked at")
    func fields() async {
        for id in ["pii-id-number", "pii-mobile", "pii-bank-card"] {
            let mark = { (wanted: String) in id == wanted ? "1️⃣" : "" }
            await expectMarked(
                id,
                in: [
                    "index.md":
                        "---\n网站名称: 测试\n政府网站标识码: 13812345678\nICP备案号: 冀ICP备13812345678号\n联系方式: \(mark("pii-mobile"))13812345678\n---\n",
                    "2022/721001/index.md":
                        "---\n单位编码: 13812345678\n单位名称: 文联\n索引号: 4111111111111111\n发文字号: 11010519491231002X\n---\n",
                    "2022/721001/a.md": """
                    ---
                    项目编码: 4111111111111111
                    项目名称: 补助\(mark("pii-id-number"))11010519491231002X
                    预算数: 13812345678
                    财政资金: 13812345678
                    资金用途: 发到\(mark("pii-bank-card"))4111111111111111
                    ---

                    ## 绩效目标

                    联系\(mark("pii-mobile"))13812345678

                    | 一级指标 | 指标值 |
                    | --- | --- |
                    | 产出 | \(mark("pii-mobile"))13812345678 |

                    """,
                ])
        }
    }

    @Test("A number behind the label of a code, or in a column of codes, is none; one of a person is")
    func labels() async {
        let text = """
            索引号：4111111111111111，合同编号 13812345678，| 流水号 | 4111111111111111 |

            卡片编号：1️⃣4111111111111111，银行账号：2️⃣4111111111111111

            | 项目编码 | 账号 | 备注 |
            | --- | --- | --- |
            | 4111111111111111 | 3️⃣4111111111111111 | 4️⃣6222021200012345679 |
            """
        await expectMarked("pii-bank-card", inText: text)
        await expectMarked("pii-mobile", inText: "档案编号：13812345678；电话编号：1️⃣13812345678")
        await expectMarked("pii-id-number", inText: "证件编号：1️⃣11010519491231002X；编号：2️⃣11010519491231002X")
    }

    @Test("A finding does not repeat the number")
    func masked() async {
        let identity = await expectMarked("pii-id-number", inText: "1️⃣11010519491231002X")
        #expect(identity.map(\.summary) == ["疑似公民身份号码“1101**********002X”，不得公开"])
        let mobile = await expectMarked("pii-mobile", inText: "1️⃣138-1234-5678")
        #expect(mobile.map(\.summary) == ["疑似手机号码“138*****678”，不得公开"])
        let card = await expectMarked("pii-bank-card", inText: "1️⃣4111 1111 1111 1111")
        #expect(card.map(\.summary) == ["疑似银行卡号“4111********1111”，不得公开"])
    }
}
