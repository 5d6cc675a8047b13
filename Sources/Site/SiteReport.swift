import Basics
import Content

/// What was found on a site, with the texts that the findings point into.
public struct SiteReport: Sendable {
    /// In the order of files and places.
    public var diagnostics: [Diagnostic]
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
}
