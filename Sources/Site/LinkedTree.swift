import Basics
import Glibc

/// A tree of files that is put together from another one: what is the same in both has two names.
struct LinkedTree: Sendable {
    let path: String
    /// The tree that it is made after.
    let model: String

    /// Creates a file of the tree, in the place of whatever stands there.
    func create(_ file: String) -> Result<(descriptor: Int32, path: String), FileError> {
        let target = path + "/" + file
        do throws(FileError) {
            for _ in 0..<8 {
                let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
                if descriptor >= 0 { return .success((descriptor, target)) }
                try makeRoom(for: file, failure: FileError(.write, model + "/" + file))
            }
            throw FileError(.write, model + "/" + file, code: EEXIST)
        } catch {
            return .failure(error)
        }
    }

    /// Removes symbolic links in the places of the tree's folders: what is created below one would lie somewhere else.
    func removeLinks(above files: [String]) throws(FileError) {
        var checked: Set<Substring> = []
        var folders: [Substring] = [""]
        for file in files { folders += foldersAbove(file).filter { checked.insert($0).inserted } }
        for folder in folders {
            let place = folder.isEmpty ? path : path + "/" + folder
            var status = stat()
            guard lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { continue }
            guard unlink(place) == 0 else { throw FileError(.remove, place) }
        }
    }

    /// Gives the tree everything that it still lacks, and takes away what does not belong into it.
    ///
    /// - Parameters:
    ///   - unchanged: the files that are the same in the model.
    ///   - foreign: what else the model holds and shall be kept.
    ///   - manifest: all files that shall be there beside the foreign ones.
    /// - Returns: why the tree cannot be made; nil when it is complete.
    func complete(_ unchanged: [String], _ foreign: ForeignFiles, _ manifest: Manifest) async throws(FileError)
        -> String?
    {
        try removeLinks(above: foreign.files + foreign.emptyFolders.map { $0 + "/" })
        let results = await concurrentMap(unchanged + foreign.files, batch: 64) { file -> Result<Void, FileError> in
            do throws(FileError) { return .success(try link(file)) } catch { return .failure(error) }
        }
        for case .failure(let error) in results {
            switch error.code {
            case EPERM, EACCES, EXDEV, EMLINK, ENOTSUP: return "里面的 \(error.path) 不能有第二个名字（硬链接）"
            default: throw error
            }
        }
        for folder in foreign.emptyFolders { try makeFolders(above: folder + "/") }
        let kept = Set(foreign.files.map { ExactPath($0) })
        let folders = Set(foreign.emptyFolders)
        _ = try removeOthers(below: "") { file in
            file == Manifest.fileName || manifest.contains(file) || kept.contains(ExactPath(file))
                || folders.contains(file)
        }
        copyAttributes(of: model, to: path)
        return nil
    }

    /// Gives a file of the model a second name in the tree.
    private func link(_ file: String) throws(FileError) {
        let (original, target) = (model + "/" + file, path + "/" + file)
        var (one, other) = (stat(), stat())
        guard lstat(original, &one) == 0 else { throw FileError(.open, original) }
        if lstat(target, &other) == 0, one.st_ino == other.st_ino, one.st_dev == other.st_dev { return }
        for _ in 0..<8 {
            if Glibc.link(original, target) == 0 { return }
            try makeRoom(for: file, failure: FileError(.write, original))
        }
        throw FileError(.write, original, code: EEXIST)
    }

    /// Mends what kept a file from being made: a folder that is missing, or what stands in its place or its folders'.
    private func makeRoom(for file: String, failure: FileError) throws(FileError) {
        switch failure.code {
        case ENOENT: try makeFolders(above: file)
        case EEXIST, EISDIR, ELOOP: try removeTree(path + "/" + file)
        case ENOTDIR:
            for folder in foldersAbove(file) {
                var status = stat()
                guard lstat(path + "/" + folder, &status) == 0 else { break }
                if status.st_mode & S_IFMT != S_IFDIR { unlink(path + "/" + folder) }
            }
            try makeFolders(above: file)
        default: throw failure
        }
    }

    private func makeFolders(above file: String) throws(FileError) {
        for folder in [""] + foldersAbove(file) {
            let made = folder.isEmpty ? path : path + "/" + folder
            if mkdir(made, 0o755) == 0 {
                if !folder.isEmpty { copyAttributes(of: model + "/" + folder, to: made) }
            } else if errno != EEXIST {
                throw FileError(.create, model + "/" + folder)
            }
        }
    }

    /// A folder that takes another's place may be read by the same people.
    private func copyAttributes(of folder: String, to copy: String) {
        var (one, other) = (stat(), stat())
        guard lstat(folder, &one) == 0, one.st_mode & S_IFMT == S_IFDIR, lstat(copy, &other) == 0 else { return }
        if one.st_uid != other.st_uid || one.st_gid != other.st_gid { _ = chown(copy, one.st_uid, one.st_gid) }
        if one.st_mode != other.st_mode { chmod(copy, one.st_mode & 0o7777) }
    }

    /// Removes all files that are not kept, and the folders that are empty then.
    ///
    /// - Returns: whether nothing is left.
    private func removeOthers(below prefix: String, keeping isKept: (String) -> Bool) throws(FileError) -> Bool {
        var isEmpty = true
        for entry in try listDirectory(path + "/" + prefix) {
            let file = prefix + entry.name
            if entry.kind == .directory {
                let isBare = try removeOthers(below: file + "/", keeping: isKept)
                if isBare, !isKept(file) {
                    guard rmdir(path + "/" + file) == 0 else { throw FileError(.remove, path + "/" + file) }
                } else {
                    isEmpty = false
                }
            } else if isKept(file) {
                isEmpty = false
            } else if unlink(path + "/" + file) != 0 {
                throw FileError(.remove, path + "/" + file)
            }
        }
        return isEmpty
    }
}

/// Removes what stands at a path, with everything below it; symbolic links are not followed.
public func removeTree(_ path: String) throws(FileError) {
    if unlink(path) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw FileError(.remove, path) }
    for entry in try listDirectory(path) { try removeTree(path + "/" + entry.name) }
    guard rmdir(path) == 0 || errno == ENOENT else { throw FileError(.remove, path) }
}
