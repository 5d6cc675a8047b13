/// What the bytes of a file are, whatever its name says.
public enum FileKind: Sendable, Hashable {
    /// Word 97 and Excel 97 files, in the compound file format.
    case oldOffice
    case pdf, richText, webPage, image, otherArchive, text
    /// Of the present formats of Office, but not the one that the name says.
    case wordDocument, workbook, presentation

    public var name: String {
        switch self {
        case .oldOffice: "旧版 Office 文件（.doc、.xls）"
        case .pdf: " PDF 文件"
        case .richText: " RTF 文件"
        case .webPage: "网页（HTML）"
        case .image: "图片"
        case .otherArchive: "其他格式的压缩包"
        case .text: "纯文本"
        case .wordDocument: " Word 文档"
        case .workbook: " Excel 工作簿"
        case .presentation: "演示文稿"
        }
    }

    /// The kind of a file that is not a ZIP archive; nil when nothing tells.
    init?(_ bytes: [UInt8]) {
        guard let found = Self.signatures.first(where: { bytes.starts(with: $0.bytes) }) else {
            let start = bytes.prefix(512)
            let letters = String(decoding: start, as: UTF8.self).lowercased().drop { $0.isWhitespace }
            if letters.hasPrefix("<!doctype html") || letters.hasPrefix("<html") {
                self = .webPage
            } else if !start.isEmpty, !start.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }) {
                self = .text
            } else {
                return nil
            }
            return
        }
        self = found.kind
    }

    static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static let signatures: [(bytes: [UInt8], kind: FileKind)] = [
        (compoundFile, .oldOffice),
        (Array("%PDF".utf8), .pdf),
        (Array("{\\rtf".utf8), .richText),
        ([0xFF, 0xD8, 0xFF], .image),
        ([0x89, 0x50, 0x4E, 0x47], .image),
        (Array("GIF8".utf8), .image),
        (Array("Rar!".utf8), .otherArchive),
        ([0x37, 0x7A, 0xBC, 0xAF], .otherArchive),
        ([0x1F, 0x8B], .otherArchive),
    ]
}
