/// How a cell of a workbook looks: an index into the formats of `xl/styles.xml`.
enum CellLook: Int, CaseIterable {
    case plain, heading, title
    /// A code: text, also when somebody edits it.
    case code
    /// Cells of the official form.
    case formLabel, formText, formValue, formCaption
    /// Amounts with so many decimals.
    case amount2, amount3, amount4, amount5, amount6

    static func amount(decimals: Int) -> CellLook {
        CellLook(rawValue: CellLook.amount2.rawValue + min(max(decimals, 2), 6) - 2) ?? .amount2
    }

    /// The beginning of a cell's tag with this look.
    var cellStart: StaticString {
        switch self {
        case .plain: "<c"
        case .heading: "<c s=\"1\""
        case .title: "<c s=\"2\""
        case .code: "<c s=\"3\""
        case .formLabel: "<c s=\"4\""
        case .formText: "<c s=\"5\""
        case .formValue: "<c s=\"6\""
        case .formCaption: "<c s=\"7\""
        case .amount2: "<c s=\"8\""
        case .amount3: "<c s=\"9\""
        case .amount4: "<c s=\"10\""
        case .amount5: "<c s=\"11\""
        case .amount6: "<c s=\"12\""
        }
    }

    /// What stands before a text with this look that holds no white space.
    var textStart: StaticString {
        switch self {
        case .plain: "<c t=\"str\"><v>"
        case .heading: "<c s=\"1\" t=\"str\"><v>"
        case .title: "<c s=\"2\" t=\"str\"><v>"
        case .code: "<c s=\"3\" t=\"str\"><v>"
        case .formLabel: "<c s=\"4\" t=\"str\"><v>"
        case .formText: "<c s=\"5\" t=\"str\"><v>"
        case .formValue: "<c s=\"6\" t=\"str\"><v>"
        case .formCaption: "<c s=\"7\" t=\"str\"><v>"
        case .amount2: "<c s=\"8\" t=\"str\"><v>"
        case .amount3: "<c s=\"9\" t=\"str\"><v>"
        case .amount4: "<c s=\"10\" t=\"str\"><v>"
        case .amount5: "<c s=\"11\" t=\"str\"><v>"
        case .amount6: "<c s=\"12\" t=\"str\"><v>"
        }
    }

    /// `xl/styles.xml`.
    static let styles: String = {
        let formats = (2...6).map {
            "<numFmt numFmtId=\"\(162 + $0)\" formatCode=\"0.\(String(repeating: "0", count: $0))\"/>"
        }
        let cells = allCases.map(\.format).joined()
        return """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="\(Workbook.namespace)"><numFmts count="5">\(formats.joined())</numFmts><fonts count="3">\
            <font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
            <font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
            <font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3">\
            <fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
            <fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill>\
            </fills><borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>\
            <border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border>\
            <border><left style="thin"><color auto="1"/></left><right style="thin"><color auto="1"/></right>\
            <top style="thin"><color auto="1"/></top><bottom style="thin"><color auto="1"/></bottom><diagonal/></border>\
            </borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="\(allCases.count)">\(cells)</cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>

            """
    }()

    private var format: String {
        switch self {
        case .plain: "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        case .heading:
            "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\"/>"
        case .title: "<xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
        // 49 is Excel's own format for texts, "@".
        case .code: "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        case .formLabel: Self.formFormat(border: 2, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"")
        case .formText: Self.formFormat(border: 2, "vertical=\"center\" wrapText=\"1\"")
        case .formValue: Self.formFormat(border: 2, "horizontal=\"right\" vertical=\"center\" wrapText=\"1\"")
        case .formCaption: Self.formFormat(border: 0, "vertical=\"center\"")
        case .amount2, .amount3, .amount4, .amount5, .amount6:
            "<xf numFmtId=\"\(164 + rawValue - Self.amount2.rawValue)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        }
    }

    private static func formFormat(border: Int, _ alignment: String) -> String {
        "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"\(border)\" xfId=\"0\" applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
            + "<alignment \(alignment)/></xf>"
    }
}
