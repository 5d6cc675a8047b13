import Basics
import Inspection

/// Findings that belong together, weighed as the site wants them, in reading order and counted.
public final class FindingRun: Sendable {
    let diagnostics: [Diagnostic]
    /// Those about persons that no document stands by, whatever the site says of their rules.
    let personal: [Diagnostic]
    private let counts: [Severity: Int]

    init(_ diagnostics: [Diagnostic], _ adjustment: Adjustment? = nil) {
        self.diagnostics = (adjustment?.apply(to: diagnostics) ?? diagnostics).inReadingOrder()
        personal = adjustment?.personal(among: diagnostics) ?? []
        var counts: [Severity: Int] = [:]
        for diagnostic in self.diagnostics { counts[diagnostic.severity, default: 0] += 1 }
        self.counts = counts
    }

    func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }
}
