import Basics
import Glibc

/// Moves of files in a folder that can be taken back as long as the folder set aside for them stands.
struct Moves {
    /// The folder that the moves are in.
    private let folder: String
    /// A folder on the same file system for what is replaced and removed.
    private let aside: String
    private var done: [Step] = []

    private enum Step {
        case madeFolder(String)
        case removedFolder(String)
        /// A file was put in place; what stood there before lies in `former`, nil when nothing did.
        case put(String, former: String?)
        case removed(String, former: String)
    }

    init(folder: String, aside: String) {
        self.folder = folder
        self.aside = aside
    }

    /// Puts a staged file in the place of a path relative to the folder, and makes the folders above it.
    mutating func replace(_ path: String, by staged: String) throws(FileError) {
        let target = folder + "/" + path
        for parent in foldersAbove(path) { try makeFolder(folder + "/" + parent) }
        let former = aside + "/former-\(done.count)"
        let present = kind(of: target)
        if present == S_IFDIR { throw FileError(.write, target, code: EISDIR) }
        // A second name keeps the former file while the new one takes its place in one step; where the file system
        // has no second names, the former file steps aside for a moment.
        if present != nil, link(target, former) != 0, rename(target, former) != 0 { throw FileError(.write, target) }
        done.append(.put(target, former: present == nil ? nil : former))
        guard rename(staged, target) == 0 else { throw FileError(.write, target) }
    }

    /// Removes a file, and the folders above it that are empty then.
    ///
    /// - Returns: false when it is gone already, or something that no build made stands in its place.
    mutating func remove(_ path: String) throws(FileError) -> Bool {
        let target = folder + "/" + path
        guard foldersAbove(path).allSatisfy({ kind(of: folder + "/" + $0) == S_IFDIR }) else { return false }
        guard let kind = kind(of: target), kind == S_IFREG || kind == S_IFLNK else { return false }
        if mkdir(aside, 0o755) != 0, errno != EEXIST { throw FileError(.create, aside) }
        let former = aside + "/former-\(done.count)"
        guard rename(target, former) == 0 else { throw FileError(.remove, target) }
        done.append(.removed(target, former: former))
        for parent in foldersAbove(path).reversed() {
            guard rmdir(folder + "/" + parent) == 0 else { break }
            done.append(.removedFolder(folder + "/" + parent))
        }
        return true
    }

    /// Takes all moves back, the last one first. What fails on the way is passed over: there is no better way left.
    mutating func takeBack() {
        for step in done.reversed() {
            switch step {
            case .madeFolder(let path): rmdir(path)
            case .removedFolder(let path): mkdir(path, 0o755)
            case .put(let target, let former?), .removed(let target, let former): rename(former, target)
            case .put(let target, nil): unlink(target)
            }
        }
        done = []
    }

    private mutating func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o755) == 0 {
            done.append(.madeFolder(path))
        } else if errno != EEXIST {
            throw FileError(.create, path)
        } else if let kind = kind(of: path), kind != S_IFDIR {
            throw FileError(.create, path, code: kind == S_IFLNK ? ELOOP : EEXIST)
        }
    }
}

/// The kind of what stands at a path itself (`S_IFREG` and its like); nil when nothing does.
private func kind(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
}
