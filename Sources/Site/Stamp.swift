import Glibc

/// What tells one state of a file or folder from the next.
public struct Stamp: Sendable, Hashable {
    /// In bytes.
    var size: Int
    var inode: UInt64
    /// In nanoseconds, as are all times here.
    var modified: Int
    var changed: Int

    /// File systems keep times in steps of up to some milliseconds (2 s on FAT, which no one previews from twice a second).
    private static let youngestTrusted = 50_000_000

    /// The stamp of what stands at a path: nil when nothing does, or when it is too young to be trusted.
    public init?(of path: String) {
        self.init(at: path)
        guard isTrusted(at: Self.now) else { return nil }
    }

    /// The stamp of what stands at a path, however young; nil when nothing does.
    init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = Int(status.st_size)
        inode = UInt64(status.st_ino)
        modified = nanoseconds(status.st_mtim)
        changed = nanoseconds(status.st_ctim)
    }

    init(size: Int, inode: UInt64, modified: Int, changed: Int) {
        (self.size, self.inode, self.modified, self.changed) = (size, inode, modified, changed)
    }

    /// As it stands in a kept file.
    var words: String { "\(size) \(inode) \(modified) \(changed)" }

    /// - Parameter words: the numbers of `words`, and maybe others behind them; nil where they are fewer.
    init?(words: [Int]) {
        guard words.count >= 4, words[1] >= 0 else { return nil }
        self.init(size: words[0], inode: UInt64(words[1]), modified: words[2], changed: words[3])
    }

    /// Whether it was old enough at a time that a later write must have given another one.
    func isTrusted(at time: Int) -> Bool { time - max(modified, changed) > Self.youngestTrusted }

    static var now: Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return nanoseconds(now)
    }
}

private func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
