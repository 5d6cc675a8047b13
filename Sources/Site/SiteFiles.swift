import Basics
import Inspection
import Pages

/// What is read of a site before anything is made of it.
typealias SiteFiles = (sources: ReadSources, reviews: [String: AttachmentReview], theme: Theme.Files)

/// Reads the documents, looks into the attachments, and reads the theme; of all that, what may have changed.
///
/// - Throws: `FileError`, which names every file that cannot be read, of whatever kind, so that a person mends them all at
///   once.
func readSiteFiles(
    root: String, to purpose: Purpose, after changes: Changes, remembering memory: inout SiteMemory
) async throws(FileError) -> SiteFiles {
    let folder = try listContent(root: root, after: changes, remembering: &memory)
    let attachments = folder.value.attachments
    let sources = await result { () async throws(FileError) in
        try await readSources(root: root, folder, after: changes, remembering: &memory)
    }
    let reviews = await result { () async throws(FileError) -> [String: AttachmentReview] in
        if purpose == .firstPages { return [:] }
        return try await reviewAttachments(root: root, attachments, after: changes, remembering: &memory)
    }
    let theme = await result { () async throws(FileError) in
        try readTheme(root: root, after: changes, remembering: &memory)
    }
    if case .success(let sources) = sources, case .success(let reviews) = reviews, case .success(let theme) = theme {
        return (sources, reviews, theme)
    }
    var failures = sources.failures + reviews.failures
    if purpose != .report {
        // Which attachments readers see is not known without the documents: all are tried.
        let facts = await result { () async throws(FileError) in
            try await attachmentFacts(attachments, root: root, after: changes, remembering: &memory)
        }
        failures += facts.failures.filter { failure in !failures.contains { $0.path == failure.path } }
    }
    guard let failure = FileError(all: failures + theme.failures) else { preconditionFailure("nothing failed") }
    throw failure
}

/// Reads the theme, unless none of its files changed.
private func readTheme(
    root: String, after changes: Changes, remembering memory: inout SiteMemory
) throws(FileError) -> Theme.Files {
    if changes.spare("theme"), let known = memory.themeFiles { return known }
    let files = try Theme.read(root: root)
    memory.themeFiles = files
    return files
}

private func result<Value>(_ work: () async throws(FileError) -> Value) async -> Result<Value, FileError> {
    do throws(FileError) { return .success(try await work()) } catch { return .failure(error) }
}

extension Result where Failure == FileError {
    /// What failed, each file of it by itself.
    fileprivate var failures: [FileError] {
        guard case .failure(let error) = self else { return [] }
        return error.all.map { failure in
            var single = failure
            single.others = []
            return single
        }
    }
}
