import Czlib

/// Compresses shards by Deflate, all with the same texts to refer back to.
///
/// A browser's `DecompressionStream` takes no dictionary, so `prefix` is the dictionary itself compressed, without an
/// end: it and a shard's bytes behind it are one stream, of which the reader drops the dictionary again.
struct Compressor: Sendable {
    /// At most 32 KB; empty for a small site.
    let dictionary: [UInt8]
    let prefix: [UInt8]

    private static let level: Int32 = 6

    init(dictionary: [UInt8]) {
        self.dictionary = dictionary
        prefix = dictionary.isEmpty ? [] : Self.deflated(dictionary, after: [], Z_SYNC_FLUSH)
    }

    func compress(_ bytes: [UInt8]) -> [UInt8] { Self.deflated(bytes, after: dictionary, Z_FINISH) }

    private static func deflated(_ bytes: [UInt8], after dictionary: [UInt8], _ flush: Int32) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        precondition(
            deflateInit2_(&stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK,
            "zlib has no memory")
        defer { deflateEnd(&stream) }
        if !dictionary.isEmpty { deflateSetDictionary(&stream, dictionary, UInt32(dictionary.count)) }
        let capacity = Int(deflateBound(&stream, UInt(bytes.count))) + 16
        var input = bytes
        return input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(capacity)
                let result = deflate(&stream, flush)
                precondition(result == Z_STREAM_END || result == Z_OK && flush != Z_FINISH, "zlib did not finish")
                count = capacity - Int(stream.avail_out)
            }
        }
    }
}

/// Texts from all over a site, for its shards to refer back to; empty where there are few.
func commonBytes(_ shards: [[UInt8]]) -> [UInt8] {
    guard shards.reduce(0, { $0 + $1.count }) > 128 << 10 else { return [] }
    let (pieces, length) = (64, 500)
    return (0..<pieces).flatMap { piece in
        let shard = shards[piece * shards.count / pieces]
        // At another height of each shard: where shards start, they are alike.
        let start = max(0, shard.count - length) * (piece % 8 + 1) / 9
        return shard[start..<min(shard.count, start + length)]
    }
}
