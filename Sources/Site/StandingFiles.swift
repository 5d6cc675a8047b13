import Digests

/// The files of an output by what they were made from, as a record tells.
public struct StandingFiles: Sendable {
    private let files: [String: BuildRecord.File]
    private let moment: Int

    public static let unknown = StandingFiles([:], since: 0)

    private init(_ files: [String: BuildRecord.File], since moment: Int) {
        (self.files, self.moment) = (files, moment)
    }

    /// Another program could make other bytes from the same.
    init(_ record: BuildRecord) {
        let isOurs = Stamp(at: BuildRecord.programPath) == record.program
        let made = isOurs ? record.outputs.filter { $0.inputs != nil } : []
        self.init(Dictionary(made.map { ($0.path, $0) }) { first, _ in first }, since: record.moment)
    }

    /// The facts of a file that stands in the output and would be made the same; nil when that is not known.
    func facts(of file: OutputFile, in folder: String) -> FileFacts? {
        guard let inputs = file.inputs, let known = files[file.path], known.inputs == inputs,
            let digest = known.digest, known.stands(in: folder, since: moment)
        else { return nil }
        return FileFacts(size: known.stamp.size, digest: digest)
    }
}
