import Disclosure

/// Where the files beside the documents are published.
struct AttachmentRoutes: Sendable {
    /// The address of each file by its path relative to the site's root.
    private(set) var addresses: [String: String] = [:]
    /// The files of each folder of `content/`.
    private(set) var byFolder: [String: [Attachment]] = [:]

    init(_ register: Register) {
        if register.attachments.isEmpty { return }
        var pageFolders: [String: String] = [:]
        for unit in register.units {
            pageFolders[folder(of: unit.source.path)] = Routes.folder(unit.year, unit.code.text)
        }
        for path in register.attachments {
            let attachment = Attachment(path: path)
            let source = folder(of: path)
            byFolder[source, default: []].append(attachment)
            addresses[path] =
                pageFolders[source].map { $0 + percentEncoded(attachment.name) }
                ?? percentEncoded(String(path.dropFirst("content/".count)))
        }
    }

    /// The files of a document's folder that no document claims as its own.
    func unclaimed(in documentPath: String, claimed: Set<String>) -> [Attachment] {
        (byFolder[folder(of: documentPath)] ?? []).filter { !claimed.contains($0.path) }
    }
}

func folder(of path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }
