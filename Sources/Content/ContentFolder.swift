import Basics

/// What lies in `content/`: the Markdown files to read and the files to publish beside the pages.
public struct ContentFolder: Sendable {
    /// Paths of Markdown files relative to the site's root, such as `content/index.md`, sorted by their bytes.
    public var documents: [String] = []
    /// Paths of all other files, likewise.
    public var attachments: [String] = []

    public init() {}
}

/// Lists `content/` below a site's root.
///
/// What `isPassedOver` says is passed over. Symbolic links are not
/// followed: each is an error, since it could publish what lies outside of `content/`.
/// - Throws: `FileError` when a folder cannot be listed.
public func listContent(root: String) throws(FileError) -> Diagnosed<ContentFolder> {
    var result = Diagnosed(ContentFolder())
    var pending = ["content"]
    while let folder = pending.popLast() {
        for entry in try listDirectory(root + "/" + folder) where !isPassedOver(entry.name) {
            let path = folder + "/" + entry.name
            switch entry.kind {
            case .directory: pending.append(path)
            case .symbolicLink: result.diagnostics.append(symbolicLink(path))
            case .file, .other:
                if entry.name.hasSuffix(".md") {
                    result.value.documents.append(path)
                } else {
                    result.value.attachments.append(path)
                }
            }
        }
    }
    result.value.documents.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    result.value.attachments.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return result
}

/// Whether a name is that of a hidden file, or of what editors and office programs leave beside a file while it is open:
/// `~$…` of Word and WPS, `~WRL0001.tmp` of Word, `…~` and `4913` of vim, `#…#` of Emacs.
public func isPassedOver(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, first != UInt8(ascii: ".") else { return true }
    return bytes.last == UInt8(ascii: "~") || name == "4913"
        || first == UInt8(ascii: "#") && bytes.last == first
        || first == UInt8(ascii: "~") && (name.hasPrefix("~$") || name.hasSuffix(".tmp"))
}

private func symbolicLink(_ path: String) -> Diagnostic {
    Diagnostic(
        "path-escape", .error, "这是符号链接，可能把 content/ 以外的文件公布出去，因此不读取",
        at: Place(file: path), help: "删去链接，把要公布的文件复制到 content/ 里")
}
