import Basics
import Content
import Digests
import Disclosure
import Inspection

/// All that was found on a site.
struct Review {
    var runs: [FindingRun]
    var adjustment: Adjustment
}

/// Reviews a site: units and years whose documents are the same as before, under the same site's document, are not looked
/// at again.
///
/// - Parameters:
///   - reviews: what was found inside of the attachments, by their paths.
///   - whole: what was found where documents are put together.
func review(
    _ read: ReadSources, _ register: Register, _ reviews: [String: AttachmentReview], _ whole: [Diagnostic],
    remembering memory: inout SiteMemory
) async -> Review {
    let adjustment = Adjustment(
        read.documents.compactMap { $0.concernsRules ? $0.document : nil }, site: register.site)
    let units = register.units
    let documents = memory.documents
    let site = register.site.document.flatMap { documents[$0.path]?.document.facts }
    let keys = units.map { key(of: $0, documents, site) }
    let former = memory.findings
    let runs = await concurrentMap(Array(units.indices), batch: 4) { index in
        if let known = former[keys[index]] { return known }
        let unit = units[index]
        let own = documentPaths(of: unit).flatMap { documents[$0]?.document.findings ?? [] }
        return FindingRun(own + inspect(unit, of: register.site), adjustment)
    }
    var findings = Dictionary(zip(keys, runs)) { first, _ in first }
    var all = runs
    var first = 0
    for year in register.years {
        let key = key(of: keys[first..<first + year.units.count])
        let run = former[key] ?? FindingRun(inspect(year), adjustment)
        findings[key] = run
        all.append(run)
        first += year.units.count
    }
    memory.findings = findings
    var inUnits: Set<ObjectIdentifier> = []
    inUnits.reserveCapacity(documents.count)
    for unit in units {
        for path in documentPaths(of: unit) {
            if let document = documents[path]?.document { inUnits.insert(ObjectIdentifier(document)) }
        }
    }
    let others = read.documents.flatMap { inUnits.contains(ObjectIdentifier($0)) ? [] : $0.findings }
    let listing = register.attachments.isEmpty ? [] : read.documents.compactMap(\.document)
    let inFiles = inspect(register.attachments, listedIn: listing, reviews)
    all.append(FindingRun(whole + others + inFiles + inspect(register.site), adjustment))
    all.append(FindingRun(adjustment.diagnostics))
    return Review(runs: all, adjustment: adjustment)
}

private func documentPaths(of unit: Unit) -> [String] { [unit.source.path] + unit.projects.map(\.source.path) }

/// The digest of all that the findings in a unit depend on: its documents, as they were read, and the site's.
private func key(
    of unit: Unit, _ documents: [String: SiteMemory.Remembered], _ site: FileFacts?
) -> SHA256 {
    var digest = ListDigest()
    if let site { digest.add("content/index.md", site.digest) }
    for path in documentPaths(of: unit) {
        if let facts = documents[path]?.document.facts { digest.add(path, facts.digest) }
    }
    return digest.finish()
}

/// The digest of all that the findings in a year depend on.
private func key(of units: ArraySlice<SHA256>) -> SHA256 {
    var digest = ListDigest()
    digest.add("year", SHA256(of: []))
    for unit in units { digest.add("unit", unit) }
    return digest.finish()
}
