import Basics
import Content
import Digests
import Disclosure
import Glibc

/// What was read before, so that a site that is read again after an edit reads only what changed.
///
/// What is remembered are results of pure functions of a file's bytes. A file counts as unchanged while its size, its
/// inode and its times are: but not when it was written so shortly before it was read that a second write could bear the
/// same time.
public struct SiteMemory: Sendable {
    /// What tells one state of a file from the next.
    struct Stamp: Sendable, Hashable {
        var size: Int
        var inode: UInt64
        var modified: Int
        var changed: Int
    }

    /// A document as it was read.
    struct Remembered: Sendable {
        var stamp: Stamp?
        /// Of the file's bytes; nil when it was too large to be read.
        var facts: FileFacts?
        var document: Diagnosed<Document?>
        /// nil when the file could not be read as a document.
        var entry: ReadEntry?

        init(stamp: Stamp?, facts: FileFacts?, document: Diagnosed<Document?>, attachments: Set<String>) {
            self.stamp = stamp
            self.facts = facts
            self.document = document
            entry = document.value.map { ReadEntry($0, attachments: attachments) }
        }
    }

    var documents: [String: Remembered] = [:]
    /// What was found inside of the attachments, by their paths.
    var reviews: [String: RememberedReview] = [:]
    /// The files beside the documents, which entries depend on.
    var attachments: [String] = []
    /// The digests of those files that are published, each with the stamp that it was taken at.
    var attachmentFacts: [String: (stamp: Stamp?, facts: FileFacts)] = [:]

    public init() {}
}

/// The stamp of a file: nil when there is none, or when it is too young to be trusted.
func stamp(of path: String) -> SiteMemory.Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let modified = nanoseconds(status.st_mtim)
    let changed = nanoseconds(status.st_ctim)
    guard nanoseconds(now) - max(modified, changed) > youngestTrusted else { return nil }
    return SiteMemory.Stamp(
        size: Int(status.st_size), inode: UInt64(status.st_ino), modified: modified, changed: changed)
}

/// File systems keep times in steps of up to some milliseconds (2 s on FAT, which no one previews from twice a second).
private let youngestTrusted = 50_000_000

private func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
