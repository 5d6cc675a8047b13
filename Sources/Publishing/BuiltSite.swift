import Basics
import Digests
import Glibc
import Site

/// A site in the folder that it was built into, on its way out.
public struct BuiltSite: Sendable {
    /// The output folder. What no build made in it is not published.
    public let folder: String
    public let manifest: Manifest
    /// The digest of the whole.
    public let digest: SHA256
    /// The manifest as it lies there.
    let manifestBytes: [UInt8]

    /// Reads what a build left.
    public init(folder: String) throws(PublishError) {
        self.folder = folder
        let path = folder + "/" + Manifest.fileName
        manifestBytes = try publishing { () throws(FileError) in try readFile(path, limit: Manifest.sizeLimit) }
        guard let manifest = Manifest(manifestBytes), manifest.isConsistent, let digest = manifest.digest else {
            throw .refused("\(path) 不是刚生成的清单；请重新运行 build")
        }
        (self.manifest, self.digest) = (manifest, digest)
    }

    /// The name of its release: enough of the digest that no two sites share it.
    var releaseName: String { String(digest.hexadecimal.prefix(16)) }

    /// Copies a file, and makes sure that the copy is what the manifest says.
    ///
    /// - Throws: `FileError.changing` when the output was changed after the build.
    func copy(_ entry: Manifest.Entry, to target: String) throws(FileError) {
        let original = try openFile(folder + "/" + entry.path)
        defer { close(original.descriptor) }
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(.create, target) }
        defer { close(descriptor) }
        // Readers are other users than the one who publishes, whatever the umask.
        guard fchmod(descriptor, 0o644) == 0 else { throw FileError(.write, target) }
        let facts = try Site.copy(original, to: descriptor, path: target)
        guard facts.digest == entry.digest else { throw FileError(.read, original.path, code: FileError.changing) }
    }
}
