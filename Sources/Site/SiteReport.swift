import Basics
import Content
import Inspection

/// What was found on a site, with the texts that the findings point into.
public struct SiteReport: Sendable {
    /// In the order of files and places.
    public var diagnostics: [Diagnostic]
    /// Which unit each file belongs to.
    public internal(set) var units = UnitFolders([:])
    /// How many rules the site lowered or switched off (检查).
    public var loweredCount: Int { adjustment?.loweredCount ?? 0 }
    /// What the site and its documents say about the rules.
    var adjustment: Adjustment?
    private var texts: [String: SourceText]

    public init(_ diagnostics: [Diagnostic], texts: [SourceText]) {
        self.diagnostics = diagnostics.inReadingOrder()
        self.texts = Dictionary(texts.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The text of a file, by its path relative to the site's root; nil when it could not be read.
    public func text(_ path: String) -> SourceText? { texts[path] }

    /// A digest of each text by its file's path, to tell which files changed within one process.
    public var digests: [String: Int] { texts.mapValues { $0.bytes.hashValue } }

    /// Whether a build must not go on.
    public func blocks(isStrict: Bool) -> Bool {
        diagnostics.hasErrors || isStrict && diagnostics.count(.warning) > 0
    }

    /// Adds findings that were made after the check, weighed as the site and its documents want them.
    public mutating func add(_ findings: [Diagnostic]) {
        diagnostics = (diagnostics + (adjustment?.apply(to: findings) ?? findings)).inReadingOrder()
    }
}
