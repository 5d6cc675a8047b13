import Basics
import Content
import Office

/// How an attachment is looked into, by the ending of its name.
public enum AttachmentFormat: Sendable, Hashable {
    case office(OfficeFormat)
    /// Characters and nothing else, be they markup or data.
    case text
    /// Texts of which parts may be encoded: mails, and web pages saved as one file.
    case mail
    case pdf
    /// Not known: looked into where the bytes are text.
    case unknown
    /// Pictures and sound, and what no program here reads.
    case unread

    public init(fileName: String) {
        let suffix = fileName.contains(".") ? fileName.split(separator: ".").last?.lowercased() ?? "" : ""
        self =
            if let format = OfficeFormat(fileName: fileName) {
                .office(format)
            } else if suffix == "pdf" {
                .pdf
            } else if Self.texts.contains(suffix) {
                .text
            } else if Self.mails.contains(suffix) {
                .mail
            } else if Self.media.contains(suffix) || Self.unreadable.contains(suffix) {
                .unread
            } else {
                .unknown
            }
    }

    private static let texts: Set<String> = [
        "txt", "text", "csv", "tsv", "htm", "html", "shtml", "xhtml", "xml", "json", "jsonl", "svg", "log", "yml",
        "yaml",
        "ini", "vcf", "vcard", "ics", "js", "css", "sql",
    ]
    private static let mails: Set<String> = ["eml", "mht", "mhtml"]
    /// Pictures, sound, films and fonts, of which nobody expects that their words are looked at.
    static let media: Set<String> = [
        "png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff", "heic", "ico", "avif", "mp3", "wav", "m4a", "mp4",
        "mov",
        "avi", "wmv", "webm", "ttf", "otf", "woff", "woff2",
    ]
    private static let unreadable: Set<String> = [
        "doc", "xls", "ppt", "wps", "et", "dps", "xlsb", "odt", "ods", "odp", "ofd", "rtf", "zip", "rar", "7z", "tar",
        "gz",
        "tgz", "bz2", "xz", "msg", "epub", "pages", "numbers", "key",
    ]
}

/// Whether bytes are text rather than something else, by their beginning: no text holds control characters.
public func isText(_ start: ArraySlice<UInt8>) -> Bool {
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return true }
    return !start.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }
}

/// Whether a file begins as a document of the site's does: with a front matter, one of whose keys the program knows.
///
/// Such a file is a draft or a copy that was saved under another name, and would be published as it is.
public func beginsAsDocument(_ start: ArraySlice<UInt8>) -> Bool {
    // UTF-16 may be cut within a character.
    possibleTexts(of: Array(start.prefix(start.count & ~1))).contains { text in
        let lines = String(decoding: text.bytes, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            .split(whereSeparator: \.isNewline)
        guard let first = lines.first, first.hasPrefix("---"), first.allSatisfy({ $0 == "-" || $0.isWhitespace }) else {
            return false
        }
        return lines.dropFirst().prefix { !$0.hasPrefix("---") }.contains { line in
            let key = line.prefix { $0 != ":" && $0 != "：" }
            return key.count < line.count
                && knownKeys.contains(String(key.filter { !$0.isWhitespace && !"\"'".contains($0) }))
        }
    }
}

/// Keys that tell documents of the site's from files of other programs with a front matter.
private let knownKeys: Set<String> = programKeys.union([
    "项目编码", "项目名称", "预算数", "财政资金", "资金用途", "单位编码", "单位名称", "网站名称", "公开日期", "批复日期", "索引号",
    "发文字号", "上年项目", "更正", "标题",
])

/// The texts that bytes may be: one, or where bytes of 0 tell of UTF-16 without a byte order mark, one for each order.
func possibleTexts(of bytes: [UInt8]) -> [SourceText] {
    let hasMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    guard !hasMark, bytes.contains(0) else { return [decodedText(bytes, path: "")] }
    let even = bytes.prefix(bytes.count & ~1)
    return [[0xFF, 0xFE] + even, [0xFE, 0xFF] + even, bytes].map { decodedText($0, path: "") }
}

/// Whether a mail says that parts of it are encoded.
func saysEncoded(_ text: SourceText) -> Bool {
    let words = String(decoding: text.bytes, as: UTF8.self).lowercased()
    return words.contains("base64") || words.contains("quoted-printable")
}
