/// How much of a file from outside is taken in before it is refused.
///
/// The defaults leave room for the largest real forms (a workbook of a whole bureau unpacks to some 20 MB) and keep what a
/// hostile file can cost to a second and its own size a few times over.
public struct OfficeLimits: Sendable, Hashable {
    /// The most entries in an archive.
    public var entryCount = 4_096
    /// The most bytes that one entry may unpack to.
    public var entrySize = 64 << 20
    /// The most bytes that all entries read from one archive may unpack to.
    public var totalSize = 256 << 20
    /// The most that an entry may unpack to, in multiples of its packed size. Deflate ends at 1 032; Office's own sheets of
    /// equal rows reach about 60.
    public var ratio = 200
    /// Entries up to this many bytes may be packed more tightly: a short text of one letter is no bomb.
    public var ratioFreeSize = 1 << 20
    /// The most Office files inside of one.
    public var embeddedCount = 16
    /// The most elements inside one another.
    public var depth = 256
    /// The most bytes of one tag, comment or instruction.
    public var tokenSize = 1 << 20

    public init() {}
}
