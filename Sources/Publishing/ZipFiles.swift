import Basics
import Czip
import Digests
import Glibc
import Site

/// The files of a copy that is packed in an archive. Nothing is unpacked to the disk, so no name in it can do harm.
struct ZipFiles: ~Copyable {
    private let path: String
    private let archive: OpaquePointer

    /// The most entries that are looked at.
    private static let entryLimit = 4_000_000

    init(_ path: String) throws(PublishError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .file(FileError(.open, path)) }
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            if code == ZIP_ER_OPEN || code == ZIP_ER_READ { throw .file(FileError(.open, path)) }
            throw .refused("\(path) 不是完整的 zip 文件")
        }
        guard zip_get_num_entries(archive, 0) <= Self.entryLimit else {
            zip_discard(archive)
            throw .refused("\(path) 里的文件太多")
        }
        self.path = path
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    /// The manifest; nil when there is none.
    func manifest() -> Manifest? {
        file(Manifest.fileName, limit: Manifest.sizeLimit).flatMap { Manifest($0) }
    }

    /// The bytes of an entry; nil when there is none, or it is damaged or over the limit.
    func file(_ name: String, limit: Int) -> [UInt8]? {
        let index = zip_name_locate(archive, name, 0)
        guard index >= 0 else { return nil }
        var bytes: [UInt8] = []
        return read(UInt64(index), limit: limit) { bytes += $0 } ? bytes : nil
    }

    /// Compares all files with a manifest.
    func check(_ manifest: Manifest) throws(PublishError) -> SiteComparison {
        var comparison = SiteComparison()
        var seen: Set<String> = []
        for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
            var status = zip_stat_t()
            zip_stat_init(&status)
            guard zip_stat_index(archive, index, UInt32(ZIP_FL_ENC_RAW), &status) == 0, let raw = status.name else {
                throw .refused("\(path) 的目录损坏")
            }
            let name = String(cString: raw)
            if name == Manifest.fileName || name.hasSuffix("/") { continue }
            guard let entry = manifest.entry(name) else {
                comparison.add(.foreign, name)
                continue
            }
            if !seen.insert(name).inserted {
                comparison.add(.foreign, name)
                continue
            }
            var digest = SHA256Stream()
            let isReadable = read(index, limit: entry.size) { digest.add($0) }
            if digest.finish() != entry.digest || !isReadable { comparison.add(.altered, name) }
        }
        for entry in manifest.entries where !seen.contains(entry.path) { comparison.add(.missing, entry.path) }
        comparison.sort()
        return comparison
    }

    /// Hands over an entry's bytes piece by piece; false when it is damaged or larger than the limit.
    private func read(_ index: UInt64, limit: Int, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
        guard let file = zip_fopen_index(archive, index, 0) else { return false }
        defer { zip_fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        while true {
            let count = Int(zip_fread(file, &buffer, UInt64(buffer.count)))
            if count < 0 { return false }
            if count == 0 { return true }
            total += count
            if total > limit { return false }
            take(buffer[..<count])
        }
    }
}
