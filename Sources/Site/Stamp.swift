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
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        size = Int(status.st_size)
        inode = UInt64(status.st_ino)
        modified = nanoseconds(status.st_mtim)
        changed = nanoseconds(status.st_ctim)
        guard nanoseconds(now) - max(modified, changed) > Self.youngestTrusted else { return nil }
    }
}

private func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
