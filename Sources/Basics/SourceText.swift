/// A half-open range of UTF-8 byte offsets in one source text, of at most 4 GB.
///
/// It is kept small because a site has millions: each value and each cell knows its place.
public struct TextRange: Sendable, Hashable {
    private var start: UInt32
    private var end: UInt32

    public init(_ lower: Int, _ upper: Int) {
        precondition(0 <= lower && lower <= upper, "a text range runs forwards from 0")
        (start, end) = (UInt32(lower), UInt32(upper))
    }

    public var lower: Int { Int(start) }

    public var upper: Int {
        get { Int(end) }
        set { self = TextRange(lower, newValue) }
    }

    public var isEmpty: Bool { lower == upper }

    /// The smallest range that holds both.
    public func union(_ other: TextRange) -> TextRange {
        TextRange(min(lower, other.lower), max(upper, other.upper))
    }
}

/// Where something stands: a file, and in it a range, or nil for the file as a whole.
public struct Place: Sendable, Hashable {
    /// The file's path relative to the site's root, with `/` between its parts.
    public var file: String
    public var range: TextRange?

    public init(file: String, range: TextRange? = nil) {
        self.file = file
        self.range = range
    }
}

/// A line and a column, both counted from 1; the column counts Unicode scalars.
public struct Position: Sendable, Hashable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// The text of one file, decoded to UTF-8, with an index of its lines.
public struct SourceText: Sendable {
    /// The file's path relative to the site's root, with `/` between its parts.
    public let path: String
    /// The whole text as UTF-8, without a byte order mark; line ends are as in the file.
    public let bytes: [UInt8]
    /// The byte offset at which each line starts; the first is 0.
    public let lineStarts: [Int]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        starts.reserveCapacity(bytes.count / 24 + 1)
        bytes.withUnsafeBufferPointer { buffer in
            for index in buffer.indices where buffer[index] == UInt8(ascii: "\n") {
                starts.append(index + 1)
            }
        }
        lineStarts = starts
    }

    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    public func place(_ range: TextRange?) -> Place { Place(file: path, range: range) }

    /// The characters of a range as they are in the file.
    public func text(_ range: TextRange) -> String {
        String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
    }

    /// The number of the line that holds an offset, counted from 0.
    public func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A line's range without its line end. `index` counts from 0.
    public func lineRange(_ index: Int) -> TextRange {
        let lower = lineStarts[index]
        var upper = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
        if upper > lower && bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
        return TextRange(lower, upper)
    }

    public func position(of offset: Int) -> Position {
        let line = lineIndex(of: offset)
        let scalars = bytes[lineStarts[line]..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
        return Position(line: line + 1, column: scalars + 1)
    }
}
