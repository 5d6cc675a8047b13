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

    /// The same findings ordered by file, place, id and summary.
    ///
    /// Files are put in order once and findings then compared by numbers: comparing paths at every step takes longer than
    /// finding what is wrong.
    public func inReadingOrder() -> [Diagnostic] {
        var ranks: [String: Int] = [:]
        for diagnostic in self { ranks[diagnostic.place?.file ?? ""] = 0 }
        for (rank, file) in ranks.keys.sorted().enumerated() { ranks[file] = rank }
        let keys = indices.map { index -> ReadingKey in
            let place = self[index].place
            return ReadingKey(file: ranks[place?.file ?? ""] ?? 0, offset: place?.range?.lower ?? -1, index: index)
        }
        return keys.sorted { left, right in
            if left.file != right.file { return left.file < right.file }
            if left.offset != right.offset { return left.offset < right.offset }
            let (a, b) = (self[left.index], self[right.index])
            return a.id != b.id ? a.id < b.id : a.summary < b.summary
        }.map { self[$0.index] }
    }
}

/// What findings are ordered by.
private struct ReadingKey {
    /// The position of the file among all files with findings.
    var file: Int
    var offset: Int
    var index: Int
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
