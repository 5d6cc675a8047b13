import Cdeflate
import Czlib

/// A part of a deflated stream that begins without memory of what came before it, so that parts can be put together
/// in any order, and the rows of a unit be compressed once for its own workbook, the year's and the site's.
struct DeflatedPart: Sendable {
    var bytes: [UInt8]
    /// CRC-32 of what was deflated.
    var checksum: UInt
    /// The number of bytes that were deflated.
    var size: Int
}

/// A whole deflated stream.
struct DeflatedFile: Sendable {
    /// The stream's bytes, in pieces that follow one another.
    var pieces: [[UInt8]]
    /// CRC-32 of what was deflated.
    var checksum: UInt
    /// The number of bytes that were deflated.
    var size: Int

    /// The stream that some parts make in their order.
    init(of parts: [DeflatedPart]) {
        // The end of a stream: an empty block that says so.
        pieces = parts.map(\.bytes) + [[0x03, 0x00]]
        checksum = parts.reduce(0) { UInt(crc32_combine(uLong($0), uLong($1.checksum), $1.size)) }
        size = parts.reduce(0) { $0 + $1.size }
    }

    fileprivate init(_ stream: [UInt8], checksum: UInt, size: Int) {
        (pieces, self.checksum, self.size) = ([stream], checksum, size)
    }
}

/// Deflates bytes: parts of a stream through zlib, whole streams through libdeflate, which takes 40% of the time and
/// cannot make parts. What either makes depends on no feature of the processor.
final class Deflater {
    private var stream = z_stream()
    private let compressor: OpaquePointer
    /// What is deflated into, kept for the next.
    private var room: [UInt8] = []

    init() {
        // 15 bits of window without zlib's own frame. Level 3 takes 40% of the time of the usual 6 and is 17% larger.
        let code = deflateInit2_(
            &stream, 3, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        // Its level 1 makes of forms as much as zlib's 3.
        guard code == Z_OK, let compressor = libdeflate_alloc_compressor(1) else {
            preconditionFailure("zlib or libdeflate has no memory")
        }
        self.compressor = compressor
    }

    deinit {
        deflateEnd(&stream)
        libdeflate_free_compressor(compressor)
    }

    /// A part of a stream; it ends at the edge of a byte and is not the last.
    func part(_ bytes: [UInt8]) -> DeflatedPart {
        guard !bytes.isEmpty else { return DeflatedPart(bytes: [], checksum: 0, size: 0) }
        deflateReset(&stream)
        // Room for the worst case, and for the mark that a full flush leaves.
        let most = Int(deflateBound(&stream, uLong(bytes.count))) + 16
        makeRoom(most)
        let deflated = bytes.withUnsafeBufferPointer { source in
            room.withUnsafeMutableBufferPointer { target in
                // zlib's own headers do not say that it only reads there.
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(most)
                let code = deflate(&stream, Z_FULL_FLUSH)
                precondition(code == Z_OK && stream.avail_in == 0, "zlib could not deflate")
                return Array(target[..<(most - Int(stream.avail_out))])
            }
        }
        return DeflatedPart(bytes: deflated, checksum: checksum(of: bytes), size: bytes.count)
    }

    /// A stream of its own.
    func file(_ bytes: [UInt8]) -> DeflatedFile {
        makeRoom(libdeflate_deflate_compress_bound(compressor, bytes.count))
        let count = libdeflate_deflate_compress(compressor, bytes, bytes.count, &room, room.count)
        precondition(count > 0, "libdeflate could not deflate")
        return DeflatedFile(Array(room[..<count]), checksum: checksum(of: bytes), size: bytes.count)
    }

    private func makeRoom(_ size: Int) {
        if room.count < size { room = [UInt8](repeating: 0, count: size) }
    }

    /// CRC-32.
    private func checksum(of bytes: [UInt8]) -> UInt { UInt(libdeflate_crc32(0, bytes, bytes.count)) }
}
