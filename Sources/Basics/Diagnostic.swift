/// How much a finding weighs.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// A hint; never blocks.
    case note
    /// The filed text is published as it is, and the author is told.
    case warning
    /// The site would be wrong, unsafe or unlawful to put up; blocks a build.
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One finding about the content or the theme, for the person who wrote it. Collected, never thrown.
public struct Diagnostic: Sendable, Hashable {
    /// A second place that belongs to a finding.
    public struct Note: Sendable, Hashable {
        public var message: String
        public var place: Place?

        public init(_ message: String, at place: Place? = nil) {
            self.message = message
            self.place = place
        }
    }

    /// One replacement in the file of the finding's place that mends it, or a part of it.
    public struct Fix: Sendable, Hashable {
        public var range: TextRange
        public var text: String
        /// Whether it changes notation only, never a character of what is filed, so that `check --fix` may apply it.
        public var isMechanical: Bool

        public init(_ range: TextRange, _ text: String, isMechanical: Bool = false) {
            self.range = range
            self.text = text
            self.isMechanical = isMechanical
        }
    }

    /// The rule's stable name in kebab-case.
    public var id: String
    public var severity: Severity
    /// One line in the author's words: what was found, what was expected.
    public var summary: String
    public var place: Place?
    public var notes: [Note]
    /// How to mend it.
    public var help: String?
    /// The legal or professional basis.
    public var basis: String?
    /// What mends it mechanically; empty where a person has to decide.
    public var fixes: [Fix]

    public init(
        _ id: String, _ severity: Severity, _ summary: String, at place: Place?, notes: [Note] = [],
        help: String? = nil, basis: String? = nil, fixes: [Fix] = []
    ) {
        self.id = id
        self.severity = severity
        self.summary = summary
        self.place = place
        self.notes = notes
        self.help = help
        self.basis = basis
        self.fixes = fixes
    }
}

extension [Diagnostic] {
    public func count(_ severity: Severity) -> Int { count { $0.severity == severity } }

    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// The same findings ordered by file, place and id.
    public func inReadingOrder() -> [Diagnostic] {
        sorted { left, right in
            let (a, b) = (left.place?.file ?? "", right.place?.file ?? "")
            if a != b { return a < b }
            let (p, q) = (left.place?.range?.lower ?? -1, right.place?.range?.lower ?? -1)
            if p != q { return p < q }
            return left.id != right.id ? left.id < right.id : left.summary < right.summary
        }
    }
}

/// A stage's result together with what it found on the way.
public struct Diagnosed<Value> {
    public var value: Value
    public var diagnostics: [Diagnostic]

    public init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
        self.value = value
        self.diagnostics = diagnostics
    }
}

extension Diagnosed: Sendable where Value: Sendable {}

extension Sequence {
    /// Folds the results of a concurrent stage into one, in order.
    public func folded<Value>() -> Diagnosed<[Value]> where Element == Diagnosed<Value> {
        var result = Diagnosed<[Value]>([])
        for element in self {
            result.value.append(element.value)
            result.diagnostics += element.diagnostics
        }
        return result
    }
}
