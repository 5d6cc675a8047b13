import Basics

/// A rule of the review: what it finds, why, and on what basis. `gongkai explain` and docs/diagnostics/ are made of it.
public struct Rule: Sendable, Hashable {
    /// The stable name in kebab-case.
    public var id: String
    /// The severity unless the site says otherwise.
    public var severity: Severity
    /// What it finds, in a few words: `指标值缺失`.
    public var title: String
    /// What exactly is found, and what is not.
    public var what: String
    /// Why it matters to readers.
    public var why: String
    /// The legal or professional basis; empty where there is none.
    public var basis: String
    /// An example that is found, and one that is not: a line of a file or a cell.
    public var bad: String
    public var good: String

    public init(
        _ id: String, _ severity: Severity, _ title: String, what: String, why: String, basis: String = "", bad: String,
        good: String
    ) {
        self.id = id
        self.severity = severity
        self.title = title
        self.what = what
        self.why = why
        self.basis = basis
        self.bad = bad
        self.good = good
    }

    /// A finding of this rule.
    func finding(
        _ summary: String, at place: Place?, notes: [Diagnostic.Note] = [], help: String? = nil,
        fixes: [Diagnostic.Fix] = []
    ) -> Diagnostic {
        Diagnostic(
            id, severity, summary, at: place, notes: notes, help: help, basis: basis.isEmpty ? nil : basis, fixes: fixes
        )
    }
}
