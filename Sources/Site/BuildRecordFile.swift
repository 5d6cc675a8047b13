import Basics
import Digests
import Glibc

/// A build's record as a file: lines of words, the paths last, and at the end the digest of all that stands before it.
extension BuildRecord {
    private static let firstLine = "gongkai build record 3"

    var bytes: [UInt8] {
        var text = Self.firstLine + "\n\(program.words) \(began) \(moment) \(time)\n"
        text += embargoes.map { "\($0)" }.joined(separator: " ") + "\n\(theme.hexadecimal)\n"
        text += "\(hasWarnings ? 1 : 0) \(compresses ? 1 : 0) \(said.count) \(sources.count) \(outputs.count)\n"
        for line in said { text += line + "\n" }
        for file in sources + outputs {
            text +=
                "\(file.stamp.words) \(file.digest?.hexadecimal ?? "-") \(file.inputs?.hexadecimal ?? "-") \(file.path)\n"
        }
        return KeptFile.bytes(of: Array(text.utf8))
    }

    /// Reads a record; nil for anything that no build wrote just so.
    init?(_ bytes: [UInt8]) {
        guard let content = KeptFile.content(of: bytes) else { return nil }
        var lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        func next(_ count: Int) -> [String] {
            let parts = (lines.popFirst() ?? []).split(
                separator: UInt8(ascii: " "), maxSplits: count - 1, omittingEmptySubsequences: false)
            return parts.map { String(decoding: $0, as: UTF8.self) }
        }
        guard next(1) == [Self.firstLine] else { return nil }
        let head = next(7).compactMap { Int($0) }
        let embargoes = next(.max).compactMap { Int($0) }
        let theme = SHA256(hexadecimal: next(1).first ?? "")
        let counts = next(5).compactMap { Int($0) }
        guard head.count == 7, let program = Stamp(words: head), let theme, counts.count == 5,
            (0...9).contains(counts[2])
        else { return nil }
        let said = (0..<counts[2]).map { _ in next(1).first ?? "" }
        guard lines.count == counts[3] + counts[4] + 1 else { return nil }
        var files: [File] = []
        files.reserveCapacity(counts[3] + counts[4])
        while lines.count > 1 {
            let words = next(7)
            guard words.count == 7, let stamp = Stamp(words: words.prefix(4).compactMap { Int($0) }) else { return nil }
            files.append(
                File(
                    path: words[6], stamp: stamp, digest: SHA256(hexadecimal: words[4]),
                    inputs: SHA256(hexadecimal: words[5])))
        }
        self.init(
            program: program, began: head[4], moment: head[5], time: head[6], embargoes: embargoes, theme: theme,
            sources: Array(files[..<counts[3]]), outputs: Array(files[counts[3]...]), hasWarnings: counts[0] == 1,
            compresses: counts[1] == 1, said: said)
    }

    /// The record's place: one for each output folder, in the program's own folder.
    static func path(root: String, output: String) -> String { KeptFile.path(name(output), root: root) }

    /// Writes the record.
    func write(root: String, output: String) {
        let words = (sources + outputs).map(\.path) + said
        guard words.allSatisfy({ !$0.utf8.contains(UInt8(ascii: "\n")) }) else { return }
        KeptFile.write(bytes, to: Self.name(output), root: root)
    }

    private static func name(_ output: String) -> String {
        "build-\(SHA256(of: Array((absolutePath(output) ?? output).utf8)).short)"
    }

    private static func absolutePath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
