import Basics
import Digests
import Glibc
import Site

/// What `verify` found of a copy of a site.
public struct Verification: Sendable {
    public let manifest: Manifest
    public let comparison: SiteComparison

    /// Whether the manifest itself is the one that was written.
    public var isManifestWhole: Bool { manifest.isConsistent }

    public var isWhole: Bool { comparison.isEmpty && isManifestWhole }

    /// What may be asked of a web server at most: bytes and seconds for the whole site.
    public struct Limits: Sendable {
        public var size: Int
        public var time: Int

        public init(size: Int, time: Int) { (self.size, self.time) = (size, time) }
    }

    /// Compares a copy with its manifest.
    ///
    /// - Parameter copy: a folder, a folder of releases, a `.zip` or an address that starts with `http`.
    /// - Throws: `PublishError` when it cannot be read, or is no site of this program.
    public init(_ copy: String, limits: Limits) async throws(PublishError) {
        if copy.hasPrefix("http://") || copy.hasPrefix("https://") {
            let files = WebFiles(copy, limits: .init(size: limits.size, time: limits.time))
            manifest = try Self.found(try files.manifest(), in: copy)
            comparison = try files.check(manifest)
            return
        }
        var status = stat()
        guard stat(copy, &status) == 0 else { throw .file(FileError(.open, copy)) }
        if status.st_mode & S_IFMT != S_IFDIR {
            let files = try ZipFiles(copy)
            manifest = try Self.found(files.manifest(), in: copy)
            comparison = try files.check(manifest)
            return
        }
        let isReleases = fileExists(copy + "/current/" + Manifest.fileName) && fileExists(copy + "/releases")
        let folder = isReleases ? copy + "/current" : copy
        let path = folder + "/" + Manifest.fileName
        let bytes =
            fileExists(path)
            ? try publishing { () throws(FileError) in try readFile(path, limit: Manifest.sizeLimit) } : []
        manifest = try Self.found(Manifest(bytes), in: copy)
        do throws(FileError) { comparison = try await FolderFiles(folder).check(manifest) } catch { throw .file(error) }
    }

    private static func found(_ manifest: Manifest?, in copy: String) throws(PublishError) -> Manifest {
        if let manifest { return manifest }
        throw .refused("\(copy) 里没有 manifest.json，或它不是 gongkai 写的清单，无法核对")
    }
}
