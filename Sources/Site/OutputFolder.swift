import Basics
import Glibc
import Pages

/// One file that the output shall hold.
struct OutputFile: Sendable {
    /// The path relative to the output folder.
    var path: String
    var source: Page.Source
}

/// What a build did to its output folder.
public struct OutputSummary: Sendable, Hashable {
    public var written = 0
    public var unchanged = 0
    public var removed = 0

    public var total: Int { written + unchanged }
}

/// The folder that a site is built into.
///
/// All files are made and compared first; those that differ are written into a staging folder beside them. Only when
/// every one of them lies there whole are they moved into place, and the moves are taken back when one of them fails.
/// So a full disk or a fault leaves the folder as it was, and a build without changes touches nothing at all. Files
/// that no build made are neither overwritten nor removed.
struct OutputFolder: Sendable {
    let path: String
    private let former: Manifest

    private static let stagingName = ".gongkai-staging"

    private var staging: String { path + "/" + Self.stagingName }

    /// Writes the files of a build, and removes those of the former build that are no longer among them.
    ///
    /// - Parameters:
    ///   - path: the output folder; it is made when there is none.
    ///   - root: the site's root, which the paths of files to be copied are relative to.
    static func write(_ files: [OutputFile], to path: String, root: String) async throws(FileError) -> OutputSummary {
        let isNew = mkdir(path, 0o755) == 0
        if !isNew, errno != EEXIST { throw FileError(.create, path) }
        do throws(FileError) {
            let lock = try lockFolder(path)
            defer { close(lock) }
            return try await OutputFolder(path: path, former: try Manifest(readFrom: path)).write(files, root: root)
        } catch {
            if isNew { rmdir(path) }
            throw error
        }
    }

    /// What became of one file on the way.
    private struct Outcome: Sendable {
        var path: String
        var size: Int
        /// Where the file lies in the staging folder; nil when it stands in its place already.
        var staged: String?
    }

    private func write(_ files: [OutputFile], root: String) async throws(FileError) -> OutputSummary {
        try clearStaging()
        do throws(FileError) {
            try checkFolders(of: files)
            let outcomes = try await stage(files, root: root)
            let summary = try moveIntoPlace(outcomes)
            try clearStaging()
            return summary
        } catch {
            // The first failure is the one to tell of; what is left in the staging folder goes with the next build.
            try? clearStaging()
            throw error
        }
    }

    // MARK: Staging

    private func stage(_ files: [OutputFile], root: String) async throws(FileError) -> [Outcome] {
        let numbered = Array(files.enumerated().map { (number: $0, file: $1) })
        let results = await concurrentMap(numbered) { item -> Result<Outcome, FileError> in
            do throws(FileError) {
                let name = "\(item.number)"
                switch item.file.source {
                case .rendered(let render): return .success(try stage(render(), as: item.file.path, name))
                case .bytes(let bytes): return .success(try stage(bytes, as: item.file.path, name))
                case .pieces(let pieces): return .success(try stage(pieces, as: item.file.path, name))
                case .file(let source):
                    return .success(try stageCopy(of: root + "/" + source, as: item.file.path, name))
                }
            } catch {
                return .failure(error)
            }
        }
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(files.count)
        for result in results { outcomes.append(try result.get()) }
        return outcomes
    }

    /// Writes a file into the staging folder unless the same bytes stand in its place already.
    private func stage(_ bytes: [UInt8], as file: String, _ name: String) throws(FileError) -> Outcome {
        if fileHolds(bytes, at: path + "/" + file) { return Outcome(path: file, size: bytes.count, staged: nil) }
        try checkPlace(of: file)
        let descriptor = try createStaged(name, for: file)
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: path + "/" + file)
        return Outcome(path: file, size: bytes.count, staged: staging + "/" + name)
    }

    /// Writes a file that comes in pieces; those of a large file are made twice when an older one stands in its place.
    private func stage(_ pieces: Pieces, as file: String, _ name: String) throws(FileError) -> Outcome {
        if pieces.count == 1 { return try stage(try pieces[0], as: file, name) }
        if let size = try sizeIfFileHolds(pieces, at: path + "/" + file) {
            return Outcome(path: file, size: size, staged: nil)
        }
        try checkPlace(of: file)
        let descriptor = try createStaged(name, for: file)
        defer { close(descriptor) }
        var size = 0
        for index in 0..<pieces.count {
            let piece = try pieces[index]
            try writeAll(piece, to: descriptor, path: path + "/" + file)
            size += piece.count
        }
        return Outcome(path: file, size: size, staged: staging + "/" + name)
    }

    private func stageCopy(of source: String, as file: String, _ name: String) throws(FileError) -> Outcome {
        let original = try openFile(source)
        defer { close(original.descriptor) }
        if fileHolds(original, at: path + "/" + file) { return Outcome(path: file, size: original.size, staged: nil) }
        try checkPlace(of: file)
        let descriptor = try createStaged(name, for: file)
        defer { close(descriptor) }
        let size = try copy(original, to: descriptor, path: path + "/" + file)
        return Outcome(path: file, size: size, staged: staging + "/" + name)
    }

    /// A new file in the staging folder, which is made when it is needed first.
    private func createStaged(_ name: String, for file: String) throws(FileError) -> Int32 {
        for _ in 0..<2 {
            let descriptor = open(staging + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 { return descriptor }
            guard errno == ENOENT else { throw FileError(.write, path + "/" + file) }
            if mkdir(staging, 0o755) != 0, errno != EEXIST { throw FileError(.create, staging) }
        }
        throw FileError(.create, staging, code: ENOENT)
    }

    private func clearStaging() throws(FileError) {
        var status = stat()
        guard lstat(staging, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for entry in try listDirectory(staging) where unlink(staging + "/" + entry.name) != 0 {
                throw FileError(.remove, staging + "/" + entry.name)
            }
            guard rmdir(staging) == 0 else { throw FileError(.remove, staging) }
        } else if unlink(staging) != 0 {
            throw FileError(.remove, staging)
        }
    }

    // MARK: What stands in the way

    /// A file that no build made is not overwritten.
    private func checkPlace(of file: String) throws(FileError) {
        let target = path + "/" + file
        var status = stat()
        guard lstat(target, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw FileError(.write, target)
        }
        if file == Manifest.fileName || former.contains(file) { return }
        if status.st_mode & S_IFMT == S_IFDIR, former.holdsFiles(in: file) { return }
        throw FileError(.write, target, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EEXIST)
    }

    /// A symbolic link among the folders above a file could lead anywhere, and a file is no folder.
    private func checkFolders(of files: [OutputFile]) throws(FileError) {
        var checked: Set<Substring> = []
        for file in files {
            for folder in foldersAbove(file.path) where checked.insert(folder).inserted {
                let current = path + "/" + folder
                var status = stat()
                guard lstat(current, &status) == 0 else { break }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: continue
                case S_IFLNK: throw FileError(.create, current, code: ELOOP)
                default:
                    if !former.contains(String(folder)) { throw FileError(.create, current, code: EEXIST) }
                }
            }
        }
    }

    // MARK: Moving

    private func moveIntoPlace(_ outcomes: [Outcome]) throws(FileError) -> OutputSummary {
        let manifest = Manifest(entries: outcomes.map { .init(path: $0.path, size: $0.size) })
        let after = try stage(manifest.bytes, as: Manifest.fileName, "manifest")
        // Should the program be killed half-way, the next build must know the new files as well as the former ones.
        let during =
            outcomes.contains { !former.contains($0.path) }
            ? try stage(former.union(manifest).bytes, as: Manifest.fileName, "manifest-during") : nil
        var moves = Moves(folder: path, aside: staging)
        var summary = OutputSummary()
        do throws(FileError) {
            if let staged = during?.staged { try moves.replace(Manifest.fileName, by: staged) }
            for file in former.paths where !manifest.contains(file) {
                if try moves.remove(file) { summary.removed += 1 }
            }
            for outcome in outcomes {
                guard let staged = outcome.staged else {
                    summary.unchanged += 1
                    continue
                }
                try moves.replace(outcome.path, by: staged)
                summary.written += 1
            }
            if let staged = after.staged { try moves.replace(Manifest.fileName, by: staged) }
            return summary
        } catch {
            moves.takeBack()
            throw error
        }
    }
}

/// Holds a folder for this process; closing the descriptor lets it go.
private func lockFolder(_ path: String) throws(FileError) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.open, path) }
    // A file system without locks is no reason not to build.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
        close(descriptor)
        throw FileError(.write, path, code: EWOULDBLOCK)
    }
    return descriptor
}

/// The folders above a relative path, the outermost first: `2022` and `2022/721001`.
func foldersAbove(_ path: String) -> [Substring] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { path[..<$0] }
}
