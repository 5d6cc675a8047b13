import Basics
import Content
import Inspection

/// What was found on a site, with the texts that the findings point into.
public struct SiteReport: Sendable {
    private var runs: [FindingRun]
    private let documents: [String: SiteMemory.Remembered]
    private let otherTexts: [String: SourceText]
    /// Which unit each file belongs to.
    public var units: UnitFolders { unitFolders.value }
    var unitFolders = Lazy { UnitFolders([:]) }
    /// How many rules the site lowered or switched off (检查).
    public var loweredCount: Int { adjustment?.loweredCount ?? 0 }
    /// What the site and its documents say about the rules.
    private let adjustment: Adjustment?

    /// The report of a site of which nothing is known yet.
    public init() { self.init([], SiteMemory(), others: [], nil) }

    /// - Parameters:
    ///   - memory: knows the texts of the documents.
    ///   - others: the texts of other files.
    init(_ runs: [FindingRun], _ memory: SiteMemory, others: [SourceText], _ adjustment: Adjustment?) {
        self.runs = runs
        documents = memory.documents
        otherTexts = Dictionary(others.map { ($0.path, $0) }) { first, _ in first }
        self.adjustment = adjustment
    }

    /// All findings, in the order of files and places.
    public var diagnostics: [Diagnostic] { runs.flatMap(\.diagnostics).inReadingOrder() }

    /// All findings of a severity or a graver one, in the same order.
    public func diagnostics(from severity: Severity) -> [Diagnostic] {
        let graver = Severity.allCases.filter { $0 >= severity }
        return runs.filter { run in graver.contains { run.count($0) > 0 } }
            .flatMap { $0.diagnostics.filter { $0.severity >= severity } }.inReadingOrder()
    }

    /// Findings about persons that no document stands by, also where the site lowered or switched off their rules.
    public var personal: [Diagnostic] { runs.flatMap(\.personal).inReadingOrder() }

    public func count(_ severity: Severity) -> Int { runs.reduce(0) { $0 + $1.count(severity) } }

    /// The gravest findings, in the order of files and places among those of one severity.
    ///
    /// - Parameter limit: the largest number of findings.
    public func gravest(_ limit: Int) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for severity in Severity.allCases.sorted().reversed() where found.count < limit {
            var ofSeverity: [Diagnostic] = []
            for run in runs where run.count(severity) > 0 && found.count + ofSeverity.count < limit {
                ofSeverity += run.diagnostics.filter { $0.severity == severity }
            }
            found += ofSeverity.inReadingOrder()
        }
        return Array(found.prefix(limit))
    }

    /// The text of a file, by its path relative to the site's root; nil when it could not be read.
    public func text(_ path: String) -> SourceText? { documents[path]?.document.text ?? otherTexts[path] }

    /// Whether a build must not go on.
    public func blocks(isStrict: Bool) -> Bool { count(.error) > 0 || isStrict && count(.warning) > 0 }

    /// Leaves only the findings that a reader wants to see.
    public mutating func keep(where isWanted: (Diagnostic) -> Bool) {
        runs = runs.map { FindingRun($0.diagnostics.filter(isWanted)) }
    }

    /// Adds findings that were made after the check, weighed as the site and its documents want them.
    public mutating func add(_ findings: [Diagnostic]) { runs.append(FindingRun(findings, adjustment)) }
}
