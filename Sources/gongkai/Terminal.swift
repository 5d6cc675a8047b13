import ArgumentParser
import Basics
import Glibc
import Site

/// What a command says, and where: results on standard output, messages on standard error.
enum Terminal {
    static func result(_ text: String) { send(Array(text.utf8), to: STDOUT_FILENO) }

    static func result(_ bytes: [UInt8]) { send(bytes, to: STDOUT_FILENO) }

    static func message(_ text: String) { send(Array(text.utf8), to: STDERR_FILENO) }

    /// Whether findings on a stream may be coloured: only on a terminal, and not with `NO_COLOR`.
    static func usesColor(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 && getenv("NO_COLOR") == nil }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        do {
            try writeAll(bytes, to: descriptor, path: "标准输出")
        } catch  where error.code == EPIPE {
            return
        } catch {
            _exit(ExitStatus.inputOutput)
        }
    }
}

/// The exit codes of the program.
enum ExitStatus {
    /// The content has errors, or warnings under `--strict`.
    static let content: Int32 = 1
    /// Reading, writing or a peer program failed.
    static let inputOutput: Int32 = 74
}

/// Runs a command's work; a failure of the outside world becomes its message and exit code.
func reportingFileErrors<Result>(_ work: () async throws(FileError) -> Result) async throws -> Result {
    do throws(FileError) {
        return try await work()
    } catch {
        Terminal.message("错误: \(terminalSafe(error.message))\n")
        throw ExitCode(ExitStatus.inputOutput)
    }
}

extension SiteReport {
    /// The number of findings by severity: `0 错误 22 提醒`.
    var counts: String { "\(diagnostics.count(.error)) 错误 \(diagnostics.count(.warning)) 提醒" }
}
