import Glibc

/// Replaces a file's bytes at once: another program sees the old file or the new one, and never a part.
///
/// The new bytes are written beside the file under a hidden name, with the file's mode, and renamed over it.
/// - Parameters:
///   - path: the file, relative to `root`; no part of it may be a symbolic link.
///   - root: a folder that is trusted.
/// - Throws: `FileError`; the file is then as it was. `ELOOP` where a symbolic link stands.
public func replaceFile(_ path: String, in root: String, with bytes: [UInt8]) throws(FileError) {
    var current = root
    var status = stat()
    for part in path.split(separator: "/") {
        current += "/" + part
        guard lstat(current, &status) == 0 else { throw FileError(.open, current) }
        if status.st_mode & S_IFMT == S_IFLNK { throw FileError(.write, current, code: ELOOP) }
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(.write, current, code: EISDIR) }
    // The new file needs the folder only; a file that may not be written is left alone all the same.
    guard access(current, W_OK) == 0 else { throw FileError(.write, current) }
    let slash = current.utf8.lastIndex(of: UInt8(ascii: "/")) ?? current.startIndex
    let temporary = current[...slash] + ".gongkai-\(getpid()).tmp"
    let descriptor = open(String(temporary), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(.create, String(temporary)) }
    do throws(FileError) {
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: current)
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0, fsync(descriptor) == 0 else {
            throw FileError(.write, current)
        }
    } catch {
        unlink(String(temporary))
        throw error
    }
    guard rename(String(temporary), current) == 0 else {
        let failure = FileError(.rename, current)
        unlink(String(temporary))
        throw failure
    }
}
