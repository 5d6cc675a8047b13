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
