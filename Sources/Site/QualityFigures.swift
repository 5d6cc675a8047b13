import Basics
import Disclosure
import Inspection
import Pages

extension QualityFigures {
    /// Counts what was found in what readers may see.
    init(_ visible: PublicRegister, _ runs: [FindingRun]) {
        let register = visible.register
        let units = register.units
        var unitOf: [String: Int] = [:]
        for (index, unit) in units.enumerated() {
            unitOf[unit.source.path] = index
            for project in unit.projects { unitOf[project.source.path] = index }
        }
        let others = ([register.site.document] + register.pages.map(\.document)).compactMap { $0?.path }
        let shown = Set(others + register.attachments).union(unitOf.keys)

        var warnings = [Int](repeating: 0, count: units.count)
        var counts: [String: [Severity: Int]] = [:]
        // Shares have a table of their own.
        for finding in runs.lazy.flatMap(\.diagnostics) where finding.id != "measurable-share" {
            guard let file = finding.place?.file, shown.contains(file) else { continue }
            // What is told of PDF files depends on the programs that this machine has, and pages must not.
            if finding.id == "attachment-unreadable", file.lowercased().hasSuffix(".pdf") { continue }
            counts[finding.id, default: [:]][finding.severity, default: 0] += 1
            if finding.severity == .warning, let unit = unitOf[file] { warnings[unit] += 1 }
        }
        let rules = Rule.all.flatMap { rule in
            Severity.allCases.reversed().compactMap { severity in
                counts[rule.id]?[severity].map { count in
                    (severity, RuleCount(id: rule.id, title: rule.title, severity: severity.label, count: count))
                }
            }
        }
        let sorted = rules.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.0 != b.0 { return a.0 > b.0 }
            return a.1.count != b.1.count ? a.1.count > b.1.count : left.offset < right.offset
        }
        self.init(
            units: zip(units, warnings).map { unit, warnings in
                let share = MeasurableShare(unit, register.site)
                return (Share(measurable: share.measurable, withNumber: share.withNumber, all: share.all), warnings)
            },
            rules: sorted.map(\.element.1))
    }
}
