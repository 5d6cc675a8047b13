import Digests

/// The files that a site is made from, by their paths relative to its root: documents, the files beside them, the theme.
public struct SourceFacts: Sendable {
    public private(set) var documents: [String: FileFacts] = [:]
    public private(set) var attachments: [String: FileFacts] = [:]
    public private(set) var theme: [String: FileFacts] = [:]

    public init() {}

    public init(_ documents: [String: FileFacts], theme: [String: FileFacts]) {
        (self.documents, self.theme) = (documents, theme)
    }

    public mutating func add(_ attachments: [String: FileFacts]) { self.attachments = attachments }

    public subscript(path: String) -> FileFacts? { documents[path] ?? attachments[path] }

    /// The version (版本) of a page: the short digest of the files that it is made from.
    ///
    /// - Returns: empty for a page that is not made from files of its own.
    public func version(of sources: [String]) -> String {
        if sources.isEmpty { return "" }
        var digest = ListDigest()
        for path in sources {
            if let facts = self[path] { digest.add(path, facts.digest) }
        }
        return digest.finish().short
    }
}
