import Basics
import Glibc

/// Writes a new file; one that stands there already is never touched.
func createFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(.create, path) }
    do throws(FileError) {
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: path)
    } catch {
        unlink(path)
        throw error
    }
}

/// Writes a new file below a root, with the folders above it.
///
/// - Parameter path: relative to `root`; no folder of it may be a symbolic link.
func createFile(_ path: String, in root: String, _ bytes: [UInt8]) throws(FileError) {
    try createFolders(above: path, in: root)
    try createFile(root + "/" + path, bytes)
}

func createFolders(above path: String, in root: String) throws(FileError) {
    var current = root
    for part in path.split(separator: "/").dropLast() {
        current += "/" + part
        var status = stat()
        if lstat(current, &status) != 0 {
            guard mkdir(current, 0o755) == 0 || errno == EEXIST else { throw FileError(.create, current) }
        } else if status.st_mode & S_IFMT != S_IFDIR {
            throw FileError(.create, current, code: status.st_mode & S_IFMT == S_IFLNK ? ELOOP : ENOTDIR)
        }
    }
}

/// Writes a file of the program's own below `.gongkai/`, or the report, whether or not one stands there.
func writeOwnFile(_ path: String, in root: String, _ bytes: [UInt8]) throws(FileError) {
    if isFile(root + "/" + path) {
        try replaceFile(path, in: root, with: bytes)
    } else {
        try createFile(path, in: root, bytes)
    }
}

/// Whether a regular file stands at a path.
func isFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Removes a temporary folder of the program's own with all that is in it.
func removeTree(_ folder: String) {
    for entry in (try? listDirectory(folder)) ?? [] {
        let path = folder + "/" + entry.name
        if entry.kind == .directory { removeTree(path) } else { unlink(path) }
    }
    rmdir(folder)
}

/// Makes a folder, with those above it, where it does not stand.
func createFolder(_ path: String) throws(FileError) {
    var current = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        current += "/" + part
        guard mkdir(current, 0o755) == 0 || errno == EEXIST else { throw FileError(.create, path) }
    }
}
