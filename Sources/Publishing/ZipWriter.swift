import Basics
import Czip
import Digests
import Glibc
import Site

/// Packs a site into one archive whose bytes depend on the site alone: entries by path, one fixed time, fixed rights, no
/// owner, whatever the machine's clock, time zone, umask and language.
enum ZipWriter {
    /// 1980-01-01 00:00, the first moment that the format knows.
    private static let date: UInt16 = 0x0021
    /// A plain file that all may read and its owner may write, as Unix notes it in the upper half.
    private static let attributes: UInt32 = (0o100644) << 16

    /// Writes the archive beside its place, compares what lies there with the manifest, and puts it in its place.
    ///
    /// - Throws: `PublishError`; what stood there before is then as it was.
    static func write(_ site: BuiltSite, to path: String) async throws(PublishError) {
        removeRemains(of: path)
        let temporary = path + ".\(getpid()).tmp"
        do throws(PublishError) {
            unlink(temporary)
            try pack(site, into: temporary, shownAs: path)
            guard try ZipFiles(temporary).check(site.manifest).isEmpty else {
                throw .file(FileError(.read, site.folder, code: FileError.changing))
            }
            try publishing { () throws(FileError) in try settle(temporary, as: path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func pack(_ site: BuiltSite, into file: String, shownAs path: String) throws(PublishError) {
        var code: Int32 = 0
        guard let archive = zip_open(file, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw .file(FileError(.create, path, code: code == ZIP_ER_OPEN ? errno : EIO))
        }
        let names = ([Manifest.fileName] + site.manifest.entries.map(\.path))
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names {
            guard let source = zip_source_file(archive, site.folder + "/" + name, 0, -1) else { return fail(archive) }
            let index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8)
            guard index >= 0 else {
                zip_source_free(source)
                zip_discard(archive)
                throw .file(FileError(.write, path, code: EIO))
            }
            let number = UInt64(index)
            zip_file_set_dostime(archive, number, 0, date, 0)
            zip_file_set_external_attributes(archive, number, 0, UInt8(ZIP_OPSYS_UNIX), attributes)
            zip_set_file_compression(archive, number, ZIP_CM_DEFLATE, 9)
        }
        guard zip_close(archive) == 0 else {
            let system = zip_error_code_system(zip_get_error(archive))
            zip_discard(archive)
            throw .file(FileError(.write, path, code: system == 0 ? EIO : system))
        }
    }

    private static func fail(_ archive: OpaquePointer) {
        zip_discard(archive)
        preconditionFailure("libzip could not make a source")
    }

    /// Removes what publications that were killed have left beside an archive: `a.zip.123.tmp`, and libzip's own
    /// `a.zip.123.tmp.x8Yz1q`.
    private static func removeRemains(of path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let folder = path.dropLast(name.count)
        for entry in (try? listDirectory(folder.isEmpty ? "." : String(folder))) ?? [] where entry.kind == .file {
            guard entry.name.hasPrefix(name + ".") else { continue }
            let rest = entry.name.dropFirst(name.count + 1).split(separator: ".")
            guard rest.count > 1, rest[1] == "tmp", let process = Int32(rest[0]), kill(process, 0) != 0, errno == ESRCH
            else { continue }
            unlink(folder + entry.name)
        }
    }

    private static func settle(_ temporary: String, as path: String) throws(FileError) {
        let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, temporary) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(.write, temporary) }
        guard rename(temporary, path) == 0 else { throw FileError(.rename, path) }
    }
}
