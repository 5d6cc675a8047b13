import Basics
import Content
import Office

/// What of an attachment's text can be looked into.
public enum AttachmentFormat: Sendable, Hashable {
    case office(OfficeFormat)
    /// Characters and nothing else, be they markup or data.
    case text
    case pdf

    /// By the ending of a file's name; nil for what is not looked into.
    public init?(fileName: String) {
        if let format = OfficeFormat(fileName: fileName) {
            self = .office(format)
        } else if fileName.lowercased().hasSuffix(".pdf") {
            self = .pdf
        } else if Self.textSuffixes.contains(where: { fileName.lowercased().hasSuffix($0) }) {
            self = .text
        } else {
            return nil
        }
    }

    private static let textSuffixes = [
        ".txt", ".csv", ".tsv", ".htm", ".html", ".xml", ".json", ".svg", ".log", ".yml", ".yaml", ".ini", ".vcf",
        ".eml",
    ]
}

/// What could be made out of a PDF file.
public enum PDFText: Sendable, Hashable {
    /// UTF-8, with a form feed behind each page.
    case text([UInt8])
    /// The file is damaged or encrypted.
    case unreadable
    /// The file takes more time or holds more text than is allowed.
    case unfinished
    /// This machine has no program to read such files.
    case unsupported
}

/// What there is to tell of a PDF file that was looked through and holds no number of a person.
public enum PlainPDF: String, Sendable {
    case nothing
    /// It holds pictures alone.
    case wordless
}

/// What was found in the text of an attachment: all that is kept of it.
public struct AttachmentReview: Sendable {
    /// A number of a person, and the first place where it stands.
    struct Number: Sendable, Hashable {
        var kind: PersonalNumber
        /// With its middle hidden.
        var masked: String
        /// In the author's words: `正文第 3 段`.
        var place: String
    }

    /// Each number once, in the order of the file.
    private(set) var numbers: [Number] = []
    /// Why the text could not be read, or not to its end.
    private(set) var failure: OfficeError?
    /// Why a PDF file was not looked through.
    private(set) var unreadPDF: UnreadPDF?
    /// Whether the file was too large to be looked at at all.
    private(set) var isTooLarge = false

    enum UnreadPDF: Sendable, Hashable {
        case unreadable, unfinished, unsupported
        /// It holds pictures alone, as a scanner makes them.
        case wordless
    }

    /// Whether the file would be looked through where there is a program for it.
    public var wantsProgram: Bool { unreadPDF == .unsupported }

    /// The largest Office file or text that is looked at, in bytes; a PDF file is limited by the time that it takes.
    public static let sizeLimit = 100 << 20

    /// A file that was larger than `sizeLimit`.
    public static let tooLarge: AttachmentReview = {
        var review = AttachmentReview()
        review.isTooLarge = true
        return review
    }()

    private init() {}

    /// What was found in a PDF file the last time.
    public init(pdf known: PlainPDF) { unreadPDF = known == .wordless ? .wordless : nil }

    /// What there is to tell of a PDF file; nil where it is more than that, or less was looked at.
    public var plainPDF: PlainPDF? {
        guard numbers.isEmpty, failure == nil, !isTooLarge else { return nil }
        return switch unreadPDF {
        case nil: .nothing
        case .wordless: .wordless
        default: nil
        }
    }

    /// Looks through an Office file for numbers of persons.
    public init(office bytes: [UInt8], as format: OfficeFormat) {
        var search = NumberSearch()
        do throws(OfficeError) {
            try readOfficeText(bytes, as: format) { search.look(at: $0) }
        } catch {
            failure = error
        }
        numbers = search.found
    }

    /// Looks through a text file for numbers of persons.
    public init(text bytes: [UInt8]) {
        let text = decodedText(bytes, path: "")
        var known: Set<[UInt8]> = []
        for number in personalNumbers(in: text.bytes, isTabular: true) where known.insert(number.digits).inserted {
            let line = text.lineIndex(of: number.range.lower) + 1
            numbers.append(Number(kind: number.kind, masked: number.masked, place: "第 \(line) 行"))
        }
    }

    /// Looks through a PDF file's text for numbers of persons.
    public init(pdf: PDFText) {
        switch pdf {
        case .unreadable: unreadPDF = .unreadable
        case .unfinished: unreadPDF = .unfinished
        case .unsupported: unreadPDF = .unsupported
        case .text(let bytes):
            if bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) { unreadPDF = .wordless }
            var known: Set<[UInt8]> = []
            for (index, page) in bytes.split(separator: 0x0C, omittingEmptySubsequences: false).enumerated() {
                for number in personalNumbers(in: Array(page), isTabular: true)
                where known.insert(number.digits).inserted {
                    numbers.append(Number(kind: number.kind, masked: number.masked, place: "第 \(index + 1) 页"))
                }
            }
        }
    }
}

/// Goes through the passages of one file.
private struct NumberSearch {
    private(set) var found: [AttachmentReview.Number] = []
    private var known: Set<[UInt8]> = []
    /// What the columns of the sheet at hand hold, by their letters, as the last heading in each says.
    private var columns: [String: Column] = [:]
    private var sheet: OfficePassage.Sheet?

    private enum Column { case codes, amounts, other }

    mutating func look(at passage: OfficePassage) {
        if case .cell(let sheet, let reference) = passage.place {
            if sheet != self.sheet {
                self.sheet = sheet
                columns = [:]
            }
            if !passage.text.hasDigit {
                columns[letters(reference)] = column(headed: passage.text)
                return
            }
        }
        for number in personalNumbers(in: Array(passage.text.utf8)) where !isExcluded(number, passage) {
            guard known.insert(number.digits).inserted else { continue }
            found.append(.init(kind: number.kind, masked: number.masked, place: passage.wording))
        }
    }

    private func isExcluded(_ number: FoundNumber, _ passage: OfficePassage) -> Bool {
        guard case .cell(_, let reference) = passage.place, let column = columns[letters(reference)] else {
            return false
        }
        switch column {
        case .codes: return number.kind != .identity
        // 13 912 345 678 yuan are a budget.
        case .amounts: return number.kind == .mobile
        case .other: return false
        }
    }

    private func column(headed text: String) -> Column {
        if isCodeLabel(text) { return .codes }
        return amountWords.contains { text.contains($0) } ? .amounts : .other
    }

    private func letters(_ reference: String) -> String { String(reference.prefix { $0.isLetter }) }
}

private let amountWords = ["金额", "预算", "资金", "支出", "收入", "（元）", "(元)", "合计", "余额"]

extension OfficePassage {
    /// Where the passage stands, in the author's words.
    var wording: String {
        let own =
            switch place {
            case .paragraph(let part, let number): "\(partName(part))第 \(number) 段\(isDeleted ? "（修订里已删去的文字）" : "")"
            case .cell(let sheet, let reference):
                "\(sheet.isHidden ? "隐藏的" : "")工作表“\(sheet.name)”的 \(reference) 格"
            case .element(let part, let name): part.hasSuffix(".rels") ? "链接的地址" : "\(partName(part))（\(name)）"
            }
        return embeddedIn.map { "嵌入的 \($0) 里的" }.joined() + own
    }
}

/// What a part of an Office file is to the person who wrote it.
private func partName(_ part: String) -> String {
    let name = part.lowercased()
    let known = partNames.first { name.hasPrefix($0.prefix) }
    return known.map { $0.name } ?? "\(part) "
}

private let partNames = [
    ("word/document", "正文"), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"), ("word/comments", "批注"), ("word/glossary", "自动图文集"),
    ("word/people", "修订者名单"), ("docprops/", "文档属性"), ("xl/comments", "批注"), ("xl/threadedcomments/", "批注"),
    ("xl/persons/", "批注者名单"), ("xl/sharedstrings", "不再显示的旧文字"), ("xl/drawings/", "图形"), ("xl/charts/", "图表"),
    ("ppt/slides/", "幻灯片"), ("ppt/notesslides/", "备注"),
    ("ppt/comments", "批注"),
].map { (prefix: $0.0, name: $0.1) }
