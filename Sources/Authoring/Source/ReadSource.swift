import Basics
import Content
import Office

/// The largest document that is taken, in bytes.
let documentLimit = 64 << 20

/// The largest text, in bytes.
private let textLimit = 8 << 20

/// Reads a document from outside, by what its bytes are and not by its name.
///
/// - Throws: `Refusal` for what is no document that can be read, with what to do about it.
public func readSource(_ bytes: [UInt8], name: String) throws(Refusal) -> SourceDocument {
    guard !bytes.isEmpty else { throw Refusal("文件是空的（0 字节）", help: "核对是否选错了文件，或重新从原处复制") }
    var document: SourceDocument
    if bytes.starts(with: [0x50, 0x4B]) {
        document = try readArchive(bytes, name: name)
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        if bytes.firstRange(of: utf16("EncryptedPackage")) != nil { throw Refusal(OfficeError.encrypted) }
        document = try readArchive(try convertedByLibreOffice(bytes, name: name), name: name)
        document.notices.append("旧版文件，先由 LibreOffice 转换，再读取。")
    } else if bytes.starts(with: Array("%PDF".utf8)) {
        throw Refusal("这是 PDF 文件，读不出表格", help: "请用原来的 Word 或 Excel 文件；PDF 可以作为附件放在单位文件夹里")
    } else if bytes.starts(with: Array("{\\rtf".utf8)) {
        document = try readArchive(try convertedByLibreOffice(bytes, name: name), name: name)
        document.notices.append("RTF 文件，先由 LibreOffice 转换，再读取。")
    } else {
        document = try readPlainText(bytes, name: name)
    }
    let ending = name.split(separator: ".").last?.lowercased() ?? ""
    let isNamedWell =
        switch document.kind {
        case .text: !["docx", "xlsx", "doc", "xls", "wps", "et"].contains(ending)
        case .word: !["xlsx", "xls", "et", "txt"].contains(ending)
        case .workbook: !["docx", "doc", "wps", "txt"].contains(ending)
        }
    if !isNamedWell { document.notices.append("扩展名是 .\(ending)，内容其实是\(document.kind.rawValue)，已按内容读取。") }
    return cleaned(document)
}

private func readArchive(_ bytes: [UInt8], name: String) throws(Refusal) -> SourceDocument {
    var (isOpenDocument, isSpreadsheet, isPresentation) = (false, false, false)
    do throws(OfficeError) {
        var archive = try ZipArchive(bytes)
        if archive.entry("word/document.xml") != nil { return try readWord(&archive, name: name) }
        isOpenDocument = archive.entry("META-INF/manifest.xml") != nil && archive.entry("content.xml") != nil
        if let type = archive.entry("mimetype") {
            isSpreadsheet = String(decoding: try archive.read(type), as: UTF8.self).contains("spreadsheet")
        }
        isPresentation = archive.entry("ppt/presentation.xml") != nil
        guard isOpenDocument || isPresentation || archive.entry("xl/workbook.xml") != nil else {
            throw OfficeError.partMissing("word/document.xml 或 xl/workbook.xml")
        }
    } catch {
        throw Refusal(error)
    }
    if isPresentation { throw Refusal("这是演示文稿（PPT），读不出表格", help: "请用原来的 Word 或 Excel 文件；演示文稿可以作为附件放在单位文件夹里") }
    guard !isOpenDocument else {
        var document = try readArchive(
            try convertedByLibreOffice(bytes, name: isSpreadsheet ? "a.ods" : "a.odt"), name: name)
        document.notices.append("OpenDocument 文件，先由 LibreOffice 转换，再读取。")
        return document
    }
    return try readWorkbook(bytes, name: name)
}

private func readPlainText(_ bytes: [UInt8], name: String) throws(Refusal) -> SourceDocument {
    if name.lowercased().hasSuffix(".csv") {
        throw Refusal("这是 CSV 文件：里面没有合并的单元格，长的项目编码也常被改坏，不能导入", help: "用 Excel 或 WPS 打开，把项目编码一栏设为“文本”格式，另存为 .xlsx")
    }
    guard bytes.count <= textLimit else {
        throw Refusal("文本超过 \(textLimit >> 20) MB", help: "按单位或年度拆成几个文件")
    }
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased().trimmedText
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") {
        throw Refusal("这是网页（HTML），读不出表格", help: "在浏览器里全选复制到 Word，另存为 .docx")
    }
    let source = decodedText(bytes, path: name)
    let text = String(decoding: source.bytes, as: UTF8.self)
    guard !text.unicodeScalars.contains(where: { $0 == "\u{FFFD}" || $0 == "\0" }) else {
        throw Refusal(
            "不是能读取的文件：既不是 Word、Excel，也不是 UTF-8、GB18030 或 UTF-16 编码的文本", help: "核对是否选错了文件；从 Word 或 Excel 另存一份再试")
    }
    return readText(text, name: name)
}

/// The document without characters that no page can show, which are listed.
private func cleaned(_ document: SourceDocument) -> SourceDocument {
    var document = document
    func clean(_ text: String, _ place: String, _ leftOut: inout [SourceDocument.LeftOut]) -> String {
        guard text.unicodeScalars.contains(where: isUnshowable) else { return text }
        let codes = text.unicodeScalars.filter(isUnshowable).map { "U+" + String($0.value, radix: 16, uppercase: true) }
        leftOut.append(.init(what: "网页无法显示的字符 " + Set(codes).sorted().joined(separator: "、"), place: place))
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.compactMap { scalar in
                    if scalar == "\u{0B}" || scalar == "\u{0C}" || scalar == "\r" || scalar == "\u{2028}" {
                        return "\n"
                    }
                    return isUnshowable(scalar) ? nil : scalar
                })
        ).trimmedLines
    }
    func clean(_ table: SourceTable, _ leftOut: inout [SourceDocument.LeftOut]) -> SourceTable {
        var table = table
        for row in table.rows.indices {
            for cell in table.rows[row].indices {
                let found = table.rows[row][cell]
                table.rows[row][cell].text = clean(found.text, found.place, &leftOut)
                table.rows[row][cell].nested = found.nested.map { clean($0, &leftOut) }
            }
        }
        return table
    }
    for index in document.blocks.indices {
        switch document.blocks[index] {
        case .paragraph(var paragraph):
            paragraph.text = clean(paragraph.text, paragraph.place, &document.leftOut)
            document.blocks[index] = .paragraph(paragraph)
        case .table(let table): document.blocks[index] = .table(clean(table, &document.leftOut))
        }
    }
    return document
}

private func isUnshowable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0xE000, 0xFEFF, 0xFFFE, 0xFFFF, 0x2028, 0x2029: true
    default: false
    }
}

private func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
