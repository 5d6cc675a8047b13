import Basics
import Digests
import Glibc

/// A plain file, open for reading.
public struct OpenFile {
    public var descriptor: Int32
    public var path: String
    /// In bytes, when it was opened.
    public var size: Int
}

/// Opens a plain file; a symbolic link is not followed. The caller closes the descriptor.
public func openFile(_ path: String) throws(FileError) -> OpenFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(.open, path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw FileError(.read, path, code: EINVAL)
    }
    return OpenFile(descriptor: descriptor, path: path, size: Int(status.st_size))
}

private let chunkSize = 64 << 10

/// Whether a plain file stands at a path and holds exactly these bytes.
public func fileHolds(_ bytes: [UInt8], at path: String) -> Bool {
    guard let file = try? openFile(path) else { return false }
    defer { close(file.descriptor) }
    return file.size == bytes.count && holds(file, bytes, from: 0)
}

/// Whether a plain file stands at a path and holds these bytes from an offset on, whatever comes after them.
func fileHolds(_ bytes: [UInt8], at path: String, from offset: Int) -> Bool {
    guard let file = try? openFile(path) else { return false }
    defer { close(file.descriptor) }
    return file.size - offset >= bytes.count && holds(file, bytes, from: offset)
}

/// The size of a plain file in bytes; nil when none stands at the path.
func fileSize(at path: String) -> Int? {
    guard let file = try? openFile(path) else { return nil }
    close(file.descriptor)
    return file.size
}

private func holds(_ file: OpenFile, _ bytes: [UInt8], from start: Int) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: chunkSize, alignment: 16) { chunk in
        bytes.withUnsafeBytes { expected in
            var offset = 0
            while offset < expected.count {
                let wanted = UnsafeMutableRawBufferPointer(rebasing: chunk[..<min(chunkSize, expected.count - offset)])
                let got = readSome(file.descriptor, wanted, at: start + offset)
                guard got > 0, areEqual(wanted, UnsafeRawBufferPointer(rebasing: expected[offset...]), got) else {
                    return false
                }
                offset += got
            }
            return true
        }
    }
}

/// Whether a plain file stands at a path and holds the same bytes as another, which may be larger than the memory.
public func fileHolds(_ original: OpenFile, at path: String) -> Bool {
    guard let file = try? openFile(path) else { return false }
    defer { close(file.descriptor) }
    guard file.size == original.size else { return false }
    return withUnsafeTemporaryAllocation(byteCount: 2 * chunkSize, alignment: 16) { buffer in
        let one = UnsafeMutableRawBufferPointer(rebasing: buffer[..<chunkSize])
        let other = UnsafeMutableRawBufferPointer(rebasing: buffer[chunkSize...])
        var offset = 0
        while offset < original.size {
            let got = readSome(original.descriptor, one, at: offset)
            guard got > 0, readSome(file.descriptor, other, at: offset) == got,
                areEqual(one, UnsafeRawBufferPointer(other), got)
            else { return false }
            offset += got
        }
        return true
    }
}

private func areEqual(_ one: UnsafeMutableRawBufferPointer, _ other: UnsafeRawBufferPointer, _ count: Int) -> Bool {
    guard let one = one.baseAddress, let other = other.baseAddress else { return count == 0 }
    return memcmp(one, other, count) == 0
}

/// Copies a file, or so many bytes from its beginning, to an open descriptor. `path` is the copy's, for messages only.
///
/// - Returns: the size and digest of what was copied.
public func copy(
    _ original: OpenFile, upTo size: Int = .max, to descriptor: Int32, path: String
) throws(FileError) -> FileFacts {
    try readThrough(original, upTo: size) { piece throws(FileError) in
        try writeAll(Array(piece), to: descriptor, path: path)
    }
}

/// The size and digest of an open file.
public func facts(of file: OpenFile) throws(FileError) -> FileFacts { try readThrough(file) { _ in } }

/// Reads a file piece by piece, and digests it on the way.
private func readThrough(
    _ file: OpenFile, upTo size: Int = .max, _ take: (ArraySlice<UInt8>) throws(FileError) -> Void
) throws(FileError) -> FileFacts {
    var digest = SHA256Stream()
    var count = 0
    try forEachPiece(of: file, upTo: size) { piece throws(FileError) in
        digest.add(piece)
        count += piece.count
        try take(piece)
    }
    return FileFacts(size: count, digest: digest.finish())
}

/// Reads a file, or so many bytes from its beginning, in pieces of at most a megabyte.
func forEachPiece(
    of file: OpenFile, upTo size: Int = .max, _ take: (ArraySlice<UInt8>) throws(FileError) -> Void
) throws(FileError) {
    var chunk = [UInt8](repeating: 0, count: min(1 << 20, file.size + 1))
    var offset = 0
    while true {
        let got = chunk.withUnsafeMutableBytes { buffer in
            let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, size - offset)])
            return readSome(file.descriptor, wanted, at: offset)
        }
        guard got >= 0 else { throw FileError(.read, file.path) }
        if got == 0 { return }
        try take(chunk[..<got])
        offset += got
    }
}

private func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    while true {
        let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        if got >= 0 || errno != EINTR { return got }
    }
}
