import Basics
import Digests
import Glibc
import Site

/// The files of a copy that lies in a folder.
struct FolderFiles: Sendable {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Compares all files with a manifest.
    func check(_ manifest: Manifest) async throws(FileError) -> SiteComparison {
        let results = await concurrentMap(manifest.entries) { entry -> Result<SiteComparison.Kind?, FileError> in
            do throws(FileError) {
                let file = try openFile(path + "/" + entry.path)
                defer { close(file.descriptor) }
                return .success(try facts(of: file).digest == entry.digest ? nil : .altered)
            } catch {
                switch error.code {
                case ENOENT, ENOTDIR: return .success(.missing)
                // Something else stands in the file's place.
                case ELOOP, EINVAL, ENXIO: return .success(.altered)
                default: return .failure(error)
                }
            }
        }
        var comparison = SiteComparison()
        for (entry, result) in zip(manifest.entries, results) {
            if let kind = try result.get() { comparison.add(kind, entry.path) }
        }
        try addForeign(below: "", manifest, to: &comparison)
        comparison.sort()
        return comparison
    }

    private func addForeign(
        below prefix: String, _ manifest: Manifest, to comparison: inout SiteComparison
    ) throws(FileError) {
        for entry in try listDirectory(path + "/" + prefix) {
            let file = prefix + entry.name
            if entry.kind == .directory {
                try addForeign(below: file + "/", manifest, to: &comparison)
            } else if file != Manifest.fileName, !manifest.contains(file) {
                comparison.add(.foreign, file)
            }
        }
    }
}
