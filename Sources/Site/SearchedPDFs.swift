import Basics
import Digests
import Inspection

/// The PDF files that were looked through and hold nothing to tell of, by their digests. A process is started for each that
/// is not among them.
struct SearchedPDFs: Sendable, Equatable {
    var outcomes: [SHA256: PlainPDF] = [:]

    private static let name = "pdf"

    /// Another program may look for other numbers.
    private static var firstLine: String? {
        Stamp(at: BuildRecord.programPath).map { "gongkai pdf 1 \($0.words)" }
    }

    /// None.
    init() {}

    /// Those that were kept; none where this program kept none.
    ///
    /// - Parameter root: of the site.
    init(root: String) {
        guard let bytes = try? readFile(KeptFile.path(Self.name, root: root), limit: 64 << 20),
            let content = KeptFile.content(of: bytes)
        else { return }
        let lines = content.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        guard let first = Self.firstLine, lines.first == first else { return }
        for line in lines.dropFirst() {
            let words = line.split(separator: " ")
            guard words.count == 2, let digest = SHA256(hexadecimal: String(words[0])) else { continue }
            outcomes[digest] = PlainPDF(rawValue: String(words[1]))
        }
    }

    /// Keeps them, and no others, for the runs to come.
    func keep(root: String) {
        guard let first = Self.firstLine else { return }
        let lines = outcomes.map { "\($0.key.hexadecimal) \($0.value.rawValue)" }.sorted()
        KeptFile.write(
            KeptFile.bytes(of: Array(([first] + lines).joined(separator: "\n").utf8)), to: Self.name, root: root)
    }
}
