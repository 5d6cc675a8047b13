import Basics
import Glibc

/// Where an output folder lies, and whether another folder can take its place in one step.
enum OutputPlace: Sendable {
    case exchangeable(Exchangeable)
    /// It stays where it is, for this reason.
    case fixed(String)

    /// A folder beside which another one can be put together.
    struct Exchangeable: Sendable {
        /// The folder itself, symbolic links resolved. It may not exist yet.
        var folder: String
        /// Whether it exists.
        var exists: Bool
        /// The program's own folder beside it, on the same file system.
        var area: String
    }

    /// Finds the place of an output folder, and makes the program's own folder beside it.
    ///
    /// - Throws: `FileError` when nothing can be written there at all.
    init(_ path: String) throws(FileError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        if !exists {
            guard errno == ENOENT else { throw FileError(.open, path) }
            var link = stat()
            if lstat(path, &link) == 0 { throw FileError(.open, path, code: FileError.danglingLink) }
        } else if status.st_mode & S_IFMT != S_IFDIR {
            throw FileError(.open, path, code: ENOTDIR)
        } else if access(path, W_OK | X_OK) != 0 {
            throw FileError(.write, path)
        }
        guard let folder = exists ? Self.resolved(path) : Self.resolvedParent(path) else {
            throw FileError(.create, path, code: ENOENT)
        }
        guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")), folder.utf8.count > 1 else {
            self = .fixed("它是根目录")
            return
        }
        let parent = String(folder[..<slash])
        let name = String(folder[folder.utf8.index(after: slash)...])
        var above = stat()
        guard stat(parent + "/", &above) == 0 else { throw FileError(.open, parent) }
        if exists, above.st_dev != status.st_dev {
            self = .fixed("它是一个挂载点")
            return
        }
        switch Self.makeArea(parent + "/.gongkai", "output-" + name, on: above.st_dev) {
        case .success(let area): self = .exchangeable(.init(folder: folder, exists: exists, area: area))
        case .failure(let error):
            // A folder that does not exist can be made nowhere else, either.
            if !exists { throw FileError(.create, path, code: error.code) }
            self = .fixed(error.code == EPERM ? "\(error.path) 不是本用户的文件夹" : "它的上级文件夹不能写入")
        }
    }

    private static func makeArea(_ common: String, _ name: String, on device: dev_t) -> Result<String, FileError> {
        let area = common + "/" + name
        for folder in [common, area] {
            if mkdir(folder, folder == area ? 0o700 : 0o755) != 0, errno != EEXIST {
                return .failure(FileError(.create, folder))
            }
            var status = stat()
            guard lstat(folder, &status) == 0 else { return .failure(FileError(.open, folder)) }
            // In a folder that others may write to, it could be theirs, or lead elsewhere.
            guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_dev == device else {
                return .failure(FileError(.create, folder, code: EPERM))
            }
        }
        return .success(area)
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path of what does not exist, with the folder above it resolved.
    private static func resolvedParent(_ path: String) -> String? {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard let parent = resolved(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".") else {
            return nil
        }
        return (parent == "/" ? "" : parent) + "/" + name
    }
}
