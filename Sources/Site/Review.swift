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
    let documents = memory.documents
    let site = register.site.document.flatMap { documents[$0.path]?.document.facts }
    let former = memory.findings.site == site ? memory.findings : FindingMemory()
    var findings = FindingMemory(site: site)
    let units = register.units
    let inputs = memory.counts.map { _ in FindingInputs(register.site, read.folder, memory.facts) }
    let digests = inputs.map { inputs in units.map { inputs.digest(of: $0) } }
    let inUnits = await concurrentMap(Array(units.indices), batch: 16) { [counts = memory.counts] index in
        let unit = units[index]
        if let known = former.found(in: unit) { return known }
        let find = { @Sendable in
            documentPaths(of: unit).flatMap { documents[$0]?.document.findings ?? [] }
                + inspect(unit, of: register.site)
        }
        let known = digests.flatMap { counts?[$0[index]] }
        let run = FindingRun(counts: known, adjustment, find)
        let wordings = Lazy { UnitWordings(unit) }
        // The year of a unit that is looked at will be; now there are several processors for it.
        if known == nil { _ = wordings.value }
        return UnitFindings(run: run, wordings: wordings)
    }
    for (unit, found) in zip(units, inUnits) { findings.keep(found, in: unit) }
    var all = inUnits.map(\.run)
    var start = 0
    for year in register.years {
        let range = start..<start + year.units.count
        start = range.upperBound
        let digest = digests.flatMap { inputs?.digest(of: year, $0[range]) }
        let find = { @Sendable in inspect(year, inUnits[range].map(\.wordings.value)[...]) }
        let run =
            former.run(of: year) ?? FindingRun(counts: digest.flatMap { memory.counts?[$0] }, adjustment, find)
        if let digest { memory.counts?.take(run, under: digest) }
        findings.keep(run, of: year)
        all.append(run)
    }
    for (digest, found) in zip(digests ?? [], inUnits) { memory.counts?.take(found.run, under: digest) }
    memory.findings = findings
    let others =
        documentsOutside(units, of: read).flatMap(\.findings)
        + register.unplaced.flatMap { inspect(unplaced: $0, of: register.site) }
    let listing = register.attachments.isEmpty ? [] : read.documents.compactMap(\.document)
    let inFiles =
        inspect(register.attachments, listedIn: listing, reviews)
        + inspect(foldersOf: read.folder.documents + read.folder.attachments)
    all.append(FindingRun(whole + others + inFiles + inspect(register.site), adjustment))
    all.append(FindingRun(adjustment.diagnostics))
    return Review(runs: all, adjustment: adjustment)
}

extension Review {
    /// What was found while documents were read and put together; nobody has looked at what they say yet.
    init(ofReading read: ReadSources, _ register: Register, _ whole: [Diagnostic]) {
        adjustment = Adjustment(
            read.documents.compactMap { $0.concernsRules ? $0.document : nil }, site: register.site)
        let findings = read.documents.flatMap(\.readingFindings) + whole + adjustment.diagnostics
        runs = [FindingRun(findings, adjustment)]
    }
}

func documentPaths(of unit: Unit) -> [String] { [unit.source.path] + unit.filedProjects.map(\.source.path) }

/// The documents that are part of no unit: the site's, plain pages, what could not be read, and projects without a unit.
private func documentsOutside(_ units: [Unit], of read: ReadSources) -> [ReadDocument] {
    let parts = read.documents.count { $0.entry?.isPartOfUnit ?? false }
    // As a rule all that can be part of a unit is.
    if parts == units.reduce(0, { $0 + 1 + $1.projects.count + $1.incomplete.count }) {
        return read.documents.filter { !($0.entry?.isPartOfUnit ?? false) }
    }
    let inside = Set(units.flatMap(documentPaths))
    return zip(read.folder.documents, read.documents).compactMap { inside.contains($0) ? nil : $1 }
}

/// A file that lies beside a unit and that nobody sees.
func attachmentUnlisted(_ path: String) -> Diagnostic {
    Diagnostic(
        "attachment-unlisted", .note, "“\(Attachment(path: path).name)”没有写在单位的“附件”里，不公布", at: Place(file: path),
        help: "要公布的，写进单位 index.md 的“附件”；不公布的，可以不管，或者移出 content/")
}
