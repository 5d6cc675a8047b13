import Basics
import Czlib
import Pages

/// The files of a build, and beside each text a copy that a server sends as it is to who takes gzip.
///
/// The copies depend on the texts alone: their heads hold no name and no time. A build makes them of the files that it
/// has just written or found in place (`StagedFiles`), so that no text is made a second time.
func withCompressedCopies(_ files: [OutputFile]) -> [OutputFile] {
    let taken = Set(files.map(\.path))
    return files
        + files.enumerated().compactMap { number, file in
            guard isText(file.path), !taken.contains(file.path + ".gz") else { return nil }
            let source: Page.Source
            switch file.source {
            case .rendered(let render): source = .rendered { gzipped(render()) }
            case .bytes(let bytes): source = .rendered { gzipped(bytes) }
            case .joint(let files, let address): source = .rendered { gzipped(files.bytes(of: address)) }
            case .file: return nil
            }
            return OutputFile(path: file.path + ".gz", source: source, original: number, inputs: file.inputs)
        }
}

private func isText(_ path: String) -> Bool {
    [".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".txt", ".atom"].contains { path.hasSuffix($0) }
}

private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    let stream = GzipStream()
    return stream.add(bytes[...]) + stream.finish()
}

/// Compresses a text that comes piece by piece into a gzip file, at zlib's default level.
final class GzipStream {
    private var stream = z_stream()
    private var room = [UInt8](repeating: 0, count: 64 << 10)

    init() {
        // A window of 31 bits makes gzip's header, without name or time.
        let code = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib has no memory")
    }

    deinit { deflateEnd(&stream) }

    /// What there is of the gzip file after another piece of the text; often nothing.
    func add(_ piece: ArraySlice<UInt8>) -> [UInt8] { deflated(piece, Z_NO_FLUSH) }

    /// The rest of the gzip file.
    func finish() -> [UInt8] { deflated([], Z_FINISH) }

    private func deflated(_ piece: ArraySlice<UInt8>, _ flush: Int32) -> [UInt8] {
        var result: [UInt8] = []
        piece.withUnsafeBufferPointer { source in
            // zlib's own headers do not say that it only reads there.
            stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.avail_in = UInt32(source.count)
            repeat {
                let made = room.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    let code = deflate(&stream, flush)
                    precondition(code >= 0 || code == Z_BUF_ERROR, "zlib could not deflate")
                    return target.count - Int(stream.avail_out)
                }
                result += room[..<made]
            } while stream.avail_out == 0
        }
        return result
    }
}
