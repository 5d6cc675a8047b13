import Basics
import Digests
import Disclosure
import Glibc
import Inspection

/// What was found inside of an attachment, and the state of the file that it was found in.
struct RememberedReview: Sendable {
    var stamp: Stamp?
    var review: AttachmentReview
    /// Of the bytes that were looked into; nil where they were too many.
    var digest: SHA256?
    /// Whether the same bytes need not be looked into again by another run.
    var isKept = false
}

/// Looks into the attachments, and of them only into those that changed since `memory` was filled, and into those PDF files
/// that no run before looked through.
///
/// - Returns: what was found, by path.
/// - Throws: `FileError` when a file cannot be read; one that is no sound Office file is found to be so.
func reviewAttachments(
    root: String, _ attachments: [String], after changes: Changes, remembering memory: inout SiteMemory
) async throws(FileError) -> [String: AttachmentReview] {
    let former = memory.reviews
    let files = attachments.map { (path: $0, format: AttachmentFormat(fileName: Attachment(path: $0).name)) }
    let kept = memory.searchedPDFs ?? (files.contains { $0.format == .pdf } ? SearchedPDFs(root: root) : SearchedPDFs())
    // Each file is a second's work at worst, so that they are handed out one by one.
    let results = await concurrentMap(files, batch: 1) { path, format -> Result<RememberedReview, FileError> in
        do throws(FileError) {
            if let known = former[path], known.stamp != nil, !changes.contains(path) { return .success(known) }
            let stamp = Stamp(of: root + "/" + path)
            if let known = former[path], let stamp, known.stamp == stamp { return .success(known) }
            return .success(try review(root + "/" + path, as: format, stamp, kept))
        } catch {
            return .failure(error)
        }
    }
    let known = try results.succeeded()
    memory.reviews = [:]
    var reviews: [String: AttachmentReview] = [:]
    var searched = SearchedPDFs()
    for (file, known) in zip(files, known) {
        memory.reviews[file.path] = known
        reviews[file.path] = known.review
        if known.isKept, let digest = known.digest, let outcome = known.review.plainPDF {
            searched.outcomes[digest] = outcome
        }
    }
    if searched != kept { searched.keep(root: root) }
    memory.searchedPDFs = searched
    return reviews
}

/// - Parameter stamp: the file's; nil when it is too young to be known by it.
private func review(
    _ path: String, as format: AttachmentFormat, _ stamp: Stamp?, _ kept: SearchedPDFs
) throws(FileError) -> RememberedReview {
    do throws(FileError) {
        let start = try firstBytes(of: path)
        if beginsAsDocument(start[...]) { return RememberedReview(stamp: stamp, review: .document) }
        switch format {
        case .office(let format):
            let bytes = try readFile(path, limit: AttachmentReview.sizeLimit)
            return RememberedReview(
                stamp: stamp, review: AttachmentReview(office: bytes, as: format), digest: SHA256(of: bytes))
        case .unknown where isText(start[...]), .text, .mail:
            let bytes = try readFile(path, limit: AttachmentReview.sizeLimit)
            let review = AttachmentReview(text: bytes, isMail: format == .mail)
            return RememberedReview(stamp: stamp, review: review, digest: SHA256(of: bytes))
        case .unknown, .unread: return RememberedReview(stamp: stamp, review: .notSearched)
        case .pdf: return try reviewPDF(path, stamp, kept)
        }
    } catch {
        if error.code == FileError.tooLarge { return RememberedReview(stamp: stamp, review: .tooLarge) }
        throw error
    }
}

/// Enough of a file to tell what it is.
private func firstBytes(of path: String) throws(FileError) -> [UInt8] {
    let file = try openFile(path)
    defer { close(file.descriptor) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 8 << 10) { buffer, count in
        let got = read(file.descriptor, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(got, 0)
    }
    guard failure == 0 else { throw FileError(.read, path, code: failure) }
    return bytes
}

private func reviewPDF(_ path: String, _ stamp: Stamp?, _ kept: SearchedPDFs) throws(FileError) -> RememberedReview {
    let digest = try facts(ofFile: path).digest
    if let outcome = kept.outcomes[digest] {
        return RememberedReview(stamp: stamp, review: AttachmentReview(pdf: outcome), digest: digest, isKept: true)
    }
    let found = AttachmentReview(pdf: try pdfText(path))
    return RememberedReview(
        // The program that was missing may be there the next time.
        stamp: found.wantsProgram ? nil : stamp, review: found, digest: digest,
        // Not digested and looked through as two different files.
        isKept: stamp != nil && Stamp(at: path) == stamp)
}

extension SiteMemory {
    /// Makes sure that what will be published is what was looked into: a file may have been saved in between.
    ///
    /// - Throws: `FileError` for one that is another file by now.
    func checkReviewed(root: String) throws(FileError) {
        for (path, (_, facts)) in attachmentFacts.sorted(by: { $0.key < $1.key }) {
            guard let digest = reviews[path]?.digest, digest != facts.digest else { continue }
            throw FileError(.read, root + "/" + path, code: FileError.changing)
        }
    }
}
