import Glibc

/// The outside world failed: a file could not be read, written, listed or removed.
public struct FileError: Error, Sendable, Hashable {
    public enum Operation: String, Sendable {
        case open = "打开"
        case read = "读取"
        case write = "写入"
        case list = "列出"
        case create = "创建"
        case rename = "改名"
        case remove = "删除"
    }

    public var operation: Operation
    public var path: String
    /// The system's error number, as in `errno`.
    public var code: Int32
    /// What to do about it, where that is more than to mend what the message names; nil where it is not.
    public var help: String?
    /// What failed beside this, where several files were worked on at once.
    public var others: [FileError] = []

    /// The code of a file over the limit that the reader set.
    public static let tooLarge = EFBIG
    /// The code of a list of files that the program cannot read as what it wrote.
    public static let unreadableList = EBADMSG
    /// The code of a symbolic link whose target is gone.
    public static let danglingLink = ENOLINK
    /// The code of a file that was written to while it was being read.
    public static let changing = ESTALE

    public init(_ operation: Operation, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// One failure out of several, the first one first; nil when there is none.
    public init?(all failures: [FileError]) {
        guard let first = failures.first else { return nil }
        self = first
        others += failures.dropFirst()
    }

    /// This failure and those beside it.
    public var all: [FileError] { [self] + others }

    /// What happened and what to do about it, in the author's words; of this failure alone.
    public var message: String {
        let reason =
            switch code {
            case ENOENT where path.unicodeScalars.contains("\u{FFFD}"): "文件名不是 UTF-8 编码；请给文件改名后重试"
            case ENOENT where operation == .create: "上级文件夹不存在；请先建好它，或换一个位置"
            case ENOENT: "文件或文件夹不存在"
            case EACCES, EPERM: "没有权限；请检查文件夹的读写权限"
            case ENOSPC, EDQUOT: "磁盘已满；请腾出空间后重试"
            case EROFS: "磁盘是只读的；请换一个可写的位置"
            case ENOTDIR: "路径中有一段不是文件夹"
            case EISDIR: "它是文件夹，不是文件"
            case ELOOP: "路径中有符号链接，为安全起见不跟随"
            case EFBIG: "文件太大"
            case EEXIST: "这里已有不是生成出来的文件，不覆盖它；请把它移走，或换一个输出文件夹"
            case EBADMSG:
                "它不是完整的生成清单（空的、残缺的，或者是别的文件），认不出哪些文件是以前生成的，所以什么也没有动；"
                    + "请从备份或版本库恢复它；恢复不了的，把整个文件夹改名移走再生成，或换一个输出文件夹"
            case EINVAL where operation == .read, ENXIO: "它不是普通文件"
            case EWOULDBLOCK: "另一个 gongkai 正在写这个文件夹；请等它结束后重试"
            case ENOLINK: "它是符号链接，指向的文件夹已经不在了；请恢复那个文件夹，或改正链接"
            case ESTALE: "读取的时候它又被改写了；请等写完后重试"
            case EIO: "磁盘读写出错；请检查磁盘"
            case EMFILE, ENFILE: "打开的文件太多；请稍后重试"
            case ENAMETOOLONG: "文件名太长"
            default: String(cString: strerror(code))
            }
        return "无法\(operation.rawValue) \(path)：\(reason)"
    }
}

/// Reads a whole file.
///
/// - Parameter limit: the largest size taken, in bytes; a larger file throws `EFBIG` without being read.
public func readFile(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(.open, path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(.read, path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileError(.read, path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size <= limit else { throw FileError(.read, path, code: EFBIG) }
    let size = Int(status.st_size)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
            let got = read(descriptor, buffer.baseAddress! + count, size - count)
            if got < 0 && errno == EINTR { continue }
            if got < 0 { failure = errno }
            if got <= 0 { break }
            count += got
        }
    }
    guard failure == 0 else { throw FileError(.read, path, code: failure) }
    return bytes
}

/// Writes all bytes to an open file descriptor. `path` is for the message only.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
        var offset = 0
        while offset < buffer.count {
            let written = write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
            if written < 0 && errno == EINTR { continue }
            if written <= 0 {
                failure = written < 0 ? errno : ENOSPC
                return
            }
            offset += written
        }
    }
    guard failure == 0 else { throw FileError(.write, path, code: failure) }
}

/// One name in a directory.
public struct DirectoryEntry: Sendable, Hashable {
    public enum Kind: Sendable { case file, directory, symbolicLink, other }

    public var name: String
    public var kind: Kind
}

/// Lists a directory, sorted by the bytes of the names, without `.` and `..`.
public func listDirectory(_ path: String) throws(FileError) -> [DirectoryEntry] {
    guard let stream = opendir(path) else { throw FileError(.list, path) }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    errno = 0
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        entries.append(DirectoryEntry(name: name, kind: kind(of: entry.pointee.d_type, path + "/" + name)))
        errno = 0
    }
    guard errno == 0 else { throw FileError(.list, path) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}

private func kind(of type: UInt8, _ path: String) -> DirectoryEntry.Kind {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .directory
    case Int(DT_LNK): return .symbolicLink
    case Int(DT_UNKNOWN):
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        case S_IFLNK: return .symbolicLink
        default: return .other
        }
    default: return .other
    }
}

/// Whether anything stands at a path; symbolic links are followed.
public func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }
