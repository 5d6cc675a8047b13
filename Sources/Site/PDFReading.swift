import Basics
import Glibc
import Inspection

/// The text of a PDF file, by poppler's `pdftotext`.
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
    case 0: return .text(output)
    case 126, 127: return .unsupported
    case 129...: return .unfinished
    default: return .unreadable
    }
}
