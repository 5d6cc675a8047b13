import Basics
import Glibc

/// An output folder that cannot be exchanged as a whole: a mount point, or one in a folder that may not be written.
///
/// The files that differ are written into a staging folder inside; only when every one of them lies there whole are they
/// moved into place, and the moves are taken back when one of them fails. A program killed half-way leaves new and old
/// files side by side; the next build puts that right.
struct FilledFolder: Sendable {
    private let path: String
    private let former: Manifest

    static let stagingName = ".gongkai-staging"

    private var staging: String { path + "/" + Self.stagingName }

    static func write(_ files: OutputFiles, to path: String) async throws(FileError) -> WrittenOutput {
        let isNew = mkdir(path, 0o755) == 0
        if !isNew, errno != EEXIST { throw FileError(.create, path) }
        do throws(FileError) {
            let lock = try lockFolder(path, shownAs: path)
            defer { close(lock) }
            return try await FilledFolder(path: path, former: try Manifest(readFrom: path)).write(files)
        } catch {
            if isNew { rmdir(path) }
            throw error
        }
    }

    private func write(_ files: OutputFiles) async throws(FileError) -> WrittenOutput {
        try removeTree(staging)
        do throws(FileError) {
            let staged = StagedFiles(path: path, former: former) { [self] number, file in
                do throws(FileError) { return .success(try create("\(number)", for: file)) } catch {
                    return .failure(error)
                }
            }
            let outcomes = try await staged.stage(files)
            let manifest = staged.manifest(outcomes, of: files)
            let summary = try moveIntoPlace(outcomes, manifest, staged)
            try removeTree(staging)
            return WrittenOutput(summary: summary, manifest: manifest)
        } catch {
            // The first failure is the one to tell of; what is left in the staging folder goes with the next build.
            try? removeTree(staging)
            throw error
        }
    }

    /// A new file in the staging folder, which is made when it is needed first.
    private func create(_ name: String, for file: String) throws(FileError) -> (descriptor: Int32, path: String) {
        for _ in 0..<2 {
            let descriptor = open(staging + "/" + name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 { return (descriptor, staging + "/" + name) }
            guard errno == ENOENT else { throw FileError(.write, path + "/" + file) }
            if mkdir(staging, 0o755) != 0, errno != EEXIST { throw FileError(.create, staging) }
        }
        throw FileError(.create, staging, code: ENOENT)
    }

    private func moveIntoPlace(
        _ outcomes: [StagedFiles.Outcome], _ manifest: Manifest, _ staged: StagedFiles
    ) throws(FileError) -> OutputSummary {
        let after = try staged.stage(manifest.bytes, as: Manifest.fileName, outcomes.count)
        // Should the program be killed half-way, the next build must know the new files as well as the former ones.
        let during =
            outcomes.contains { !former.contains($0.path) }
            ? try staged.stage(former.union(manifest).bytes, as: Manifest.fileName, outcomes.count + 1) : nil
        var moves = Moves(folder: path, aside: staging)
        var summary = OutputSummary()
        do throws(FileError) {
            if let staged = during?.staged { try moves.replace(Manifest.fileName, by: staged) }
            for file in former.paths where !manifest.contains(file) {
                if try moves.remove(file) { summary.removed += 1 }
            }
            for outcome in outcomes {
                guard let staged = outcome.staged else {
                    summary.unchanged += 1
                    continue
                }
                try moves.replace(outcome.path, by: staged)
                summary.written += 1
            }
            if let staged = after.staged { try moves.replace(Manifest.fileName, by: staged) }
            return summary
        } catch {
            moves.takeBack()
            throw error
        }
    }
}
