import Basics
import Glibc
import Pages

/// The size in bytes of a plain file at a path that holds exactly what some pieces make; nil where none does.
func sizeIfFileHolds(_ pieces: Pieces, at path: String) throws(FileError) -> Int? {
    guard let file = try? openFile(path) else { return nil }
    defer { close(file.descriptor) }
    var size = 0
    for index in 0..<pieces.count {
        let piece = try pieces[index]
        guard size + piece.count <= file.size, holds(file.descriptor, piece, at: size) else { return nil }
        size += piece.count
    }
    return size == file.size ? size : nil
}

/// Whether a file holds some bytes at an offset.
private func holds(_ descriptor: Int32, _ bytes: [UInt8], at offset: Int) -> Bool {
    var found = [UInt8](repeating: 0, count: bytes.count)
    var count = 0
    while count < bytes.count {
        let got = found.withUnsafeMutableBytes { buffer in
            pread(descriptor, buffer.baseAddress.map { $0 + count }, bytes.count - count, off_t(offset + count))
        }
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { return false }
        count += got
    }
    return found == bytes
}
