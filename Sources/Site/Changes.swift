/// Which files of a site may be other ones than when they were last read.
public enum Changes: Sendable, Equatable {
    /// Nobody watched, or something was missed.
    case anything
    /// Only these, by their paths relative to the root: written, made, renamed or removed.
    case files(Set<String>)

    public static let nothing = Changes.files([])

    public func contains(_ path: String) -> Bool {
        switch self {
        case .anything: true
        case .files(let paths): paths.contains(path)
        }
    }

    /// Whether there is none of those below a folder.
    func spare(_ folder: String) -> Bool {
        switch self {
        case .anything: false
        case .files(let paths): !paths.contains { $0.hasPrefix(folder + "/") }
        }
    }

    public mutating func formUnion(_ others: Changes) {
        guard case .files(let paths) = self, case .files(let more) = others else {
            self = .anything
            return
        }
        self = .files(paths.union(more))
    }
}
