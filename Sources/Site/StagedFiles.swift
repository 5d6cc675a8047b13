import Basics
import Digests
import Glibc
import Pages

/// Makes the files of a build, compares them with those of the output, and writes those that differ somewhere else.
struct StagedFiles: Sendable {
    /// The output folder.
    let path: String
    let former: Manifest
    /// Creates the file that what differs is written to, by the file's number and path; tells where it lies.
    let create: @Sendable (Int, String) -> Result<(descriptor: Int32, path: String), FileError>

    /// What became of one file on the way.
    struct Outcome: Sendable {
        var path: String
        var facts: FileFacts
        /// Where the file lies now; nil when it stands in its place already.
        var staged: String?
    }

    /// The outcomes in the order of the files.
    func stage(_ output: OutputFiles) async throws(FileError) -> [Outcome] {
        try checkFolders(of: output.files)
        let joint = try await timed("下载") { () async throws(FileError) in try await stageJointFiles(of: output) }
        let numbered = Array(output.files.enumerated().map { (number: $0, file: $1) })
        let results = await timed("网页") {
            await concurrentMap(numbered.filter { $0.file.original == nil }) { item -> Result<Outcome, FileError> in
                do throws(FileError) {
                    if case .joint(_, let address) = item.file.source, let outcome = joint[address] {
                        return .success(outcome)
                    }
                    if let outcome = standing(item.file, output) { return .success(outcome) }
                    return .success(try stage(item.file, item.number, of: output))
                } catch {
                    return .failure(error)
                }
            }
        }
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(results.count)
        for result in results { outcomes.append(try result.get()) }
        return outcomes + (try await stageCopies(of: outcomes, numbered.filter { $0.file.original != nil }, output))
    }

    /// A file that stands in its place already, as the record of the former build tells.
    private func standing(_ file: OutputFile, _ output: OutputFiles) -> Outcome? {
        output.standing.facts(of: file, in: path).map { Outcome(path: file.path, facts: $0, staged: nil) }
    }

    /// Compresses the files that were staged, or found in place, and that a copy is wanted of.
    private func stageCopies(
        of originals: [Outcome], _ copies: [(number: Int, file: OutputFile)], _ output: OutputFiles
    ) async throws(FileError) -> [Outcome] {
        if copies.isEmpty { return [] }
        let results = await timed("压缩") {
            await concurrentMap(copies, batch: 4) { number, file -> Result<Outcome, FileError> in
                do throws(FileError) {
                    if let outcome = standing(file, output) { return .success(outcome) }
                    guard let original = file.original else { preconditionFailure("\(file.path) is no copy") }
                    return .success(try stageCopy(of: originals[original], as: file.path, number))
                } catch {
                    return .failure(error)
                }
            }
        }
        return try results.succeeded()
    }

    /// Writes the compressed copy of a file, piece by piece, unless it stands in its place already.
    private func stageCopy(of original: Outcome, as file: String, _ number: Int) throws(FileError) -> Outcome {
        let text = try openFile(original.staged ?? path + "/" + original.path)
        defer { close(text.descriptor) }
        let copy = growingFile(file, number)
        let gzip = GzipStream()
        try forEachPiece(of: text) { piece throws(FileError) in
            let compressed = gzip.add(piece)
            if !compressed.isEmpty { try copy.add(compressed) }
        }
        try copy.add(gzip.finish())
        let (facts, staged) = try copy.finish()
        return Outcome(path: file, facts: facts, staged: staged)
    }

    private func growingFile(_ file: String, _ number: Int) -> GrowingFile {
        GrowingFile(path + "/" + file) { [self] () throws(FileError) in
            try checkPlace(of: file)
            return try create(number, file).get()
        }
    }

    private func stage(_ file: OutputFile, _ number: Int, of output: OutputFiles) throws(FileError) -> Outcome {
        switch file.source {
        case .rendered(let render): try stage(render(), as: file.path, number)
        case .bytes(let bytes): try stage(bytes, as: file.path, number)
        case .joint(let files, let address): try stage(files.bytes(of: address), as: file.path, number)
        case .file(let source):
            try stageCopy(
                of: output.root + "/" + source, known: output.sources.facts[source], as: file.path, number)
        }
    }

    /// The manifest of staged files.
    func manifest(_ outcomes: [Outcome], of output: OutputFiles) -> Manifest {
        let entries = zip(output.files, outcomes).map { output.entry($0, $1.facts) }
        return Manifest(entries: entries, sources: output.sources.files)
    }

    /// Writes a file, unless the same bytes stand in its place already.
    func stage(_ bytes: [UInt8], as file: String, _ number: Int) throws(FileError) -> Outcome {
        if fileHolds(bytes, at: path + "/" + file) {
            // The former list may be one of other files: merging two branches leaves such a one.
            return Outcome(path: file, facts: FileFacts(of: bytes), staged: nil)
        }
        try checkPlace(of: file)
        let staged = try create(number, file).get()
        defer { close(staged.descriptor) }
        try writeAll(bytes, to: staged.descriptor, path: path + "/" + file)
        return Outcome(path: file, facts: FileFacts(of: bytes), staged: staged.path)
    }

    /// Stages the files that are made together; what comes after them may tell what they are.
    private func stageJointFiles(of output: OutputFiles) async throws(FileError) -> [String: Outcome] {
        guard let joint = output.jointFiles else { return [:] }
        var growing: [String: GrowingFile] = [:]
        for (number, file) in output.files.enumerated() {
            guard case .joint(_, let address) = file.source else { continue }
            growing[address] = growingFile(file.path, number)
        }
        try await joint.make(into: growing)
        var outcomes: [String: Outcome] = [:]
        for file in output.files {
            guard case .joint(_, let address) = file.source, let grown = growing[address] else { continue }
            let (facts, staged) = try grown.finish()
            outcomes[address] = Outcome(path: file.path, facts: facts, staged: staged)
        }
        joint.tell(outcomes.mapValues(\.facts))
        return outcomes
    }

    private func stageCopy(
        of source: String, known: FileFacts?, as file: String, _ number: Int
    ) throws(FileError) -> Outcome {
        let original = try openFile(source)
        defer { close(original.descriptor) }
        if fileHolds(original, at: path + "/" + file) {
            let facts = try Site.facts(of: original)
            // Pages tell the digest that the file had when the build began.
            if let known, known != facts { throw FileError(.read, source, code: FileError.changing) }
            return Outcome(path: file, facts: facts, staged: nil)
        }
        try checkPlace(of: file)
        let staged = try create(number, file).get()
        defer { close(staged.descriptor) }
        let facts = try copy(original, to: staged.descriptor, path: path + "/" + file)
        if let known, known != facts { throw FileError(.read, source, code: FileError.changing) }
        return Outcome(path: file, facts: facts, staged: staged.path)
    }

    // MARK: What stands in the way

    /// A file that no build made is not overwritten.
    private func checkPlace(of file: String) throws(FileError) {
        let target = path + "/" + file
        var status = stat()
        guard lstat(target, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw FileError(.write, target)
        }
        if file == Manifest.fileName || former.contains(file) { return }
        if status.st_mode & S_IFMT == S_IFDIR, former.holdsFiles(in: file) { return }
        throw FileError(.write, target, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EEXIST)
    }

    /// A symbolic link among the folders above a file could lead anywhere, and a file is no folder.
    private func checkFolders(of files: [OutputFile]) throws(FileError) {
        var checked: Set<Substring> = []
        for file in files {
            for folder in foldersAbove(file.path) where checked.insert(folder).inserted {
                let current = path + "/" + folder
                var status = stat()
                guard lstat(current, &status) == 0 else { break }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: continue
                case S_IFLNK: throw FileError(.create, current, code: ELOOP)
                default:
                    if !former.contains(String(folder)) { throw FileError(.create, current, code: EEXIST) }
                }
            }
        }
    }
}
