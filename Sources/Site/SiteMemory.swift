import Basics
import Content
import Digests
import Disclosure
import Inspection
import OpenData
import Pages

/// What was made before, so that a site that is read again after an edit makes only what changed.
///
/// What is remembered are results of pure functions under the digests of what they were made from; nothing knows which
/// edit concerns what. A file counts as unchanged while its size, its inode and its times are: but not when it was written
/// so shortly before it was read that a second write could bear the same time.
public struct SiteMemory: Sendable {
    struct Remembered: Sendable {
        var stamp: Stamp?
        var document: ReadDocument
    }

    /// Folders of `content/`, by their paths.
    var listings: [String: (stamp: Stamp, entries: [DirectoryEntry])] = [:]
    /// What those folders hold together, and the documents as they were read, in the same order.
    var sources: ReadSources?
    var documents: [String: Remembered] = [:]
    /// The documents that were so young when they were read that a second write could bear the same time.
    var young: Set<String> = []
    /// What the documents are known by.
    var facts: [String: FileFacts] = [:]
    /// What was found inside of the attachments, by their paths.
    var reviews: [String: RememberedReview] = [:]
    /// The PDF files among them that hold nothing to tell of; nil before those of former runs were asked for.
    var searchedPDFs: SearchedPDFs?
    /// The files beside the documents, which entries depend on.
    var attachments: [String] = []
    /// The digests of those files that are published, each with the stamp that it was taken at.
    var attachmentFacts: [String: (stamp: Stamp?, facts: FileFacts)] = [:]
    /// The data packages of joined sites, by their folders.
    var packages: [String: ReadPackage] = [:]
    var register = RegisterMemory()
    var data = DataMemory()
    var pages = PageMemory()
    var themeFiles: Theme.Files?
    var theme: (files: [String: FileFacts], compiled: Diagnosed<Theme?>)?
    /// What was found in units and years under the site's document of the last time.
    var findings = FindingMemory()
    /// How much former builds found; nil where all that is found is wanted.
    var counts: FoundCounts?
    /// The documents that were read anew the last time and say something else than before, or are gone.
    public internal(set) var saved: [String] = []

    public init() {}
}

/// A document as it was read, with all that depends on its bytes and its path alone, and on the names of the files that
/// lie beside the documents.
final class ReadDocument: Sendable {
    /// Of the file's bytes; nil when it was too large to be read.
    let facts: FileFacts?
    /// The document itself where it is asked again after it was read: it adjusts rules, or lists files. What others say is
    /// in their entries, and to keep it twice would double the memory.
    let document: Document?
    let entry: ReadEntry?
    /// What was found while it was read.
    let readingFindings: [Diagnostic]
    /// What a careful reader finds in what it says, looked for when somebody wants to know.
    private let inspection: Lazy<[Diagnostic]>
    /// The text for excerpts.
    let text: SourceText?
    let holdsLinks: Bool
    /// Whether it adjusts rules.
    let concernsRules: Bool

    init(_ read: Diagnosed<Document?>, _ facts: FileFacts?, text: () -> SourceText?, attachments: Set<String>) {
        self.facts = facts
        document = read.value.flatMap { $0.fields["附件"] != nil || Adjustment.concerns($0) ? $0 : nil }
        entry = read.value.map { ReadEntry($0, attachments: attachments) }
        readingFindings = read.diagnostics + (entry?.diagnostics ?? [])
        inspection = Lazy { read.value.map { inspect($0) } ?? [] }
        self.text = read.value?.source ?? text()
        holdsLinks = read.value.map { Pages.holdsLinks($0) } ?? false
        concernsRules = read.value.map { Adjustment.concerns($0) } ?? false
    }

    var findings: [Diagnostic] { readingFindings + inspection.value }
}
