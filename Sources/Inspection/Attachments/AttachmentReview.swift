import Basics
import Content
import Office

/// What could be made out of a PDF file.
public enum PDFText: Sendable, Hashable {
    /// UTF-8, with a form feed behind each page; and what stands beside the pages.
    case text([UInt8], beside: Beside)
    /// The file is damaged or encrypted.
    case unreadable
    /// The file takes more time or holds more text than is allowed.
    case unfinished
    /// This machine has no program to read such files.
    case unsupported

    /// What a PDF file holds beside its pages, in UTF-8.
    public struct Beside: Sendable, Hashable {
        /// One a line: title, author, keywords.
        var properties: [UInt8] = []
        /// The targets of the links, one a line.
        var links: [UInt8] = []
        /// Whether the file has a form to fill in.
        var hasForm = false

        public init(properties: [UInt8] = [], links: [UInt8] = [], hasForm: Bool = false) {
            (self.properties, self.links, self.hasForm) = (properties, links, hasForm)
        }
    }
}

/// What there is to tell of a PDF file that was looked through and holds no number of a person.
public enum PlainPDF: String, Sendable {
    case nothing
    /// It holds pictures alone.
    case wordless
    /// It holds a form, of which it is not known what was filled in.
    case form
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
    /// Whether the file is a document of the site's under the name of an attachment.
    private(set) var isDocument = false
    /// What of the file was not looked into.
    private(set) var unsearched: Unsearched?

    enum Unsearched: Sendable, Hashable {
        /// The file holds something else than text.
        case all
        /// What mail programs encode, such as base64.
        case encodedParts
        /// What was filled in where a PDF file asks for it.
        case formFields
    }

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

    /// A file that begins as a document does.
    public static let document: AttachmentReview = {
        var review = AttachmentReview()
        review.isDocument = true
        return review
    }()

    /// A file of a format that is not looked into.
    public static let notSearched: AttachmentReview = {
        var review = AttachmentReview()
        review.unsearched = .all
        return review
    }()

    private init() {}

    /// What was found in a PDF file the last time.
    public init(pdf known: PlainPDF) {
        unreadPDF = known == .wordless ? .wordless : nil
        unsearched = known == .form ? .formFields : nil
    }

    /// What there is to tell of a PDF file; nil where it is more than that, or less was looked at.
    public var plainPDF: PlainPDF? {
        guard numbers.isEmpty, failure == nil, !isTooLarge, !isDocument else { return nil }
        return switch unreadPDF {
        case nil: unsearched == .formFields ? .form : .nothing
        case .wordless: unsearched == nil ? .wordless : nil
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
    ///
    /// - Parameter isMail: whether parts of the text may be encoded, as in mails and saved web pages.
    public init(text bytes: [UInt8], isMail: Bool = false) {
        var known: Set<[UInt8]> = []
        for text in possibleTexts(of: bytes) {
            for number in personalNumbers(in: text.bytes, isTabular: true) where known.insert(number.digits).inserted {
                let line = text.lineIndex(of: number.range.lower) + 1
                numbers.append(Number(kind: number.kind, masked: number.masked, place: "第 \(line) 行"))
            }
            if isMail, saysEncoded(text) { unsearched = .encodedParts }
        }
    }

    /// Looks through a PDF file's text for numbers of persons.
    public init(pdf: PDFText) {
        switch pdf {
        case .unreadable: unreadPDF = .unreadable
        case .unfinished: unreadPDF = .unfinished
        case .unsupported: unreadPDF = .unsupported
        case .text(let bytes, let beside):
            if bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) { unreadPDF = .wordless }
            if beside.hasForm { unsearched = .formFields }
            let pages = bytes.split(separator: 0x0C, omittingEmptySubsequences: false)
            let parts = pages.enumerated().map { ("第 \($0 + 1) 页", Array($1)) }
            var known: Set<[UInt8]> = []
            for (place, text) in parts + [("文档属性", beside.properties), ("链接的地址", beside.links)] {
                for number in personalNumbers(in: text, isTabular: true) where known.insert(number.digits).inserted {
                    numbers.append(Number(kind: number.kind, masked: number.masked, place: place))
                }
            }
        }
    }
}
