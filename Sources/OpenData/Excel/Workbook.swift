/// An Excel workbook (ECMA-376) as a few parts of XML in a ZIP archive.
///
/// It is our own, because the rows of a unit stand in three workbooks and are made and compressed once for all of them,
/// which no library can do; docs/data.md has the figures.
struct Workbook {
    /// A part of `xl/worksheets/`.
    struct Sheet: Sendable {
        var name: String
        var frame: SheetFrame
        var content: Content

        enum Content: Sendable {
            /// The rows, deflated, from the heading on.
            case rows([DeflatedPart])
            /// All of it, where it shares nothing with other sheets.
            case whole(DeflatedFile)
        }
    }

    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

    /// The most rows of a sheet, and the longest name of one in UTF-16 units.
    static let mostRows = 1_048_576
    static let longestName = 31

    var title: String
    var sheets: [Sheet]

    /// The file's bytes.
    ///
    /// - Parameter shared: the parts that are the same in many workbooks.
    func bytes(_ shared: SharedParts, _ deflater: Deflater) -> [UInt8] {
        var archive = Archive()
        func add(_ name: String, _ xml: String) { archive.add(name, deflater.file(Array(xml.utf8))) }
        func add(_ name: String, _ part: SharedParts.Part, _ xml: () -> String) {
            archive.add(name, DeflatedFile(of: [shared.part(part, deflater) { Array(xml().utf8) }]))
        }
        add("[Content_Types].xml", .contentTypes(sheets.count)) { contentTypes }
        add("_rels/.rels", .rootRelations) { rootRelations }
        add("docProps/core.xml", properties)
        add("xl/workbook.xml", workbook)
        add("xl/_rels/workbook.xml.rels", .workbookRelations(sheets.count)) { workbookRelations }
        add("xl/styles.xml", .styles) { CellLook.styles }
        for (index, sheet) in sheets.enumerated() {
            archive.add(
                "xl/worksheets/sheet\(index + 1).xml", file(of: sheet, isFirst: index == 0, shared, deflater))
        }
        return archive.finish()
    }

    private func file(of sheet: Sheet, isFirst: Bool, _ shared: SharedParts, _ deflater: Deflater) -> DeflatedFile {
        switch sheet.content {
        case .whole(let file): return file
        case .rows(let rows):
            let frame = sheet.frame
            let head = shared.part(.head(frame, isFirst: isFirst), deflater) { frame.head(isFirst: isFirst) }
            let tail = shared.part(.tail(frame), deflater) { frame.tail() }
            return DeflatedFile(of: [head] + rows + [tail])
        }
    }

    // MARK: Parts

    private var contentTypes: String {
        let sheets = sheets.indices.map {
            "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(Self.types).worksheet+xml\"/>"
        }
        return Self.declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.types).sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(Self.types).styles+xml\"/>"
            + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
            + sheets.joined() + "</Types>\n"
    }

    private var rootRelations: String {
        Self.declaration + "<Relationships xmlns=\"\(Self.packageRelations)\">"
            + "<Relationship Id=\"rId1\" Type=\"\(Self.relations)/officeDocument\" Target=\"xl/workbook.xml\"/>"
            + "<Relationship Id=\"rId2\" Type=\"\(Self.packageRelations)/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
            + "</Relationships>\n"
    }

    private var properties: String {
        let time = "<dcterms:created xsi:type=\"dcterms:W3CDTF\">1980-01-01T00:00:00Z</dcterms:created>"
        return Self.declaration
            + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
            + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
            + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>\(xml(title))</dc:title>\(time)"
            + "</cp:coreProperties>\n"
    }

    private var workbook: String {
        let list = sheets.enumerated().map {
            "<sheet name=\"\(xml($1.name))\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
        }
        let names = sheets.enumerated().filter(\.element.frame.hasHeading).flatMap { index, sheet in
            let last = columnName(sheet.frame.widths.count - 1)
            return [
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index)\" hidden=\"1\">"
                    + "'\(xml(sheet.name))'!$A$1:$\(last)$\(sheet.frame.rowCount)</definedName>",
                "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">'\(xml(sheet.name))'!$1:$1</definedName>",
            ]
        }
        return Self.declaration + "<workbook xmlns=\"\(Self.namespace)\" xmlns:r=\"\(Self.relations)\">"
            + "<bookViews><workbookView/></bookViews><sheets>\(list.joined())</sheets>"
            + (names.isEmpty ? "" : "<definedNames>\(names.joined())</definedNames>") + "</workbook>\n"
    }

    private var workbookRelations: String {
        let list = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.relations)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        let styles =
            "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"\(Self.relations)/styles\" Target=\"styles.xml\"/>"
        return Self.declaration
            + "<Relationships xmlns=\"\(Self.packageRelations)\">\(list.joined())\(styles)</Relationships>\n"
    }

    /// The names of sheets without what Excel refuses, at most 31 UTF-16 units long; a second of the same name gets a
    /// number.
    static func fittingNames(_ names: [String]) -> [String] {
        var used: Set<String> = []
        return names.map { name in
            var fitting = sheetName(name, ending: "")
            var number = 1
            while !used.insert(fitting.lowercased()).inserted {
                number += 1
                fitting = sheetName(name, ending: "(\(number))")
            }
            return fitting
        }
    }

    private static func sheetName(_ name: String, ending: String) -> String {
        var room = longestName - ending.utf16.count
        var kept = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            let isRefused = "[]:*?/\\'".unicodeScalars.contains(scalar) || scalar.value < 0x20 || scalar.value == 0x7F
            room -= scalar.value > 0xFFFF ? 2 : 1
            if room < 0 { break }
            kept.append(isRefused ? "_" : scalar)
        }
        return String(kept) + ending
    }
}

private func xml(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.addXML(text)
    return String(decoding: bytes, as: UTF8.self)
}
