import Basics
import Glibc

/// Folders watched by inotify, with all that is below them.
struct Watches: Sendable {
    /// What to be told of: not every write to a file, only that one has been written.
    private static let mask = UInt32(
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_ONLYDIR
            | IN_DONT_FOLLOW)

    private let descriptor: Int32
    private let roots: [String]
    private var folders: [Int32: String] = [:]

    /// - Parameter roots: the folders to watch; those that do not exist are passed over.
    /// - Returns: nil when the system has no inotify or no watches left; poll then.
    init?(_ roots: [String]) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        self.roots = roots
        guard descriptor >= 0 else { return nil }
        for root in roots where !add(root) {
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

    /// Reads what happened and watches new folders; returns whether any of it concerns the site.
    mutating func readEvents() -> Bool {
        var isRelevant = false
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let size = read(descriptor, &buffer, buffer.count)
            if size < 0 && errno == EINTR { continue }
            guard size > 0 else { return isRelevant }
            for event in Self.events(in: buffer[..<size]) { isRelevant = handle(event) || isRelevant }
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

    private mutating func handle(_ event: Event) -> Bool {
        if event.has(IN_Q_OVERFLOW) {
            // Some events are lost, new folders perhaps among them: look at everything again.
            for root in roots { _ = add(root) }
            return true
        }
        if event.has(IN_IGNORED) {
            folders[event.watch] = nil
            return false
        }
        guard let folder = folders[event.watch], !isPassedOver(event.name) else { return false }
        if event.has(IN_ISDIR), event.has(IN_CREATE | IN_MOVED_TO) { _ = add(folder + "/" + event.name) }
        return true
    }

    /// Watches a folder and then scans it, so that no folder made in between is missed; false when watches ran out.
    private mutating func add(_ folder: String) -> Bool {
        let number = inotify_add_watch(descriptor, folder, Self.mask)
        guard number >= 0 else { return errno != ENOSPC && errno != ENOMEM }
        folders[number] = folder
        let entries = (try? listDirectory(folder)) ?? []
        return entries.allSatisfy { entry in
            entry.kind != .directory || isPassedOver(entry.name) || add(folder + "/" + entry.name)
        }
    }
}

/// Hidden files, and what editors and office programs leave beside a file while it is open.
private func isPassedOver(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix("~") || name.hasSuffix(".swp")
        || name.hasSuffix(".tmp")
        || name == "4913"
}
