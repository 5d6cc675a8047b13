import Basics
import Content
import Glibc
import Site

/// The sources of a site, `content/` and `theme/` with all that is below them, watched by inotify.
///
/// The root is watched too, so that a source folder that was away comes back into sight; nothing else in it matters.
struct Watches: Sendable {
    /// What to be told of: not every write to a file, only that one has been written; also of rights, without which a file
    /// could not be read.
    private static let mask = UInt32(
        IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_ONLYDIR)

    private let descriptor: Int32
    private let root: String
    private var rootWatch: Int32 = -1
    /// The folders that are watched, by their paths relative to the root.
    private var folders: [Int32: String] = [:]
    /// Whether there were no watches left for a folder, so that changes in it go unnoticed.
    private(set) var hasRunOut = false
    /// Whether the last that happened to the sources was the end of a file's being written, or that it was moved here whole.
    private(set) var endedWithWholeFile = false

    private static let sources = ["content", "theme"]

    /// - Parameter root: the site's root.
    /// - Returns: nil when the system has no inotify or not enough watches left; poll then.
    init?(_ root: String) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        self.root = root
        guard descriptor >= 0 else { return nil }
        rootWatch = inotify_add_watch(descriptor, root, Self.mask)
        for source in Self.sources { add(source) }
        if rootWatch < 0 || hasRunOut {
            close(descriptor)
            return nil
        }
    }

    /// Waits until something happened; false after the timeout.
    ///
    /// - Parameter timeout: in milliseconds; -1 waits for ever.
    func wait(timeout: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let result = poll(&request, 1, timeout)
            if result < 0 && errno == EINTR { continue }
            return result > 0
        }
    }

    /// Reads what happened and watches new folders; returns the files that it happened to, as far as they concern the
    /// site. Where a folder came, went or was renamed, that may be any.
    mutating func readEvents() -> Changes {
        var changes = Changes.nothing
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let size = read(descriptor, &buffer, buffer.count)
            if size < 0 && errno == EINTR { continue }
            guard size > 0 else { return changes }
            for event in Self.events(in: buffer[..<size]) { changes.formUnion(handle(event)) }
        }
    }

    private struct Event {
        var watch: Int32
        var mask: UInt32
        var name: String

        func has(_ flag: Int32) -> Bool { mask & UInt32(bitPattern: flag) != 0 }
    }

    private static func events(in bytes: ArraySlice<UInt8>) -> [Event] {
        var events: [Event] = []
        var rest = bytes
        let headerSize = MemoryLayout<inotify_event>.size
        while rest.count >= headerSize {
            let header = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
            let name = rest.dropFirst(headerSize).prefix(Int(header.len)).prefix { $0 != 0 }
            events.append(Event(watch: header.wd, mask: header.mask, name: String(decoding: name, as: UTF8.self)))
            rest = rest.dropFirst(headerSize + Int(header.len))
        }
        return events
    }

    private mutating func handle(_ event: Event) -> Changes {
        if event.has(IN_Q_OVERFLOW) {
            // Some events are lost, new folders perhaps among them: look at everything again.
            for source in Self.sources { add(source) }
            return .anything
        }
        if event.has(IN_IGNORED) {
            folders[event.watch] = nil
            return .nothing
        }
        if event.watch == rootWatch {
            guard Self.sources.contains(event.name) else { return .nothing }
            if event.has(IN_CREATE | IN_MOVED_TO | IN_ATTRIB) { add(event.name) }
            return .anything
        }
        guard let folder = folders[event.watch] else { return .nothing }
        // What happened to the folder itself bears no name.
        if event.name.isEmpty { return .anything }
        if isPassedOver(event.name) { return .nothing }
        let path = folder + "/" + event.name
        guard event.has(IN_ISDIR) else {
            endedWithWholeFile = event.has(IN_CLOSE_WRITE | IN_MOVED_TO)
            return .files([path])
        }
        if event.has(IN_CREATE | IN_MOVED_TO | IN_ATTRIB) { add(path) }
        return .anything
    }

    /// Watches a folder and then scans it, so that no folder made in between is missed.
    private mutating func add(_ folder: String) {
        // A source folder itself, where it is a symbolic link: what it leads to.
        let number = inotify_add_watch(descriptor, "\(root)/\(folder)/.", Self.mask)
        guard number >= 0 else {
            if errno == ENOSPC || errno == ENOMEM { hasRunOut = true }
            return
        }
        folders[number] = folder
        for entry in (try? listDirectory("\(root)/\(folder)/.")) ?? []
        where entry.kind == .directory && !isPassedOver(entry.name) {
            add(folder + "/" + entry.name)
        }
    }
}
