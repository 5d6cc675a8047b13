import Basics
import Czlib
import Glibc
import Pages

/// The files of a build, and beside each text a copy that a server sends as it is to who takes gzip.
///
/// The copies depend on the texts alone: their heads hold no name and no time.
func withCompressedCopies(_ files: [OutputFile]) -> [OutputFile] {
    let taken = Set(files.map(\.path))
    return files
        + files.compactMap { file in
            guard isText(file.path), !taken.contains(file.path + ".gz") else { return nil }
            let source: Page.Source
            switch file.source {
            case .rendered(let render): source = .rendered { gzipped(render()) }
            case .bytes(let bytes): source = .rendered { gzipped(bytes) }
            case .joint(let files, let address): source = .rendered { gzipped(files.bytes(of: address)) }
            case .file: return nil
            }
            return OutputFile(path: file.path + ".gz", source: source, inputs: file.inputs)
        }
}

private func isText(_ path: String) -> Bool {
    [".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt", ".atom"].contains { path.hasSuffix($0) }
}

/// The bytes as a gzip file, at zlib's default level.
private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    // A window of 31 bits makes gzip's header, without name or time.
    let result = deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib could not start, or has no memory")
    defer { deflateEnd(&stream) }
    var input = bytes
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return input.withUnsafeMutableBufferPointer { source in
        [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(bound)
            let code = deflate(&stream, Z_FINISH)
            precondition(code == Z_STREAM_END, "zlib's bound was too small")
            count = bound - Int(stream.avail_out)
        }
    }
}
