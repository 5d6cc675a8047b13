import Office
import Testing

/// What is read of the text of Office files, whoever wrote them and wherever it hides.
@Suite struct `Text of Office files` {
    private func passages(
        _ files: [Packed], as format: OfficeFormat, limits: OfficeLimits = OfficeLimits()
    ) throws -> [OfficePassage] {
        var passages: [OfficePassage] = []
        try readOfficeText(zip([Packed("[Content_Types].xml", "<Types/>")] + files), as: format, limits: limits) {
            passages.append($0)
        }
        return passages
    }

    private func document(_ body: String, part: String = "word/document.xml") -> Packed {
        Packed(part, "<w:document xmlns:w='urn:w' xmlns:r='urn:r'><w:body>\(body)</w:body></w:document>")
    }

    private func run(_ text: String) -> String { "<w:r><w:rPr><w:b/></w:rPr><w:t>\(text)</w:t></w:r>" }

    @Test func `Runs of a paragraph are one text, and paragraphs are counted`() throws {
        let body =
            "<w:p>\(run("一"))</w:p><w:tbl><w:tr><w:tc><w:p>\(run("11010"))\(run("5"))<w:r><w:tab/></w:r>\(run("二"))</w:p></w:tc></w:tr></w:tbl>"
        let found = try passages([document(body)], as: .document)
        #expect(found.map(\.text) == ["一", "110105 \t二"])
        #expect(found.last?.place == .paragraph(part: "word/document.xml", number: 2))
    }

    @Test func `Of a tracked change, the text is read as it is, as it was, and what is gone alone`() throws {
        let body =
            "<w:p>\(run("电话139"))<w:del><w:r><w:delText>1234</w:delText></w:r></w:del><w:ins>\(run("9"))</w:ins>\(run("5678"))</w:p>"
        let found = try passages([document(body)], as: .document)
        #expect(found.map(\.text) == ["电话13995678", "电话13912345678", "1234\n"])
        #expect(found.map(\.isDeleted) == [false, true, true])
    }

    @Test func `Text boxes, fields, notes, properties and link targets are read`() throws {
        let box = "<w:p>\(run("外"))<w:r><w:txbxContent><w:p>\(run("内"))</w:p></w:txbxContent></w:r>\(run("面"))</w:p>"
        let field =
            "<w:p><w:r><w:instrText>HYPERLINK \"tel:1</w:instrText></w:r><w:r><w:instrText>39\"</w:instrText></w:r>\(run("打"))</w:p>"
        let found = try passages(
            [
                document(box + field), document("<w:p>\(run("脚注"))</w:p>", part: "word/footnotes.xml"),
                Packed("docProps/core.xml", "<c xmlns:d='urn:d'><d:creator>张某</d:creator></c>"),
                Packed("word/_rels/document.xml.rels", "<R><Relationship Target='mailto:a@b.c'/></R>"),
                Packed("word/theme/theme1.xml", "<a>theme</a>"), Packed("word/media/a.png", [0x89, 0x50]),
            ], as: .document)
        #expect(found.map(\.text) == ["内", "外面", "打", "HYPERLINK \"tel:139\"", "脚注", "张某", "mailto:a@b.c"])
    }

    private let book = [
        Packed(
            "xl/workbook.xml",
            "<w xmlns:r='urn:r'><sheets><sheet name='名单' sheetId='1' state='hidden' r:id='r1'/></sheets></w>"),
        Packed("xl/_rels/workbook.xml.rels", "<R><Relationship Id='r1' Target='worksheets/sheet1.xml'/></R>"),
        Packed(
            "xl/sharedStrings.xml",
            "<sst><si><t>姓名</t></si><si><r><t>139</t></r><r><rPr><b/></rPr><t>1234</t></r></si><si><t>旧</t></si></sst>"),
    ]

    @Test func `Cells come with sheet and reference, numbers in full, and strings that no cell shows too`() throws {
        let cells = """
            <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s">
            <v>1</v></c><c r="C1"><v>1.3912345678E10</v></c><c r="D1"><f>"1"&amp;"2"</f><v>0.5</v></c>
            <c r="E1" t="inlineStr"><is><r><t>11</t></r><r><rPr><sz val="9"/></rPr><t>22</t></r></is></c><c r="F1" t="s"><v>99</v></c></row></sheetData>
            <headerFooter><oddHeader>页眉</oddHeader></headerFooter>
            """
        let sheet = Packed("xl/worksheets/sheet1.xml", "<worksheet>\(cells)</worksheet>")
        let found = try passages(book + [sheet], as: .workbook).filter {
            $0.text != "worksheets/sheet1.xml" && !$0.text.allSatisfy(\.isWhitespace)
        }
        #expect(found.map(\.text) == ["名单", "姓名", "1391234", "13912345678", "\"1\"&\"2\"", "0.5", "1122", "页眉", "旧"])
        #expect(found[2].place == .cell(.init(name: "名单", isHidden: true), reference: "B1"))
    }

    @Test(arguments: [
        ("&amp;C13912345678", "\n13912345678"), ("&amp;L左&amp;R右", "\n左\n右"),
        ("&amp;C&amp;&quot;宋体,加粗&quot;&amp;12 139&amp;B1234", "\n 1391234"), ("&amp;1213912345678", "13912345678"),
        ("&amp;KFF0000红 A&amp;&amp;B 第&amp;P页", "红 A&B 第页"),
    ]) func `Of headers and footers of a sheet, the text is read without its codes`(_ header: String, _ shown: String)
        throws
    {
        let text = "<worksheet><headerFooter><evenFooter>\(header)</evenFooter></headerFooter></worksheet>"
        let found = try passages(book + [Packed("xl/worksheets/sheet1.xml", text)], as: .workbook)
        #expect(
            found.contains {
                $0.place == .element(part: "xl/worksheets/sheet1.xml", name: "evenFooter") && $0.text == shown
            })
    }

    @Test func `Files inside of files are read, but not without end`() throws {
        let inner = try zip([Packed("[Content_Types].xml", "<Types/>"), document("<w:p>\(run("深"))</w:p>")])
        let found = try passages([document(""), Packed("word/embeddings/a.docx", inner)], as: .document)
        #expect(found.map(\.text) == ["深"])
        #expect(found.first?.embeddedIn == ["word/embeddings/a.docx"])

        var nested = inner
        for _ in 0..<3 {
            nested = try zip([Packed("[Content_Types].xml", "<Types/>"), document(""), Packed("word/a.docx", nested)])
        }
        #expect(throws: OfficeError.tooManyEmbedded(limit: 16)) {
            try readOfficeText(nested, as: .document) { _ in }
        }
        let many = (0..<17).map { Packed("word/\($0).docx", inner) }
        #expect(throws: OfficeError.tooManyEmbedded(limit: 16)) {
            _ = try passages([document("")] + many, as: .document)
        }
    }

    @Test func `Sizes of embedded files count together with those around them`() throws {
        var limits = OfficeLimits()
        limits.totalSize = 3000
        let large = Packed("word/header1.xml", "<a>" + String(repeating: "一二三四", count: 150) + "</a>")
        let inner = try zip([Packed("[Content_Types].xml", "<Types/>"), document(""), large], stored: true)
        #expect(throws: OfficeError.totalTooLarge(limit: 3000)) {
            _ = try passages([document(""), large, Packed("word/a.docx", inner)], as: .document, limits: limits)
        }
    }

    @Test func `A file of another format than its name says is told apart`() throws {
        #expect(throws: OfficeError.otherContent(.workbook)) { _ = try passages(book, as: .document) }
        #expect(throws: OfficeError.partMissing("word/")) { _ = try passages([], as: .document) }
        #expect(throws: OfficeError.partMissing("[Content_Types].xml")) {
            try readOfficeText(zip([Packed("a.txt", "a")]), as: .document) { _ in }
        }
    }
}
