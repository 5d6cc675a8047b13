import Basics
import Cfiles
import Glibc

/// An output folder that is replaced as a whole.
///
/// Beside it, in the program's own folder, a tree is kept: what stood there two builds ago. It is brought up to date —
/// unchanged files are second names (hard links) of those in the output, what differs is written anew — and the two
/// trade places in one step. A program killed at any moment leaves the former site or the new one, and a tree beside it
/// that the next build brings up to date, whatever is in it. Keeping the tree saves making and deleting thousands of
/// names on each build.
struct ExchangedTree: Sendable {
    private let place: OutputPlace.Exchangeable
    /// The output folder as it was asked for.
    private let path: String
    private let tree: LinkedTree

    /// Why trees cannot be exchanged here after all.
    struct Obstacle: Error { var reason: String }

    init(_ place: OutputPlace.Exchangeable, shownAs path: String) {
        self.place = place
        self.path = path
        tree = LinkedTree(path: place.area + "/next", model: path)
    }

    /// - Returns: what was done, or why it cannot be done in this way; the output is then as it was.
    func write(_ files: OutputFiles) async throws(FileError) -> Result<WrittenOutput, Obstacle> {
        let lock = try lockFolder(place.area, shownAs: path)
        defer { close(lock) }
        do throws(FileError) {
            // What a build left that filled the folder and was killed.
            try removeTree(path + "/" + FilledFolder.stagingName)
            try tree.removeLinks(above: files.files.map(\.path))
            let former = try Manifest(readFrom: path)
            let staged = StagedFiles(path: path, former: former) { [tree] _, file in tree.create(file) }
            let outcomes = try await staged.stage(files)
            let manifest = staged.manifest(outcomes, of: files)
            let list = try staged.stage(manifest.bytes, as: Manifest.fileName, outcomes.count)
            var summary = OutputSummary()
            summary.written = outcomes.count { $0.staged != nil }
            summary.unchanged = outcomes.count - summary.written
            let gone = former.paths.filter { !manifest.contains($0) && isFile(path + "/" + $0) }
            summary.removed = gone.count
            let written = WrittenOutput(summary: summary, manifest: manifest)
            if list.staged == nil, summary.written + summary.removed == 0 { return .success(written) }

            let foreign = try ForeignFiles(in: path, besides: former)
            if let blocked = foreign.folder(wantedBy: manifest) {
                throw FileError(.write, path + "/" + blocked, code: EISDIR)
            }
            // The tree holds the list of two builds ago: one that stays as it is comes from the output, like any file.
            let unchanged =
                outcomes.filter { $0.staged == nil }.map(\.path) + (list.staged == nil ? [Manifest.fileName] : [])
            let linkObstacle = try await timed("归位") { () async throws(FileError) in
                try await tree.complete(unchanged, foreign, manifest)
            }
            if let obstacle = linkObstacle {
                try removeTree(tree.path)
                return .failure(Obstacle(reason: obstacle))
            }
            let exchangeObstacle = try await timed("切换") { () async throws(FileError) in
                try exchange(written: (outcomes + [list]).compactMap(\.staged))
            }
            if let obstacle = exchangeObstacle {
                try removeTree(tree.path)
                return .failure(Obstacle(reason: obstacle))
            }
            return .success(written)
        } catch {
            // What was half written may be what fills the disk.
            try? removeTree(tree.path)
            if !place.exists {
                rmdir(place.area)
                if let slash = place.area.utf8.lastIndex(of: UInt8(ascii: "/")) { rmdir(String(place.area[..<slash])) }
            }
            throw error
        }
    }

    private func isFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }

    /// The most files that are waited for one by one; with more of them it is quicker to wait for the file system.
    private static let mostSyncedAlone = 32

    /// Puts the tree in the folder's place: first the bytes, then the names, so that a power cut, too, leaves a whole
    /// site. Where no site stood there is none to lose, and only the list of files is waited for, by which the next
    /// build knows them as its own.
    ///
    /// - Returns: why it cannot be done here.
    private func exchange(written: [String]) throws(FileError) -> String? {
        if !place.exists {
            try sync(tree.path + "/" + Manifest.fileName)
        } else if written.count <= Self.mostSyncedAlone {
            for file in written { try sync(file) }
        } else {
            try sync(tree.path, wholeFileSystem: true)
        }
        let done =
            place.exists
            ? gongkai_exchange(tree.path, place.folder) : gongkai_rename_to_free(tree.path, place.folder)
        if done != 0 {
            switch errno {
            case EBUSY: return "它是一个挂载点"
            case EINVAL, ENOSYS, ENOTSUP, EXDEV: return "这个文件系统不能整体切换文件夹"
            case EACCES, EPERM: return "它的上级文件夹不能写入"
            default: throw FileError(.rename, path)
            }
        }
        return nil
    }

    private func sync(_ file: String, wholeFileSystem: Bool = false) throws(FileError) {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileError(.open, file) }
        defer { close(descriptor) }
        let code = wholeFileSystem ? gongkai_sync_file_system(descriptor) : fsync(descriptor)
        guard code == 0 else { throw FileError(.write, path) }
    }
}
