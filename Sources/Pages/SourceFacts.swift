import Digests

/// The files that a site is made from, by their paths relative to its root: documents, the files beside them, the
/// theme, the data of joined sites.
public struct SourceFacts: Sendable {
    public private(set) var documents: [String: FileFacts] = [:]
    public private(set) var attachments: [String: FileFacts] = [:]
    public private(set) var theme: [String: FileFacts] = [:]
    /// The data packages of joined sites.
    public private(set) var joined: [String: FileFacts] = [:]

    public init() {}

    public init(_ documents: [String: FileFacts], theme: [String: FileFacts]) {
        (self.documents, self.theme) = (documents, theme)
    }

    public mutating func add(_ attachments: [String: FileFacts]) { self.attachments = attachments }

    public mutating func add(joined: [String: FileFacts]) { self.joined = joined }

    public subscript(path: String) -> FileFacts? { documents[path] ?? attachments[path] ?? joined[path] }

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
