import Site

/// What differs between what is published and what is to be.
public struct ManifestDifference: Sendable {
    /// Pages that readers can ask for, by path.
    public private(set) var added: [String] = []
    public private(set) var changed: [String] = []
    public private(set) var removed: [String] = []
    /// Pages that say from now on that what stood there was withdrawn.
    public private(set) var withdrawn: [String] = []
    /// Pages of documents that were withdrawn and are not any more.
    public private(set) var returned: [String] = []
    /// The number of other files that differ: data, search index, look.
    public private(set) var otherFiles = 0
    /// The number of pages that are published.
    public private(set) var formerPages = 0
    /// Addresses of documents under which nothing would stand any more.
    public private(set) var vanished: [String] = []
    /// Attachments that go while a document that told of them stays.
    public private(set) var vanishedAttachments: [String] = []

    public var isEmpty: Bool {
        added.isEmpty && changed.isEmpty && removed.isEmpty && withdrawn.isEmpty && otherFiles == 0
    }

    /// - Parameter former: nil when nothing is published yet.
    public init(from former: Manifest?, to manifest: Manifest) {
        for entry in manifest.entries {
            let before = former?.entry(entry.path)
            if before?.digest == entry.digest { continue }
            if let before, entry.isWithdrawn, !before.isWithdrawn {
                withdrawn.append(entry.path)
                continue
            }
            if let before, before.isWithdrawn, !entry.isWithdrawn { returned.append(entry.path) }
            switch (entry.isPage, before) {
            case (false, _): otherFiles += 1
            case (true, nil): added.append(entry.path)
            case (true, _): changed.append(entry.path)
            }
        }
        for entry in former?.entries ?? [] {
            if entry.isPage { formerPages += 1 }
            if manifest.contains(entry.path) { continue }
            if entry.isPage { removed.append(entry.path) } else { otherFiles += 1 }
            if entry.isAttachment {
                let isWithdrawn = former.map { Self.isWithdrawn(entry, $0, manifest) } ?? false
                if !isWithdrawn { vanishedAttachments.append(entry.path) }
            } else if !entry.sources.isEmpty || !entry.standIn.isEmpty {
                vanished.append(entry.path)
            }
        }
    }

    /// Whether all documents that told of an attachment are withdrawn now: it goes with them.
    private static func isWithdrawn(_ attachment: Manifest.Entry, _ former: Manifest, _ manifest: Manifest) -> Bool {
        guard let source = attachment.sources.first else { return false }
        let owners = former.entries.filter { $0.sources.dropFirst().contains(source) }
        return !owners.isEmpty && owners.allSatisfy { manifest.entry($0.path)?.isWithdrawn ?? false }
    }

    /// Whether so much goes that somebody should say that it is meant: over 50 pages, or over a tenth of them, or an
    /// attachment.
    public var needsConfirmation: Bool {
        let count = removed.count + withdrawn.count
        return count > 50 || count * 10 > formerPages || !vanishedAttachments.isEmpty
    }
}

extension Manifest.Entry {
    /// Whether a reader sees it as a page.
    public var isPage: Bool { path.hasSuffix(".html") }

    /// Whether it is a file that lay beside the documents.
    fileprivate var isAttachment: Bool {
        sources.count == 1 && sources.allSatisfy { $0.hasPrefix("content/") && !$0.hasSuffix(".md") }
    }

    fileprivate var isWithdrawn: Bool { standIn == "withdrawn" }
}
