import Basics
import Content

/// What `check --fix` did to one file.
public struct MendedFile: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        /// How many slips were mended, on which lines, and whether the file was written anew as UTF-8.
        case mended(count: Int, lines: [Int], isRecoded: Bool)
        /// Left as it was: read back, it would have said something else.
        case refused
        /// Left as it was, because it could not be read or written.
        case failed(FileError)
    }

    public var path: String
    public var outcome: Outcome
}

/// Applies the mechanical fixes of a report's findings to the files of a site.
///
/// Mechanical is what changes notation only (`Diagnostic.Fix.isMechanical`) and writing a file of another encoding as
/// UTF-8. Everything else stays byte for byte. Each mended text is read back before it is written: unless every field
/// and the whole body say what they said before, the file is left alone.
/// - Parameter findings: those of the files that may be mended.
public func mend(_ findings: [Diagnostic], root: String) -> [MendedFile] {
    let paths = Set(findings.filter { isMechanical($0) || isOfOtherEncoding($0) }.compactMap(\.place?.file)).sorted()
    return paths.filter { $0.hasPrefix("content/") }.compactMap { path in
        do throws(FileError) {
            return try mend(path, root: root).map { MendedFile(path: path, outcome: $0) }
        } catch {
            return MendedFile(path: path, outcome: .failed(error))
        }
    }
}

/// Mends one file; nil when there is nothing to mend in it any more.
private func mend(_ path: String, root: String) throws(FileError) -> MendedFile.Outcome? {
    guard let mending = Mending(try readFile(root + "/" + path), path: path) else { return nil }
    guard mending.saysTheSame else { return .refused }
    try replaceFile(path, in: root, with: mending.bytes)
    return mending.outcome
}

/// Whether a finding goes away by its fixes alone, and they may be applied unseen.
private func isMechanical(_ finding: Diagnostic) -> Bool {
    !finding.fixes.isEmpty && finding.fixes.allSatisfy(\.isMechanical)
}

/// The file was read in GB18030 or UTF-16: its text stands, its bytes can be UTF-8. (An `encoding` error cannot.)
private func isOfOtherEncoding(_ finding: Diagnostic) -> Bool {
    finding.id == "encoding" && finding.severity != .error
}

/// One file's mended bytes.
private struct Mending {
    private(set) var bytes: [UInt8]
    let outcome: MendedFile.Outcome
    private let path: String
    private let former: Diagnosed<Document?>
    private let formerText: SourceText

    /// nil when there is nothing to mend.
    init?(_ original: [UInt8], path: String) {
        self.path = path
        former = readDocument(original, path: path)
        formerText = decodedText(original, path: path)
        let mended = former.diagnostics.filter(isMechanical)
        let fixes = mended.flatMap(\.fixes)
        let isRecoded = former.diagnostics.contains(where: isOfOtherEncoding)
        guard !fixes.isEmpty || isRecoded else { return nil }
        // A text in UTF-8 keeps its byte order mark.
        let mark = isRecoded ? [] : original.dropLast(formerText.bytes.count)
        bytes = mark + formerText.applying(fixes)
        let lines = Set(mended.compactMap(\.place?.range).map { [formerText] in $0.line(in: formerText) }).sorted()
        outcome = .mended(count: mended.count, lines: lines, isRecoded: isRecoded)
    }

    /// Whether the mended file reads as the former one did: the same keys with the same values, the same body.
    var saysTheSame: Bool {
        let again = readDocument(bytes, path: path)
        guard let document = former.value, let mended = again.value else {
            // What cannot be read as a document is only ever written anew, character for character.
            return former.value == nil && again.value == nil
                && decodedText(bytes, path: path).bytes == formerText.bytes
        }
        return document.fields.map(Said.init) == mended.fields.map(Said.init)
            && document.source.bytes[document.frontMatterRange.upper...]
                == mended.source.bytes[mended.frontMatterRange.upper...]
    }
}

extension TextRange {
    /// The number of the line that holds the start, counted from 1.
    fileprivate func line(in text: SourceText) -> Int { text.lineIndex(of: lower) + 1 }
}

/// What a field says, wherever it stands.
private enum Said: Equatable {
    case text(String)
    case list([Said])
    case map([Said])
    indirect case field(String, Said)

    init(_ field: Field) { self = .field(field.key.text, Said(field.value)) }

    private init(_ value: FieldValue) {
        switch value {
        case .scalar(let literal): self = .text(literal.text)
        case .list(let items, _): self = .list(items.map { Said($0) })
        case .map(let fields, _): self = .map(fields.map { Said($0) })
        }
    }

    /// Compared by their characters: Swift's `==` takes composed and decomposed letters for the same.
    static func == (left: Said, right: Said) -> Bool {
        switch (left, right) {
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.list(let a), .list(let b)), (.map(let a), .map(let b)): a == b
        case (.field(let a, let x), .field(let b, let y)): a.utf8.elementsEqual(b.utf8) && x == y
        default: false
        }
    }
}
