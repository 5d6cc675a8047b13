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
/// every one of them lies there whole are they moved into place. A full disk or a fault in between leaves the folder
/// as it was. Files that no build made are neither overwritten nor removed.
struct OutputFolder: Sendable {
    let path: String
    private let former: Manifest

    private static let stagingName = ".gongkai-staging"

    private var staging: String { path + "/" + Self.stagingName }

    init(path: String) throws(FileError) {
        self.path = path
        try makeDirectory(path)
        former = try Manifest(readFrom: path)
    }

    /// What became of one file on the way.
    private struct Outcome: Sendable {
        var path: String
        var size: Int
        /// The name in the staging folder; nil when the file stands already.
        var staged: String?
    }

    /// - Parameter root: the site's root, which the paths of files to be copied are relative to.
    func write(_ files: [OutputFile], root: String) async throws(FileError) -> OutputSummary {
        try clearStaging()
        try makeDirectory(staging)
        do throws(FileError) {
            let outcomes = try await stage(files, root: root)
            let manifest = Manifest(entries: outcomes.map { .init(path: $0.path, size: $0.size) })
            let manifestOutcome = try stage(manifest.bytes, as: Manifest.fileName, name: "manifest")
            var summary = try moveIntoPlace(outcomes + [manifestOutcome])
            summary.removed = try removeFormer(except: Set(files.map(\.path)))
            try clearStaging()
            return summary
        } catch {
            // The first failure is the one to tell of; what is left in the staging folder goes with the next build.
            try? clearStaging()
            throw error
        }
    }

    private func stage(_ files: [OutputFile], root: String) async throws(FileError) -> [Outcome] {
        let numbered = Array(files.enumerated().map { (number: $0, file: $1) })
        let results = await concurrentMap(numbered) { item -> Result<Outcome, FileError> in
            do throws(FileError) {
                let bytes: [UInt8] =
                    switch item.file.source {
                    case .rendered(let render): render()
                    case .bytes(let bytes): bytes
                    case .file(let source): try readFile(root + "/" + source)
                    }
                return .success(try stage(bytes, as: item.file.path, name: "\(item.number)"))
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
    private func stage(_ bytes: [UInt8], as file: String, name: String) throws(FileError) -> Outcome {
        let target = path + "/" + file
        if fileHolds(bytes, at: target) { return Outcome(path: file, size: bytes.count, staged: nil) }
        if file != Manifest.fileName, !former.contains(file), isOccupied(target) {
            throw FileError(.write, target, code: EEXIST)
        }
        let stagedPath = staging + "/" + name
        let descriptor = open(stagedPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.write, target) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: target)
        return Outcome(path: file, size: bytes.count, staged: stagedPath)
    }

    private func moveIntoPlace(_ outcomes: [Outcome]) throws(FileError) -> OutputSummary {
        var summary = OutputSummary()
        var made: Set<Substring> = []
        for outcome in outcomes {
            let isManifest = outcome.path == Manifest.fileName
            guard let staged = outcome.staged else {
                summary.unchanged += isManifest ? 0 : 1
                continue
            }
            let parent = outcome.path[..<(outcome.path.lastIndex(of: "/") ?? outcome.path.startIndex)]
            if !parent.isEmpty, made.insert(parent).inserted { try makeDirectories(parent) }
            guard rename(staged, path + "/" + outcome.path) == 0 else {
                throw FileError(.rename, path + "/" + outcome.path)
            }
            summary.written += isManifest ? 0 : 1
        }
        return summary
    }

    /// Removes what the former build made and this one does not, and folders that are empty then.
    private func removeFormer(except kept: Set<String>) throws(FileError) -> Int {
        var removed = 0
        for file in former.paths where !kept.contains(file) {
            guard try hasOnlyFolders(above: file) else { continue }
            if unlink(path + "/" + file) == 0 {
                removed += 1
            } else if errno != ENOENT && errno != ENOTDIR {
                throw FileError(.remove, path + "/" + file)
            }
            var parent = file[...]
            while let slash = parent.lastIndex(of: "/") {
                parent = parent[..<slash]
                guard rmdir(path + "/" + parent) == 0 else { break }
            }
        }
        return removed
    }

    // MARK: Folders

    /// Makes the folders of a relative path; a symbolic link among them is refused, for it could lead anywhere.
    private func makeDirectories(_ relative: Substring) throws(FileError) {
        var current = path
        for part in relative.split(separator: "/") {
            current += "/" + part
            try makeDirectory(current, followingLinks: false)
        }
    }

    /// Whether all folders above a file are real ones; with a symbolic link among them it is not the build's file.
    private func hasOnlyFolders(above file: String) throws(FileError) -> Bool {
        var current = path
        for part in file.split(separator: "/").dropLast() {
            current += "/" + part
            var status = stat()
            guard lstat(current, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
        }
        return true
    }

    private func clearStaging() throws(FileError) {
        guard fileExists(staging) else { return }
        for entry in try listDirectory(staging) {
            guard unlink(staging + "/" + entry.name) == 0 else { throw FileError(.remove, staging + "/" + entry.name) }
        }
        guard rmdir(staging) == 0 else { throw FileError(.remove, staging) }
    }
}

/// Makes a folder unless there is one.
private func makeDirectory(_ path: String, followingLinks: Bool = true) throws(FileError) {
    if mkdir(path, 0o755) == 0 { return }
    guard errno == EEXIST else { throw FileError(.create, path) }
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { throw FileError(.create, path) }
    if status.st_mode & S_IFMT == S_IFLNK { throw FileError(.create, path, code: ELOOP) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileError(.create, path, code: ENOTDIR) }
}

private func isOccupied(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
}

/// Whether a plain file stands at a path and holds exactly these bytes.
private func fileHolds(_ bytes: [UInt8], at path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == bytes.count else {
        return false
    }
    return withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
        var offset = 0
        while offset < bytes.count {
            let got = read(descriptor, buffer.baseAddress, buffer.count)
            guard got > 0, got <= bytes.count - offset else { return false }
            let isEqual = bytes.withUnsafeBytes { memcmp($0.baseAddress! + offset, buffer.baseAddress!, got) == 0 }
            guard isEqual else { return false }
            offset += got
        }
        return true
    }
}
