import Czip
import Glibc

/// A ZIP archive in memory, read through libzip within limits.
///
/// Names of entries are looked up and shown; they are never used as paths, so `../../x` is only an odd name.
public struct ZipArchive: ~Copyable {
    /// One file in an archive, as the archive's list states it.
    public struct Entry: Sendable, Hashable {
        /// The entry's position in the list.
        public var index: Int
        /// The name, with `/` between its parts and none before the first (some writers put `\` there).
        public var name: String
        /// Unpacked, in bytes.
        public var size: Int
        /// Packed, in bytes.
        public var packedSize: Int
    }

    public let entries: [Entry]
    private let archive: OpaquePointer
    private let limits: OfficeLimits
    /// How many bytes may still be unpacked.
    var unpackable: Int

    /// Opens an archive and reads its list of entries; nothing is unpacked.
    ///
    /// - Throws: `OfficeError` when the bytes are no ZIP archive, or when the list is over the limits.
    public init(_ bytes: [UInt8], limits: OfficeLimits = OfficeLimits()) throws(OfficeError) {
        (archive, entries) = try openArchive(bytes, limits)
        self.limits = limits
        unpackable = limits.totalSize
    }

    deinit {
        zip_discard(archive)
    }

    /// The first entry of a name; upper and lower case are one, as in Office.
    public func entry(_ name: String) -> Entry? {
        let wanted = name.lowercased()
        return entries.first { $0.name.lowercased() == wanted }
    }

    /// Unpacks an entry of this archive.
    ///
    /// - Throws: `OfficeError` when it is encrypted, damaged, or over the limits.
    public mutating func read(_ entry: Entry) throws(OfficeError) -> [UInt8] {
        guard entry.size <= limits.entrySize else {
            throw .entryTooLarge(part: entry.name, limit: limits.entrySize)
        }
        if entry.size > limits.ratioFreeSize, entry.size / max(entry.packedSize, 1) > limits.ratio {
            throw .bomb(part: entry.name)
        }
        guard entry.size <= unpackable else { throw .totalTooLarge(limit: limits.totalSize) }
        unpackable -= entry.size
        guard let file = zip_fopen_index(archive, UInt64(entry.index), 0) else {
            throw failure(zip_error_code_zip(zip_get_error(archive)), entry.name)
        }
        defer { zip_fclose(file) }
        var code: Int32 = 0
        // One byte more than stated: an entry that goes on after its stated end is damaged, and is not read on.
        let content = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { buffer, count in
            while count < buffer.count, let base = buffer.baseAddress {
                let got = zip_fread(file, base + count, UInt64(buffer.count - count))
                if got < 0 { code = zip_error_code_zip(zip_file_get_error(file)) }
                if got <= 0 { break }
                count += Int(got)
            }
        }
        guard code == 0 else { throw failure(code, entry.name) }
        guard content.count == entry.size else { throw .damaged(part: entry.name) }
        return content
    }
}

private func openArchive(
    _ bytes: [UInt8], _ limits: OfficeLimits
) throws(OfficeError) -> (OpaquePointer, [ZipArchive.Entry]) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.starts(with: [0x50, 0x4B]) else {
        if bytes.starts(with: FileKind.compoundFile), bytes.contains(encryptedPackage) {
            throw .encrypted
        }
        throw .otherContent(FileKind(bytes))
    }
    // libzip frees the copy with the archive.
    guard let copy = malloc(bytes.count) else { preconditionFailure("no memory for \(bytes.count) bytes") }
    bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
        preconditionFailure("libzip could not take a buffer")
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
        zip_source_free(source)
        throw zip_error_code_zip(&error) == ZIP_ER_NOZIP ? .truncated : .damaged(part: nil)
    }
    do throws(OfficeError) {
        let count = Int(zip_get_num_entries(archive, 0))
        guard count <= limits.entryCount else { throw .tooManyEntries(count, limit: limits.entryCount) }
        return (archive, try listed(archive, count))
    } catch {
        zip_discard(archive)
        throw error
    }
}

private func listed(_ archive: OpaquePointer, _ count: Int) throws(OfficeError) -> [ZipArchive.Entry] {
    var entries: [ZipArchive.Entry] = []
    entries.reserveCapacity(count)
    for index in 0..<count {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, UInt64(index), 0, &status) == 0, let name = status.name,
            let size = Int(exactly: status.size), let packed = Int(exactly: status.comp_size)
        else { throw .damaged(part: nil) }
        let parts = String(cString: name).split { $0 == "/" || $0 == "\\" }
        entries.append(.init(index: index, name: parts.joined(separator: "/"), size: size, packedSize: packed))
    }
    return entries
}

/// What libzip's error code means for an entry.
private func failure(_ code: Int32, _ part: String) -> OfficeError {
    switch code {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .encrypted
    case ZIP_ER_COMPNOTSUPP: .unknownPacking(part: part)
    default: .damaged(part: part)
    }
}

/// The name of the stream that Office keeps an encrypted file in, in UTF-16.
private let encryptedPackage: [UInt8] = Array("EncryptedPackage".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] })
