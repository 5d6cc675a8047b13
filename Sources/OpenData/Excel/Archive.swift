/// A ZIP archive of deflated files (APPNOTE 6.3), without any time: every entry is of 1980-01-01, where ZIP's begins.
struct Archive {
    private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// The largest file, in bytes: beyond, an archive would need other structures.
    static let largestFile = 0xFFFF_FFFF

    mutating func add(_ name: String, _ file: DeflatedFile) {
        let compressed = file.pieces.reduce(0) { $0 + $1.count }
        let fits = file.size <= Self.largestFile && bytes.count <= Self.largestFile
        precondition(fits, "a part of a workbook is over 4 GB")
        let offset = bytes.count
        var header: [UInt8] = []
        // Version 2.0, names in UTF-8, deflated, midnight of 1980-01-01.
        for (value, width) in [
            (20, 2), (0x0800, 2), (8, 2), (0, 2), (0x21, 2), (Int(file.checksum), 4), (compressed, 4), (file.size, 4),
        ] {
            header.add(littleEndian: value, width)
        }
        header.add(littleEndian: name.utf8.count, 2)
        header.add(littleEndian: 0, 2)
        bytes += [0x50, 0x4B, 0x03, 0x04]
        bytes += header
        bytes.add(name)
        for piece in file.pieces { bytes += piece }
        directory += [0x50, 0x4B, 0x01, 0x02, 20, 0]
        directory += header
        // No comment, disk 0, no attributes.
        for (value, width) in [(0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)] {
            directory.add(littleEndian: value, width)
        }
        directory.add(name)
        count += 1
    }

    /// Writes the directory, which ends the archive.
    mutating func finish() -> [UInt8] {
        let offset = bytes.count
        bytes += directory
        bytes += [0x50, 0x4B, 0x05, 0x06]
        for (value, width) in [(0, 2), (0, 2), (count, 2), (count, 2), (directory.count, 4), (offset, 4), (0, 2)] {
            bytes.add(littleEndian: value, width)
        }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func add(littleEndian value: Int, _ width: Int) {
        for index in 0..<width { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
