import Basics
import Digests
import Glibc
import Pages
import Synchronization

/// A file of the output that comes piece by piece.
///
/// As long as the pieces are what stands in its place already they are only compared; from the first difference on the
/// file is written anew.
final class GrowingFile: PieceSink {
    typealias Create = @Sendable () throws(FileError) -> (descriptor: Int32, path: String)

    private let growth: Mutex<Growth>

    /// - Parameters:
    ///   - place: where the file shall stand, and may stand already.
    ///   - create: creates the file to be written.
    init(_ place: String, _ create: @escaping Create) { growth = Mutex(Growth(place: place, create: create)) }

    func add(_ bytes: [UInt8]) throws(FileError) {
        try growth.withLock { growth throws(FileError) in try growth.add(bytes) }
    }

    /// What the file has become, and where it lies; nil when it stands in its place already. Nothing may be added any
    /// more.
    func finish() throws(FileError) -> (facts: FileFacts, staged: String?) {
        try growth.withLock { growth throws(FileError) in try growth.finish() }
    }
}

private struct Growth: ~Copyable {
    private let place: String
    private let create: GrowingFile.Create
    private var size = 0
    private var digest: SHA256Stream? = SHA256Stream()
    /// nil while the file is the same as the one in its place.
    private var staged: String?

    init(place: String, create: @escaping GrowingFile.Create) { (self.place, self.create) = (place, create) }

    mutating func add(_ bytes: [UInt8]) throws(FileError) {
        if staged == nil, !fileHolds(bytes, at: place, from: size) { try beginWriting() }
        if let staged {
            let descriptor = open(staged, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileError(.write, place) }
            defer { close(descriptor) }
            try writeAll(bytes, to: descriptor, path: place)
        }
        digest?.add(bytes[...])
        size += bytes.count
    }

    mutating func finish() throws(FileError) -> (facts: FileFacts, staged: String?) {
        if staged == nil, fileSize(at: place) != size { try beginWriting() }
        guard let digest = digest.take()?.finish() else { preconditionFailure("a file is finished once") }
        return (FileFacts(size: size, digest: digest), staged)
    }

    /// Creates the file, and gives it what was the same so far.
    private mutating func beginWriting() throws(FileError) {
        let created = try create()
        defer { close(created.descriptor) }
        staged = created.path
        if size == 0 { return }
        let former = try openFile(place)
        defer { close(former.descriptor) }
        _ = try copy(former, upTo: size, to: created.descriptor, path: place)
    }
}
