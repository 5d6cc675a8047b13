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
/// Symbolic links are not followed: each is an error, since it could publish what lies outside of `content/`.
/// - Parameter list: lists one folder, whose path is given with the root, as `listContentFolder` does.
/// - Throws: `FileError` when a folder cannot be listed.
public func listContent(
    root: String, by list: (String) throws(FileError) -> [DirectoryEntry] = listContentFolder
) throws(FileError) -> Diagnosed<ContentFolder> {
    var listing = Listing(root: root)
    try listing.add("content", list)
    return listing.result
}

/// Lists one folder below `content/` in the order of the bytes of the paths in it: a folder's come where `name/` belongs.
///
/// What `isPassedOver` says is passed over.
public func listContentFolder(_ path: String) throws(FileError) -> [DirectoryEntry] {
    try listDirectory(path).filter { !isPassedOver($0.name) }
        .map { ($0.kind == .directory ? $0.name + "/" : $0.name, $0) }
        .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map(\.1)
}

private struct Listing {
    let root: String
    var result = Diagnosed(ContentFolder())

    mutating func add(_ folder: String, _ list: (String) throws(FileError) -> [DirectoryEntry]) throws(FileError) {
        for entry in try list(root + "/" + folder) {
            let path = folder + "/" + entry.name
            guard !entry.name.unicodeScalars.contains("\u{FFFD}") else {
                result.diagnostics.append(nameUnreadable(path))
                continue
            }
            switch entry.kind {
            case .directory: try add(path, list)
            case .symbolicLink: result.diagnostics.append(symbolicLink(path))
            case .other: result.diagnostics.append(noFile(path))
            case .file:
                let name = entry.name.lowercased()
                if name.hasSuffix(".md") {
                    result.value.documents.append(path)
                } else if name.hasSuffix(".markdown") || name.contains(".md.") {
                    result.diagnostics.append(otherEnding(path))
                } else {
                    result.value.attachments.append(path)
                }
            }
        }
    }
}

/// Whether a name is that of a hidden file, or of what editors and office programs leave beside a file while it is open:
/// `~$…` of Word and WPS, `~WRL0001.tmp` of Word, `…~` and `4913` of vim, `#…#` of Emacs, `….bak`, `….orig`; or one that
/// Windows makes in every folder.
public func isPassedOver(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, first != UInt8(ascii: ".") else { return true }
    return bytes.last == UInt8(ascii: "~") || name == "4913"
        || first == UInt8(ascii: "#") && bytes.last == first
        || first == UInt8(ascii: "~") && name.hasPrefix("~$") || isLeftBehind(name.lowercased())
}

private func isLeftBehind(_ name: String) -> Bool {
    [".tmp", ".bak", ".orig"].contains { name.hasSuffix($0) } || name == "thumbs.db" || name == "desktop.ini"
}

private func otherEnding(_ path: String) -> Diagnostic {
    Diagnostic(
        "file-name", .error, "文件名的结尾不是“.md”，这份文件没有读", at: Place(file: path),
        help: "改名，让它以“.md”结尾；若只是副本，移出 content/。不改的话，草稿会被当作附件原样公布")
}

/// A name that is no UTF-8 was read with marks for what it lacks, and no file of that name can be opened.
private func nameUnreadable(_ path: String) -> Diagnostic {
    Diagnostic(
        "file-name", .error, "文件名不是 UTF-8 编码，没有读", at: Place(file: path),
        help: "多半来自旧的 Windows 或压缩包：重新命名；很多个时用 convmv -f gb18030 -t utf8 -r --notest content")
}

private func noFile(_ path: String) -> Diagnostic {
    Diagnostic(
        "file-name", .error, "这不是普通文件，没有读", at: Place(file: path), help: "删去它，或换成普通文件")
}

private func symbolicLink(_ path: String) -> Diagnostic {
    Diagnostic(
        "path-escape", .error, "这是符号链接，可能把 content/ 以外的文件公布出去，因此不读取",
        at: Place(file: path), help: "删去链接，把要公布的文件复制到 content/ 里")
}
