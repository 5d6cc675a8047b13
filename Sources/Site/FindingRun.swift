import Basics
import Inspection

/// Findings that belong together, weighed as the site wants them, in reading order and counted.
public final class FindingRun: Sendable {
    private struct Found: Sendable {
        var diagnostics: [Diagnostic]
        var personal: [Diagnostic]

        init(_ diagnostics: [Diagnostic], _ adjustment: Adjustment?) {
            self.diagnostics = (adjustment?.apply(to: diagnostics) ?? diagnostics).inReadingOrder()
            personal = adjustment?.personal(among: diagnostics) ?? []
        }
    }

    private let found: Lazy<Found>
    private let counts: [Severity: Int]
    /// Whether any is about a person that no document stands by.
    let isPersonal: Bool

    init(_ diagnostics: [Diagnostic], _ adjustment: Adjustment? = nil) {
        let found = Found(diagnostics, adjustment)
        self.found = Lazy { found }
        var counts: [Severity: Int] = [:]
        for diagnostic in found.diagnostics { counts[diagnostic.severity, default: 0] += 1 }
        self.counts = counts
        isPersonal = !found.personal.isEmpty
    }

    /// - Parameter counts: how many there are, none of them about a person, where that is known: they are looked for when
    ///   somebody wants to see them.
    convenience init(
        counts: [Severity: Int]?, _ adjustment: Adjustment, _ find: @escaping @Sendable () -> [Diagnostic]
    ) {
        if let counts {
            self.init(Lazy { Found(find(), adjustment) }, counts)
        } else {
            self.init(find(), adjustment)
        }
    }

    private init(_ found: Lazy<Found>, _ counts: [Severity: Int]) {
        (self.found, self.counts, isPersonal) = (found, counts, false)
    }

    var diagnostics: [Diagnostic] { found.value.diagnostics }

    /// Those about persons that no document stands by, whatever the site says of their rules.
    var personal: [Diagnostic] { isPersonal ? found.value.personal : [] }

    func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }
}
