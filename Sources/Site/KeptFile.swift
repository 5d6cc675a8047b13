import Basics
import Digests
import Glibc

/// Files that the program keeps for itself in `.gongkai/`, and that may be deleted at any time. Each ends in the digest of
/// what it holds, so that one that is cut short, changed or foreign is told from what was written.
enum KeptFile {
    private static let digestLength = 64

    /// Where a file of this name stands.
    static func path(_ name: String, root: String) -> String { "\(root)/.gongkai/\(name)" }

    /// A content with its digest behind it.
    static func bytes(of content: [UInt8]) -> [UInt8] { content + Array(SHA256(of: content).hexadecimal.utf8) }

    /// What a file holds; nil for anything that was not written just so.
    static func content(of bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > digestLength, let end = String(validating: bytes.suffix(digestLength), as: UTF8.self)
        else { return nil }
        let content = Array(bytes.dropLast(digestLength))
        return SHA256(hexadecimal: end) == SHA256(of: content) ? content : nil
    }

    /// Writes a file in place of the one that stands there. Where it cannot be written, the next run has more to do, and
    /// that is all.
    static func write(_ bytes: [UInt8], to name: String, root: String) {
        let path = path(name, root: root)
        mkdir(root + "/.gongkai", 0o755)
        let temporary = path + ".\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        let isWritten = (try? writeAll(bytes, to: descriptor, path: path)) != nil
        close(descriptor)
        if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
    }
}
