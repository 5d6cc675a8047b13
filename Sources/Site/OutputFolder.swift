import Basics
import Digests
import Glibc
import Pages

/// One file that the output shall hold.
struct OutputFile: Sendable {
    /// The path relative to the output folder.
    var path: String
    var source: Page.Source
    /// The files of `content/` that it is made from.
    var sources: [String] = []
    /// What it stands in for a document as.
    var standIn: Page.StandIn?
    /// The digest of everything that decides about its bytes but the program (`PageInputs`); nil where none is known.
    var inputs: SHA256?
}

/// Everything that the output shall hold, and what it is made from.
struct OutputFiles: Sendable {
    var files: [OutputFile]
    var sources: SourceList
    /// The site's root, which the paths of files to be copied are relative to.
    var root: String
    /// What is known of the output as the build before left it.
    var standing = StandingFiles.unknown

    /// Those of the files that are made together.
    var jointFiles: JointFiles? {
        for case .joint(let files, _) in files.lazy.map(\.source) { return files }
        return nil
    }
}

/// A site that was written, and what was done for it.
struct WrittenOutput {
    var summary: OutputSummary
    var manifest: Manifest
}

/// What a build did to its output folder.
public struct OutputSummary: Sendable, Hashable {
    public var written = 0
    public var unchanged = 0
    public var removed = 0
    /// Why the folder could not be exchanged as a whole; nil when it was, or when nothing had to be written.
    public var obstacle: String?

    public var total: Int { written + unchanged }
}

/// Writes a site into a folder, and removes what the former build made and this one does not.
///
/// All files are made and compared first. When none differs, nothing is touched. Else a new tree is put together beside
/// the folder and takes its place in one step (`ExchangedTree`); where that cannot be done, the files that differ are
/// moved into place one by one (`FilledFolder`). Files that no build made are neither overwritten nor removed.
///
/// - Parameter path: the output folder; it is made when there is none.
/// - Throws: `FileError`; the folder is then as it was.
func writeOutput(_ files: OutputFiles, to path: String) async throws(FileError) -> WrittenOutput {
    var obstacle: String
    switch try OutputPlace(path) {
    case .exchangeable(let place):
        let result = try await ExchangedTree(place, shownAs: path).write(files)
        switch result {
        case .success(let written): return written
        case .failure(let found): obstacle = found.reason
        }
    case .fixed(let reason): obstacle = reason
    }
    var written = try await FilledFolder.write(files, to: path)
    if written.summary.written + written.summary.removed > 0 { written.summary.obstacle = obstacle }
    return written
}

/// Holds a folder for this process; closing the descriptor lets it go.
///
/// - Parameter shown: the folder as messages call it.
public func lockFolder(_ path: String, shownAs shown: String) throws(FileError) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.open, shown) }
    // A file system without locks is no reason not to build.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
        close(descriptor)
        throw FileError(.write, shown, code: EWOULDBLOCK)
    }
    return descriptor
}

/// The folders above a relative path, the outermost first: `2022` and `2022/721001`.
public func foldersAbove(_ path: String) -> [Substring] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { path[..<$0] }
}
