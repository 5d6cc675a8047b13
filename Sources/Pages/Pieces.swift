import Basics

/// The bytes of a file that is made piece by piece, so that a large one never lies in memory as a whole.
public struct Pieces: Sendable {
    public let count: Int
    private let make: @Sendable (Int) throws(FileError) -> [UInt8]

    /// - Parameter make: makes the piece of a number from 0; the same bytes every time.
    public init(count: Int, _ make: @escaping @Sendable (Int) throws(FileError) -> [UInt8]) {
        (self.count, self.make) = (count, make)
    }

    public subscript(index: Int) -> [UInt8] {
        get throws(FileError) { try make(index) }
    }

    /// All pieces in one, for what is small or wanted whole.
    public func joined() throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<count { bytes += try make(index) }
        return bytes
    }
}
