/// An Office file could not be read. Every case says what is wrong with the file, not with the program.
public enum OfficeError: Error, Sendable, Hashable {
    /// The file has no bytes.
    case empty
    /// The file is something else than a ZIP archive; nil when it could not be told what.
    case otherContent(FileKind?)
    /// The file is locked with a password.
    case encrypted
    /// The file begins as an archive and ends before its list of entries.
    case truncated
    /// The bytes of an entry, or of the archive's list where it is nil, contradict themselves.
    case damaged(part: String?)
    /// An entry is packed in a way that Office files do not use.
    case unknownPacking(part: String)
    case tooManyEntries(Int, limit: Int)
    /// An entry unpacks to more than the limit, in bytes.
    case entryTooLarge(part: String, limit: Int)
    /// All entries together unpack to more than the limit, in bytes.
    case totalTooLarge(limit: Int)
    /// An entry is packed more tightly than any honest one.
    case bomb(part: String)
    /// An archive without the parts of an Office file.
    case partMissing(String)
    /// More Office files inside of an Office file than the limit, or one inside of another too often.
    case tooManyEmbedded(limit: Int)
    /// A part is not well-formed XML. The line is counted from 1, the reason is expat's.
    case malformed(part: String, line: Int, reason: String)
    /// A part declares a document type, which Office never does and which entities would come from.
    case documentType(part: String, line: Int)
    case tooDeep(part: String, line: Int, limit: Int)
    /// A single tag, comment or instruction is larger than the limit, in bytes.
    case tokenTooLarge(part: String, line: Int, limit: Int)

    /// What is wrong, in the author's words, without the name of the file and without a full stop.
    public var message: String {
        switch self {
        case .empty: "文件是空的（0 字节）"
        case .otherContent(nil): "内容不是 Office 文件（.docx、.xlsx）的格式"
        case .otherContent(let kind?): "内容其实是\(kind.name)，与扩展名不符"
        case .encrypted: "文件设有打开密码"
        case .truncated: "文件不完整，后半部分缺失"
        case .damaged(nil): "文件已损坏"
        case .damaged(let part?): "文件已损坏（\(part)）"
        case .unknownPacking(let part): "\(part) 的压缩方式不是 Office 文件所用的"
        case .tooManyEntries(let count, let limit): "文件里有 \(count) 个部件，超过上限 \(limit) 个"
        case .entryTooLarge(let part, let limit): "\(part) 展开后超过上限 \(megabytes(limit))"
        case .totalTooLarge(let limit): "文件展开后超过上限 \(megabytes(limit))"
        case .bomb(let part): "\(part) 的压缩率高得反常，可能是压缩炸弹"
        case .partMissing(let part): "文件里没有 \(part)，不是完整的 Office 文件"
        case .tooManyEmbedded(let limit): "文件里嵌入的 Office 文件超过上限 \(limit) 个"
        case .malformed(let part, let line, let reason): "\(part) 第 \(line) 行不是合格的 XML（\(reason)）"
        case .documentType(let part, let line): "\(part) 第 \(line) 行有 DOCTYPE 声明，Office 文件不会有，可能是恶意文件"
        case .tooDeep(let part, let line, let limit): "\(part) 第 \(line) 行的嵌套超过上限 \(limit) 层"
        case .tokenTooLarge(let part, let line, let limit): "\(part) 第 \(line) 行有一个标记超过上限 \(megabytes(limit))"
        }
    }

    /// What the author can do about it.
    public var help: String {
        switch self {
        case .encrypted: "取消打开密码后另存"
        case .otherContent(.oldOffice?): "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx"
        case .otherContent(.some): "把扩展名改成与内容相符，或用 Word、Excel 另存为 .docx、.xlsx"
        case .empty, .truncated, .damaged: "多半是复制或下载时出了错：重新取一份完整的文件，打开看一遍再放进来"
        default: "用 Word、Excel 或 WPS 打开，核对后重新另存"
        }
    }
}

private func megabytes(_ bytes: Int) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) 字节"
}
