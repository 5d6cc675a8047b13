import Basics
import EmbeddedTheme

/// A file of a new site.
public struct StarterFile: Sendable {
    /// Relative to the site's root.
    public var path: String
    public var bytes: [UInt8]
}

/// The theme that the program carries: the repository's own.
public func embeddedTheme() -> [StarterFile] {
    (0..<theme_file_count()).compactMap { index in
        guard let file = theme_file_at(index)?.pointee, let path = file.path else { return nil }
        return StarterFile(
            path: "theme/" + String(cString: path),
            bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.size)))
    }
}

/// Everything that a new site consists of.
func starterFiles() -> [StarterFile] {
    [
        StarterFile(path: ".gitignore", bytes: PackageResources.gitignore_txt),
        StarterFile(path: "README.md", bytes: PackageResources.readme_txt),
        StarterFile(path: "content/index.md", bytes: PackageResources.site_md),
        StarterFile(path: "content/about.md", bytes: PackageResources.about_md),
        StarterFile(path: "content/2024/901001/index.md", bytes: PackageResources.unit_md),
        StarterFile(path: "content/2024/901001/场馆免费开放经费.md", bytes: PackageResources.project_md),
    ] + embeddedTheme()
}

/// Makes a new site in a folder, which is made when it is not there.
///
/// - Returns: how many files were written.
/// - Throws: `Refusal` when a file of the site stands there already; nothing is written then.
public func makeSite(in folder: String) throws -> Int {
    let files = starterFiles()
    let occupied = ["content", "theme"].filter { fileExists(folder + "/" + $0) }
    let standing =
        occupied.map { $0 + "/" }
        + files.map(\.path).filter { path in
            fileExists(folder + "/" + path) && !occupied.contains { path.hasPrefix($0 + "/") }
        }
    guard standing.isEmpty else {
        throw Refusal("这里已经有 \(standing.joined(separator: "、"))，不覆盖", help: "换一个空文件夹，或先把它们移走")
    }
    try createFolder(folder)
    for file in files { try createFile(file.path, in: folder, file.bytes) }
    return files.count
}
