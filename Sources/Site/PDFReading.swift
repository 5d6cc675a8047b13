import Basics
import Glibc
import Inspection

/// The text of a PDF file and what stands beside it, by poppler's `pdftotext` and `pdfinfo`.
///
/// The format is too large to be trusted to this process: the program has one of its own, with limits for time and memory.
/// - Throws: `FileError` when the file cannot be opened, or no process be started.
func pdfText(_ path: String) throws(FileError) -> PDFText {
    close(try openFile(path).descriptor)
    // Two gigabytes, twenty seconds of the processor; the shell reads nothing of the path.
    let script = "ulimit -v 2097152; ulimit -t 20; exec pdftotext -q -enc UTF-8 -eol unix \"$0\" -"
    let limit = 64 << 20
    let (output, code) = try SystemProgram.run(["/bin/sh", "-c", script, path], variables: ["PATH"], limit: limit)
    if output.count >= limit { return .unfinished }
    switch code {
    case 0: return .text(output, beside: try textBeside(path))
    case 126, 127: return .unsupported
    case 129...: return .unfinished
    default: return .unreadable
    }
}

/// The properties of a PDF file, the targets of its links, and whether it has a form to fill in.
private func textBeside(_ path: String) throws(FileError) -> PDFText.Beside {
    let script = """
        ulimit -v 2097152; ulimit -t 20
        pdfinfo -enc UTF-8 -custom "$0"; printf '\\f'; pdfinfo -enc UTF-8 -url "$0"; printf '\\f'; pdfinfo "$0"
        """
    let (output, _) = try SystemProgram.run(
        ["/bin/sh", "-c", "{ \(script)\n} 2>/dev/null", path], variables: ["PATH"], limit: 16 << 20)
    let parts = output.split(separator: 0x0C, omittingEmptySubsequences: false).map { Array($0) }
    // A property may hold a form feed of its own.
    guard parts.count > 2 else { return PDFText.Beside(properties: output) }
    let facts = String(decoding: parts[parts.count - 1], as: UTF8.self)
    return PDFText.Beside(
        properties: Array(parts.dropLast(2).joined(separator: [0x0A])), links: parts[parts.count - 2],
        hasForm: facts.split(separator: "\n").contains { $0.hasPrefix("Form:") && !$0.hasSuffix(" none") })
}
