/// How much of a file is taken, so that no input can exhaust the machine.
enum Limits {
    /// The largest file that is read at all, in bytes.
    static let file = 2 << 20
    /// The largest front matter, in bytes.
    static let frontMatter = 64 << 10
    /// From this size a body is reported, in bytes: libcmark is quadratic on some inputs.
    static let largeBody = 256 << 10
    /// The largest body, in bytes.
    static let body = 1 << 20
    /// The most `[` in a body: libcmark takes a time that grows with their square.
    static let brackets = 20_000
    /// The deepest nesting of values in a front matter.
    static let frontMatterDepth = 16
    /// The deepest nesting of quotes, lists and emphasis in a body.
    static let markdownDepth = 64
    /// The largest number of files in `content/`.
    static let files = 2_000_000
}
