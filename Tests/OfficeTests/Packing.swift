import Czip
import Glibc
import Testing

/// A file to put into an archive.
struct Packed {
    var name: String
    var content: [UInt8]
    var password: String?

    init(_ name: String, _ text: String, password: String? = nil) {
        self.init(name, Array(text.utf8), password: password)
    }

    init(_ name: String, _ content: [UInt8], password: String? = nil) {
        self.name = name
        self.content = content
        self.password = password
    }
}

/// The bytes of a ZIP archive, as libzip writes it.
func zip(_ files: [Packed], stored: Bool = false) throws -> [UInt8] {
    var template = Array("/tmp/gongkai-office-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    close(descriptor)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { unlink(path) }
    let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil))
    for file in files {
        let copy = try #require(malloc(max(file.content.count, 1)))
        file.content.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { copy.copyMemory(from: base, byteCount: bytes.count) }
        }
        let source = try #require(zip_source_buffer(archive, copy, UInt64(file.content.count), 1))
        let index = zip_file_add(archive, file.name, source, UInt32(ZIP_FL_ENC_UTF_8))
        try #require(index >= 0)
        zip_set_file_compression(archive, UInt64(index), stored ? Int32(ZIP_CM_STORE) : Int32(ZIP_CM_DEFLATE), 9)
        if let password = file.password {
            zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_AES_256), password)
        }
    }
    try #require(zip_close(archive) == 0)
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let got = fread(&piece, 1, piece.count, file), got > 0 { bytes += piece[..<got] }
    return bytes
}
